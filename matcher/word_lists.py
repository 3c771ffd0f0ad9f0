"""Lists of words that lie beside the code as data, and the question whether a folded word is in one."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from matcher.folding import fold


class WordList:
    """Whole words and beginnings of words ("agenc*")."""

    def __init__(self, entries: Iterable[str]) -> None:
        folded = [fold(entry) for entry in entries]
        self._whole = frozenset(entry for entry in folded if not entry.endswith("*"))
        self._beginnings = tuple(entry[:-1] for entry in folded if entry.endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._whole or word.startswith(self._beginnings)


class PhraseList:
    """Phrases of folded words, found in a folded text as whole words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(f" {fold(phrase)} " for phrase in phrases)

    def found_in(self, words: Iterable[str]) -> bool:
        text = f" {' '.join(words)} "
        return any(phrase in text for phrase in self._phrases)


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """Read one of the package's TOML files by its name without ending."""
    text = resources.files("matcher").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))
