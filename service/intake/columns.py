"""Which column of an export holds which field: by known headings, by telling words, or as the user states it.

A field that is recognised by words alone is said in the report; a heading that is not recognised is reported with the
nearest field that is still free. Knows headings, not answers.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from matcher.folding import folded_words
from matcher.messages import Message, say
from matcher.word_lists import WordList
from service.intake.cells import clean
from service.intake.problems import Place, Problem, Severity

ACCOUNT_COLUMNS = 6  # Microsoft Forms puts its own columns before the questions
NOT_USED = "-"  # stated of a heading that is to be left out
WORTH_PROPOSING = 60  # similarity from which the nearest field is proposed


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


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of one table by field, and what there is to say about the headings."""

    place: Mapping[str, int]
    problems: tuple[Problem, ...] = field(default=())


def fields_of(form: Form) -> Mapping[str, Field]:
    """Every field of a form, by name."""
    return _fields()[form]


@cache
def _fields() -> Mapping[Form, Mapping[str, Field]]:
    table = tomllib.loads(files("service.intake").joinpath("fields.toml").read_text(encoding="utf-8"))
    return {form: {name: _field(name, entry) for name, entry in table[form].items()} for form in Form}


def _field(name: str, entry: Mapping[str, Sequence[str]]) -> Field:
    marks = tuple(tuple(WordList([word]) for word in mark.split()) for mark in entry.get("marks", ()))
    return Field(name, frozenset(map(heading_key, entry["headings"])), marks, bool(entry.get("account")))


def heading_key(heading: str) -> str:
    """A heading as it is compared: folded words, without the number that spreadsheets add to a repeated heading."""
    words = folded_words(clean(heading))
    return " ".join(words).rstrip("0123456789 ") or " ".join(words)


def map_columns(headings: Sequence[str], form: Form, stated: Mapping[str, str], at: Place) -> Columns:
    """Find the field of every heading.

    `stated` has fields by folded heading and goes before everything else. `at` is the place of the heading row.
    """
    fields = fields_of(form)
    keys = [heading_key(heading) for heading in headings]
    found: dict[str, int] = {}
    left: dict[int, str] = {}
    for place, key in enumerate(keys):
        known = stated.get(key) or _known(key, place, fields, found)
        if known in fields:
            found.setdefault(known, place)
        elif known != NOT_USED and key:
            left[place] = key
    told = _told(left, fields, found)
    found |= {name: place for place, name in told.items()}
    notes = [_recognised(headings[place], name, at) for place, name in sorted(told.items())]
    unknown = [_unknown(headings[place], fields, found, at) for place in left if place not in told]
    return Columns(found, (*notes, *unknown))


def _known(key: str, place: int, fields: Mapping[str, Field], found: Mapping[str, int]) -> str | None:
    names = [name for name, one in fields.items() if key in one.headings and name not in found]
    account = [name for name in names if fields[name].account and place < ACCOUNT_COLUMNS]
    asked = [name for name in names if not fields[name].account]
    return next(iter((*account, *asked)), None)


def _told(left: Mapping[int, str], fields: Mapping[str, Field], found: Mapping[str, int]) -> dict[int, str]:
    """The fields that the words of the remaining headings tell, the surest first; each field once."""
    sure = sorted(
        ((strength, -place, name) for place, key in left.items() for name, strength in _strengths(key, fields)),
        reverse=True,
    )
    told: dict[int, str] = {}
    taken = set(found)
    for strength, negative, name in sure:
        rivals = [other for other in _strengths(left[-negative], fields) if other[1] == strength and other[0] != name]
        if -negative not in told and name not in taken and not [rival for rival, _ in rivals if rival not in taken]:
            told[-negative] = name
            taken.add(name)
    return told


def _strengths(key: str, fields: Mapping[str, Field]) -> list[tuple[str, int]]:
    words = key.split()
    strengths = ((name, _strength(words, one.marks)) for name, one in fields.items() if not one.account)
    return [(name, strength) for name, strength in strengths if strength]


def _strength(words: Sequence[str], marks: Iterable[tuple[WordList, ...]]) -> int:
    return max((len(mark) for mark in marks if all(any(w in one for w in words) for one in mark)), default=0)


def _recognised(heading: str, name: str, at: Place) -> Problem:
    return Problem(
        Place(at.file, at.sheet, at.row, clean(heading)),
        "",
        say("A heading of the form as it is known"),
        say('Read as the field {field}; if that is wrong, state it: --column "{heading}=FIELD"', **_names(heading, name)),
        Severity.NOTE,
    )


def _names(heading: str, name: str) -> dict[str, str]:
    return {"field": name, "heading": clean(heading)}


def _unknown(heading: str, fields: Mapping[str, Field], found: Mapping[str, int], at: Place) -> Problem:
    free = {key: name for name, one in fields.items() if name not in found for key in one.headings}
    nearest = process.extractOne(heading_key(heading), list(free), scorer=fuzz.token_set_ratio)
    if nearest and nearest[1] >= WORTH_PROPOSING:
        suggestion: Message = say(
            'Not read. The nearest field is {field}; to have it so: --column "{heading}={field}"',
            **_names(heading, free[nearest[0]]),
        )
    else:
        suggestion = say('Not read. If it holds a field, state it: --column "{heading}=FIELD"', heading=clean(heading))
    place = Place(at.file, at.sheet, at.row, clean(heading))
    return Problem(place, "", say("A heading of the form as it is known"), suggestion, Severity.NOTE)
