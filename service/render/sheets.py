"""Tables on paper: sheets with headed columns, written as one XLSX file that appears whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import xlsxwriter

from service.layout import Column
from service.sentences import KOSOVO_FOOTNOTE, Sentences
from service.whole_file import write_whole

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # the media type
Value = str | int | float
MOST_CHARACTERS = 32_767  # of one cell, by the file format
NAMES_OF_KOSOVO = ("Kosovo", "Kosova", "Косово")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a title; every row has one value per column."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def write_workbook(path: Path, sheets: Sequence[Sheet], sentences: Sentences) -> None:
    """Write sheets into one XLSX file, replacing what stands at `path` only once all is written.

    Raises OSError where it cannot be written.
    """
    write_whole(path, workbook(sheets, sentences))


def workbook(sheets: Sequence[Sheet], sentences: Sentences) -> bytes:
    """Sheets as the bytes of one XLSX file. Text stays text: a profile that begins with "=" never becomes a formula."""
    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        for sheet in sheets:
            _write_sheet(book, sheet, sentences)
    return content.getvalue()


def _write_sheet(book: xlsxwriter.Workbook, sheet: Sheet, sentences: Sentences) -> None:
    page = book.add_worksheet(sentences.text(sheet.title))
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1", "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, sentences.text(column.heading), heading)
        if column.choices and sheet.rows:
            listed = {"validate": "list", "source": [sentences.text(choice) for choice in column.choices]}
            page.data_validation(1, place, len(sheet.rows), place, listed)
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, place, value[:MOST_CHARACTERS], body)
            else:
                page.write_number(number, place, value, body)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    if names_kosovo(sheet):
        page.write_string(len(sheet.rows) + 2, 0, sentences.write(KOSOVO_FOOTNOTE))


def names_kosovo(sheet: Sheet) -> bool:
    """Whether a sheet names Kosovo anywhere and so carries its footnote."""
    return any(
        name in value for row in sheet.rows for value in row if isinstance(value, str) for name in NAMES_OF_KOSOVO
    )
