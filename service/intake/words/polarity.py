"""What turns an answer round: denials, exceptions and conditions, in the languages of the programme.

No reader may pass over one of these words: it takes what they deny out of its answer, or says that it did not.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from operator import attrgetter

from matcher.folding import folded_words

CODE = 2  # letters of a code
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[;\n•|]+|(?<=[^\W\d_]{2})[.!?](?=\s|$)")
_END = re.compile(rf"{_SENTENCE.pattern}|,|\(|\)|:|\s[-–—]\s")


class Turn(StrEnum):
    """How a part of an answer is meant."""

    PLAIN = "plain"
    NOT = "not"
    EXCEPT = "except"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of an answer and how they are meant."""

    turn: Turn
    text: str  # without the word that turns it


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: str


def turns(text: str) -> bool:
    """Whether a text denies, excepts, contrasts or makes conditions anywhere."""
    return bool(_found(text))


def is_plain(text: str) -> bool:
    """Whether a text says what it says, or denies no more than the question itself: "No, online only"."""
    found = _found(text)
    if len(found) == 1 and found[0].kind == "not":
        behind = text[found[0].end :]
        return not text[: found[0].start].strip() and (
            not _WORD.search(behind) or _END.match(behind.lstrip()) is not None
        )
    return not found


def excepts(text: str) -> bool:
    """Whether a text takes back a part of what it says: an exception, or a "but"."""
    return any(one.kind in {"except", "except_after", "but"} for one in _found(text))


def denies(word: str) -> bool:
    """Whether a folded word by itself denies what follows."""
    return _phrases()[1].get(word) == "not"


def parts_of(text: str) -> tuple[Part, ...]:
    """Cut an answer where its meaning turns, in order; parts without a word are left out.

    A denial holds up to the next sign of punctuation or "but", an exception up to the end of its sentence.
    """
    return tuple(
        part for piece in _SENTENCE.split(text) for part in _parts_of_sentence(piece) if _WORD.search(part.text)
    )


def _parts_of_sentence(text: str) -> Iterator[Part]:
    turn, start = Turn.PLAIN, 0
    marks = sorted(
        (*_found(text), *(_Found(m.start(), m.end(), "end") for m in _END.finditer(text))), key=attrgetter("start")
    )
    for mark in marks:
        before = text[start : mark.start]
        if mark.kind.endswith("_after"):
            yield Part(Turn(mark.kind.removesuffix("_after")), before)
            turn = Turn.PLAIN
        else:
            yield Part(turn, before)
            turn = _next(turn, mark.kind)
        start = mark.end
    yield Part(turn, text[start:])


def _next(turn: Turn, kind: str) -> Turn:
    match kind:
        case "end":  # "all except strategic, practical": the exception goes on
            return turn if turn in {Turn.EXCEPT, Turn.WHEN} else Turn.PLAIN
        case "but" | "undone":
            return Turn.PLAIN
        case _:
            return Turn(kind)


def _found(text: str) -> tuple[_Found, ...]:
    """Every turning word or phrase, from left to right, the longest first."""
    words = list(_WORD.finditer(text))
    shouted = text.isupper() and any(len(word.group()) > CODE for word in words)
    folded = ["" if _is_code(word.group()) and not shouted else " ".join(folded_words(word.group())) for word in words]
    found: list[_Found] = []
    place = 0
    longest, phrases = _phrases()
    beginnings = _beginnings()
    while place < len(words):
        lengths = range(min(longest, len(words) - place), 0, -1) if folded[place].split(" ")[0] in beginnings else ()
        for length in lengths:
            kind = phrases.get(" ".join(folded[place : place + length]))
            if kind:
                found.append(_Found(words[place].start(), words[place + length - 1].end(), kind))
                place += length
                break
        else:
            place += 1
    return tuple(found)


def _is_code(word: str) -> bool:
    """Whether a word is the code of a country or a language: "NO" is Norway."""
    return len(word) <= CODE and word.isupper()


@cache
def _beginnings() -> frozenset[str]:
    """The first words of all phrases: most words of an answer begin none."""
    return frozenset(phrase.split(" ")[0] for phrase in _phrases()[1])


@cache
def _phrases() -> tuple[int, Mapping[str, str]]:
    table = tomllib.loads(files(__package__).joinpath("polarity.toml").read_text(encoding="utf-8"))
    kinds: dict[str, str] = {}
    for kind, entry in table.items():
        for line in entry["words"].strip().splitlines():
            _, _, phrases = line.partition(": ")
            kinds |= {" ".join(folded_words(phrase)): kind for phrase in phrases.split(",")}
    return max(phrase.count(" ") + 1 for phrase in kinds), kinds
