"""What the XML of an ODS file says beyond the values: how far each sheet reaches, merged cells, lost values.

A reader of ODS unfolds every repeated row and cell of every sheet as it opens the file, so this looks first.
Knows the ODS format, not what an answer is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from service.intake.files.archive import Archive
from service.intake.files.marks import Cell, Extent, Marks

_TOKEN = re.compile(
    r"<(?P<end>/)?[\w.-]+:(?P<kind>table|table-row|table-cell|covered-table-cell)"
    r"(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<shut>/)?>"
)
_REPEATED = {kind: re.compile(rf"\bnumber-{kind}-repeated=[\"'](\d+)") for kind in ("rows", "columns")}
_SPANNED = {kind: re.compile(rf"\bnumber-{kind}-spanned=[\"'](\d+)") for kind in ("rows", "columns")}
_NAME = re.compile(r"\btable:name=\"([^\"]*)\"")

_HIDDEN = re.compile(r"visibility=[\"'](?:collapse|filter)")  # by hand or by a filter
MOST_HIDDEN = 100_000  # rows repeated as one: more are the blank end of a sheet


@dataclass(slots=True, eq=False)
class _Sheet:
    """One sheet while its tags go by."""

    name: str
    row: int = 0  # last row begun
    repeated: int = 1  # how often that row stands
    column: int = 0  # last column of it
    rows: int = 0
    columns: int = 0
    cells: int = 0
    uncalculated: set[Cell] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)

    def begin_row(self, attributes: str) -> None:
        self.row, self.column = self.row + self.repeated if self.row else 1, 0
        self.repeated = _count(_REPEATED["rows"], attributes)
        if _HIDDEN.search(attributes) and self.repeated < MOST_HIDDEN:
            self.hidden |= set(range(self.row, self.row + self.repeated))

    def take_cell(self, attributes: str, shut: bool) -> None:
        first, times = self.column + 1, _count(_REPEATED["columns"], attributes)
        self.column += times
        valued = "value-type=" in attributes
        if "formula=" in attributes and not valued:
            self.uncalculated.add((self.row, first))
        if valued or not shut or "formula=" in attributes:
            self.rows, self.columns = self.row + self.repeated - 1, max(self.columns, self.column)
            self.cells += 1
        rows, columns = _count(_SPANNED["rows"], attributes), _count(_SPANNED["columns"], attributes)
        if rows > 1 or columns > 1:
            self.merged.append(((self.row, first), (self.row + rows - 1, first + columns - 1)))


def sheets(archive: Archive) -> list[tuple[str, Extent, Marks]]:
    """Every sheet of an ODS file by its order: name, how far it reaches, its marks."""
    with archive.part("content.xml") as stream:
        content = stream.read().decode("utf-8", errors="replace")
    return [
        (
            sheet.name,
            Extent(sheet.rows, sheet.columns, sheet.cells),
            Marks(frozenset(sheet.uncalculated), {}, tuple(sheet.merged), frozenset(sheet.hidden)),
        )
        for sheet in _read(content)
    ]


def _read(content: str) -> Iterator[_Sheet]:
    sheet = None
    for token in _TOKEN.finditer(content):
        kind, attributes = token["kind"], token["attributes"]
        if kind == "table":
            if sheet and token["end"]:
                yield sheet
            named = _NAME.search(attributes)
            sheet = None if token["end"] else _Sheet(unescape(named[1]) if named else "")
        elif sheet and not token["end"]:
            if kind == "table-row":
                sheet.begin_row(attributes)
            else:
                sheet.take_cell(attributes, bool(token["shut"]))


def _count(pattern: re.Pattern[str], attributes: str) -> int:
    found = pattern.search(attributes)
    return int(found[1].lstrip("0")[:9] or 0) if found else 1
