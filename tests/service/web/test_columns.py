"""What a column holds is asked before an import is applied, and remembered for every later one."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.cli.uploads import upload_of
from service.intake.form.form_fields import heading_key
from service.store import audit, people, places
from service.store.engine import reading
from service.values.uploads import Upload
from service.verbs.columns import fields_by_heading, state_column
from service.verbs.imports import ImportWaits, add_import, apply_import, find_import
from service.workplace import Workplace
from tests.service.conftest import ANA
from tests.service.web.conftest import Place

FREE = "Available from"
EARLIEST = "Earliest?"


@pytest.fixture(scope="module")
def strange(fixtures: Path) -> bytes:
    """The development registrations, with the first free day under a heading that nobody knows."""
    with (fixtures / "experts_dev.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    rows[0] = [EARLIEST if heading.startswith(FREE) else heading for heading in rows[0]]
    written = StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def upload(client: TestClient, content: bytes, address: str = "/imports", **data: str) -> Any:
    return client.post(address, files=[("experts", ("experts.csv", content))], data=data)


def test_an_import_waits_for_the_column_and_goes_on_once_it_is_said(empty: Place, strange: bytes) -> None:
    browser = empty.coordinator()
    read = upload(browser, strange)
    assert "Before it can be applied: what do these columns and answers say?" in read.text
    assert EARLIEST in read.text
    assert ">Apply</button>" not in read.text
    refused = browser.post(f"{read.url.path}/apply")
    assert (refused.status_code, "Nothing is applied: rules rest on available_from" in refused.text) == (409, True)
    said = {"import": read.url.path.rpartition("/")[2], "heading": EARLIEST, "field": "available_from"}
    told = browser.post("/columns", data=said)
    assert (told.url.path, ">Apply</button>" in told.text) == (read.url.path, True)
    assert 'class="state">import applied<' in browser.post(f"{read.url.path}/apply").text
    assert EARLIEST in browser.get("/columns").text


def test_a_program_is_told_what_is_unread_and_mends_it(empty: Place, strange: bytes) -> None:
    program = empty.program()
    refused = upload(program, strange, "/api/v1/imports", apply="true")
    told = refused.json()
    assert (refused.status_code, told["code"]) == (409, "unread_rule_fields")
    assert (told["fields"], told["headings"]) == (["available_from"], [EARLIEST])
    stated = program.put("/api/v1/columns", json={"heading": EARLIEST, "field": "available_from"})
    assert stated.json() == {"heading": EARLIEST, "field": "available_from", "at": "2026-11-25T09:00:00+00:00"}
    assert program.get("/api/v1/columns").json() == {"items": [stated.json()]}
    assert program.post(f"/api/v1/imports/{told['import']}/apply").json()["state"] == "applied"
    again = upload(program, strange, "/api/v1/imports", apply="true")
    assert (again.status_code, again.json()["experts"]["same"]) == (201, 37)


@pytest.mark.parametrize(
    ("heading", "field", "said"),
    [(" ?! ", "available_from", "Write the heading of the column"), (EARLIEST, "conflict", "There is no field")],
)
def test_what_cannot_be_stated_is_said_and_not_kept(empty: Place, heading: str, field: str, said: str) -> None:
    answer = empty.coordinator().post("/columns", data={"heading": heading, "field": field})
    assert (answer.status_code, said in answer.text) == (422, True)
    problem = empty.program().put("/api/v1/columns", json={"heading": heading, "field": field})
    assert (problem.status_code, problem.json()["code"]) == (422, "refused")
    assert fields_by_heading(empty.workplace) == {}


def test_a_column_is_stated_once_and_the_last_word_counts(workplace: Workplace) -> None:
    for field in ("available_from", "comments", "-"):
        state_column(EARLIEST, field, ANA, workplace)
    assert fields_by_heading(workplace) == {heading_key(EARLIEST): "-"}
    with reading(workplace.database) as database:
        lines = audit.lines(database, audit.Thing.COLUMN, heading_key(EARLIEST))
    assert [line.detail for line in lines] == ["-", "comments", "available_from"]


def test_nothing_of_an_import_that_waits_is_stored(workplace: Workplace, strange: bytes, fixtures: Path) -> None:
    applications = upload_of(fixtures / "territories_dev.csv")
    read = add_import([Upload.of("experts.csv", strange)], [applications], ANA, workplace)
    with pytest.raises(ImportWaits, match="rules rest on"):
        apply_import(read.told.id, ANA, workplace)
    with reading(workplace.database) as database:
        assert (people.all_of(database), places.all_of(database)) == ({}, [])


def test_a_report_that_is_kept_shows_nobodys_answers(workplace: Workplace, strange: bytes) -> None:
    state_column(EARLIEST, "available_from", ANA, workplace)
    told = strange.replace(b"Family name", b"How are you called by family name?")
    read = add_import([Upload.of("experts.csv", told)], [], ANA, workplace)
    shown = [one.value for one in read.told.problems if "Read as the field" in one.suggestion.text]
    assert shown
    assert all(shown)
    apply_import(read.told.id, ANA, workplace)
    kept = [one.value for one in find_import(read.told.id, workplace).told.problems if one.place.row == 1]
    assert kept == [""] * len(shown)


def test_a_column_without_which_nothing_is_read_is_asked_for_where_the_file_was_given(empty: Place) -> None:
    content = b"Wer sind Sie?;Post an;Kann ich\nIlze;ilze@example.org;strategic support\n"
    refused = upload(empty.coordinator(), content)
    assert refused.status_code == 422
    assert "Which column holds" in refused.text
