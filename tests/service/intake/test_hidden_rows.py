"""Rows that a filter hides are read as well, and it is said; a table on its side is told from a form."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from service.errors import UnreadableFile
from service.intake import IntakeOptions, read_experts
from service.intake.files.any_file import read_table
from service.values.uploads import Upload


def hidden_in(upload: Upload) -> list[tuple[int, tuple[int, ...]]]:
    problems = read_table(upload, 100).problems
    return [(one.place.row, one.also) for one in problems if "hidden or filtered out" in one.suggestion.text]


def test_hidden_rows_of_a_workbook_are_said(fixtures: Path) -> None:
    book = openpyxl.load_workbook(fixtures / "experts_dev.xlsx")
    assert book.active is not None
    for row in (4, 7):
        book.active.row_dimensions[row].hidden = True
    written = BytesIO()
    book.save(written)
    assert hidden_in(Upload.of("experts.xlsx", written.getvalue())) == [(4, (7,))]


def test_hidden_rows_of_an_open_document_are_said(fixtures: Path) -> None:
    written = BytesIO()
    with ZipFile(fixtures / "unseen2" / "territories_3.ods") as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "content.xml":
                rows = content.decode().split("<table:table-row")
                rows[4] = ' table:visibility="filter"' + rows[4]
                content = "<table:table-row".join(rows).encode()
            target.writestr(entry, content)
    assert hidden_in(Upload.of("territories.ods", written.getvalue())) == [(4, ())]


def test_a_sheet_without_hidden_rows_says_nothing(fixtures: Path) -> None:
    for name in ("experts_dev.xlsx", "unseen2/territories_3.ods"):
        assert hidden_in(Upload.of(name, (fixtures / name).read_bytes())) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Response,Question,Answer", "1,E-mail address,a@a.example", "1,First name,Ana", "1,Languages,English",
          "2,E-mail address,b@b.example"], "one row for each answer"),
        (["E-mail address,a@a.example,b@b.example", "First name,Ana,Ben", "Languages,English,French",
          "Residence,Malta,Latvia"], "turned on its side"),
    ],
)  # fmt: skip
def test_a_table_whose_questions_stand_in_a_column_is_refused_with_advice(rows: list[str], said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_experts([Upload.of("experts.csv", "\n".join(rows).encode())], IntakeOptions())
