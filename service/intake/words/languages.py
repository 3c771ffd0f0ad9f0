"""Languages with their levels, out of one cell: "English (C1), latviešu, RU", "bosanski/hrvatski/srpski - maternji".

Within a part between commas, semicolons or line ends, a level holds for every language before it that has none. What
stands alone without a level has none: nothing is assumed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from matcher.folding import folded_words
from matcher.languages import LanguageNeed, Level, Speaks, SpokenLanguage, any_of
from matcher.messages import Message, Term, Vocabulary, say
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.levels import level_at
from service.intake.words.names import country_names, known_codes, language_names, nearest_codes
from service.intake.words.polarity import Turn, parts_of, turns
from service.intake.words.wording import words_of

MOST_WORDS = 4  # of a language's name
SHORTEST_ABBREVIATION = 3  # letters before its full stop
# Two letters that people type for the language of a country, where the code is another language's or nobody's.
BY_COUNTRY: Mapping[str, str] = {
    **{"AL": "sq", "AT": "de", "BIH": "bs", "CN": "zh", "CZ": "cs", "DK": "da", "EE": "et", "GB": "en", "GR": "el"},
    **{"ME": "cnr", "MNE": "cnr", "NO": "nb", "RS": "sr", "SE": "sv", "SI": "sl", "SRB": "sr", "UA": "uk"},
}
SERBO_CROATIAN = ("sr", "bs", "hr", "cnr")  # what the joint name stands for
# Languages that an expert or a partnership of the programme is likely to name: what a typing error may lead to.
LIKELY = frozenset(
    "ar bg bs ca cnr cs da de el en es et eu fi fr fur ga gl hr hu is it lb lt lv mk mt nb nl nn pl pt rm ro rom ru se "
    "sh sk sl sq sr sv tr uk".split()
)
_FILLERS = words_of("languages", "fillers")
_STRONG = re.compile(r"[;\n|•]+|\.\s+(?=[^:;,.]{1,30}:)")
_SCALE = re.compile(r"[★☆●○✩✭⭐]+|\d+\s*/\s*\d+|(?<![A-Ca-c\d])\d(?!\d*[.)])")
_WEAK = re.compile(r",|(?<=\))\s*(?=\w)|\s/\s")
_HEADING = re.compile(r"\s*[^:,]{2,30}:")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?\.?")


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
            Remark(text, _EXPECTED, say("Left out: what the answer denies, excepts or makes a condition of"))
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
    words = [token.start() for token in _TOKEN.finditer(text)]
    starts = [0]
    if words and _kind_at(text, words[0]) == "level":
        told = [(start, kind) for start in words if (kind := _kind_at(text, start))]
        levels = [start for start, kind in told if kind == "level"]
        starts += levels[1:] if told[-1][1] == "language" else []
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [weak for piece in pieces for weak in _WEAK.split(piece)]


def _kind_at(text: str, start: int) -> str:
    """Whether a level or a language begins at a place; "" for neither."""
    tokens = _TOKEN.findall(text[start:])[:MOST_WORDS]
    if found := _at(tokens, 0):
        return "language" if found.codes else ""
    return "level" if level_at([" ".join(folded_words(token)) for token in tokens]) else ""


def read_language_names(text: str) -> Reading[tuple[str, ...]]:
    """Read the languages that a cell names, whatever their levels, in order."""
    read = read_languages(text)
    return Reading(tuple(one.language for one in read.value), read.remarks)


def _read_part(text: str, whole: str) -> _Part:
    part = _Part()
    tokens = _TOKEN.findall(text)
    waiting: list[str] = []  # languages of this part that have no level yet
    named = -1  # where the last name of a language ends: what stands right behind it is no mistyped other one
    place = 0
    while place < len(tokens):
        found = _at(tokens, place, typos=place != named)
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
            if not _is_filler(tokens[place]):
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


@dataclass(frozen=True, slots=True)
class _Found:
    codes: tuple[str, ...]
    words: int
    remarks: tuple[Remark, ...] = ()


def _at(tokens: Sequence[str], place: int, *, typos: bool = True) -> _Found | None:
    """The language that the tokens from `place` on begin with, the longest name first."""
    for length in range(min(MOST_WORDS, len(tokens) - place), 0, -1):
        name = " ".join(word for token in tokens[place : place + length] for word in folded_words(token))
        code = language_names().get(name) if len(name) > 2 and not _is_filler(name) else None
        if code:
            return _Found(_expanded(code), length)
    found = _by_code(tokens, place) or _by_abbreviation(tokens[place])
    return found or (_by_typo(tokens[place]) if typos else None)


def _expanded(code: str) -> tuple[str, ...]:
    return SERBO_CROATIAN if code == "sh" else (code,)


def _by_code(tokens: Sequence[str], place: int) -> _Found | None:
    token = tokens[place].rstrip(".")
    if token in LIKELY and len(token) == 2 and level_at(folded_words(" ".join(tokens[place + 1 : place + 2]))):
        token = token.upper()  # "hr C2, en C1": a code where its level follows
    if not (token.isascii() and token.isalpha() and token.isupper() and len(token) in {2, 3}):
        return None
    if token in _AMBIGUOUS:
        return _Found((), 1, (Remark(token, _EXPECTED, _AMBIGUOUS[token]),))
    if token in BY_COUNTRY:
        remark = Remark(token, _EXPECTED, _read_as(BY_COUNTRY[token]), Severity.NOTE)
        return _Found((BY_COUNTRY[token],), 1, (remark,))
    code = token.lower()
    return _Found((code,), 1) if code in known_codes(language_names) and (code in LIKELY or len(code) == 2) else None


def _by_abbreviation(token: str) -> _Found | None:
    """ "engl.", "njem.": the one likely language whose names, in whatever language, begin so."""
    beginning = " ".join(folded_words(token))
    if not token.endswith(".") or len(beginning) < SHORTEST_ABBREVIATION:
        return None
    codes = {code for name, code in _likely_names().items() if name.startswith(beginning)}
    if len(codes) != 1:
        return None
    (code,) = codes
    return _Found(_expanded(code), 1, (Remark(token, _EXPECTED, _read_as(code), Severity.NOTE),))


@cache
def _likely_names() -> Mapping[str, str]:
    return {name: code for name, code in language_names().items() if code in LIKELY}


def _by_typo(token: str) -> _Found | None:
    typed = " ".join(folded_words(token))
    if _is_filler(typed) or typed in country_names() or level_at([typed]):
        return None
    near = nearest_codes(typed, language_names, LIKELY)
    if len(near) != 1:
        return None
    return _Found(_expanded(near[0]), 1, (Remark(token, _EXPECTED, _read_as(near[0]), Severity.NOTE),))


def _is_filler(word: str) -> bool:
    folded = " ".join(folded_words(word))
    return folded in _FILLERS or folded.isdigit() or (len(folded) == 1)


_LEVEL = say("A level from A1 to C2, or mother tongue")
_EXPECTED = say("Languages with their levels, such as: English C1, latviešu B2")


# Codes that people type for something else: left to whoever can ask.
_AMBIGUOUS: Mapping[str, Message] = {
    "UK": say('"UK" may be Ukrainian or the English of the United Kingdom: left out. Write the name'),
    "EU": say('"EU" may be the European Union or Basque: left out. Write the name'),
}


def _read_as(code: str) -> Message:
    return say("Read as {language}", language=Term(Vocabulary.LANGUAGE, code))


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
    return Remark(words, _EXPECTED, suggestion, Severity.NOTE if is_settled else Severity.WARNING)


@dataclass(frozen=True, slots=True)
class LanguageInText:
    """A language that a sentence names, and where."""

    need: LanguageNeed
    start: int
    end: int
    remarks: tuple[Remark, ...] = ()


def languages_in_text(text: str) -> tuple[LanguageInText, ...]:
    """Find the languages that a sentence names, in order; a level right behind one is asked of it.

    Words that name none are passed over: a sentence is not a list.
    """
    tokens = list(_TOKEN.finditer(text))
    words = [token.group() for token in tokens]
    found: list[LanguageInText] = []
    place = 0
    while place < len(tokens):
        one = _at(words, place) if words[place][0].isupper() or len(words[place]) > 3 else None
        if not one or not one.codes:
            place += 1
            continue
        last = tokens[place + one.words - 1].end()
        place += one.words
        level = level_at(folded_words(text[last : last + 12])[:1]) if text[last : last + 3].strip(" (") else None
        cefr = level.level if level and not level.assumed else None
        need = any_of(Speaks(code, cefr) for code in one.codes)
        found.append(LanguageInText(need, tokens[place - one.words].start(), last, one.remarks))
    return tuple(found)
