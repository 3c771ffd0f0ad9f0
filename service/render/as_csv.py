"""Tables as CSV that a spreadsheet opens as text: UTF-8 with a mark, and no cell that it would run."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from service.render.sheets import Sheet, Value
from service.sentences import Sentences

MEDIA_TYPE = "text/csv; charset=utf-8"
_RUN = "=+-@\t\r"  # beginnings of what spreadsheets take for a formula (OWASP, CSV injection)


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Rows below their headings (RFC 4180)."""
    written = StringIO(newline="")
    table = csv.writer(written)
    table.writerow(headings)
    table.writerows([_as_text(cell) for cell in row] for row in rows)
    return ("\ufeff" + written.getvalue()).encode()


def csv_of_sheet(sheet: Sheet, sentences: Sentences) -> bytes:
    """A sheet of a workbook as it reads there."""
    return csv_of([sentences.text(column.heading) for column in sheet.columns], sheet.rows)


def _as_text(cell: Value) -> Value:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _RUN and cell else cell
