"""Whether an option was ticked, where every option has a column of its own: yes and no, 1 and 0, the option again.

Other pairs of words are told by their shape: of "Checked" and "Unchecked" the one that holds the other denies it.
"""

from collections.abc import Sequence

from matcher.folding import folded_words
from service.intake.cells import clean, says_nothing
from service.intake.words.agreement import plain_words

_MARKS = {"✓": True, "✔": True, "☑": True, "✅": True, "☒": True, "☐": False, "✗": False, "✘": False}


def ticks_of(options: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[tuple[bool, ...], ...] | None:
    """Column by column whether each answer ticks the option; None where the cells hold anything else."""
    own = {_key(option) for option in options}
    words = {word for cells in columns for cell in set(cells) if (word := _key(cell)) not in own}
    odd = {word for word in words if plainly(word) is None}
    answered = {word for word in words if not says_nothing(word)}
    denied = _denial(odd) if odd == answered else None  # a tool has one pair of words: no third beside yes and no
    if odd and not denied:
        return None

    def tick(cell: str, option: str) -> bool | None:
        word = _key(cell)
        plain = plainly(word)
        if word in own:
            return True if word == option else None  # another option than its own: a choice among several, no tick
        return word != denied if plain is None else plain

    ticked = [[tick(cell, _key(option)) for cell in cells] for option, cells in zip(options, columns, strict=True)]
    if any(one is None for column in ticked for one in column):
        return None
    return tuple(tuple(bool(one) for one in column) for column in ticked)


def plainly(text: str) -> bool | None:
    """What a cell says by itself, yes or no; blank is no. None where it says neither."""
    word = _key(text)
    if says_nothing(word) or word in plain_words(False):
        return False
    return True if word in plain_words(True) else _MARKS.get(word)


def _key(text: str) -> str:
    cleaned = clean(text)
    return " ".join(folded_words(cleaned)) or cleaned


def _denial(odd: set[str]) -> str | None:
    """Of two words the one that denies the other by holding it; None where they are not such a pair."""
    if len(odd) != 2:
        return None
    short, long = sorted(odd, key=len)
    return long if long.endswith(short) and long != short else None
