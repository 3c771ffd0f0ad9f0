"""Options that were ticked, out of one cell, as codes of the taxonomy; what is not in the list stays as text.

An option is known by its wording, or else by its telling words, which is said. Forms join options with ";", people
who edit an export with anything; labels hold commas and "&", an "Other: ..." answer may hold the separator itself.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from matcher.folding import folded_words
from matcher.messages import Term, Terms, Vocabulary, say
from matcher.taxonomy import codes, label
from matcher.word_lists import WordList
from service.intake.meaning import NEAR
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.wording import words_of

NEUTRAL = 0.6  # what a word counts that tells no option
TELLING = 0.6  # the share of an option's words that must tell a code
MOST_COMMAS = 4  # parts of one label between commas
_SEVERAL = 0.1  # what one segment is worth less for each label that seems to begin within it
_SEPARATOR = re.compile(r"[;|\n•]+")
_OTHER = re.compile(
    r"^(?:others?|autres?|andere[sr]?|altro|otros?|outros?|inne|ostatní|drugo)\b\s*(?:\([^)]*\))?\s*[:–-]*\s*", re.I
)
_LISTED = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-h]\)|[-–*✓☑])\s+")
_FILLERS = words_of("choices", "fillers")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was ticked: codes in order, and answers outside the list in their own words."""

    codes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Option:
    wordings: frozenset[str]
    key: WordList
    side: WordList

    def tells(self, word: str) -> float:
        """How much a word tells this code; side words count a half."""
        return 1.0 if word in self.key else 0.5 if word in self.side else 0.0


Meant = Mapping[str, tuple[str, float]]  # the nearest code by wording, and how near the wording is to it
NOTHING_MEANT: Meant = MappingProxyType({})


def read_choices(text: str, vocabulary: Vocabulary, meant: Meant = NOTHING_MEANT) -> Reading[Choices]:
    """Read the options ticked in a cell; `meant` has the codes of wordings that are known by their meaning alone."""
    found: dict[str, None] = {}
    others: list[str] = []
    remarks: list[Remark] = []
    in_other = False
    for piece in pieces_of(text):
        exact = _exactly(piece, vocabulary)
        other = _OTHER.match(piece)
        if exact:
            found[exact] = None
            in_other = False
        elif other:
            others += [piece[other.end() :].strip()]
            in_other = True
        elif in_other:
            others[-1] = f"{others[-1]}; {piece}".strip("; ")
        else:
            read = _read_piece(piece, vocabulary, meant)
            found |= dict.fromkeys(read.value.codes)
            others += read.value.others
            remarks += read.remarks
    return Reading(Choices(tuple(found), tuple(other for other in others if other)), tuple(remarks))


def pieces_of(text: str) -> list[str]:
    """What stands between separators, whatever tool packed it: "3;#A;#4;#B", "name_of_a name_of_b"; no bare signs."""
    if "_" in text and not _SEPARATOR.search(text):
        text = ";".join(name.replace("_", " ") for name in text.split())
    parts = (_LISTED.sub("", part.strip().removeprefix("#")) for part in _SEPARATOR.split(text))
    return [part for part in parts if _key(part) and not part.isdigit()]


def read_choice(text: str, vocabulary: Vocabulary, meant: Meant = NOTHING_MEANT) -> Reading[str | None]:
    """Read the one option ticked in a cell, which may hold any separator within its label."""
    exact = _exactly(text, vocabulary)
    if exact or not text:
        return Reading(exact)
    read = _read_segment(text, vocabulary, meant)
    return Reading(next(iter(read.value.codes), None), read.remarks)


def unread_wordings(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The wordings in a cell that no words tell, each as it may be cut at commas; answers under "Other" are none."""
    unread: list[str] = []
    for piece in pieces_of(text):
        if _OTHER.match(piece):
            break
        if _read_piece(piece, vocabulary, NOTHING_MEANT).value.others:
            parts = _parts(piece)
            ends = range(1, len(parts) + 1)
            unread += [", ".join(parts[start:end]) for end in ends for start in range(max(0, end - MOST_COMMAS), end)]
    return tuple(dict.fromkeys(unread))


def labels_in(piece: str) -> list[str]:
    """What stands between separators, cut at commas behind which a label begins anew: with a capital, as forms write.

    "Rural area, Mountain area" are two labels, "Agriculture, local food and short chains" is one.
    """
    labels: list[str] = []
    for part in _parts(piece):
        if labels and not part[0].isupper():
            labels[-1] = f"{labels[-1]}, {part}"
        else:
            labels.append(part)
    return labels


def _parts(piece: str) -> list[str]:
    return [part.strip() for part in piece.split(",") if part.strip()]


def _read_piece(piece: str, vocabulary: Vocabulary, meant: Meant) -> Reading[Choices]:
    """Read what stands between two separators: one option, or several joined by commas."""
    parts = _parts(piece)
    if len(parts) < 2:
        return _read_segment(piece, vocabulary, meant)
    # The best way to cut the first n parts, with what it is worth.
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ()), *[(float("-inf"), ())] * len(parts)]
    for end in range(1, len(parts) + 1):
        for start in range(max(0, end - MOST_COMMAS), end):
            segment = ", ".join(parts[start:end])
            worth = best[start][0] + _worth(segment, vocabulary, meant) - _SEVERAL * (len(labels_in(segment)) - 1)
            if worth > best[end][0]:
                best[end] = (worth, (*best[start][1], segment))
    return _joined(_read_segment(segment, vocabulary, meant) for segment in _same_joined(best[-1][1], vocabulary))


def _same_joined(segments: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Neighbours that tell the same code are one option with a comma in its label."""
    joined: list[str] = []
    for segment in segments:
        code = _told(segment, vocabulary)
        if joined and len(code) == 1 and code == _told(joined[-1], vocabulary):
            joined[-1] = f"{joined[-1]}, {segment}"
        else:
            joined.append(segment)
    return joined


def _worth(segment: str, vocabulary: Vocabulary, meant: Meant) -> float:
    """How much a segment is worth as one option: a known label most, and one segment rather than several."""
    if _exactly(segment, vocabulary):
        return 3.0 * (segment.count(",") + 1)
    if _is_meant(segment, meant):
        return meant[segment][1] * (segment.count(",") + 1)
    told = _told(segment, vocabulary)
    return 1.0 if told else -0.5 * (segment.count(",") + 1)


def _joined(readings: Iterable[Reading[Choices]]) -> Reading[Choices]:
    found: dict[str, None] = {}
    others: list[str] = []
    remarks: list[Remark] = []
    for read in readings:
        found |= dict.fromkeys(read.value.codes)
        others += read.value.others
        remarks += read.remarks
    return Reading(Choices(tuple(found), tuple(others)), tuple(remarks))


def _read_segment(segment: str, vocabulary: Vocabulary, meant: Meant) -> Reading[Choices]:
    exact = _exactly(segment, vocabulary)
    if exact:
        return Reading(Choices((exact,)))
    told = (meant[segment][0],) if _is_meant(segment, meant) else _told(segment, vocabulary)
    if len(told) == 1:
        remark = Remark(segment, _EXPECTED, say("Read as {option}", option=Term(vocabulary, told[0])), Severity.NOTE)
        return Reading(Choices((told[0],)), (remark,))
    if told:
        suggestion = say("Kept as text: it may be any of {options}", options=Terms(vocabulary, told))
    elif segment in meant:
        likely = Term(vocabulary, meant[segment][0])
        suggestion = say('Kept as text. If "{option}" is meant, say so once', option=likely)
    else:
        suggestion = say("Kept as text: it is near to none of the options")
    return Reading(Choices((), (segment,)), (Remark(segment, _EXPECTED, suggestion, Severity.NOTE),))


def _is_meant(segment: str, meant: Meant) -> bool:
    """Whether a wording is so near to an option that it is read as that one, and not merely said to be nearest."""
    return segment in meant and meant[segment][1] >= NEAR


_EXPECTED = say("An option of the form")


def _exactly(piece: str, vocabulary: Vocabulary) -> str | None:
    return _wordings(vocabulary).get(_key(piece))


def _key(text: str) -> str:
    return " ".join(word for word in folded_words(text) if word not in _FILLERS)


def _told(segment: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The codes that the words of an option tell: one, none, or several that are told alike."""
    words = _key(re.sub(r"\([^)]*\)", " ", segment)).split() or _key(segment).split()
    if not words:
        return ()
    telling = [word for word in words if word in _words_that_tell(vocabulary)]
    if not telling:
        return ()
    # A word that tells no option at all says little against one: "gentle tourism" is tourism.
    size = len(telling) + NEUTRAL * (len(words) - len(telling))
    shares = {code: sum(map(option.tells, telling)) / size for code, option in _options(vocabulary).items()}
    best = max(shares.values())
    return tuple(code for code, share in shares.items() if share == best) if best >= TELLING else ()


@cache
def _wordings(vocabulary: Vocabulary) -> Mapping[str, str]:
    return {wording: code for code, option in _options(vocabulary).items() for wording in option.wordings}


def wordings_of(vocabulary: Vocabulary) -> Mapping[str, Sequence[str]]:
    """The known wordings of every code, as written."""
    table = _table()[vocabulary]
    return {code: (label(vocabulary, code), *table[code]["labels"]) for code in codes(vocabulary)}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("choices.toml").read_text(encoding="utf-8"))


@cache
def _words_that_tell(vocabulary: Vocabulary) -> WordList:
    """The words that tell any option at all."""
    table = _table()[vocabulary]
    return WordList(
        word for code in codes(vocabulary) for part in ("key", "side") for word in table[code][part].split()
    )


@cache
def _options(vocabulary: Vocabulary) -> Mapping[str, _Option]:
    table = _table()[vocabulary]
    return {
        code: _Option(
            frozenset(filter(None, map(_key, (code, label(vocabulary, code), *table[code]["labels"])))),
            WordList(table[code]["key"].split()),
            WordList(table[code]["side"].split()),
        )
        for code in codes(vocabulary)
    }
