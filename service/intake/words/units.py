"""Units of time and quarters of a year, in the languages of Europe, as CLDR (through Babel) has them."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from babel import Locale
from babel.units import format_unit

from matcher.folding import folded_words
from service.intake.words.names import LOCALES

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ere|eme|e)\b")


class Unit(StrEnum):
    """What a number may count."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    PERCENT = "percent"


_COUNTS = (0, 1, 2, 5, 21, 1.5)  # between them every grammatical number of the languages
_NAMES = {Unit.PERCENT: "concentr-percent"}


def unit_of(word: str) -> Unit | None:
    """The unit that a word names; None for any other word."""
    return Unit.PERCENT if word == "%" else _units().get(" ".join(folded_words(word)))


@cache
def _units() -> Mapping[str, Unit]:
    """Units by folded word; what names two of them in two languages names none."""
    meanings: dict[str, set[Unit]] = {}
    for locale in LOCALES:
        for unit in Unit:
            for word in _words_beside(_NAMES.get(unit, f"duration-{unit}"), locale):
                meanings.setdefault(word, set()).add(unit)
    return {word: next(iter(units)) for word, units in meanings.items() if len(units) == 1}


def _words_beside(unit: str, locale: str) -> set[str]:
    """The single words that stand beside a number of a unit, whatever its grammatical number."""
    spelt = (format_unit(count, unit, length, locale=locale) for count in _COUNTS for length in ("long", "short"))
    beside = (tuple(word for word in folded_words(text) if not word.isdigit()) for text in spelt)
    return {words[0] for words in beside if len(words) == 1}


def quarter_in(text: str) -> int | None:
    """The quarter of a year that a text names, from 1 to 4: "Q3", "3rd quarter", "III. kvartal"; None for none."""
    words = folded_words(_ORDINAL.sub("", text.casefold()))
    named = [number for phrase, number in _quarters().items() if phrase[0] in words and _holds(words, phrase)]
    return named[0] if len(set(named)) == 1 else None


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))


@cache
def _quarters() -> Mapping[tuple[str, ...], int]:
    """Quarters by the folded words of their names; a name that is a bare number is none."""
    meanings: dict[tuple[str, ...], set[int]] = {}
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(locale).quarters["format"][width].items():
                words = folded_words(_ORDINAL.sub("", name.casefold()))
                spelt = {words, tuple(str(_ROMAN.get(word, word)) for word in words)}
                for phrase in (*spelt, *(tuple(reversed(one)) for one in spelt)):
                    if any(not word.isdigit() for word in phrase):
                        meanings.setdefault(phrase, set()).add(number)
    return {phrase: next(iter(numbers)) for phrase, numbers in meanings.items() if len(numbers) == 1}
