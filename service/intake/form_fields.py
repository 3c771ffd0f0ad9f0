"""The fields of the two forms, and the words by which their headings are known."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from matcher.folding import folded_words
from matcher.word_lists import WordList
from service.intake.cells import clean


class Form(StrEnum):
    """The two forms that intake knows."""

    EXPERTS = "experts"
    TERRITORIES = "territories"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: how its headings have been written, and which words tell it in a re-worded one."""

    name: str
    headings: frozenset[str]  # folded
    marks: tuple[tuple[WordList, ...], ...]
    account: bool  # a column that the forms' service adds
    never: WordList  # words that a heading of this field never has


def fields_of(form: Form) -> Mapping[str, Field]:
    """Every field of a form, by name."""
    return _fields()[form]


@cache
def _fields() -> Mapping[Form, Mapping[str, Field]]:
    table = tomllib.loads(files("service.intake").joinpath("fields.toml").read_text(encoding="utf-8"))
    return {form: {name: _field(name, entry) for name, entry in table[form].items()} for form in Form}


def _field(name: str, entry: Mapping[str, Any]) -> Field:
    marks = tuple(tuple(WordList([word]) for word in mark.split()) for mark in entry.get("marks", ()))
    headings = frozenset(map(heading_key, entry["headings"]))
    return Field(name, headings, marks, bool(entry.get("account")), WordList(entry.get("never", ())))


def heading_key(heading: str) -> str:
    """A heading as it is compared: folded words, without the number that spreadsheets add to a repeated heading."""
    words = folded_words(clean(heading))
    return " ".join(words).rstrip("0123456789 ") or " ".join(words)
