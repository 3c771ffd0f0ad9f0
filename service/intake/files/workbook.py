"""The sheet of an XLSX or ODS workbook that holds the answers, as rows of text.

Calamine reads the values. It keeps a rectangle of the whole sheet, and dies where that does not fit into memory; so
nothing is opened with it before the archive and the reach of the sheets were looked at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice

from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from matcher.messages import say
from service.errors import UnreadableFile
from service.intake.files import opendocument, worksheet_parts
from service.intake.files.archive import Archive, damaged
from service.intake.files.heading_rows import heading_index
from service.intake.files.marks import Extent, Marks
from service.intake.files.table import Grid
from service.intake.problems import Remark, Severity

Value = int | float | str | bool | time | date | datetime | timedelta

_ROWS_LOOKED_AT = 50  # of each sheet, to tell which one holds the answers
# Microsoft Forms keeps its own notes in a very hidden sheet of such a name.
_BOOKKEEPING = re.compile(r"_[0-9A-F]{20,}")


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """How much a sheet looks like one of answers."""

    index: int
    name: str
    headings: int
    filled: int

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.headings, self.filled, -self.index


def read_xlsx(archive: Archive) -> Grid:
    """Take the sheet of answers of an XLSX workbook. Raises UnreadableFile."""
    parts = worksheet_parts.sheet_parts(archive)
    with _no_crash(archive.file):
        book = CalamineWorkbook.from_filelike(BytesIO(archive.content))
        if len(parts) != len(book.sheets_metadata):
            raise damaged(archive.file)
        for metadata, part in zip(book.sheets_metadata, parts, strict=True):
            if _is_read(metadata):
                _check_extent(archive.file, metadata.name, worksheet_parts.measure(archive, part))
        best, sheet, remarks = _choose(archive.file, book)
        return _grid(archive.file, sheet, worksheet_parts.marks(archive, parts[best]), remarks)


def read_ods(archive: Archive) -> Grid:
    """Take the sheet of answers of an ODS file. Raises UnreadableFile."""
    sheets = opendocument.sheets(archive)
    for name, extent, _ in sheets:  # all, as all are read at once
        _check_extent(archive.file, name, extent)
    with _no_crash(archive.file):
        book = CalamineWorkbook.from_filelike(BytesIO(archive.content))
        _, sheet, remarks = _choose(archive.file, book)
        found = next((found for name, _, found in sheets if name == sheet.name), Marks())
        return _grid(archive.file, sheet, found, remarks)


def as_text(value: Value) -> str:
    """Write a value: 7.0 as "7", a date in ISO, a time of day only where there is one."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        moment = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return moment.isoformat(" ") if moment.time() != time.min else moment.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@contextmanager
def _no_crash(file: str) -> Iterator[None]:
    """Say that a workbook is damaged where calamine stumbles over it."""
    try:
        yield
    except (UnreadableFile, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic in Rust arrives as a bare BaseException
        raise damaged(file) from error


def _check_extent(file: str, sheet: str, extent: Extent) -> None:
    if not extent.is_possible:
        raise damaged(file)
    if not extent.fits:
        raise UnreadableFile(
            file,
            say(
                "{file}: the sheet {sheet} reaches to cell {cell} with hardly anything before it; delete the rows and "
                "columns after the answers and save the file again",
                file=file,
                sheet=sheet,
                cell=extent.corner,
            ),
        )


def _is_read(sheet: SheetMetadata) -> bool:
    return sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet


def _choose(file: str, book: CalamineWorkbook) -> tuple[int, CalamineSheet, tuple[Remark, ...]]:
    """The visible sheet with most headings and its index, and a note for each other sheet that is not read."""
    looks: list[_Look] = []
    chosen = None
    for index, metadata in enumerate(book.sheets_metadata):
        if _is_read(metadata):
            sheet = book.get_sheet_by_index(index)
            look = _look(index, sheet)
            if all(look.rank > other.rank for other in looks):
                chosen = sheet  # the others are let go, as each may be large
            looks.append(look)
    if not chosen:
        raise UnreadableFile(
            file, say("All sheets of {file} are hidden; show the one with the answers and save it", file=file)
        )
    best = max(looks, key=lambda look: look.rank)
    others = [_other_sheet(look.name, best.name) for look in looks if look.filled and look is not best]
    hidden = [_hidden_sheet(sheet.name) for sheet in book.sheets_metadata if _is_worth_a_note(sheet)]
    return best.index, chosen, (*others, *hidden)


def _is_worth_a_note(sheet: SheetMetadata) -> bool:
    return sheet.visible != SheetVisibleEnum.Visible and not _BOOKKEEPING.match(sheet.name)


def _look(index: int, sheet: CalamineSheet) -> _Look:
    rows = [[as_text(value).strip() for value in row] for row in islice(sheet.iter_rows(), _ROWS_LOOKED_AT)]
    rows = [row for row in rows if any(row)]
    heading = heading_index(rows)
    headings = sum(map(bool, rows[heading])) if heading is not None else 0
    return _Look(index, sheet.name, headings, sum(sum(map(bool, row)) for row in rows))


def _grid(file: str, sheet: CalamineSheet, marks: Marks, remarks: tuple[Remark, ...]) -> Grid:
    merged = tuple(
        ((top + 1, left + 1), (bottom + 1, right + 1))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    first_column = sheet.start[1] + 1 if sheet.start else 1
    found = replace(marks, merged=(*marks.merged, *merged))
    return Grid(file, sheet.name, _texts(file, sheet), first_column, found, remarks)


def _texts(file: str, sheet: CalamineSheet) -> Iterable[tuple[int, Sequence[str]]]:
    with _no_crash(file):
        for number, values in enumerate(sheet.iter_rows(), start=1):
            yield number, [value if type(value) is str else as_text(value) for value in values]


def _other_sheet(name: str, read: str) -> Remark:
    return Remark(
        name,
        say("one sheet of answers"),
        say(
            "The sheet {other} is not read, only the sheet {sheet}; give it as a file of its own if it holds answers",
            other=name,
            sheet=read,
        ),
        Severity.NOTE,
    )


def _hidden_sheet(name: str) -> Remark:
    return Remark(
        name,
        say("answers in a visible sheet"),
        say("The sheet {other} is hidden and not read; show it if it holds answers", other=name),
        Severity.NOTE,
    )
