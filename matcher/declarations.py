"""What somebody declares about conflicts of interest, in whatever language: nothing, something past, something present.

Reads the stance of each clause only; which territory it means is told in `matcher.declared_places`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from matcher.folding import fold, folded_words, words
from matcher.word_lists import PhraseList, WordList, read_table

PROGRAMME_STARTS = 2026  # a link that ended in an earlier year is past

_SENTENCES = re.compile(r"[;\n!?•]+|(?<=[^\W\d_]{3})\.(?=\s|$)|(?<=[)\d])\.(?=\s|$)")
_TAIL = re.compile(r"[(,–—-]\s*([^(),–—]*)\)?\s*$")
_OPENING = re.compile(r"^\W*([^\W_]+(?:/[^\W_]+)?)\s*[,:–—-]+\s+(?=\S)")
_YEAR = r"(20\d\d|19\d\d)"
_YEARS = re.compile(rf"{_YEAR}\s*[-–—/]\s*{_YEAR}")


class Stance(StrEnum):
    """What a clause says of the link that it names."""

    DECLARED = "declared"
    PAST = "past"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a declaration that says one thing."""

    written: str
    stance: Stance
    denied_first: bool = False  # the denial stands before what it may name

    @property
    def folded(self) -> tuple[str, ...]:
        return folded_words(self.written)


@cache
def _list(table: str, key: str = "words") -> WordList:
    return WordList(_table(table)[key].split())


@cache
def _phrases(table: str, key: str = "phrases") -> PhraseList:
    return PhraseList(_table(table)[key])


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = read_table("declaration_words")[name]
    return table


def read_declaration(text: str) -> tuple[Clause, ...]:
    """Cut a declaration into clauses and say of each whether the link is declared, past or denied.

    The answer is empty where nothing is declared: no letters at all, or "none known" in any language of the programme.
    """
    return tuple(clause for part in _parts(text) if (clause := _read_part(part)))


def _parts(text: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(text):
        opening = _OPENING.match(sentence)
        if not opening or not _is_answer(fold(opening[1])):
            yield from _split_at_contrasts(sentence)
            continue
        rest = sentence[opening.end() :]
        if _tells_more(folded_words(rest)):  # more than "none, as far as I know"
            yield from _split_at_contrasts(rest)
        elif fold(opening[1]) in _list("affirmations"):
            yield sentence


def _tells_more(folded: tuple[str, ...]) -> bool:
    return any(
        word in _list("employment") or word in _list("applications") or word in _list("contrasts") for word in folded
    )


def _is_answer(folded: str) -> bool:
    return folded in _openings() or folded in _list("negations") or folded in _list("affirmations")


@cache
def _openings() -> frozenset[str]:
    return frozenset(_table("negations")["openings"].split())


def _split_at_contrasts(sentence: str) -> Iterator[str]:
    start = 0
    for found in re.finditer(r"[^\W_]+", sentence):
        if not found[0].isupper() and fold(found[0]) in _list("contrasts") and found.start() > start:
            yield sentence[start : found.start()]
            start = found.start()
    yield sentence[start:]


def _read_part(part: str) -> Clause | None:
    if not any(letter.isalpha() for letter in part) or fold(part).strip(" .") in _openings():
        return None
    tail = _TAIL.search(part)
    head = part[: tail.start()] if tail else part
    if tail and _denies(folded_words(tail[1])) and not _denies(folded_words(head)) and words(head):
        about_application = any(word in _list("applications") for word in folded_words(tail[1]))
        return Clause(part.strip(), Stance.DENIED if about_application else time_of(part))
    if _denies(folded_words(part)):
        return Clause(part.strip(), Stance.DENIED, denied_first=True)
    return Clause(part.strip(), time_of(part))


def _denies(folded: tuple[str, ...]) -> bool:
    if _phrases("negations", "undone").found_in(folded):
        return False
    first = bool(folded) and folded[0] in _openings()
    return first or any(word in _list("negations") for word in folded) or _phrases("negations").found_in(folded)


def time_of(part: str) -> Stance:
    """Say whether a phrase speaks of something past ("former", "until 2022"); DECLARED or PAST."""
    folded = folded_words(part)
    if any(word in _list("past", "still") for word in folded):
        return Stance.DECLARED
    said_past = any(word in _list("past") for word in folded) or _phrases("past").found_in(folded)
    return Stance.PAST if said_past or _ended(part) else Stance.DECLARED


def _ended(part: str) -> bool:
    spans = [int(end) for _, end in _YEARS.findall(part)]
    text = " ".join(folded_words(part))
    ended = [int(year) for year in _until_year().findall(text)] + [int(year) for year in _year_until().findall(text)]
    return bool(spans or ended) and max(spans + ended) < PROGRAMME_STARTS


@cache
def _until_year() -> re.Pattern[str]:
    until = "|".join(sorted(map(fold, _table("past")["until"]), key=len, reverse=True))
    return re.compile(rf"\b(?:{until})(?: (?:[^\W\d_]+|\d\d?)){{0,2}} {_YEAR}\b")


@cache
def _year_until() -> re.Pattern[str]:
    endings = "|".join(map(re.escape, map(fold, _table("past")["until_after"])))
    return re.compile(rf"\b{_YEAR} (?:{endings})\b")


def is_bare_answer(clause: Clause) -> bool:
    """Whether the clause says "yes" and nothing else."""
    return all(word in _list("affirmations") for word in clause.folded)


def about_an_application(clause: Clause) -> bool:
    """Whether the clause speaks of an application, a partner, a border or a territory."""
    return any(word in _list("applications") for word in clause.folded)


def about_employment(clause: Clause) -> bool:
    """Whether the clause speaks of working or sitting somewhere."""
    return any(word in _list("employment") for word in clause.folded)


def about_own_organisation(clause: Clause) -> bool:
    """Whether the clause speaks of the person's own organisation."""
    return _phrases("own_organisation").found_in(clause.folded)


def names_programme_body(text: str) -> bool:
    """Whether a text names a body of an Interreg programme: a joint secretariat, a managing authority."""
    capitals = frozenset(_table("programme_bodies")["capitals"].split())
    return _phrases("programme_bodies").found_in(folded_words(text)) or any(word in capitals for word in words(text))


def names_programme(text: str) -> bool:
    """Whether a text speaks of an Interreg programme."""
    return any(word in _list("programmes") or word in _list("programmes", "own_names") for word in folded_words(text))


def names_any_programme(word: str) -> bool:
    """Whether a word is common to all programmes ("Interreg", "IPA") and so tells none from another."""
    return fold(word) in _list("programmes")
