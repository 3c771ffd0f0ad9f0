"""What the XML of an XLSX workbook says beyond the values: where each sheet is, how far it reaches, lost values.

Reads by pieces, and by searching bytes rather than by parsing wherever that is enough: a sheet may have millions of
cells. Knows the XLSX format, not what an answer is.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse, parse

from service.intake.archive import MEGABYTE, Archive, damaged
from service.intake.marks import Cell, Extent, Marks, column_number

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# A cell that closes itself holds nothing, and readers skip it.
_FILLED = re.compile(rb"<(?:[\w.-]+:)?c(?:\s[^>]*)?(?<!/)>")
_REFERENCE = re.compile(rb"""<(?:[\w.-]+:)?c\s[^>]*?\br=["']([A-Za-z]+)(\d+)["'][^>]*(?<!/)>""")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_ROW_NUMBER = re.compile(rb"""<(?:[\w.-]+:)?row\s[^>]*?\br=["'](\d+)""")
_WORTH_PARSING = re.compile(rb"""<(?:[\w.-]+:)?f[\s/>]|\bt=["']e["']""")


def sheet_parts(archive: Archive) -> list[str]:
    """The member that each sheet stands in, in the order of the sheets. Raises UnreadableFile."""
    targets = {node.get("Id", ""): node.get("Target", "") for node in _nodes(archive, _RELATIONS, "Relationship")}
    sheets = [_relation(node) for node in _nodes(archive, _WORKBOOK, "sheet")]
    if any(not targets.get(sheet) for sheet in sheets):
        raise damaged(archive.path)
    return [_member(targets[sheet]) for sheet in sheets]


def measure(archive: Archive, part: str) -> Extent:
    """How far a sheet reaches, never less than it does: what it declares of its size is not believed."""
    reach = _Reach()
    for piece in _pieces(archive, part):
        reach.take(piece)
    return reach.extent()


class _Reach:
    """How far the cells of a sheet reach as its pieces go by; rows and cells may leave their number to be counted."""

    def __init__(self) -> None:
        self.cells = 0
        self.row = self.column = 0  # highest that a cell names as its own
        self.row_begun = 0  # highest that a row names as its own
        self.unnumbered_rows = 0
        self.unnumbered_cells = 0  # in the row that goes by, which may span pieces
        self.most_unnumbered_cells = 0

    def take(self, piece: bytes) -> None:
        places = _REFERENCE.findall(piece)
        self.row = max([self.row, *map(_number, {row for _, row in places})])
        self.column = max([self.column, *(column_number(letters.decode()) for letters in {each for each, _ in places})])
        numbers = _ROW_NUMBER.findall(piece)
        self.row_begun = max([self.row_begun, *map(_number, numbers)])
        begun, filled = len(_ROW.findall(piece)), len(_FILLED.findall(piece))
        self.unnumbered_rows += begun - len(numbers)
        self.cells += filled
        if filled > len(places):
            self._count_cells(piece)
        elif begun:
            self.unnumbered_cells = 0

    def _count_cells(self, piece: bytes) -> None:
        for index, row in enumerate(_ROW.split(piece)):
            unnumbered = len(_FILLED.findall(row)) - len(_REFERENCE.findall(row))
            self.unnumbered_cells = unnumbered + (0 if index else self.unnumbered_cells)
            self.most_unnumbered_cells = max(self.most_unnumbered_cells, self.unnumbered_cells)

    def extent(self) -> Extent:
        if not self.most_unnumbered_cells:
            return Extent(self.row, self.column, self.cells)
        last = max(self.row, self.row_begun) + self.unnumbered_rows
        return Extent(last, self.column + self.most_unnumbered_cells, self.cells)


def _number(digits: bytes) -> int:
    return int(digits) if len(digits) < 10 else 10**9  # Python refuses to convert thousands of digits


def marks(archive: Archive, part: str) -> Marks:
    """The cells of a sheet that hold an error, or a formula whose result was not stored. Raises UnreadableFile."""
    if not any(_WORTH_PARSING.search(piece) for piece in _pieces(archive, part)):
        return Marks()
    uncalculated: set[Cell] = set()
    errors: dict[Cell, str] = {}
    for place, cell in _cells(archive, part):
        kinds = {_local(child.tag): child.text or "" for child in cell}
        if cell.get("t") == "e":
            errors[place] = kinds.get("v", "")
        elif "f" in kinds and not kinds.get("v") and "is" not in kinds and cell.get("t") != "str":
            uncalculated.add(place)
    return Marks(frozenset(uncalculated), errors)


def _cells(archive: Archive, part: str) -> Iterator[tuple[Cell, Element]]:
    """Every cell with its place, counted where it is not written."""
    row = column = 0
    try:
        with archive.part(part) as stream:
            for event, node in iterparse(stream, ("start", "end"), forbid_dtd=True):
                name = _local(node.tag)
                if name == "row" and event == "start":
                    row, column = int(node.get("r") or row + 1), 0
                elif name == "row":
                    node.clear()
                elif name == "c" and event == "end":
                    letters = node.get("r", "").rstrip("0123456789")
                    column = column_number(letters) if letters else column + 1
                    yield (row, column), node
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise damaged(archive.path) from error


def _pieces(archive: Archive, part: str) -> Iterator[bytes]:
    """A member by pieces of about a megabyte that never end inside a tag."""
    rest = b""
    with archive.part(part) as stream:
        while piece := stream.read(MEGABYTE):
            piece = rest + piece
            cut = piece.rfind(b"<")
            rest = piece[cut:] if cut >= 0 else b""
            yield piece[:cut] if cut >= 0 else piece
    yield rest


def _nodes(archive: Archive, part: str, name: str) -> list[Element]:
    try:
        with archive.part(part) as stream:
            return [node for node in parse(stream, forbid_dtd=True).iter() if _local(node.tag) == name]
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise damaged(archive.path) from error


def _relation(sheet: Element) -> str:
    # Strict and transitional workbooks name the attribute in different namespaces.
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _member(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
