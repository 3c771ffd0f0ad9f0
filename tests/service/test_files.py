"""What is read from the files that people send, and what is said of those that cannot be read."""

import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl.styles import PatternFill

from service.cli.uploads import upload_of
from service.errors import UnreadableFile
from service.intake.files.any_file import Row, Table, read_table
from service.intake.problems import Place, Problem, Severity

HEADINGS = ("ID", "E-mail address", "Country of residence")
ANSWERS = ("1", "ana@one.example", "Malta")
SHEET = "xl/worksheets/sheet1.xml"


def a_workbook(folder: Path, *rows: Sequence[object], name: str = "experts.xlsx") -> Path:
    book = openpyxl.Workbook()
    for row in rows or (HEADINGS, ANSWERS):
        book.active.append(list(row))
    return saved(book, folder, name)


def saved(book: openpyxl.Workbook, folder: Path, name: str = "experts.xlsx") -> Path:
    book.save(folder / name)
    return folder / name


def a_csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    return a_file(folder, text.encode(encoding), "experts.csv")


def a_file(folder: Path, content: bytes, name: str = "experts.xlsx") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def an_archive(folder: Path, members: Iterable[tuple[str, bytes]], name: str = "experts.xlsx") -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return folder / name


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one member changed."""
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return an_archive(path.parent, [(name, change(text) if name == part else text) for name, text in members])


def with_cells(path: Path, xml: bytes) -> Path:
    return with_part(path, SHEET, lambda text: text.replace(b"</sheetData>", xml + b"</sheetData>"))


def an_ods(folder: Path, rows: str) -> Path:
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Answers">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    members = [("mimetype", mimetype), ("META-INF/manifest.xml", manifest), ("content.xml", content.encode())]
    return an_archive(folder, members, "experts.ods")


def ods_row(*cells: str, attributes: str = "") -> str:
    inside = "".join(
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row{attributes}>{inside}</table:table-row>"


def read(path: Path, max_rows: int = 100) -> Table:
    return read_table(upload_of(path), max_rows)


def values(path: Path) -> list[tuple[str, ...]]:
    return [row.values for row in read(path).rows]


def told(problem: Problem) -> tuple[int, str, str, Severity]:
    return problem.place.row, problem.place.column, problem.value, problem.severity


def refusal(path: Path, max_rows: int = 100) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_table(upload_of(path), max_rows)
    assert caught.value.file == path.name
    return caught.value.message.text.format(**dict(caught.value.message.arguments))


# What is read


def test_a_table_holds_headings_and_rows_with_the_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    table = read(a_workbook(tmp_path, HEADINGS, ANSWERS, (), ("3", "bo@two.example", None)))
    assert (table.file, table.sheet, table.headings, table.heading_row) == ("experts.xlsx", "Sheet", HEADINGS, 1)
    assert table.rows == (Row(2, ANSWERS), Row(4, ("3", "bo@two.example", "")))
    assert table.problems == ()


@pytest.mark.parametrize("form", ["experts_dev", "territories_dev"])
def test_the_two_exports_of_one_form_read_alike(fixtures: Path, form: str) -> None:
    book, text = read(fixtures / f"{form}.xlsx"), read(fixtures / f"{form}.csv")
    timeless = [index for index, heading in enumerate(book.headings) if "time" not in heading]
    assert book.headings == text.headings
    assert book.problems == text.problems == ()
    assert [(row.number, [row.values[index] for index in timeless]) for row in book.rows] == [
        (row.number, [row.values[index] for index in timeless]) for row in text.rows
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.0, "7"),
        (7.5, "7.5"),
        (46266, "46266"),
        (-0.25, "-0.25"),
        (1e20, "100000000000000000000"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2026, 6, 1), "2026-06-01"),
        (datetime(2026, 6, 1), "2026-06-01"),
        (datetime(2026, 6, 1, 12, 10, 6), "2026-06-01 12:10:06"),
        (datetime(2026, 6, 1, 12, 10, 6, 600_000), "2026-06-01 12:10:07"),
        (time(9, 30), "09:30:00"),
        ("  two\nlines\u00a0&amp; ", "  two\nlines\u00a0&amp; "),
    ],
)
def test_a_value_is_written_as_text(tmp_path: Path, value: object, text: str) -> None:
    assert values(a_workbook(tmp_path, HEADINGS, ("x", "y", value))) == [("x", "y", text)]


def test_the_format_is_told_by_the_content_and_not_by_the_ending(tmp_path: Path) -> None:
    assert values(a_workbook(tmp_path, name="experts.xlsx").rename(tmp_path / "experts.csv")) == [ANSWERS]
    assert values(a_csv(tmp_path, "ID,Name,Country\n1,Ana,Malta\n").rename(tmp_path / "a.xlsx")) == [
        ("1", "Ana", "Malta")
    ]


def test_a_title_and_empty_rows_above_the_headings_are_skipped(tmp_path: Path) -> None:
    table = read(a_workbook(tmp_path, (), ("Registrations of June",), (), HEADINGS, ANSWERS))
    assert (table.heading_row, table.headings, table.rows) == (4, HEADINGS, (Row(5, ANSWERS),))


def test_empty_columns_before_the_headings_do_not_shift_what_is_said_of_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for column, (heading, answer) in enumerate(zip(HEADINGS, ANSWERS, strict=True), start=3):
        book.active.cell(2, column, heading)
        book.active.cell(3, column, answer)
    book.active["E4"], book.active["C4"] = "=1+1", "2"
    table = read(saved(book, tmp_path))
    assert (table.headings, table.rows) == (HEADINGS, (Row(3, ANSWERS), Row(4, ("2", "", ""))))
    assert [told(problem) for problem in table.problems] == [(4, HEADINGS[2], "", Severity.WARNING)]


def test_an_ods_file_is_read_like_a_workbook(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    sheet = OdfTable(name="Answers")
    for cells in (HEADINGS, ANSWERS):
        row = TableRow()
        for text in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(tmp_path / "experts.ods")
    table = read(tmp_path / "experts.ods")
    assert (table.sheet, table.headings, table.rows) == ("Answers", HEADINGS, (Row(2, ANSWERS),))


def test_the_empty_rows_to_the_end_of_an_ods_sheet_cost_nothing(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    end = ods_row(blank, attributes=' table:number-rows-repeated="1048574"')
    assert values(an_ods(tmp_path, ods_row(*HEADINGS) + ods_row(*ANSWERS) + end)) == [ANSWERS]


# Sheets


def test_of_several_sheets_the_one_with_most_headings_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Who reads this, and when"])
    answers = book.create_sheet("Form1")
    answers.append(HEADINGS)
    answers.append(ANSWERS)
    book.create_sheet("Empty")
    for name, state in (("Draft", "hidden"), ("Lists", "veryHidden"), ("_56F9DC9755BA473782653E2940F9", "veryHidden")):
        book.create_sheet(name).append([*HEADINGS, "And more"])
        book[name].sheet_state = state
    book.create_chartsheet("Chart")
    table = read(saved(book, tmp_path))
    assert (table.sheet, table.rows) == ("Form1", (Row(2, ANSWERS),))
    assert {problem.place for problem in table.problems} == {Place("experts.xlsx", "Form1")}
    assert [(problem.value, problem.severity) for problem in table.problems] == [
        ("Notes", Severity.NOTE),
        ("Draft", Severity.NOTE),
        ("Lists", Severity.NOTE),
    ]


def test_hidden_rows_are_read(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, HEADINGS, ANSWERS)
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[2].hidden = True
    assert values(saved(book, tmp_path)) == [ANSWERS]


# What is said of cells


def test_a_formula_without_its_result_is_reported(tmp_path: Path) -> None:
    table = read(a_workbook(tmp_path, HEADINGS, ("1", "x", "=1+1")))
    assert table.rows == (Row(2, ("1", "x", "")),)
    assert [told(problem) for problem in table.problems] == [(2, HEADINGS[2], "", Severity.WARNING)]


def test_a_formula_with_its_result_is_read_and_nothing_is_said(tmp_path: Path) -> None:
    path = with_part(
        a_workbook(tmp_path, HEADINGS, ("1", "x", "=1+1"), ("2", "y", '=""')),
        SHEET,
        lambda text: re.sub(rb"(1\+1</f>)<v ?/>", rb"\1<v>2</v>", text).replace(b'<c r="C3">', b'<c r="C3" t="str">'),
    )
    table = read(path)
    assert [row.values for row in table.rows] == [("1", "x", "2"), ("2", "y", "")]
    assert table.problems == ()


def test_an_error_of_the_spreadsheet_is_left_out_and_reported_in_every_format(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(a_workbook(tmp_path, HEADINGS, ("1", "x", "#DIV/0!")))
    book.active["C2"].data_type = "e"
    attributes = 'office:value-type="string" table:formula="of:=1/0"'
    cell = f"<table:table-cell {attributes}><text:p>#DIV/0!</text:p></table:table-cell>"
    for path in (
        saved(book, tmp_path),
        an_ods(tmp_path, ods_row(*HEADINGS) + ods_row("1", "x", cell)),
        a_csv(tmp_path, ",".join(HEADINGS) + "\n1,x,#DIV/0!\n"),
    ):
        table = read(path)
        assert table.rows == (Row(2, ("1", "x", "")),)
        assert [told(problem) for problem in table.problems] == [(2, HEADINGS[2], "#DIV/0!", Severity.WARNING)]


def test_a_formula_without_its_result_and_merged_cells_are_reported_of_an_ods_file_too(tmp_path: Path) -> None:
    formula = '<table:table-cell table:formula="of:=[.A1]&gt;1"/>'
    attributes = 'office:value-type="string" table:number-columns-spanned="2"'
    wide = f"<table:table-cell {attributes}><text:p>m</text:p></table:table-cell>"
    rows = ods_row(*HEADINGS) + ods_row("1", "x", formula) + ods_row("2", wide, "<table:covered-table-cell/>")
    assert [told(problem) for problem in read(an_ods(tmp_path, rows)).problems] == [
        (2, HEADINGS[2], "", Severity.WARNING),
        (3, HEADINGS[1], "B3:C3", Severity.NOTE),
    ]


def test_merged_cells_are_noted_where_they_reach_into_the_table(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(a_workbook(tmp_path, ("A title",), HEADINGS, ANSWERS, ("2", "y", "z"), ("3",)))
    for block in ("A1:C1", "C3:C4", "A90:B91"):
        book.active.merge_cells(block)
    path = with_part(saved(book, tmp_path), SHEET, lambda text: text.replace(b"A90:B91", b"A90:XFD1048576"))
    assert [told(problem) for problem in read(path).problems] == [(3, HEADINGS[2], "C3:C4", Severity.NOTE)]


def test_a_row_longer_than_the_headings_is_reported(tmp_path: Path) -> None:
    table = read(a_csv(tmp_path, "ID,Name,Country,\n1,Ana,Malta,\n2,Bo,Malta,more,and more\n"))
    assert [row.values for row in table.rows] == [("1", "Ana", "Malta"), ("2", "Bo", "Malta")]
    assert [told(problem) for problem in table.problems] == [(3, "", "more; and more", Severity.WARNING)]


def test_control_characters_are_taken_out_and_noted(tmp_path: Path) -> None:
    path = with_cells(
        a_workbook(tmp_path), b'<row r="3"><c r="B3" t="inlineStr"><is><t>a_x0007_b_x000B_c</t></is></c></row>'
    )
    table = read(path)
    assert table.rows[-1] == Row(3, ("", "ab\nc", ""))
    assert [told(problem) for problem in table.problems] == [(3, HEADINGS[1], "ab\nc", Severity.NOTE)]


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_separator_is_found(tmp_path: Path, separator: str) -> None:
    rows = [("ID", "Working languages, and level", "Themes"), ("1", "de C1, en B2", '"Energy;Housing;"')] * 3
    quoted = [[f'"{cell.strip(chr(34))}"' for cell in row] for row in rows]
    table = read(a_csv(tmp_path, "\r\n".join(separator.join(row) for row in quoted)))
    assert (table.headings, table.rows[0].values) == (rows[0], ("1", "de C1, en B2", "Energy;Housing;"))


def test_the_separator_that_excel_was_told_is_taken_and_its_line_not_counted(tmp_path: Path) -> None:
    table = read(a_csv(tmp_path, "sep=|\r\nID|Name, first|Country\r\n1|Ana, Bo|Malta\r\n"))
    assert (table.heading_row, table.rows) == (1, (Row(2, ("1", "Ana, Bo", "Malta")),))


def test_a_quoted_line_break_stays_in_its_cell_and_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = 'ID,"Experience\n(short)",Country\r\n1,"one\r\ntwo, ""three""",Malta\r\n\r\n2,x,Italy'
    table = read(a_csv(tmp_path, text))
    assert table.headings == ("ID", "Experience\n(short)", "Country")
    assert table.rows == (Row(2, ("1", 'one\ntwo, "three"', "Malta")), Row(4, ("2", "x", "Italy")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    table = read(a_csv(tmp_path, "ID,Név,Država\n1,Žofia Őry,Ελλάδα\n", encoding))
    assert (table.headings, table.rows) == (("ID", "Név", "Država"), (Row(2, ("1", "Žofia Őry", "Ελλάδα")),))
    assert table.problems == ()


@pytest.mark.parametrize(
    ("code_page", "text"),
    [
        ("cp1252", "Santé à l'échelle d'une vallée, où la forêt brûle"),
        ("cp1252", "Förderung für ländliche Räume, größere Städte"),
        ("cp1252", "Cooperación en la montaña, pequeños municipios"),
        ("cp1252", "Samarbejde på tværs af grænsen, små byer og øer"),
        ("cp1252", "Piiriülene koostöö, väikesed külad, õppereis"),
        ("cp1250", "Współpraca transgraniczna, świetlice wiejskie, źródła"),
        ("cp1250", "Přeshraniční spolupráce, místní akční skupiny, území"),
        ("cp1250", "Határon átnyúló együttműködés, erdők és füvek"),
        ("cp1250", "Prekogranična suradnja, općine, građani i šume"),
        ("cp1251", "Трансгранично сътрудничество, селски общини"),
        ("cp1251", "Прекогранична сарадња, љубав према селу"),
        ("cp1251", "Транскордонна співпраця, громади, її села"),
        ("cp1253", "Διασυνοριακή συνεργασία, ορεινά χωριά"),
        ("cp1254", "Sınır ötesi işbirliği, küçük köyler, bağlar"),
        ("cp1257", "Pārrobežu sadarbība, mazie ciemi, ļaudis, ģimenes"),
        ("mac_roman", "Santé à l'échelle d'une vallée, où la forêt brûle"),
    ],
)
def test_a_code_page_of_old_is_told_by_its_letters_and_named(tmp_path: Path, code_page: str, text: str) -> None:
    table = read(a_csv(tmp_path, f"ID;Summary;Country\n1;{text};x\n", code_page))
    assert table.rows[0].values == ("1", text, "x")
    assert [(problem.value, problem.severity) for problem in table.problems] == [(code_page, Severity.NOTE)]


def test_unicode_with_one_damaged_letter_stays_unicode(tmp_path: Path) -> None:
    text = "ID,Name,Country\n1,Žofia Őry Čech Łódź ąęćżń žščř,Ελλάδα\n".encode()
    table = read(a_file(tmp_path, text + b"2,Ren\xe9,Malta\n", "experts.csv"))
    assert table.rows[1].values == ("2", "Ren\ufffd", "Malta")
    assert [(problem.value, problem.severity) for problem in table.problems] == [("1", Severity.WARNING)]


@pytest.mark.parametrize("rest", ["", "2,Bo,Italy\n" * 20_000])
def test_a_quotation_that_is_never_closed_is_refused_with_its_row(tmp_path: Path, rest: str) -> None:
    assert refusal(a_csv(tmp_path, f'ID,Name,Country\n1,Ana,Malta\n2,"Bo,Italy\n{rest}'), 10**6) == (
        "experts.csv: a quotation mark is opened in row 3 and never closed; export the form again, better as XLSX"
    )


def test_a_picture_is_no_csv(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(2000)
    assert "is neither a spreadsheet nor CSV" in refusal(a_file(tmp_path, picture, "experts.csv"))


# Files that are no export


def test_a_missing_file_a_folder_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx") == f"There is no file {tmp_path / 'none.xlsx'}"
    assert refusal(tmp_path) == f"{tmp_path.name} is a folder; give the files in it"
    assert refusal(a_file(tmp_path, b"")) == "experts.xlsx is empty; export the form again"
    assert refusal(a_file(tmp_path, b"\xef\xbb\xbf\r\n")) == "experts.xlsx is empty; export the form again"


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    path = a_workbook(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", forbid)
    assert refusal(path).startswith("experts.xlsx may not be read")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"<html><body><table><tr><td>ID</td></tr></table></body></html>", "is a web page (HTML)"),
        (b'\xef\xbb\xbf\n<!DOCTYPE html PUBLIC "x">', "is a web page (HTML)"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "spreadsheet of 2003",
        ),
        (b'<?xml version="1.0"?><rows/>', "is an XML file"),
        (b"PK\x03", "is damaged"),
        (b"Dear all,\nplease find the list attached.\n", "has no row of headings"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(a_file(tmp_path, content))


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("EncryptedPackage", "is protected with a password"),
        ("Workbook", "is an Excel workbook of before 2007; open it in Excel and save it as XLSX"),
        ("Book", "is an Excel workbook of before 2007"),
        ("WordDocument", "is an old Office document and no workbook"),
    ],
)
def test_a_container_of_old_office_is_told_by_what_it_holds(tmp_path: Path, stream: str, said: str) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(40)
    assert said in refusal(a_file(tmp_path, content))


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("word/document.xml", "is a Word document"),
        ("ppt/presentation.xml", "is a presentation"),
        ("xl/workbook.bin", "is a binary Excel workbook (XLSB)"),
        ("Index/Document.iwa", "is an Apple Numbers document"),
        ("experts.csv", "is a zip archive and no workbook"),
    ],
)
def test_another_archive_is_named(tmp_path: Path, member: str, said: str) -> None:
    assert said in refusal(an_archive(tmp_path, [("[Content_Types].xml", b"<Types/>"), (member, b"x")]))


def test_an_encrypted_ods_file_is_said_to_want_its_password_removed(tmp_path: Path) -> None:
    members = [("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", b"<a><manifest:encryption-data/></a>")]
    assert "is protected with a password" in refusal(an_archive(tmp_path, members))


def test_the_lock_file_beside_an_open_workbook_is_recognised(tmp_path: Path) -> None:
    assert "only says that somebody has the workbook open" in refusal(a_file(tmp_path, b"\x03Ana  ", "~$experts.xlsx"))


# Nothing in it, or too much


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    assert refusal(saved(openpyxl.Workbook(), tmp_path)) == "experts.xlsx is empty: it has no filled cell"


def test_a_sheet_of_blanks_is_refused(tmp_path: Path) -> None:
    assert "has no filled cell" in refusal(a_workbook(tmp_path, (" ", "\u00a0"), ("", " ")))


def test_headings_without_answers_are_refused(tmp_path: Path) -> None:
    said = "holds headings and no answers; export the form again once it has some"
    assert refusal(a_workbook(tmp_path, HEADINGS)) == f"experts.xlsx {said}"
    assert refusal(a_csv(tmp_path, ",".join(HEADINGS))) == f"experts.csv {said}"
    assert refusal(a_csv(tmp_path, ",".join(HEADINGS) + "\n,,,a remark\n")) == f"experts.csv {said}"


def test_hidden_sheets_alone_are_refused(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(a_workbook(tmp_path))
    book.create_chartsheet("Chart")
    book["Sheet"].sheet_state = "hidden"
    book.active = 1
    assert refusal(saved(book, tmp_path)).startswith("All sheets of experts.xlsx are hidden")


def test_more_rows_than_the_setting_allows_are_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, HEADINGS, ANSWERS, (), ANSWERS, ANSWERS)
    assert len(read(path, max_rows=3).rows) == 3
    assert refusal(path, max_rows=2) == "experts.xlsx has 3 rows; the setting max_rows allows 2"


# Damaged


def test_a_workbook_cut_short_anywhere_is_damaged(tmp_path: Path) -> None:
    content = a_workbook(tmp_path).read_bytes()
    for end in range(5, len(content), 400):
        assert "is damaged or was not copied to its end" in refusal(a_file(tmp_path, content[:end]))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) // 2],
        lambda text: b"",
        lambda text: text.replace(b'r="A2"', b'r="A0"'),
        lambda text: text.replace(b'r="A2"', b'r="AAAAAAAAAAAAA99999999999999"'),
        lambda text: text.replace(b'r="A2"', b'r="XFE2"'),
        lambda text: text.replace(b'r="A2"', b'r="A1048577"'),
        lambda text: text.replace(b"</c>", b"<f>"),
        lambda text: (
            text.decode().replace("<worksheet", '<?xml version="1.0" encoding="utf-16"?><worksheet').encode("utf-16")
        ),
    ],
)
def test_a_sheet_with_broken_xml_is_damaged(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    assert "is damaged" in refusal(with_part(a_workbook(tmp_path), SHEET, change))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "content.xml"])
def test_a_workbook_with_any_other_part_broken_is_damaged(tmp_path: Path, part: str) -> None:
    path = an_ods(tmp_path, ods_row(*HEADINGS)) if part == "content.xml" else a_workbook(tmp_path)
    assert "is damaged" in refusal(with_part(path, part, lambda text: text[: len(text) // 2]))


def test_random_damage_never_shows_anything_but_a_clear_refusal(tmp_path: Path) -> None:
    content, chance = a_workbook(tmp_path).read_bytes(), random.Random(7)
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read(a_file(tmp_path, bytes(broken)))
        except UnreadableFile:
            continue


# Dangerous


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    path = an_archive(tmp_path, [("xl/workbook.xml", b"<a/>"), (SHEET, b" " * 21 * 1024**2)])
    assert "would unpack to far more than an export holds" in refusal(path)
    many = an_archive(tmp_path, [(f"xl/{number}.xml", b"") for number in range(2_001)])
    assert "would unpack to far more than an export holds" in refusal(many)


def test_a_zip_bomb_is_refused_by_what_it_really_is_where_it_declares_less(tmp_path: Path) -> None:
    content = bytearray(an_archive(tmp_path, [("xl/workbook.xml", b"<a/>"), (SHEET, b" " * 30 * 1024**2)]).read_bytes())
    declared, modest = struct.pack("<I", 30 * 1024**2), struct.pack("<I", 1000)
    checksum = struct.pack("<I", zlib.crc32(b" " * 30 * 1024**2)), struct.pack("<I", zlib.crc32(b" " * 1000))
    lying = bytes(content).replace(declared, modest).replace(*checksum)
    with zipfile.ZipFile(BytesIO(lying)) as believed:
        assert len(believed.read(SHEET)) == 1000
    assert "would unpack to far more than an export holds" in refusal(a_file(tmp_path, lying))


def test_entities_in_the_xml_are_refused(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    for path, part in (
        (a_workbook(tmp_path), SHEET),
        (a_workbook(tmp_path), "xl/workbook.xml"),
        (an_ods(tmp_path, ods_row(*HEADINGS)), "content.xml"),
    ):
        for hidden in (b"", b"<!--" + b"x" * 1024**2 + b"-->"):
            dangerous = with_part(path, part, lambda text, before=hidden: before + laughs + text)
            assert "holds XML declarations that no spreadsheet writes" in refusal(dangerous)


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = an_archive(tmp_path, [("xl/workbook.xml", b"<a/>"), ("xl/workbook.xml", b"<b/>")])
    assert "is damaged" in refusal(path)


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="3"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><x:c xmlns:x='n' s='0'\n r='XFD1048576'><v>1</v></x:c></row>",
        b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>" + b"<row/>" * 100_000 + b"<row><c><v>1</v></c></row>",
    ],
)
def test_a_lone_cell_far_out_is_refused_before_it_fills_the_memory(tmp_path: Path, cells: bytes) -> None:
    said = refusal(with_cells(a_workbook(tmp_path), cells))
    assert re.search(r"the sheet Sheet reaches to cell [A-Z]{3}\d+ with hardly anything before it", said)


def test_a_cell_repeated_over_a_whole_ods_sheet_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    rows = ods_row(*HEADINGS) + ods_row(cell, attributes=' table:number-rows-repeated="1048575"')
    assert "the sheet Answers reaches to cell XFD1048576" in refusal(an_ods(tmp_path, rows))


def test_blank_cells_far_out_and_a_false_dimension_do_no_harm(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(a_workbook(tmp_path))
    book.active["XFD1048576"].fill = PatternFill("solid", fgColor="FFFF00")
    path = with_part(
        saved(book, tmp_path), SHEET, lambda text: re.sub(rb'ref="[^"]*"', b'ref="A1:XFD1048576"', text, count=1)
    )
    assert values(path) == [ANSWERS]


def test_a_stray_value_far_below_is_read_with_its_row(tmp_path: Path) -> None:
    path = with_cells(a_workbook(tmp_path), b'<row r="90000"><c r="B90000"><v>1</v></c></row>')
    assert [row.number for row in read(path).rows] == [2, 90000]


def test_cells_without_references_are_read_by_their_order(tmp_path: Path) -> None:
    def strip(text: bytes) -> bytes:
        return re.sub(rb' r="[A-Z]*\d+"', b"", text)

    path = with_part(a_workbook(tmp_path, HEADINGS, ANSWERS, ("2", "x", "=1+1")), SHEET, strip)
    table = read(path)
    assert [row.values for row in table.rows] == [ANSWERS, ("2", "x", "")]
    assert [told(problem) for problem in table.problems] == [(3, HEADINGS[2], "", Severity.WARNING)]
