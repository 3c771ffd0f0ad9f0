"""The fields of the two forms, declared in `form.toml`, and the headings they have had."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from matcher.folding import folded_words
from service.intake.cells import clean

NOT_USED = "-"  # stated of a heading that is to be left out


_WITH_VALUES = frozenset({"countries", "languages", "roles", "number", "date"})  # kinds of answers


class Form(StrEnum):
    """The two forms that intake knows."""

    EXPERTS = "experts"
    TERRITORIES = "territories"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: how its headings have been written, what its answers look like, and what rests on it."""

    name: str
    description: str  # what is asked; "" for a column that the forms' service adds
    wordings: tuple[str, ...]  # headings as written
    headings: frozenset[str]  # the same, folded
    answers: str  # the kind, see `contents`
    rule: bool  # a hard rule rests on it
    cautious: bool  # reading too much of it refuses or holds somebody, and suggests nobody
    account: bool  # a column that the forms' service adds
    in_template: bool  # asked by the template that may be filled in
    options: bool  # one of a few answers, however it is worded
    role: str | None  # asked for the adviser of one role alone


def fields_of(form: Form) -> Mapping[str, Field]:
    """Every field of a form, by name."""
    return _fields()[form]


@cache
def tells_something(name: str) -> bool:
    """Whether a filled answer to a field always holds a value: countries, languages, roles, numbers, dates."""
    return any(name in fields and fields[name].answers in _WITH_VALUES for fields in _fields().values())


def is_known(form: Form, heading: str) -> bool:
    """Whether a field of the form has had this heading."""
    return heading_key(heading) in _headings()[form]


def is_of_any_form(heading: str) -> bool:
    """Whether a field of either form has had this heading."""
    return any(is_known(form, heading) for form in Form)


def is_of_account(form: Form, heading: str) -> bool:
    """Whether a heading may be that of a column that the forms' service adds before the questions."""
    return any(heading_key(heading) in one.headings for one in fields_of(form).values() if one.account)


@cache
def _headings() -> Mapping[Form, frozenset[str]]:
    return {form: frozenset().union(*(one.headings for one in fields.values())) for form, fields in _fields().items()}


@cache
def _fields() -> Mapping[Form, Mapping[str, Field]]:
    table = tomllib.loads(files(__package__).joinpath("form.toml").read_text(encoding="utf-8"))
    return {form: {name: _field(name, entry) for name, entry in table[form].items()} for form in Form}


def _field(name: str, entry: Mapping[str, Any]) -> Field:
    return Field(
        name=name,
        description=entry.get("description", ""),
        wordings=tuple(entry["headings"]),
        headings=frozenset(map(heading_key, entry["headings"])),
        answers=entry["answers"],
        rule=bool(entry.get("rule")),
        cautious=bool(entry.get("cautious")),
        account=bool(entry.get("account")),
        in_template=not entry.get("account") and bool(entry.get("template", True)),
        options=bool(entry.get("options")),
        role=entry.get("role"),
    )


def heading_key(heading: str) -> str:
    """A heading as it is compared: folded words, without the number that spreadsheets add to a repeated heading."""
    words = folded_words(clean(heading))
    return " ".join(words).rstrip("0123456789 ") or " ".join(words)
