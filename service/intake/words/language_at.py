"""The language that some words begin with: by a name in any language, a code, an abbreviation, or mistyped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from matcher.folding import folded_words
from matcher.languages import LanguageNeed, Speaks, any_of
from matcher.messages import Message, Term, Vocabulary, say
from service.intake.problems import Remark, Severity
from service.intake.words.levels import level_at
from service.intake.words.names import country_names, known_codes, language_names, nearest_codes
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
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?\.?")


@dataclass(frozen=True, slots=True)
class Found:
    """A language at the beginning of some words: its codes (none where it is left to whoever can ask)."""

    codes: tuple[str, ...]
    words: int  # how many it takes
    remarks: tuple[Remark, ...] = ()


def language_at(tokens: Sequence[str], place: int, *, typos: bool = True) -> Found | None:
    """The language that the tokens from `place` on begin with, the longest name first."""
    for length in range(min(MOST_WORDS, len(tokens) - place), 0, -1):
        name = " ".join(word for token in tokens[place : place + length] for word in folded_words(token))
        code = language_names().get(name) if len(name) > 2 and not is_filler(name) else None
        if code:
            return Found(_expanded(code), length)
    found = _by_code(tokens, place) or _by_abbreviation(tokens[place])
    return found or (_by_typo(tokens[place]) if typos else None)


def _expanded(code: str) -> tuple[str, ...]:
    return SERBO_CROATIAN if code == "sh" else (code,)


def _by_code(tokens: Sequence[str], place: int) -> Found | None:
    token = tokens[place].rstrip(".")
    if token in LIKELY and len(token) == 2 and level_at(folded_words(" ".join(tokens[place + 1 : place + 2]))):
        token = token.upper()  # "hr C2, en C1": a code where its level follows
    if not (token.isascii() and token.isalpha() and token.isupper() and len(token) in {2, 3}):
        return None
    if token in _AMBIGUOUS:
        return Found((), 1, (Remark(token, EXPECTED, _AMBIGUOUS[token]),))
    if token in BY_COUNTRY:
        remark = Remark(token, EXPECTED, _read_as(BY_COUNTRY[token]), Severity.NOTE)
        return Found((BY_COUNTRY[token],), 1, (remark,))
    code = token.lower()
    return Found((code,), 1) if code in known_codes(language_names) and (code in LIKELY or len(code) == 2) else None


def _by_abbreviation(token: str) -> Found | None:
    """ "engl.", "njem.": the one likely language whose names, in whatever language, begin so."""
    beginning = " ".join(folded_words(token))
    if not token.endswith(".") or len(beginning) < SHORTEST_ABBREVIATION:
        return None
    codes = {code for name, code in _likely_names().items() if name.startswith(beginning)}
    if len(codes) != 1:
        return None
    (code,) = codes
    return Found(_expanded(code), 1, (Remark(token, EXPECTED, _read_as(code), Severity.NOTE),))


@cache
def _likely_names() -> Mapping[str, str]:
    return {name: code for name, code in language_names().items() if code in LIKELY}


def _by_typo(token: str) -> Found | None:
    typed = " ".join(folded_words(token))
    if is_filler(typed) or typed in country_names() or level_at([typed]):
        return None
    near = nearest_codes(typed, language_names, LIKELY)
    if len(near) != 1:
        return None
    return Found(_expanded(near[0]), 1, (Remark(token, EXPECTED, _read_as(near[0]), Severity.NOTE),))


def is_filler(word: str) -> bool:
    """Whether a word beside languages tells nothing: "and", a number, a letter."""
    folded = " ".join(folded_words(word))
    return folded in _FILLERS or folded.isdigit() or (len(folded) == 1)


EXPECTED = say("Languages with their levels, such as: English C1, latviešu B2")
# Codes that people type for something else: left to whoever can ask.
_AMBIGUOUS: Mapping[str, Message] = {
    "UK": say('"UK" may be Ukrainian or the English of the United Kingdom: left out. Write the name'),
    "EU": say('"EU" may be the European Union or Basque: left out. Write the name'),
}


def _read_as(code: str) -> Message:
    return say("Read as {language}", language=Term(Vocabulary.LANGUAGE, code))


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
    tokens = list(TOKEN.finditer(text))
    words = [token.group() for token in tokens]
    found: list[LanguageInText] = []
    place = 0
    while place < len(tokens):
        one = language_at(words, place) if words[place][0].isupper() or len(words[place]) > 3 else None
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
