"""What is done, seen and taken out is told: as a page, as CSV, to programs, and on the page of the thing."""

import csv
from io import StringIO

from service.values.actors import ActorRole
from tests.service.web.conftest import Place


def test_looking_at_somebody_is_told_with_who_looked(filled: Place) -> None:
    filled.coordinator().get(f"/experts/{filled.expert_id}")
    boss = filled.administrator()
    name = boss.get(f"/api/v1/experts/{filled.expert_id}").json()["name"]
    page = boss.get("/audit", params={"deed": "looked at a person"}).text
    assert page.count(name) >= 2
    assert "Somebody" in page
    assert "looked at a person" in boss.get(f"/experts/{filled.expert_id}").text
    assert "signed in" not in page.split("<tbody>")[1]


def test_it_is_read_in_parts(filled: Place) -> None:
    program = filled.program(ActorRole.ADMINISTRATOR)
    whole = program.get("/api/v1/audit", params={"limit": 500}).json()["items"]
    first = program.get("/api/v1/audit", params={"limit": 2}).json()
    rest = program.get("/api/v1/audit", params={"limit": 500, "after": first["next"]}).json()
    assert [*first["items"], *rest["items"]] == whole
    assert rest["next"] is None


def test_it_is_taken_along_and_that_is_told_too(filled: Place) -> None:
    boss = filled.administrator()
    rows = list(csv.DictReader(StringIO(boss.get("/audit.csv").text.removeprefix("\ufeff"))))
    assert {"uploaded exports", "applied an import", "asked for a match list"} <= {row["deed"] for row in rows}
    assert boss.get("/api/v1/audit", params={"limit": 1}).json()["items"][0]["deed"] == "took the audit along"


def test_a_deed_that_there_is_none_of_is_said(filled: Place) -> None:
    answer = filled.administrator().get("/audit", params={"deed": "dreamt"})
    assert (answer.status_code, "There is no such deed" in answer.text) == (422, True)
