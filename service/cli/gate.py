"""Before anybody is matched: every field that a rule rests on is read, or somebody says that it may be left unread."""

import sys
from collections.abc import Sequence

import typer

from matcher.messages import say
from service.errors import ServiceError
from service.intake.columns.gaps import Gap, UnreadRuleFields, fields_of_gaps
from service.intake.form.form_fields import NOT_USED, Form, fields_of
from service.intake.form.stated_columns import NO, YES
from service.sentences import Sentences
from service.values.json import Json

CODE = "unread_rule_fields"
SHOWN = 3  # columns of one field


def advice(gaps: Sequence[Gap], sentences: Sentences) -> str:
    """For each field the likeliest columns with answers, and the options to copy."""
    lines = [line for gap in gaps for line in _lines(gap, sentences)]
    none = sentences.text('If a column holds none of it, write --column "heading=-"; if an answer is a no, "answer=no"')
    go_on = sentences.text("To go on without, write --unread-ok FIELD: every suggestion will say so")
    return "\n" + "\n".join((*lines, none, go_on))


def gaps_json(gaps: Sequence[Gap]) -> dict[str, Json]:
    """The same for a program."""
    fields: list[Json] = [
        {
            "file": gap.file,
            "field": gap.field,
            "answers": [{"answer": one, "option": _answer_option(one)} for one in gap.wordings],
            "columns": [
                {"heading": one.heading, "answers": list(one.samples), "option": _option(one.heading, gap.field)}
                for one in gap.columns
            ],
        }
        for gap in gaps
    ]
    return {"error": {"code": CODE, "fields": fields}}


def check_gaps(gaps: Sequence[Gap], unread_ok: Sequence[str]) -> tuple[str, ...]:
    """The fields that are left unread on somebody's word.

    Raises UnreadRuleFields for any other, ServiceError where such a field is none that a rule rests on.
    """
    rules = {name for form in Form for name, one in fields_of(form).items() if one.rule}
    for name in unread_ok:
        if name not in rules:
            said = say(
                "--unread-ok {field}: no rule rests on it. There are: {fields}", field=name, fields=_listed(rules)
            )
            raise ServiceError(said)
    missing = [gap for gap in gaps if gap.field not in unread_ok]
    if missing:
        fields = ", ".join(fields_of_gaps(missing))
        said = say(
            "Nobody is matched: rules rest on {fields}, and columns or answers that may hold it were not read",
            fields=fields,
        )
        raise UnreadRuleFields(missing, said)
    return fields_of_gaps(gaps)


def ask(gaps: Sequence[Gap], unread_ok: Sequence[str], sentences: Sentences) -> list[str]:
    """Ask the person at the terminal what the unread columns hold: columns as --column states them; none elsewhere."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return []
    stated: list[str] = []
    for gap in (gap for gap in gaps if gap.field not in unread_ok):
        for wording in gap.wordings:
            question = sentences.text('{file}: is "{wording}" a yes to {field}?').format(
                file=gap.file, wording=wording, field=gap.field
            )
            stated.append(f"{wording}={YES if typer.confirm(question, err=True) else NO}")
        for column in gap.columns[:SHOWN]:
            question = sentences.text('{file}: does "{heading}" ({answers}) hold the field {field}?').format(
                file=gap.file, heading=column.heading, answers=" | ".join(column.samples), field=gap.field
            )
            if typer.confirm(question, err=True):
                stated.append(f"{column.heading}={gap.field}")
                break
            stated.append(f"{column.heading}={NOT_USED}")
    return stated


def _lines(gap: Gap, sentences: Sentences) -> list[str]:
    answers = [(one, " | ".join(one.samples)) for one in gap.columns[:SHOWN]]
    title = sentences.labelled(gap.field, gap.file)
    columns = [f"   {_option(one.heading, gap.field)}   ({told})" for one, told in answers]
    return [title, *columns, *(f"   {_answer_option(one)}" for one in gap.wordings)]


def _answer_option(wording: str) -> str:
    return f'--answer "{wording}=yes"'


def _option(heading: str, field: str) -> str:
    return f'--column "{heading}={field}"'


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))
