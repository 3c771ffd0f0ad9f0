"""Which rows at the top of a sheet hold the headings: codes, questions, options and import ids may stand in rows of
their own. Knows what is asked of it whether a cell is a known heading, and nothing of fields.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROWS_WITH_HEADINGS = 15  # filled rows from the top among which the headings are looked for
_FEWEST_HEADINGS = 3
_FEWEST_CODES = 4
_FEWEST_KNOWN = 3  # known headings that call a lower row the headings
_MOST_REMARKS = 3  # different cells of a row of options beside the options: "Response", "Open-Ended Response", ""
_DIGITS = re.compile(r"\d+")
_JSON = ('{"', "{'")

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """The headings, and which of the first rows they stand in; all by index."""

    headings: tuple[str, ...]
    row: int  # of the questions
    answers: int  # the first row of answers
    passed_over: tuple[int, ...] = ()  # rows of codes, which hold neither headings nor answers


def find_headings(rows: Sequence[Cells], is_known: Callable[[str], bool]) -> HeadingRows | None:
    """The headings among the first filled rows of a sheet; None where no row looks like headings.

    The row with most known headings is chosen where one stands out, else the first with several different words and
    few gaps. A row of options below it goes into the headings of the questions that span them, as "question [option]".
    """
    index = _heading_index(rows, is_known)
    if index is None:
        return None
    above = [at for at in range(index) if _are_codes(rows[at])]
    headings = _without_blank_end(rows[index])
    answers = index + 1
    if answers < len(rows) and (joined := _with_options(rows[index], rows[answers])):
        headings, answers = joined, answers + 1
    below: list[int] = []
    while answers < len(rows) and _are_codes(rows[answers]):
        below.append(answers)
        answers += 1
    return HeadingRows(headings, index, answers, (*above, *below))


def heading_index(rows: Sequence[Cells]) -> int | None:
    """Which of the first rows looks like headings: the first with several different words and few gaps."""
    return next(iter(_candidates(rows)), None)


def _heading_index(rows: Sequence[Cells], is_known: Callable[[str], bool]) -> int | None:
    candidates = _candidates(rows)
    known = {at: sum(map(is_known, filter(str.strip, rows[at]))) for at in candidates}
    best = max(known, key=lambda at: (known[at], -at), default=None)
    if best is not None and known[best] >= _FEWEST_KNOWN:
        return best
    return next(iter(candidates), None)


def _candidates(rows: Sequence[Cells]) -> list[int]:
    widest = max((_filled(row) for row in rows), default=0)
    found = []
    for index, row in enumerate(rows[:ROWS_WITH_HEADINGS]):
        words = {cell.strip() for cell in row if any(letter.isalpha() for letter in cell)}
        if len(words) >= _FEWEST_HEADINGS and 2 * _filled(row) >= widest:
            found.append(index)
    return [at for at in found if not _are_codes(rows[at])] or found[:1]


def _are_codes(row: Cells) -> bool:
    """Whether a row holds codes of columns: "Q1", "Q2", ... or {"ImportId": ...}, each once."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) < _FEWEST_CODES or len(set(cells)) < len(cells):
        return False
    shapes = Counter(_DIGITS.sub("", cell) for cell in cells if _DIGITS.search(cell))
    numbered = max((count for shape, count in shapes.items() if any(map(str.isalpha, shape))), default=0)
    return 2 * numbered >= len(cells) or 2 * sum(cell.startswith(_JSON) for cell in cells) >= len(cells)


def _with_options(questions: Cells, options: Cells) -> tuple[str, ...] | None:
    """The headings of questions that span several options; None where the row below is one of answers."""
    width = max(map(len, (questions, options)))
    above, below = ([*row, *[""] * (width - len(row))] for row in (questions, options))
    spans: dict[int, int] = {}  # the column in which the question of a column stands
    for at in range(1, width):
        if not above[at].strip() and below[at].strip() and above[spans.get(at - 1, at - 1)].strip():
            spans[at] = spans.get(at - 1, at - 1)
    within = {*spans, *spans.values()}
    ticked = [below[at].strip() for at in sorted(within)]
    beside = {below[at].strip() for at in range(width) if at not in within}
    few = len(beside) <= _MOST_REMARKS < width - len(within) or beside <= {""}
    if not spans or not few or len(set(ticked)) < len(ticked) or "" in ticked:
        return None
    names = [f"{above[spans.get(at, at)]} [{below[at].strip()}]" if at in within else above[at] for at in range(width)]
    return _without_blank_end(names)


def _without_blank_end(cells: Cells) -> tuple[str, ...]:
    last = max(index for index, cell in enumerate(cells) if cell.strip())
    return tuple(cells[: last + 1])


def _filled(cells: Cells) -> int:
    return sum(bool(cell and not cell.isspace()) for cell in cells)
