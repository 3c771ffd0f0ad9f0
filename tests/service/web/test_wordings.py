"""One answer that stands in many rows is mended once, on the import's page, and for every later export."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest

from service.intake.form.form_fields import Form, fields_of
from service.store import people
from service.store.engine import reading
from service.verbs.imports import find_import
from tests.service.web.conftest import Place


@pytest.fixture(scope="module")
def misspelt(fixtures: Path) -> tuple[bytes, int]:
    """The development registrations, all of whom in one country live in "Ruritania", and how many."""
    with (fixtures / "experts_dev.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    place = next(number for number, heading in enumerate(rows[0]) if "residence" in heading.casefold())
    usual = max((row[place] for row in rows[1:]), key=[row[place] for row in rows[1:]].count)
    changed = [row for row in rows[1:] if row[place] == usual]
    for row in changed:
        row[place] = "Ruritania"
    written = StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode(), len(changed)


def test_it_is_said_once_of_all_rows_and_mended_once(empty: Place, misspelt: tuple[bytes, int]) -> None:
    content, rows = misspelt
    browser = empty.coordinator()
    read = browser.post("/imports", files=[("experts", ("experts.csv", content))])
    identity = read.url.path.rpartition("/")[2]
    assert read.text.count('<q lang="">Ruritania</q>') == 1
    assert f"rows: {rows}" in read.text
    said = {"import": identity, "field": "residence", "wording": "Ruritania", "meaning": "Slovenia"}
    mended = browser.post("/wordings", data=said)
    assert (mended.url.path, "Ruritania" in mended.text) == (f"/imports/{identity}", False)
    problems = find_import(identity, empty.workplace).told.problems
    assert not [one for one in problems if one.value == "Ruritania"]
    browser.post(f"/imports/{identity}/apply")
    with reading(empty.workplace.database) as database:
        lives = [one.expert.residence for one in people.all_of(database).values()]
    assert lives.count("SI") >= rows - 3  # three rows are further ones of somebody
    assert "Ruritania" in browser.get("/columns").text
    taken = browser.post("/wordings", data={"field": "residence", "wording": "Ruritania", "back": "true"})
    assert "Ruritania" not in taken.text


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"field": "summary", "wording": "a", "meaning": "b"}, 422, "Nothing can be stated"),
        ({"field": "residence", "wording": " ", "meaning": "b"}, 422, "Write both"),
        ({"field": "residence", "wording": "a", "meaning": "…"}, 422, "Write both"),
        ({"field": "residence", "wording": "a" * 401, "meaning": "b"}, 422, "at most 400 characters"),
        ({"field": "residence", "wording": "never said", "meaning": None}, 404, "Nothing was said of this answer"),
    ],
)
def test_what_cannot_be_stated_is_said(empty: Place, asked: dict[str, str], status: int, said: str) -> None:
    answer = empty.program().put("/api/v1/wordings", json=asked)
    assert (answer.status_code, said in answer.json()["title"]) == (status, True)


def test_the_file_comes_back_with_the_report_in_its_cells(empty: Place, misspelt: tuple[bytes, int]) -> None:
    browser = empty.coordinator()
    read = browser.post("/imports", files=[("experts", ("Expertinnen.csv", misspelt[0]))])
    answer = browser.get(f"{read.url.path}/files/1.xlsx")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Expertinnen-commented.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    said = [cell.value for row in sheet.iter_rows() for cell in row if cell.comment and cell.value == "Ruritania"]
    assert len(said) == misspelt[1]
    assert browser.get(f"{read.url.path}/files/2.xlsx").status_code == 404
    browser.post(f"{read.url.path}/apply")
    assert "are gone" in browser.get(f"{read.url.path}/files/1.xlsx").text


def test_programs_state_and_see_them(empty: Place) -> None:
    program = empty.program()
    asked = {"field": "residence", "wording": "Ruritania", "meaning": "Slovenia"}
    assert program.put("/api/v1/wordings", json=asked).json()["meaning"] == "Slovenia"
    (kept,) = program.get("/api/v1/wordings").json()["items"]
    assert {name: kept[name] for name in asked} == asked


def test_options_may_be_chosen_where_the_answer_is_one(empty: Place) -> None:
    """Somebody who mends "Anything goes" as an answer about travel need not know how the answers are worded."""
    answers = {
        "email": "ana@example.org",
        "full_name": "Ana Kos",
        "roles": "Practical support",
        "languages": "Slovene (C1)",
        "consent_process": "Yes",
        "consent_share": "Yes",
        "travel": "Tudi na Luno",
    }
    written = StringIO(newline="")
    headings = [fields_of(Form.EXPERTS)[field].wordings[0] for field in answers]
    csv.writer(written).writerows([headings, list(answers.values())])
    export = ("experts.csv", written.getvalue().encode())
    page = empty.coordinator().post("/imports", files=[("experts", export)]).text
    assert 'list="options-travel"' in page
    assert '<datalist id="options-travel"><option value="all participating countries"' in page
