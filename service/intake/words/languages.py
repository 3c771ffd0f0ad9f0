"""Languages with their levels, out of one cell: "English (C1), latviešu, RU", "bosanski/hrvatski/srpski - maternji".

Within a part between commas, semicolons or line ends, a level holds for every language before it that has none. What
stands alone without a level has none: nothing is assumed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matcher.folding import folded_words
from matcher.languages import Level, SpokenLanguage
from matcher.messages import Term, Vocabulary, say
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.language_at import EXPECTED, MOST_WORDS, TOKEN, is_filler, language_at
from service.intake.words.levels import level_at
from service.intake.words.polarity import Turn, parts_of, turns

_STRONG = re.compile(r"[;\n|•]+|\.\s+(?=[^:;,.]{1,30}:)")
_SCALE = re.compile(r"[★☆●○✩✭⭐]+|\d+\s*/\s*\d+|(?<![A-Ca-c\d])\d(?!\d*[.)])")
_WEAK = re.compile(r",|(?<=\))\s*(?=\w)|\s/\s")
_HEADING = re.compile(r"\s*[^:,]{2,30}:")


@dataclass(slots=True)
class _Part:
    """What was found in a part between separators."""

    spoken: list[SpokenLanguage] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    opening: Level | None = None  # a level before the first language
    assumed: bool = False  # whether the last level was read from an everyday word
    unknown: list[str] = field(default_factory=list)  # words that tell nothing


@dataclass(slots=True)
class _Cell:
    """What was found in a cell so far."""

    spoken: dict[str, Level | None] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)  # what is said beside a language that has no level

    def keep(self, code: str, level: Level | None, beside: str = "") -> None:
        """Keep a language; the better level wins where it is repeated."""
        known = self.spoken.get(code)
        best = max(level, known, key=lambda one: one.rank) if level and known else level or known
        self.spoken[code] = best
        if beside and level is None:
            self.unread[code] = beside


def read_languages(text: str) -> Reading[tuple[SpokenLanguage, ...]]:
    """Read the languages that a person states, in order, each once; the better level wins where one is repeated."""
    cell = _read_cell(text)
    return Reading(tuple(SpokenLanguage(code, level) for code, level in cell.spoken.items()), tuple(cell.remarks))


def unread_levels(text: str) -> Mapping[str, str]:
    """What a cell says beside languages that have no level and nobody understood, by language: "nur lesen"."""
    cell = _read_cell(text)
    return {code: words for code, words in cell.unread.items() if cell.spoken[code] is None}


def _read_cell(text: str) -> _Cell:
    cell = _Cell()
    if turns(text):
        cell.remarks.append(
            Remark(text, EXPECTED, say("Left out: what the answer denies, excepts or makes a condition of"))
        )
    if scale := _SCALE.search(text):
        cell.remarks.append(Remark(scale.group(), _LEVEL, say("Left out: this is no level from A1 to C2")))
    for strong in _STRONG.split(text):
        _read_strong(strong, text, cell)
    return cell


def _read_strong(strong: str, text: str, cell: _Cell) -> None:
    """Read what stands between semicolons or line ends."""
    heading: Level | None = None  # "C1: English, German" holds for both
    last: str | None = None
    for weak in _pieces(strong):
        if turns(weak):
            _keep_doubtful(weak, cell)
            last = None
            if any(part.turn is Turn.EXCEPT for part in parts_of(weak)):
                return  # an exception goes on over commas
            continue
        part = _read_part(weak, text)
        cell.remarks += part.remarks
        heading = part.opening if part.opening and _HEADING.match(weak) else heading
        if part.opening and not part.spoken and last:
            _add_level(last, part, weak, cell)
        last = part.spoken[-1].language if part.spoken else None
        scale = _SCALE.search(weak)
        beside = " ".join((*part.unknown, *([scale.group()] if scale else [])))
        for one in part.spoken:
            cell.keep(one.language, one.level or part.opening or heading, beside)


def _add_level(language: str, part: _Part, words: str, cell: _Cell) -> None:
    """A part that is a level alone is that of the language before; of two ("oral B2, written A2") the lower is safe."""
    known = cell.spoken[language]
    if part.opening is None or (known and (part.assumed or known.rank <= part.opening.rank)):
        return
    cell.spoken[language] = part.opening
    if known:
        cell.remarks.append(_assumed_level(words.strip(), part.opening))


def _keep_doubtful(text: str, cell: _Cell) -> None:
    """Of words that deny, except or make a condition: what they do not turn is spoken, how well nobody knows."""
    for part in parts_of(text):
        if part.turn is Turn.PLAIN:
            for one in _read_part(part.text, text).spoken:
                cell.keep(one.language, None, " ".join(text.split()))


def _pieces(text: str) -> list[str]:
    """What stands between weak separators; cut before each level as well, where levels stand before their languages."""
    words = [token.start() for token in TOKEN.finditer(text)]
    starts = [0]
    if words and _kind_at(text, words[0]) == "level":
        told = [(start, kind) for start in words if (kind := _kind_at(text, start))]
        levels = [start for start, kind in told if kind == "level"]
        starts += levels[1:] if told[-1][1] == "language" else []
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [weak for piece in pieces for weak in _WEAK.split(piece)]


def _kind_at(text: str, start: int) -> str:
    """Whether a level or a language begins at a place; "" for neither."""
    tokens = TOKEN.findall(text[start:])[:MOST_WORDS]
    if found := language_at(tokens, 0):
        return "language" if found.codes else ""
    return "level" if level_at([" ".join(folded_words(token)) for token in tokens]) else ""


def read_language_names(text: str) -> Reading[tuple[str, ...]]:
    """Read the languages that a cell names, whatever their levels, in order."""
    read = read_languages(text)
    return Reading(tuple(one.language for one in read.value), read.remarks)


def _read_part(text: str, whole: str) -> _Part:
    part = _Part()
    tokens = TOKEN.findall(text)
    waiting: list[str] = []  # languages of this part that have no level yet
    named = -1  # where the last name of a language ends: what stands right behind it is no mistyped other one
    place = 0
    while place < len(tokens):
        found = language_at(tokens, place, typos=place != named)
        level = None if found else level_at([" ".join(folded_words(token)) for token in tokens[place : place + 4]])
        if found:
            waiting += found.codes
            part.remarks += found.remarks
            place += found.words
            named = place
        elif level:
            stated_beside = part.assumed and not level.assumed and not waiting and bool(part.spoken)
            if stated_beside:
                part.spoken[-1] = SpokenLanguage(part.spoken[-1].language)  # "good (C1)": what CEFR says holds
            _give(level.level, waiting, part)
            part.assumed = level.assumed
            if level.assumed:
                part.remarks.append(_assumed_level(" ".join(tokens[place : place + level.words]), level.level))
            place += level.words
        else:
            if not is_filler(tokens[place]):
                part.unknown.append(tokens[place])
            place += 1
    part.spoken += [SpokenLanguage(code) for code in waiting]
    if part.unknown:
        part.remarks.append(_not_understood(" ".join(part.unknown), text, part.spoken))
    return part


def _give(level: Level, waiting: list[str], part: _Part) -> None:
    if not waiting and part.spoken:  # "B1/B2": the lower of two levels is the safe one
        last = part.spoken[-1]
        lower = min(level, last.level or level, key=lambda one: one.rank)
        part.spoken[-1] = SpokenLanguage(last.language, lower)
    elif not waiting:
        part.opening = level
    part.spoken += [SpokenLanguage(code, level) for code in waiting]
    waiting.clear()


_LEVEL = say("A level from A1 to C2, or mother tongue")


def _assumed_level(words: str, level: Level) -> Remark:
    return Remark(
        words,
        _LEVEL,
        say("Read as {level}", level=Term(Vocabulary.LEVEL, level)),
        Severity.NOTE,
    )


def _not_understood(words: str, part: str, spoken: Sequence[SpokenLanguage]) -> Remark:
    """What is said of words that tell nothing: they weigh where no level, or no language, is known beside them."""
    suggestion = (
        say('The rest of "{part}" was read; these words were left out', part=" ".join(part.split()))
        if spoken
        else say("Left out. Write the language's English or own name")
    )
    is_settled = bool(spoken) and all(one.level for one in spoken)
    return Remark(words, EXPECTED, suggestion, Severity.NOTE if is_settled else Severity.WARNING)
