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
    rows, columns = _Counter(), _Counter()
    cells = 0
    for piece in _pieces(archive, part):
        found = _REFERENCE.findall(piece)
        letters = {letters for letters, _ in found}
        columns.highest = max([columns.highest, *(column_number(each.decode()) for each in letters)])
        rows.highest = max([rows.highest, *map(_number, {row for _, row in found})])
        filled = len(_FILLED.findall(piece))
        cells += filled
        _count_unnumbered(piece, rows, columns, filled > len(found))
    return Extent(rows.highest + rows.unnumbered, columns.highest + columns.most_unnumbered, cells)


class _Counter:
    """The highest number that is written, and how many places leave theirs to be counted."""

    def __init__(self) -> None:
        self.highest = 0
        self.unnumbered = 0
        self.most_unnumbered = 0


def _count_unnumbered(piece: bytes, rows: _Counter, columns: _Counter, any_cells: bool) -> None:
    """Count rows without a number, and the most cells without one in any row, which may span pieces."""
    numbers = _ROW_NUMBER.findall(piece)
    rows.highest = max([rows.highest, *map(_number, numbers)])
    starts = _ROW.findall(piece)
    rows.unnumbered += len(starts) - len(numbers)
    if not any_cells:
        columns.unnumbered = 0 if starts else columns.unnumbered
        return
    for index, row in enumerate(_ROW.split(piece)):
        unnumbered = len(_FILLED.findall(row)) - len(_REFERENCE.findall(row))
        columns.unnumbered = unnumbered + (0 if index else columns.unnumbered)
        columns.most_unnumbered = max(columns.most_unnumbered, columns.unnumbered)


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
