"""E-mail addresses, which are the keys of people: folded, and checked no further than their shape."""

import re
from unicodedata import normalize

_ADDRESS = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[^\s@<>,;:()]{2,}")


def read_address(text: str) -> str | None:
    """The address in a cell, in lower case; None where there is none. "mailto:", brackets and blanks around it go."""
    found = _ADDRESS.search(normalize("NFC", text.replace("mailto:", "").replace(" ", "")))
    return found[0].casefold().strip(".") if found else None
