"""Whether two words are one name: inflected, written in another alphabet or spelling, or mistyped.

Works on words as `matcher.folding.sound` gives them. Says nothing about what the words mean.
"""

from functools import cache

from rapidfuzz.distance import DamerauLevenshtein, Prefix

from matcher.folding import fold, sound, words
from matcher.memory import remembered
from matcher.word_lists import read_table

BLOCK = 3  # letters at the beginning that two spellings of one name share
SHORTEST_STEM = 4
_VOWELS = frozenset("aeiou")


@cache
def _long_endings() -> frozenset[str]:
    return frozenset(read_table("place_words")["long_endings"].split())


@remembered
def alike(one: str, other: str) -> bool:
    """Whether two words, as they sound, are forms of one name."""
    if one == other:
        return True
    if one[:BLOCK] != other[:BLOCK] or min(len(one), len(other)) < SHORTEST_STEM:
        return False
    if len(one) == len(other) == SHORTEST_STEM:
        return one[-1] in _VOWELS and other[-1] in _VOWELS  # Mura, Muri, Muru
    return _inflected(one, other) or _mistyped(one, other)


def _inflected(one: str, other: str) -> bool:
    stem = Prefix.similarity(one, other)
    short, long = sorted((one[stem:], other[stem:]), key=len)
    if stem < SHORTEST_STEM or len(short) > (2 if stem > SHORTEST_STEM else 1):
        return False
    return len(long) <= 2 or (len(short) <= 1 and (long in _long_endings() or (len(long) == 3 and stem >= 6)))


def _mistyped(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    allowed = 0 if length < 7 else 1 if length < 10 else 2
    return bool(allowed) and DamerauLevenshtein.distance(one, other, score_cutoff=allowed) <= allowed


@cache
def _names_by_spelling() -> dict[str, tuple[str, ...]]:
    by_spelling: dict[str, tuple[str, ...]] = {}
    for line in read_table("place_words")["names"]:
        spellings = tuple(dict.fromkeys(sound(fold(word)) for word in words(line)))
        for spelling in spellings:
            by_spelling[spelling] = (*by_spelling.get(spelling, ()), *spellings)
    return by_spelling


def spellings_of(word: str) -> tuple[str, ...]:
    """The names that a place has in other languages, itself first; `word` and answer as they sound."""
    by_spelling = _names_by_spelling()
    for known in (word, word[:-1], word[:-2]):
        if known in by_spelling and len(known) >= SHORTEST_STEM:
            return tuple(dict.fromkeys((word, *by_spelling[known])))
    return (word,)
