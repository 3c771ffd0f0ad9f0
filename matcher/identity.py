"""Ids of people and places that come out of files: made of what they are, never of where they stand.

Ids are opaque everywhere. A database gives its own (see `service.store`); where there is none, these make two readings
of the same exports agree, in whatever order their rows and files come.
"""

from collections.abc import Iterable
from uuid import UUID, uuid5

from matcher.folding import folded_words

NAMESPACE = UUID("5d1b3f7e-6f0c-4b57-9a55-3d9a2c1f8e10")  # this project's own (RFC 9562, version 5)


def expert_id(address: str) -> str:
    """The id of somebody by their address, which is folded already."""
    return str(uuid5(NAMESPACE, f"expert\0{address}"))


def territory_id(name: str, countries: Iterable[str]) -> str:
    """The id of a territory by its name, whatever its case, accents and blanks, and its countries in any order."""
    return str(uuid5(NAMESPACE, "\0".join(("territory", " ".join(folded_words(name)), *sorted(countries)))))
