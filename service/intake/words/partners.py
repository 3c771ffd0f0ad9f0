"""The organisations of a partnership and the side of the border that each is on.

"LV: A; B // EE: C", "Poland - A, B", a list of lines, or "A (CZ)": a label holds until the next one.
"""

import re
from collections.abc import Iterator

from matcher.country_words import countries_in
from matcher.folding import folded_words
from matcher.model import Partner
from service.intake.words.countries import read_countries
from service.intake.words.wording import words_of

_LABEL = re.compile(
    r"(?:^|(?<=[;.,\n/|)]))\s*(?:\d[.)]\s*)?([^\W\d_](?:[^:;,.\n/|()]|\.(?!\s)){0,40}?)\s*(?::|\s[-–—]\s|=)\s*", re.M
)
_BETWEEN = re.compile(r"[;\n|•]+|//|,(?=\s)")
_SIDE = re.compile(r"(?:\(([^()]{2,30})\)|\s[-–—]\s([^-–—]{2,30})|,\s([A-Z]{2}))\s*\.?$")
_SIDE_WORDS = words_of("partners", "side_words")
_LEGAL_FORMS = words_of("partners", "legal_forms")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[-–*•])\s*")


def read_partners(text: str) -> tuple[Partner, ...]:
    """Read every partner in order; its country is None where the answer does not say the side."""
    partners: list[Partner] = []
    for country, words in _sides(text):
        partners += [_partner(name, country) for name in _names(words)]
    return tuple(partners)


def _sides(text: str) -> Iterator[tuple[str | None, str]]:
    labels = [(found.start(), found.end(), code) for found in _LABEL.finditer(text) if (code := _country(found[1]))]
    starts = [(0, 0, None), *labels]
    for (_, begins, code), end in zip(starts, [*(label[0] for label in labels), len(text)], strict=True):
        if text[begins:end].strip():
            yield code, text[begins:end]


def _country(label: str) -> str | None:
    """The country that a label names and nothing but it: "PL", "Poland", "Polish side", "Partners in Poland"."""
    rest = [word for word in re.findall(r"[^\W\d_]+", label) if not _says_side(word)]
    if not 1 <= len(rest) <= 4:
        return None
    read = read_countries(" ".join(rest))
    if len(read.value) == 1 and not read.remarks:
        return read.value[0]
    named = countries_in(" ".join(rest)) if len(rest) == 1 else frozenset()
    return next(iter(named)) if len(named) == 1 else None


def _says_side(word: str) -> bool:
    """Whether a word beside a country says no more than that a side is meant; "DE" is Germany, "de" is not."""
    return not word.isupper() and " ".join(folded_words(word)) in _SIDE_WORDS


def _names(words: str) -> list[str]:
    names: list[str] = []
    for piece in _BETWEEN.split(words):
        name = _NUMBERED.sub("", piece.strip(" .\t/"))
        if not re.search(r"\w", name):
            continue
        if names and "".join(folded_words(name)) in _LEGAL_FORMS:
            names[-1] += f", {name}"  # "Avaliar & Aprender, Lda"
        else:
            names.append(name)
    return names


def _partner(name: str, country: str | None) -> Partner:
    side = _SIDE.search(name)
    code = _country(next(filter(None, side.groups()))) if side else None
    return Partner(name[: side.start()].strip() if side and code else name, code or country)
