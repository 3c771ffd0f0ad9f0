"""What clauses about advisers mean, told by how near they are to sentences of each kind; works without a word list."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from service.intake.meaning import Vectors, nearness

RESIDENCE, WISH = "residence", "wish"


@cache
def _kinds() -> Mapping[str, Sequence[str]]:
    table = tomllib.loads(files(__package__).joinpath("restrictions.toml").read_text(encoding="utf-8"))
    kinds: Mapping[str, Sequence[str]] = table["kinds"]
    return kinds


def kinds_of(clauses: Sequence[str], vectors: Vectors | None) -> Mapping[str, str]:
    """The kind of each clause, by its words; empty without a text model."""
    if vectors is None or not clauses:
        return {}
    near = nearness(clauses, list(_kinds().values()), vectors)
    names = list(_kinds())
    return {clause: names[int(place)] for clause, place in zip(clauses, near.argmax(axis=1), strict=True)}
