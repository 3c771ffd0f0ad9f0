"""Whether two names mean one organisation, compared loosely.

Case, accents, script, legal forms and remarks in brackets do not matter; the kind of body does ("University of X" is
not "Municipality of X"), and a name that says nothing but a kind ("Freelance", "Municipality") is like no other.
Knows nothing of experts and territories.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import chain

from rapidfuzz.fuzz import ratio

from matcher.country_words import countries_in, country_of, lone_code
from matcher.folding import fold, folded_words, sound, words
from matcher.memory import remembered
from matcher.near_words import alike
from matcher.word_lists import WordList, read_table

COMMON_IN_NAMES = 8  # a word in so many different names tells none apart; also 2 in 100 names
COMPACT_LIKENESS = 92  # of 100, for names of one word or of words run together
SHORTEST_COMPACT = 8
SHORTEST_ACRONYM = 3

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTS = re.compile(r"\s*(?:[;|\n]|/(?!\w{1,2}\b))\s*")


class Likeness(IntEnum):
    """How far two names agree."""

    NONE = 0
    NEAR = 1  # worth a look, too weak to refuse somebody
    SAME = 2


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A name in the parts that are compared; words are as they sound."""

    written: str
    telling: frozenset[str]  # the words that tell it from others
    kinds: frozenset[str]
    countries: frozenset[str]
    compact: str  # all words but legal forms and remarks, run together
    size: int  # how many words `compact` has
    acronym: str = ""  # where the name is given as one


@cache
def _kinds() -> dict[str, WordList]:
    return {kind: WordList(line.split()) for kind, line in read_table("organisation_words")["kinds"].items()}


@cache
def _generic() -> WordList:
    return WordList(read_table("organisation_words")["generic"]["words"].split())


@cache
def _legal_forms() -> tuple[frozenset[str], re.Pattern[str]]:
    table = read_table("organisation_words")["legal_forms"]
    phrases = sorted(map(fold, table["phrases"]), key=len, reverse=True)
    return frozenset(map(fold, table["joined"].split())), re.compile(rf"\b(?:{'|'.join(phrases)})\b")


@remembered
def is_generic(word: str) -> bool:
    """Whether a folded word says of an organisation only what kind it is, or nothing."""
    return word in _generic() or bool(kinds_of((word,))) or word in _legal_forms()[0]


def kinds_of(folded: Iterable[str]) -> frozenset[str]:
    """The kinds of body that folded words name."""
    return frozenset().union(*map(_kinds_of_word, folded))


@remembered
def _kinds_of_word(word: str) -> frozenset[str]:
    return frozenset(kind for kind, listed in _kinds().items() if word in listed)


@remembered
def read_organisation(written: str) -> tuple[OrganisationName, ...]:
    """Read one answer: the name, and each further name that a slash, a semicolon or brackets hold.

    The answer is empty where nothing but blanks was written.
    """
    asides = [aside for aside in _BRACKETS.findall(written) if aside.strip()]
    bare = _BRACKETS.sub(" ", written)
    shared = countries_in(" ; ".join(asides)).union(*map(lone_code, asides))
    kinds = kinds_of(word for aside in asides for word in folded_words(aside))
    parts = [part for part in (bare, *_PARTS.split(bare), *asides) if part.strip()]
    names = [_read_part(part, kinds, shared) for part in dict.fromkeys(parts)]
    telling = [name for name in names if name.telling or name.acronym]
    return tuple(dict.fromkeys(telling or names[:1]))


@cache
def _subunits() -> WordList:
    return WordList(read_table("organisation_words")["subunits"]["words"].split())


def _without_subunits(part: str) -> str:
    """A name without the faculty or department that a comma adds to it."""
    first, *rest = part.split(",")
    return ",".join([first, *(one for one in rest if not any(word in _subunits() for word in folded_words(one)))])


def _read_part(part: str, kinds: frozenset[str], countries: frozenset[str]) -> OrganisationName:
    legal_words, legal_phrases = _legal_forms()
    spaced = " ".join(folded_words(_without_subunits(part)))
    folded = [word for word in legal_phrases.sub(" ", spaced).split() if word not in legal_words]
    telling = [word for word in folded if not (is_generic(word) or country_of(word) or len(word) < 2 or word.isdigit())]
    return OrganisationName(
        written=part.strip(),
        telling=frozenset(map(sound, telling)),
        kinds=kinds_of(folded) | kinds,
        countries=frozenset(code for code in map(country_of, folded) if code) | countries,
        compact="".join(map(sound, folded)),
        size=len(folded),
        acronym=_acronym(part),
    )


def _acronym(part: str) -> str:
    alone = words(part)
    if len(alone) != 1 or not alone[0].isupper() or not SHORTEST_ACRONYM <= len(alone[0]) <= 8:
        return ""
    folded = fold(alone[0])
    return "" if is_generic(folded) or country_of(folded) else folded


def is_legal_form(word: str) -> bool:
    """Whether a folded word says nothing of an organisation but its legal form."""
    return word in _legal_forms()[0]


def initials(written: str) -> str:
    """The folded first letters of a name's capitalised words."""
    return "".join(fold(word)[:1] for word in words(_BRACKETS.sub(" ", written)) if word[0].isupper())


def common_words(names: Iterable[OrganisationName]) -> frozenset[str]:
    """The words that so many different names at hand hold that they tell none apart."""
    different = {name.telling for name in names if name.telling}
    counted = Counter(chain.from_iterable(different))
    limit = max(COMMON_IN_NAMES, len(different) // 50)
    return frozenset(word for word, count in counted.items() if count >= limit)


def compare(one: OrganisationName, other: OrganisationName, weak: frozenset[str] = frozenset()) -> Likeness:
    """Say how far two names agree; `weak` words (places, common words) do not make a name by themselves."""
    if not one.telling or not other.telling:
        return Likeness.NEAR if one.size > 1 and one.compact == other.compact else Likeness.NONE
    if one.compact == other.compact:
        return Likeness.NEAR if _elsewhere(one, other) else Likeness.SAME
    if one.acronym and one.acronym == other.acronym:
        return Likeness.SAME
    if _elsewhere(one, other) or _other_kind(one, other):
        return Likeness.NEAR if _covers(one, other) and _covers(other, one) else Likeness.NONE
    return _compare_words(one, other, weak)


def _compare_words(one: OrganisationName, other: OrganisationName, weak: frozenset[str]) -> Likeness:
    if nearly_equal(one.compact, other.compact):
        return Likeness.SAME
    small, large = sorted((one, other), key=lambda name: len(name.telling))
    if not _covers(small, large):
        return Likeness.NONE
    whole = _covers(large, small)
    strong = small.telling - weak and large.telling - weak
    if small.kinds & large.kinds:
        return Likeness.SAME if whole or len(small.telling) > 1 else Likeness.NEAR
    if len(small.telling) > 1:
        return Likeness.SAME if strong or whole else Likeness.NEAR
    return Likeness.SAME if whole and strong else Likeness.NEAR if whole else Likeness.NONE


def _covers(small: OrganisationName, large: OrganisationName) -> bool:
    return all(any(alike(word, other) for other in large.telling) for word in small.telling)


def nearly_equal(one: str, other: str) -> bool:
    """Whether two names, run together, differ by a typing error or by how they are cut into words."""
    shorter = min(len(one), len(other))
    return shorter >= SHORTEST_COMPACT and ratio(one, other, score_cutoff=COMPACT_LIKENESS) > 0


def same_words(one: str, other: str) -> bool:
    """Whether some name in each of two answers has the same telling words as one in the other, whatever its kind."""
    return any(
        mine.telling and yours.telling and _covers(mine, yours) and _covers(yours, mine)
        for mine in read_organisation(one)
        for yours in read_organisation(other)
    )


def _elsewhere(one: OrganisationName, other: OrganisationName) -> bool:
    return bool(one.countries and other.countries and not one.countries & other.countries)


def _other_kind(one: OrganisationName, other: OrganisationName) -> bool:
    return bool(one.kinds and other.kinds and not one.kinds & other.kinds)
