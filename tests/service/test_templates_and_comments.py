"""A filled-in template is read without a doubt; a file comes back as it was, with the report in its cells."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO

import openpyxl
import pytest

from matcher.model import Expert, Role, Territory, Travel
from service.intake import IntakeOptions
from service.intake.form.form_fields import Form, fields_of
from service.intake.problems import Severity
from service.intake.rows.exports import read_experts, read_territories
from service.intake.rows.records import ExpertExport, TerritoryExport
from service.render.annotated import annotated
from service.render.template import options_of, template
from service.sentences import Sentences
from service.values.uploads import Upload

EN = Sentences("en")
FREE = {
    "first_name": "Ilze",
    "family_name": "Kalniņa",
    "email": "ilze@example.org",
    "languages": "Latvian (C2); English (C1)",
    "must_languages": "",
    "working_languages": "Latvian; Estonian",
    "name": "Valga-Valka",
    "contact": "Ramsi Tamm",
    "contact_email": "ramsi@example.org",
    "lead": "Valga vald",
    "organisation": "Vidzeme University",
    "partners": "LV: Valkas novads // EE: Valga vald",
}


def answer_to(name: str, kind: str, options: tuple[str, ...]) -> str:
    if options and kind == "countries":
        return "Latvia; Estonia" if name == "countries" else "Latvia"
    if options:
        return options[0]
    return FREE.get(name) or {"number": "12", "date": "2026-09-01", "prose": "Helps river councils."}.get(kind, "")


def filled(form: Form) -> Upload:
    book = openpyxl.load_workbook(BytesIO(template(form, EN)))
    sheet = book["Answers"]
    asked = [one for one in fields_of(form).values() if one.in_template]
    assert [cell.value for cell in sheet[1]] == [one.wordings[0] for one in asked]
    for place, one in enumerate(asked, start=1):
        sheet.cell(2, place).value = answer_to(one.name, one.answers, tuple(options_of(one))) or None
    content = BytesIO()
    book.save(content)
    return Upload.of("filled.xlsx", content.getvalue())


def told(problems: tuple[object, ...]) -> list[object]:
    return [one for one in problems if getattr(one, "severity", None) is not Severity.NOTE]


def test_a_filled_template_of_experts_is_read_whole() -> None:
    read = read_experts([filled(Form.EXPERTS)], IntakeOptions())
    (record,) = read.records
    assert (read.gaps, told(read.problems)) == ((), [])
    expert: Expert = record.expert
    assert (expert.name, expert.residence, expert.roles) == ("Ilze Kalniņa", "LV", (Role.METHODOLOGICAL,))
    assert (expert.travel, expert.consent_process, expert.consent_share) == (Travel.ANYWHERE, True, True)
    assert len(expert.themes) == len(expert.stages) == 1


def test_a_filled_template_of_territories_is_read_whole() -> None:
    read = read_territories([filled(Form.TERRITORIES)], IntakeOptions())
    (record,) = read.records
    assert (read.gaps, told(read.problems)) == ((), [])
    territory: Territory = record.territory
    assert (territory.name, territory.countries, territory.on_site) == ("Valga-Valka", ("LV", "EE"), True)
    assert (len(territory.types), len(territory.target_groups), territory.maturity is None) == (1, 1, False)


@pytest.mark.parametrize(("form", "read"), [(Form.EXPERTS, read_experts), (Form.TERRITORIES, read_territories)])
def test_every_option_of_a_template_is_read(form: Form, read: Callable[..., ExpertExport | TerritoryExport]) -> None:
    asked = [one for one in fields_of(form).values() if one.in_template]
    offering = {one.name for one in asked if options_of(one) and one.answers != "agreement"}
    most = max(len(options_of(one)) for one in asked)
    rows = [[one.wordings[0] for one in asked]]
    for number in range(most):
        told = {one.name: answer_to(one.name, one.answers, tuple(options_of(one))) for one in asked}
        told |= {one.name: options_of(one)[number % len(options_of(one))] for one in asked if one.name in offering}
        told["email"], told["name"] = f"ilze{number}@example.org", f"Valga {number}"
        rows.append([told.get(one.name, "") for one in asked])
    written = StringIO(newline="")
    csv.writer(written).writerows(rows)
    found = read([Upload.of("options.csv", written.getvalue().encode())], IntakeOptions())
    assert len(found.records) == most
    assert [(one.place.field, one.value) for one in found.problems if one.place.field in offering] == []


def comments(content: bytes, sheet: str | None = None) -> dict[str, str]:
    book = openpyxl.load_workbook(BytesIO(content))
    page = book[sheet] if sheet else book.worksheets[0]
    return {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}


def test_a_workbook_comes_back_with_comments_where_something_was_not_understood() -> None:
    upload = filled(Form.EXPERTS)
    book = openpyxl.load_workbook(BytesIO(upload.content))
    sheet = book["Answers"]
    column = next(cell.column for cell in sheet[1] if "residence" in str(cell.value).casefold())
    sheet.cell(2, column).value = "Ruritania"
    changed = BytesIO()
    book.save(changed)
    wrong = Upload.of("wrong.xlsx", changed.getvalue())
    read = read_experts([wrong], IntakeOptions())
    back = annotated(wrong, read.problems, EN)
    found = comments(back, "Answers")
    where = sheet.cell(2, column).coordinate
    assert found[where].startswith("warning: ")
    again = openpyxl.load_workbook(BytesIO(back))
    assert again.sheetnames == book.sheetnames
    assert [cell.value for cell in again["Answers"][2]] == [cell.value for cell in sheet[2]]
    assert again["Answers"][where].fill.start_color.rgb == "00FFE699"


def test_of_a_csv_file_a_workbook_is_made_and_no_text_becomes_a_formula() -> None:
    content = b"Name of the territory;Countries;Remarks\nValga;Latvia;=1+1\nTornio;Ruritania;x\n"
    upload = Upload.of("places.csv", content)
    read = read_territories([upload], IntakeOptions())
    back = annotated(upload, read.problems, Sentences("fr"))
    sheet = openpyxl.load_workbook(BytesIO(back)).worksheets[0]
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows()] == [
        ["Name of the territory", "Countries", "Remarks"],
        ["Valga", "Latvia", "=1+1"],
        ["Tornio", "Ruritania", "x"],
    ]
    assert sheet["C2"].data_type == "s"
    assert "B3" in comments(back)
