"""Rows of a CSV that are cut otherwise than the others: an unquoted comma, or a line break in an answer.

What such a row holds stands under wrong headings, a consent perhaps under another question: nothing of it is used.
"""

from collections.abc import Mapping
from itertools import pairwise


def rows_out_of_step(widths: Mapping[int, int], headings: int) -> tuple[tuple[int, ...], ...]:
    """The rows to leave out, those together that are halves of one row.

    `widths` has the number of cells by row, `headings` that of the row of headings. Where most rows are not as wide as
    the headings nothing is told: some tools leave blank cells out at the end of a row. Such a row is told from one that
    is cut by standing alone among others that are as short in different ways.
    """
    odd = [row for row, width in widths.items() if width != headings]
    halves = [
        (one, other) for one, other in pairwise(odd) if other == one + 1 and _are_halves(widths, one, other, headings)
    ]
    if 2 * (len(odd) - len(halves)) >= len(widths) - len(halves):
        return ()
    within = {row for pair in halves for row in pair}
    longer = [(row,) for row in odd if widths[row] > headings and row not in within]
    shorter = [(row,) for row in odd if widths[row] < headings and row not in within]
    return tuple(sorted([*halves, *longer, *(shorter if len(shorter) == 1 else ())]))


def _are_halves(widths: Mapping[int, int], one: int, other: int, headings: int) -> bool:
    """Whether a line break within an answer made two rows of one: the cell that it stands in counts in both."""
    return widths[one] + widths[other] == headings + 1
