"""Months and years that a text names, in the languages of Europe, as CLDR (through Babel) has them."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import takewhile

from babel import Locale

from matcher.folding import folded_words
from service.intake.words.names import LOCALES

_YEAR = re.compile(r"\b(20\d\d)\b")
_TWO_DIGIT_YEAR = re.compile(r"['’](\d\d)\b")
# French "dès septembre" is no December, though Norwegian writes that "des."
_NO_MONTH = frozenset({"des"})
_WORD = re.compile(r"[^\W\d_]+\.?")
LONGEST_ALIKE = 4  # letters up to which the beginning of a month may be any word


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, in order; "'26" is 2026 where no year has four digits."""
    years = [int(year) for year in _YEAR.findall(text)]
    return tuple(years or [2000 + int(year) for year in _TWO_DIGIT_YEAR.findall(text)])


def months_in(text: str) -> tuple[int, ...]:
    """The numbers of the months that a text names, in order, each once."""
    found = (
        month_of(word) for word in _WORD.findall(text) if " ".join(folded_words(word)) not in _NO_MONTH or "." in word
    )
    return tuple(dict.fromkeys(month for month in found if month))


def month_of(word: str) -> int | None:
    """The number of the month that a word is, or begins: "sept.", "września"."""
    folded = " ".join(folded_words(word))
    script = _script(word)
    names = _month_names().get(script, {})
    if folded in names:
        return names[folded]
    if len(folded) <= LONGEST_ALIKE:
        return None
    in_order = _in_order(script)
    after = in_order[bisect_left(in_order, folded) :]
    begun = {names[name] for name in takewhile(lambda name: name.startswith(folded), after)}
    return begun.pop() if len(begun) == 1 else None


def _script(word: str) -> str:
    """The script of a word: Croatian "lipnja" is June, Ukrainian "липня" July, and folding makes them one."""
    return unicodedata.name(next(filter(str.isalpha, word), "a"), "LATIN").partition(" ")[0]


@cache
def _in_order(script: str) -> tuple[str, ...]:
    return tuple(sorted(_month_names().get(script, {})))


@cache
def _month_names() -> Mapping[str, Mapping[str, int]]:
    """Numbers of months by folded name, by script, for names that mean one month whatever the language."""
    meanings: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for locale in LOCALES:
        months = Locale.parse(locale).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    key = " ".join(folded_words(name))
                    if key and not key.isdigit() and len(key) > 2:
                        meanings[_script(name)][key].add(number)
    meanings["LATIN"].update({"sept": {9}, "sep": {9}})
    return {
        script: {name: next(iter(numbers)) for name, numbers in of.items() if len(numbers) == 1}
        for script, of in meanings.items()
    }
