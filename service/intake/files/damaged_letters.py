"""Letters that were damaged before a file was made: put right where that can be told, and said in any case."""

import re
from collections.abc import Iterable, Sequence

from ftfy import fix_encoding
from ftfy.badness import is_bad

from matcher.messages import say
from service.intake.problems import Remark

SHOWN = 3  # words that a message names
# A question mark where a letter was; addresses of the web may hold one.
_LOST = re.compile(r"[^\W\d_]+\?[^\W\d_]+")
_WEB = re.compile(r"\S*(?://|www\.|@)\S*")


def put_right(cell: str) -> str:
    """A cell whose letters were doubled, as UTF-8 taken for another encoding is, as it was; any other as it is."""
    return cell if cell.isascii() or not is_bad(cell) else fix_encoding(cell)


def doubled(before: Iterable[str], after: Iterable[str]) -> tuple[Remark, ...]:
    """What there is to say of cells that were put right."""
    words = [f"{one} → {other}" for one, other in zip(before, after, strict=True) if one != other]
    if not words:
        return ()
    said = say("Letters were doubled before this file was made and are put right: look at names, or export again")
    return (Remark("; ".join(words[:SHOWN]), say("Letters as they were written"), said),)


def lost(cells: Sequence[str]) -> tuple[Remark, ...]:
    """What there is to say of words in which a question mark stands for a letter."""
    suspects = (cell for cell in cells if "?" in cell)
    words = list(dict.fromkeys(word for cell in suspects for word in _LOST.findall(_WEB.sub(" ", cell))))
    if not words:
        return ()
    said = say("Letters were lost before this file was made: export again as XLSX or as CSV in UTF-8")
    return (Remark("; ".join(words[:SHOWN]), say("Letters as they were written"), said),)
