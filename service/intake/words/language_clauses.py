"""Which words around languages are understood: what joins them, and what changes nothing."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from matcher.folding import folded_words
from matcher.role_words import role_of_word
from matcher.word_lists import PhraseList, WordList
from service.intake.words.cardinals import small_number
from service.intake.words.language_at import LanguageInText
from service.intake.words.wording import words_of

_WORD = re.compile(r"[^\W\d_]+\d?|\d+")
_NUMBERING = re.compile(r"\s*\d+\s*[.):]")  # of a list
_LEVEL = re.compile(r"[abc][12]")
USUAL = "b2"  # the level that is asked where none is named


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("must_languages.toml").read_text(encoding="utf-8"))


@cache
def joints() -> Mapping[str, frozenset[str]]:
    """The folded words for "or" and "and"."""
    return {kind: frozenset(_table()["joints"][kind].split()) for kind in ("or", "and")}


@cache
def _plus() -> PhraseList:
    return PhraseList(_table()["joints"]["plus"])


def says_plus(between: str) -> bool:
    """Whether the words between two languages join looser than "or": "plus", "as well as"."""
    return "+" in between or _plus().found_in(folded_words(between))


@cache
def _harmless() -> WordList:
    lists = ("also", "too", "everybody", "moreover", "both")
    told = [
        *(words_of("must_languages", name) for name in lists),
        *(words_of("clauses", n) for n in ("joining", "others")),
    ]
    fillers = (word for line in _table()["fillers"].values() for word in line.split())
    plus = (word for phrase in _table()["joints"]["plus"] for word in phrase.split())
    return WordList([*fillers, *plus, *(word for words in told for word in words), *joints()["or"], *joints()["and"]])


def tells_need(words: Sequence[str]) -> bool:
    """Whether folded words say that something is needed, or enough."""
    return any(word in _need() or word in words_of("must_languages", "also") for word in words)


@cache
def _need() -> WordList:
    return WordList(_table()["fillers"]["need"].split())


def numbers_in(text: str, found: Sequence[LanguageInText]) -> Sequence[tuple[int, int, int]]:
    """The small numbers of a clause that count something, each with where it stands."""
    return [
        (number, token.start(), token.end())
        for token in _WORD.finditer(text, _start_of(text))
        if (number := small_number(token.group())) is not None
        and _counts(" ".join(folded_words(token.group())))
        and not any(one.start <= token.start() < one.end for one in found)
    ]


def _counts(word: str) -> bool:
    """Whether a folded word can only be a number: "to" and "du" are words of other languages as well."""
    is_number = small_number(word) is not None
    return is_number and (word not in _harmless() or word in words_of("must_languages", "both"))


def _start_of(text: str) -> int:
    numbering = _NUMBERING.match(text)
    return numbering.end() if numbering else 0


def words_left_over(
    text: str, found: Sequence[LanguageInText], understood: Sequence[tuple[int, int]] = ()
) -> tuple[str, ...]:
    """The words and numbers of a clause that are neither languages, roles, joints nor known to change nothing.

    They are given as written; those at the places in `understood` are left out.
    """
    left = []
    for token in _WORD.finditer(text, _start_of(text)):
        if (token.start(), token.end()) in understood:
            continue
        word = " ".join(folded_words(token.group()))
        named = any(one.start <= token.start() < one.end for one in found)
        behind = any(one.end <= token.start() <= one.end + 3 for one in found)  # the level right behind a language
        level = _LEVEL.fullmatch(word) is not None and (behind or word == USUAL)
        understood_word = word in _harmless() and not _counts(word)
        if not (named or level or understood_word or role_of_word(token.group(), labelled=True)):
            left.append(token.group())
    return tuple(left)
