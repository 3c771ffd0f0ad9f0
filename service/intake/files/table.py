"""The table that an export is: one row of headings, and the answers below it.

Takes rows of text from whatever kind of file. Knows neither files nor what a heading means.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from matcher.messages import say
from service.errors import UnreadableFile
from service.intake.files.damaged_letters import doubled, lost, put_right
from service.intake.files.heading_rows import ROWS_WITH_HEADINGS, find_headings
from service.intake.files.marks import Marks, column_letters
from service.intake.files.out_of_step import rows_out_of_step
from service.intake.problems import Place, Problem, Remark, Severity

SHOWN = 8  # rows that a message names
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3}")
_SUSPECT = ("#", "Err:")  # cheaper to ask of each cell than the pattern above


@dataclass(frozen=True, slots=True)
class Row:
    """One row of answers."""

    number: int  # as the spreadsheet shows it, from 1; the heading row counts
    values: tuple[str, ...]  # as many as headings; "" for nothing


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The rows of one sheet that hold answers, with what there is to say about the sheet itself."""

    file: str  # name without the folder
    sheet: str  # "" for CSV
    headings: tuple[str, ...]  # as written
    heading_row: int
    rows: tuple[Row, ...]  # those that are not blank
    problems: tuple[Problem, ...]
    since_1904: bool = False  # plain numbers that mean days are counted from 1904

    @property
    def place_of_headings(self) -> Place:
        return Place(self.file, self.sheet, self.heading_row)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Rows of text as a file holds them, and what else is known of them."""

    file: str
    sheet: str
    rows: Iterable[tuple[int, Sequence[str]]]  # number from 1, cells
    first_column: int = 1  # of the cells, as the spreadsheet counts
    marks: Marks = field(default_factory=Marks)
    remarks: tuple[Remark, ...] = ()  # about the file or the sheet as a whole


def make_table(grid: Grid, max_rows: int, is_known: Callable[[str], bool]) -> Table:
    """Find the headings, and take the rows below them.

    Raises UnreadableFile where there is nothing, no row of headings, no row below it, or more rows than `max_rows`.
    """
    filled = ((number, cells) for number, cells in grid.rows if any(not _is_blank(cell) for cell in cells))
    top = list(islice(filled, ROWS_WITH_HEADINGS))
    if not top:
        raise UnreadableFile(grid.file, say("{file} is empty: it has no filled cell", file=grid.file))
    found = find_headings([cells for _, cells in top], is_known)
    if found is None:
        raise UnreadableFile(
            grid.file,
            say(
                "{file} has no row of headings in its first rows; give the file as the form exported it",
                file=grid.file,
            ),
        )
    heading_row = top[found.row][0]
    taking = _Taking(grid, found.headings)
    rows = taking.take(chain(top[found.answers :], filled), max_rows)
    if not grid.sheet:
        rows = taking.leave_out_of_step(rows, len(top[found.row][1]))
    headings = taking.name_blank_headings(rows, heading_row)
    taking.report_codes([top[at][0] for at in found.passed_over])
    rows = taking.mend_letters(rows)
    hidden = [row.number for row in rows if row.number in grid.marks.hidden]
    if hidden:
        taking.problems.append(
            replace(_hidden(hidden).at(Place(grid.file, grid.sheet, hidden[0])), also=tuple(hidden[1:]))
        )
    problems = [
        *(remark.at(Place(grid.file, grid.sheet)) for remark in grid.remarks),
        *sorted(
            [*taking.problems, *_merged(taking, heading_row, rows[-1].number)], key=lambda problem: problem.place.row
        ),
    ]
    return Table(grid.file, grid.sheet, headings, heading_row, rows, tuple(problems), grid.marks.since_1904)


class _Taking:
    """The rows below the headings as they are taken, with what was found wrong on the way."""

    def __init__(self, grid: Grid, headings: tuple[str, ...]) -> None:
        self.grid = grid
        self.headings = headings
        self.problems: list[Problem] = []
        self.widths: dict[int, int] = {}  # cells by row

    def take(self, filled: Iterator[tuple[int, Sequence[str]]], max_rows: int) -> tuple[Row, ...]:
        rows: list[Row] = []
        count = 0
        for number, cells in filled:
            count += 1
            if count <= max_rows:
                self.widths[number] = len(cells)
                row = Row(number, self._values(number, cells))
                rows += [row] if any(not _is_blank(value) for value in row.values) else []
        self._check_count(count if rows else 0, max_rows)
        return tuple(rows)

    def leave_out_of_step(self, rows: Sequence[Row], headings: int) -> tuple[Row, ...]:
        """Leave out rows of a CSV that are cut otherwise than the others: each is an error."""
        out = rows_out_of_step(self.widths, headings)
        gone = {number for together in out for number in together}
        self.problems = [problem for problem in self.problems if problem.place.row not in gone]
        for first, *others in out:
            problem = _out_of_step(first, others, self.widths[first], headings).at(
                Place(self.grid.file, self.grid.sheet, first)
            )
            self.problems.append(replace(problem, also=tuple(others)))
        return tuple(row for row in rows if row.number not in gone)

    def name_blank_headings(self, rows: Sequence[Row], heading_row: int) -> tuple[str, ...]:
        """The headings, with its letter for a column that has answers and no heading: each is said."""
        headings = list(self.headings)
        for at, heading in enumerate(headings):
            answers = [row.values[at] for row in rows if not _is_blank(row.values[at])] if _is_blank(heading) else []
            if answers:
                headings[at] = column_letters(self.grid.first_column + at)
                self.report(heading_row, headings[at], _no_heading(headings[at], answers))
        return tuple(headings)

    def mend_letters(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows with damaged letters put right where that can be told; said once for the file."""
        mended = tuple(replace(row, values=tuple(map(put_right, row.values))) for row in rows)
        before = [value for row in rows for value in row.values]
        after = [value for row in mended for value in row.values]
        for remark in (*doubled(before, after), *lost(after)):
            self.report(0, "", remark)
        return mended

    def report_codes(self, rows: Sequence[int]) -> None:
        for row in rows:
            self.report(row, "", _codes())

    def _check_count(self, count: int, max_rows: int) -> None:
        file = self.grid.file
        if not count:
            raise UnreadableFile(
                file,
                say("{file} holds headings and no answers; export the form again once it has some", file=file),
            )
        if count > max_rows:
            raise UnreadableFile(
                file,
                say(
                    "{file} has {rows} rows; the setting max_rows allows {most}",
                    file=file,
                    rows=count,
                    most=max_rows,
                ),
            )

    def _values(self, number: int, cells: Sequence[str]) -> tuple[str, ...]:
        width, first = len(self.headings), self.grid.first_column
        values = [
            cell if cell.isprintable() and not cell.startswith(_SUSPECT) else _whole(cell, number, at, self)
            for at, cell in enumerate(cells[:width])
        ]
        values += [""] * (width - len(values))
        for at in range(width) if self.grid.marks.uncalculated or self.grid.marks.errors else ():
            self._report_mark((number, first + at), at)
        beyond = [cell for cell in cells[width:] if not _is_blank(cell)]
        if beyond:
            self.report(number, "", _beyond(beyond))
        return tuple(values)

    def _report_mark(self, cell: tuple[int, int], at: int) -> None:
        if cell in self.grid.marks.uncalculated:
            self.report(cell[0], self.headings[at], _uncalculated())
        elif cell in self.grid.marks.errors:
            self.report(cell[0], self.headings[at], _error(self.grid.marks.errors[cell]))

    def report(self, row: int, column: str, remark: Remark) -> None:
        self.problems.append(remark.at(Place(self.grid.file, self.grid.sheet, row, column)))


def _whole(cell: str, number: int, at: int, taking: _Taking) -> str:
    """The text of a cell without control characters, and nothing where it is a spreadsheet's error."""
    if "\r" in cell:  # as CSV has it; XML knows the other line end alone
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(cell):
        cell = _CONTROL.sub("", cell.replace("\x0b", "\n").replace("\x0c", "\n"))
        taking.report(number, taking.headings[at], _cleaned(cell))
    if _ERROR.fullmatch(cell):
        taking.report(number, taking.headings[at], _error(cell))
        return ""
    return cell


def _merged(taking: _Taking, heading_row: int, last_row: int) -> Iterator[Problem]:
    """A note for each merged block that reaches into the headings or the answers."""
    first_column, headings = taking.grid.first_column, taking.headings
    for (top, left), (bottom, right) in taking.grid.marks.merged:
        at = max(left, first_column) - first_column
        if bottom < heading_row or top > last_row or at >= len(headings) or right < first_column:
            continue
        block = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
        place = Place(taking.grid.file, taking.grid.sheet, max(top, heading_row), headings[at])
        yield Remark(
            block,
            say("a value in each cell"),
            say("The cells {block} are merged: the value counts for the first of them alone", block=block),
            Severity.NOTE,
        ).at(place)


def _out_of_step(row: int, others: Sequence[int], cells: int, headings: int) -> Remark:
    if others:
        said = say(
            "Rows {row} and {other} are halves of one: both are left out. Quote the line break in its answer, or give "
            "the export as XLSX",
            row=row,
            other=others[0],
        )
    else:
        said = say(
            "The row has {cells} cells, the headings {headings}: it is left out. Quote the comma or line break in its "
            "answer, or give the export as XLSX",
            cells=cells,
            headings=headings,
        )
    return Remark("", say("as many cells as headings"), said, Severity.ERROR)


def _hidden(rows: Sequence[int]) -> Remark:
    named = ", ".join(map(str, rows[:SHOWN])) + (", …" if len(rows) > SHOWN else "")
    said = say("{count} rows are hidden or filtered out ({rows}) and are read as well", count=len(rows), rows=named)
    return Remark("", say("answers in sight"), said, Severity.NOTE)


def _no_heading(letter: str, answers: Sequence[str]) -> Remark:
    said = say(
        "Column {letter} has {count} answers and no heading. Write its question above it, or state its field",
        letter=letter,
        count=len(answers),
    )
    return Remark(answers[0][:80], say("A heading above every column that holds answers"), said)


def _codes() -> Remark:
    said = say("Passed over: the row holds codes of the survey tool, neither questions nor answers")
    return Remark("", say("one row of headings, then the answers"), said, Severity.NOTE)


def _uncalculated() -> Remark:
    return Remark(
        "",
        say("a value"),
        say("The cell holds a formula without its result; open the file in Excel, save it and give it again"),
    )


def _error(text: str) -> Remark:
    return Remark(
        text,
        say("a value"),
        say("The cell holds an error of the spreadsheet and is taken as blank; type the value itself"),
    )


def _cleaned(text: str) -> Remark:
    return Remark(
        text[:80],
        say("text without control characters"),
        say("Invisible control characters were taken out of the answer"),
        Severity.NOTE,
    )


def _beyond(cells: Sequence[str]) -> Remark:
    return Remark(
        "; ".join(cells)[:80],
        say("no value beyond the last heading"),
        say("The row is longer than the headings, and what stands beyond them is not read; give it a heading"),
    )


def _is_blank(cell: str) -> bool:
    return not cell or cell.isspace()
