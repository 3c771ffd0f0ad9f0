"""Rosters taken along as workbooks: whoever agrees, under the conditions that are set, with everything known."""

from io import BytesIO
from typing import Any

import openpyxl

from service.values.actors import ActorRole
from tests.service.web.conftest import Place


def taken(filled: Place, address: str, **asked: str) -> list[dict[str, Any]]:
    """The rows of the workbook by heading."""
    answer = filled.coordinator().get(address, params=asked)
    assert answer.status_code == 200, answer.text
    headings, *rows = openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows if any(row[1:])]  # below: a footnote


def test_everybody_who_agrees_is_in_it_and_nobody_else(filled: Place) -> None:
    people = filled.program().get("/api/v1/experts", params={"limit": 500}).json()["items"]
    rows = taken(filled, "/experts/roster.xlsx")
    assert {row["E-mail"] for row in rows} == {one["email"] for one in people if one["consent_process"]}
    assert len(rows) < len(people)
    assert not any("ender" in heading for heading in rows[0])  # of use in sums alone


def test_conditions_hold_in_it_as_on_the_page(filled: Place) -> None:
    found = filled.program().get("/api/v1/experts", params={"lives_in": "PL", "limit": 500}).json()["items"]
    rows = taken(filled, "/experts/roster.xlsx", lives_in="PL")
    assert [row["E-mail"] for row in rows] == [one["email"] for one in found]
    assert {row["Lives in"] for row in rows} == {"Poland"}
    page = filled.coordinator().get("/experts", params={"lives_in": "PL"}).text
    assert 'href="/experts/roster.xlsx?lives_in=PL"' in page


def test_it_is_in_the_readers_language(filled: Place) -> None:
    rows = taken(filled, "/territories/roster.xlsx", lang="fr", country="PL")
    assert rows
    assert all("Pologne" in row["Pays"] for row in rows)


def test_that_it_was_taken_is_told(filled: Place) -> None:
    rows = taken(filled, "/territories/roster.xlsx")
    line = filled.program(ActorRole.ADMINISTRATOR).get("/api/v1/audit", params={"limit": 500}).json()["items"]
    told = next(one for one in line if one["deed"] == "took a roster along")
    assert (told["thing"], told["detail"]) == ("territory", str(len(rows)))


def test_a_condition_that_means_nothing_is_said(filled: Place) -> None:
    answer = filled.coordinator().get("/experts/roster.xlsx", params={"role": "wizard"})
    assert (answer.status_code, "no condition that there is" in answer.text) == (422, True)
