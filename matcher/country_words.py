"""Countries that a sentence names: by their names and adjectives in the programme's languages, or as a pair of codes.

Refuses to guess: a single pair of letters is no country, "RO-MD" is two.
"""

import re
from collections.abc import Iterable
from functools import cache

from matcher.folding import folded_words
from matcher.memory import remembered
from matcher.word_lists import read_table

LONG_NAME = 6  # letters from which a name may change its ending
_CODES = re.compile(r"\b([A-Z]{2})((?:\s?[-–—/+]\s?[A-Z]{2})+)\b")
_OTHER_CODES = {"EL": "GR", "KS": "XK"}


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    table = read_table("country_words")
    names = {name: code for code, line in table["names"].items() for name in line.split()}
    beginnings = {word: code for code, line in table["adjectives"].items() for word in line.split()}
    beginnings |= {name[:-1]: code for name, code in names.items() if len(name) > LONG_NAME}
    return names, beginnings


@remembered
def country_of(word: str) -> str | None:
    """The country (ISO 3166 alpha-2) that a folded word names or is an adjective of."""
    names, beginnings = _tables()
    if word in names:
        return names[word]
    lengths = range(len(word), LONG_NAME - 2, -1)
    return next((beginnings[word[:length]] for length in lengths if word[:length] in beginnings), None)


def code_pairs(text: str) -> frozenset[str]:
    """The countries written as codes joined by a dash or a slash ("RO-MD")."""
    return _known_codes(code for found in _CODES.finditer(text) for code in re.findall("[A-Z]{2}", found[0]))


def lone_code(text: str) -> frozenset[str]:
    """The country that a text names as a code and nothing else, as the brackets in "Caritas (RS)" do."""
    return _known_codes((text.strip(),))


def _known_codes(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(_OTHER_CODES.get(code, code) for code in codes) & frozenset(read_table("country_words")["names"])


def countries_in(text: str, words: Iterable[str] | None = None) -> frozenset[str]:
    """The countries that a text names in any way."""
    named = (country_of(word) for word in (folded_words(text) if words is None else words))
    return frozenset(code for code in named if code) | code_pairs(text)
