"""What the user stated of headings and answers, `--column "heading=field"`, remembered for the next export."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.messages import say
from service.errors import ServiceError
from service.intake.form.form_fields import NOT_USED, Form, fields_of, heading_key
from service.intake.form.read_as import StatedWording, may_be_stated
from service.whole_file import write_whole

YES, NO = "yes", "no"  # what an answer means, said in the place of a field


@dataclass(frozen=True, slots=True)
class Statements:
    """What was stated, now and before."""

    columns: Mapping[str, str]  # fields by folded heading; yes or no by folded answer
    wordings: tuple[StatedWording, ...]  # answers of one field, and what they mean


def state_columns(stated: Sequence[str], remembered: Path) -> Statements:
    """Join what is stated now with what was stated before, and remember it.

    `heading=field` says what a column holds, `answer=yes` what an answer means in any field of yes and no, and
    `field: answer=meaning` what it means in one field. Raises ServiceError where one says neither.
    """
    known = recall_columns(remembered)
    fresh = dict(_parse(one) for one in stated)
    if fresh:
        _remember(dict(known) | fresh, remembered)
    told = dict(known) | fresh
    columns = {heading_key(heading): field for heading, field in told.items() if not _is_of_wording(heading, field)}
    return Statements(columns, tuple(_wording(*one) for one in told.items() if _is_of_wording(*one)))


def recall_columns(remembered: Path) -> Mapping[str, str]:
    """What was stated before: fields by heading. Raises ServiceError where the file is damaged."""
    if not remembered.exists():
        return {}
    try:
        known = json.loads(remembered.read_text(encoding="utf-8"))
        return dict(_checked(str(heading), str(field)) for heading, field in known.items())
    except (ValueError, AttributeError):
        said = say("{path}: is no list of stated columns. Mend it or delete it", path=str(remembered))
        raise ServiceError(said) from None


def _parse(stated: str) -> tuple[str, str]:
    heading, equals, field = stated.rpartition("=")
    if not equals or not heading.strip():
        raise ServiceError(say('--column "{stated}": write it as "heading=field"', stated=stated))
    return _checked(heading.strip(), field.strip())


def _checked(heading: str, field: str) -> tuple[str, str]:
    return heading, field if _is_of_wording(heading, field) else checked_field(field)


def _is_of_wording(heading: str, meaning: str) -> bool:
    """Whether something is stated of an answer in one field, "types: Obszar wiejski=Rural area"."""
    field, _, wording = heading.partition(":")
    return bool(wording.strip() and meaning) and may_be_stated(field.strip()) and meaning not in _meanings()


def _wording(heading: str, meaning: str) -> StatedWording:
    field, _, wording = heading.partition(":")
    return StatedWording(field.strip(), wording.strip(), meaning)


def _meanings() -> frozenset[str]:
    """What may be stated of a heading, and of an answer in any field."""
    return frozenset({NOT_USED, YES, NO}.union(*(fields_of(form) for form in Form)))


def answers_stated(stated: Mapping[str, str]) -> Mapping[str, bool]:
    """What wordings of answers mean, yes or no, by folded wording."""
    return {wording: meaning == YES for wording, meaning in stated.items() if meaning in {YES, NO}}


def fields_stated(stated: Mapping[str, str]) -> Mapping[str, str]:
    """The fields of headings, by folded heading."""
    return {heading: field for heading, field in stated.items() if field not in {YES, NO}}


def checked_field(field: str) -> str:
    """The name of a field, "-" for none; "yes" or "no" of an answer. Raises ServiceError for any other."""
    if field not in _meanings():
        names = dict.fromkeys(name for form in Form for name in fields_of(form))
        raise ServiceError(
            say(
                'There is no field "{field}". There are: {fields}; "-" leaves a column out, yes or no is for an answer',
                field=field,
                fields=", ".join(names),
            )
        )
    return field


def _remember(columns: Mapping[str, str], path: Path) -> None:
    write_whole(path, json.dumps(columns, ensure_ascii=False, indent=1) + "\n")
