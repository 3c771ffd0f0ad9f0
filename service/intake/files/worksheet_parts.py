"""What the XML of an XLSX workbook says beyond the values: where each sheet is, how far it reaches, lost values.

Reads by pieces, and by searching bytes rather than by parsing wherever that is enough: a sheet may have millions of
cells. Knows the XLSX format, not what an answer is.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse, parse

from service.intake.files.archive import MEGABYTE, Archive, damaged
from service.intake.files.marks import Cell, Extent, Marks, column_number

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# A cell that closes itself holds nothing, and readers skip it; of the others, the letters and digits of the place.
_FILLED = re.compile(rb"""<(?:[\w.-]+:)?c(?:\s(?:[^>]*?\br=["']([A-Za-z]+)(\d+)["'])?[^>]*)?(?<!/)>""")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_ROW_NUMBER = re.compile(rb"""<(?:[\w.-]+:)?row\s[^>]*?\br=["'](\d+)""")
_HIDDEN_ROW = re.compile(rb"""<(?:[\w.-]+:)?row\s[^>]*?\bhidden=["'](?:1|true)["'][^>]*>""")
_WORTH_PARSING = (b"<f", b":f>", b":f ", b'"e"', b"'e'")  # a formula or an error, or something that looks like one


def sheet_parts(archive: Archive) -> list[str]:
    """The member that each sheet stands in, in the order of the sheets. Raises UnreadableFile."""
    targets = {node.get("Id", ""): node.get("Target", "") for node in _nodes(archive, _RELATIONS, "Relationship")}
    sheets = [_relation(node) for node in _nodes(archive, _WORKBOOK, "sheet")]
    if any(not targets.get(sheet) for sheet in sheets):
        raise damaged(archive.file)
    return [_member(targets[sheet]) for sheet in sheets]


def measure(archive: Archive, part: str) -> Extent:
    """How far a sheet reaches, never less than it does: what it declares of its size is not believed."""
    row = column = cells = 0
    is_numbered = True
    for piece in _pieces(archive, part):
        places = _FILLED.findall(piece)
        row = max([row, *map(_number, {digits for _, digits in places})])
        column = max([column, *(column_number(letters.decode()) for letters in {letters for letters, _ in places})])
        cells += len(places)
        is_numbered = is_numbered and (b"", b"") not in places
    if is_numbered:
        return Extent(row, column, cells)
    more_rows, more_columns = _count_unnumbered(archive, part)
    return Extent(row + more_rows, column + more_columns, cells)


def _count_unnumbered(archive: Archive, part: str) -> tuple[int, int]:
    """The last row by the numbers and the count of the rows, and the most cells of a row that name no place."""
    last = most = so_far = 0  # a row may span pieces
    for piece in _pieces(archive, part):
        numbers = _ROW_NUMBER.findall(piece)
        rows = _ROW.split(piece)
        last = max([last, *map(_number, numbers)]) + len(rows) - 1 - len(numbers)
        for index, row in enumerate(rows):
            so_far = (0 if index else so_far) + _FILLED.findall(row).count((b"", b""))
            most = max(most, so_far)
    return last, most


def _number(digits: bytes) -> int:
    return int(digits.lstrip(b"0")[:9] or 0)  # Python refuses to convert thousands of digits


def marks(archive: Archive, part: str) -> Marks:
    """Cells with an error or a formula without its result, hidden rows, and the epoch. Raises UnreadableFile."""
    hidden = _hidden_rows(archive, part)
    since_1904 = any(node.get("date1904") in {"1", "true"} for node in _nodes(archive, _WORKBOOK, "workbookPr"))
    if not any(mark in piece for piece in _pieces(archive, part) for mark in _WORTH_PARSING):
        return Marks(hidden=hidden, since_1904=since_1904)
    uncalculated: set[Cell] = set()
    errors: dict[Cell, str] = {}
    for place, cell in _cells(archive, part):
        kinds = {_local(child.tag): child.text or "" for child in cell}
        if cell.get("t") == "e":
            errors[place] = kinds.get("v", "")
        elif "f" in kinds and not kinds.get("v") and "is" not in kinds and cell.get("t") != "str":
            uncalculated.add(place)
    return Marks(frozenset(uncalculated), errors, hidden=hidden, since_1904=since_1904)


def _hidden_rows(archive: Archive, part: str) -> frozenset[int]:
    """The rows of a sheet that are hidden, by hand or by a filter; a row without its number is not told."""
    rows = (row for piece in _pieces(archive, part) for row in _HIDDEN_ROW.findall(piece))
    return frozenset(_number(found[1]) for row in rows if (found := _ROW_NUMBER.match(row)))


def _cells(archive: Archive, part: str) -> Iterator[tuple[Cell, Element]]:
    """Every cell with its place, counted where it is not written."""
    last = 0
    try:
        with archive.part(part) as stream:
            for _, row in iterparse(stream, ("end",), forbid_dtd=True):
                if _local(row.tag) == "row":
                    last = int(row.get("r") or last + 1)
                    yield from _cells_of(row, last)
                    row.clear()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise damaged(archive.file) from error


def _cells_of(row: Element, number: int) -> Iterator[tuple[Cell, Element]]:
    column = 0
    for cell in row:
        letters = cell.get("r", "").rstrip("0123456789")
        column = column_number(letters) if letters else column + 1
        yield (number, column), cell


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
        raise damaged(archive.file) from error


def _relation(sheet: Element) -> str:
    # Strict and transitional workbooks name the attribute in different namespaces.
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _member(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
