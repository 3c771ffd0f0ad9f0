"""E-mail addresses, which are the keys of people: folded, and checked no further than their shape."""

import re
from unicodedata import normalize

_ADDRESS = re.compile(r"[^\s@<>,;:()/|\[\]\"']+@[^\s@<>,;:()/|\[\]\"']+\.[^\s@<>,;:()/|\[\]\"'.]{2,}")
_AROUND_SIGNS = re.compile(r"\s*([@.])\s*(?=\S)")


def read_addresses(text: str) -> tuple[str, ...]:
    """Every address in a cell, in lower case, in order; "mailto:" and brackets around one go.

    Blanks within an address ("name @ body.example") go only where none is found otherwise: two addresses side by side
    are two.
    """
    text = normalize("NFC", text.replace("mailto:", ""))
    found = _ADDRESS.findall(text) or _ADDRESS.findall(_AROUND_SIGNS.sub(r"\1", text))
    return tuple(dict.fromkeys(one.casefold().strip(".") for one in found))


def read_address(text: str) -> str | None:
    """The first address in a cell; None where there is none."""
    return next(iter(read_addresses(text)), None)
