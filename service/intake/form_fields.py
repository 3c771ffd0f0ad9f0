"""The fields of the two forms, and the words by which their headings are known."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from matcher.folding import folded_words
from matcher.word_lists import WordList
from service.intake.cells import clean

NOT_USED = "-"  # stated of a heading that is to be left out
SHORTEST_STEMMED = 4  # letters; shorter words have one form
ANOTHER_FORM = 0.75  # what a word counts in another form than the one that is written


class Form(StrEnum):
    """The two forms that intake knows."""

    EXPERTS = "experts"
    TERRITORIES = "territories"


class MarkWord:
    """A word of a heading, its beginning ("resid*"), or another form of it in English or French."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._forms = stems(written)

    def likeness(self, word: str) -> float:
        """How well a word of a heading is this one: 1 as it is written, less in another form, 0 not at all."""
        if self._written.endswith("*"):
            return float(word.startswith(self._written[:-1]))
        if word == self._written:
            return 1.0
        return 0.0 if self._forms.isdisjoint(stems(word)) else ANOTHER_FORM


@lru_cache(maxsize=10_000)
def stems(word: str) -> frozenset[str]:
    """A word with its English and French stems: "processing" has "process"."""
    if len(word) < SHORTEST_STEMMED:
        return frozenset({word})
    return frozenset({word, *(stemmer.stemWord(word) for stemmer in _stemmers())})


@cache
def _stemmers() -> tuple[Any, ...]:
    import snowballstemmer

    return snowballstemmer.stemmer("english"), snowballstemmer.stemmer("french")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: how its headings have been written, and which words tell it in a re-worded one."""

    name: str
    headings: frozenset[str]  # folded
    marks: tuple[tuple["MarkWord", ...], ...]
    account: bool  # a column that the forms' service adds
    never: WordList  # words that a heading of this field never has


def fields_of(form: Form) -> Mapping[str, Field]:
    """Every field of a form, by name."""
    return _fields()[form]


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
    table = tomllib.loads(files("service.intake").joinpath("fields.toml").read_text(encoding="utf-8"))
    never = WordList(table["never"])
    return {form: {name: _field(name, entry, never) for name, entry in table[form].items()} for form in Form}


def _field(name: str, entry: Mapping[str, Any], never: WordList) -> Field:
    marks = tuple(tuple(MarkWord(word) for word in mark.split()) for mark in entry.get("marks", ()))
    headings = frozenset(map(heading_key, entry["headings"]))
    return Field(name, headings, marks, bool(entry.get("account")), never)


def heading_key(heading: str) -> str:
    """A heading as it is compared: folded words, without the number that spreadsheets add to a repeated heading."""
    words = folded_words(clean(heading))
    return " ".join(words).rstrip("0123456789 ") or " ".join(words)
