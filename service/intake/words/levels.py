"""Levels of languages as people write them: CEFR, a mother tongue in any language, or the words of a curriculum."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matcher.folding import folded_words
from matcher.languages import Level

_CEFR = re.compile(r"[abc][12]")
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """A level at the beginning of some words."""

    level: Level
    words: int  # how many it takes
    assumed: bool  # read from an everyday word, not from CEFR or a mother tongue


def level_at(words: Sequence[str]) -> FoundLevel | None:
    """The level that folded words begin with, the longest reading first."""
    if words and _CEFR.fullmatch(words[0]):
        return FoundLevel(Level(words[0].upper()), 1, False)
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        level = _lookup(" ".join(words[:length]))
        if level:
            return FoundLevel(level, length, level is not Level.NATIVE)
    return None


def _lookup(phrase: str) -> Level | None:
    whole, beginnings = _tables()
    if phrase in whole:
        return whole[phrase]
    length = phrase.count(" ")
    near = (level for start, level in beginnings.items() if phrase.startswith(start) and start.count(" ") == length)
    return next(near, None)


@cache
def _tables() -> tuple[Mapping[str, Level], Mapping[str, Level]]:
    table = tomllib.loads(files(__package__).joinpath("levels.toml").read_text(encoding="utf-8"))
    whole: dict[str, Level] = {}
    beginnings: dict[str, Level] = {}
    for level, phrases in table.items():
        for phrase in phrases:
            key = " ".join(folded_words(phrase))
            (beginnings if phrase.endswith("*") else whole).setdefault(key, Level(level))
    return whole, dict(sorted(beginnings.items(), key=lambda entry: -len(entry[0])))
