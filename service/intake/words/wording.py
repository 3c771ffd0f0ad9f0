"""Words that decide how an answer is read, kept as data beside the code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def words_of(module: str, name: str) -> frozenset[str]:
    """The folded words of one list. Raises KeyError where there is no such list."""
    return frozenset(_lists()[module][name].split())


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("wording.toml").read_text(encoding="utf-8"))
