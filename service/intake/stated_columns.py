"""Columns that the user stated, `--column "heading=field"`, remembered in a file for the next export."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from matcher.messages import say
from service.errors import ServiceError
from service.intake.form_fields import NOT_USED, Form, fields_of, heading_key

YES, NO = "yes", "no"  # what an answer means, said in the place of a field


def state_columns(stated: Sequence[str], remembered: Path) -> Mapping[str, str]:
    """Join what is stated now with what was stated before, and remember it; fields by folded heading.

    Raises ServiceError where one has no field, or names a field that there is none of.
    """
    known = recall_columns(remembered)
    fresh = dict(_parse(one) for one in stated)
    if fresh:
        _remember(dict(known) | fresh, remembered)
    return {heading_key(heading): field for heading, field in (dict(known) | fresh).items()}


def recall_columns(remembered: Path) -> Mapping[str, str]:
    """What was stated before: fields by heading. Raises ServiceError where the file is damaged."""
    if not remembered.exists():
        return {}
    try:
        known = json.loads(remembered.read_text(encoding="utf-8"))
        return {str(heading): checked_field(str(field)) for heading, field in known.items()}
    except (ValueError, AttributeError):
        said = say("{path}: is no list of stated columns. Mend it or delete it", path=str(remembered))
        raise ServiceError(said) from None


def _parse(stated: str) -> tuple[str, str]:
    heading, equals, field = stated.rpartition("=")
    if not equals or not heading.strip():
        raise ServiceError(say('--column "{stated}": write it as "heading=field"', stated=stated))
    return heading.strip(), checked_field(field.strip())


def answers_stated(stated: Mapping[str, str]) -> Mapping[str, bool]:
    """What wordings of answers mean, yes or no, by folded wording."""
    return {wording: meaning == YES for wording, meaning in stated.items() if meaning in {YES, NO}}


def fields_stated(stated: Mapping[str, str]) -> Mapping[str, str]:
    """The fields of headings, by folded heading."""
    return {heading: field for heading, field in stated.items() if field not in {YES, NO}}


def checked_field(field: str) -> str:
    """The name of a field, "-" for none; "yes" or "no" of an answer. Raises ServiceError for any other."""
    names = dict.fromkeys(name for form in Form for name in fields_of(form))
    if field not in {NOT_USED, YES, NO, *names}:
        raise ServiceError(
            say(
                'There is no field "{field}". There are: {fields}; "-" leaves a column out, yes or no is for an answer',
                field=field,
                fields=", ".join(names),
            )
        )
    return field


def _remember(columns: Mapping[str, str], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    draft.write_text(json.dumps(columns, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, path)
