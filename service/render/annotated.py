"""A coordinator's own file with what intake has to say beside the cells that it says it of.

A workbook stays as it is but for the comments; of a CSV or ODS file a workbook is made. Cells that hold something to
mend are coloured, notes are comments alone.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments.comments import Comment
from openpyxl.reader.excel import load_workbook
from openpyxl.styles.fills import PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from service.intake.cells import clean
from service.intake.files.any_file import read_grid
from service.intake.problems import Problem, Severity
from service.sentences import Sentences
from service.values.uploads import Upload

AUTHOR = "territory-match"
MOST_CHARACTERS = 2_000  # of the comments of one cell
HEADINGS_WITHIN = 20  # rows in which headings are looked for
_COLOURS = {Severity.ERROR: "F8CBAD", Severity.WARNING: "FFE699"}


def annotated(upload: Upload, problems: Iterable[Problem], sentences: Sentences) -> bytes:
    """The file as a workbook with comments; `problems` of other files are passed over.

    Raises UnreadableFile where the file cannot be read.
    """
    its = [one for one in problems if one.place.file == upload.name]
    sheet_name = next((one.place.sheet for one in its if one.place.sheet), "")
    book = _own_workbook(upload, sheet_name) or _copied(upload)
    sheet = book[sheet_name] if sheet_name in book.sheetnames else book.worksheets[0]
    places = _columns(sheet)
    said: dict[tuple[int, int], list[Problem]] = {}
    for one in its:
        column = places.get(one.place.column, 1)
        for row in (one.place.row, *one.also):
            said.setdefault((max(row, 1), column), []).append(one)
    for (row, column), of_cell in said.items():
        _say(sheet.cell(row, column), of_cell, sentences)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _own_workbook(upload: Upload, sheet: str) -> Workbook | None:
    """The workbook itself; None for a file that is none, or one that openpyxl cannot write again."""
    read_grid(upload)  # looks at the archive first: whatever is dangerous is refused here
    try:
        book = load_workbook(BytesIO(upload.content))
    except Exception:  # openpyxl raises whatever it stumbles over
        return None
    return book if not sheet or sheet in book.sheetnames else None


def _copied(upload: Upload) -> Workbook:
    grid = read_grid(upload)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for number, cells in grid.rows:
        for place, text in enumerate(cells, start=grid.first_column):
            if text:
                cell = sheet.cell(number, place)
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
                cell.data_type = "s"  # a text that begins with "=" stays a text
    return book


def _columns(sheet: Worksheet) -> Mapping[str, int]:
    """The column of each heading; of one that stands twice the first."""
    found: dict[str, int] = {}
    for row in sheet.iter_rows(min_row=1, max_row=HEADINGS_WITHIN):
        for cell in row:
            if isinstance(cell.value, str):
                found.setdefault(cell.value, int(cell.column or 1))
                found.setdefault(clean(cell.value), int(cell.column or 1))
    return found


def _say(cell: Cell, problems: list[Problem], sentences: Sentences) -> None:
    told = [
        f"{sentences.text(one.severity.value)}: {sentences.write(one.expected)}. {sentences.write(one.suggestion)}"
        for one in problems
    ]
    cell.comment = Comment("\n\n".join(told)[:MOST_CHARACTERS], AUTHOR, height=160, width=320)
    worst = next((one for one in _COLOURS if any(problem.severity is one for problem in problems)), None)
    if worst:
        cell.fill = PatternFill("solid", start_color=_COLOURS[worst])
