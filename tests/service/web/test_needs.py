"""The start page: everything that waits for somebody, most urgent first; what is done leaves it."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import event

from service.values.actors import ActorRole
from service.values.needs import NeedKind
from service.verbs.needs import desk
from service.verbs.scenes import current_scene
from tests.service.web.conftest import Files, Place
from tests.service.web.test_held import hold_a_double
from tests.service.web.test_rounds import solved, version_at


def needs(place: Place, kind: NeedKind) -> list[Mapping[str, Any]]:
    told: list[Mapping[str, Any]] = place.program().get(f"/api/v1/needs?kind={kind}").json()["items"]
    return told


@pytest.fixture(scope="module")
def at_work(filled: Place) -> tuple[str, int]:
    """A round that somebody works with."""
    program = filled.program()
    return solved(program, program.post("/api/v1/rounds", json={"name": "June round"}))


def test_every_empty_seat_of_the_version_worked_with_waits(filled: Place, at_work: tuple[str, int]) -> None:
    version = version_at(filled, *at_work)
    empty = {
        (pilot["id"], seat["role"]) for pilot in version["territories"] for seat in pilot["seats"] if seat["empty"]
    }
    assert {(one["territory"], one["role"]) for one in needs(filled, NeedKind.EMPTY)} == empty
    assert empty
    address = f"/rounds/{at_work[0]}/versions/{at_work[1]}/seats/"
    assert filled.coordinator().get("/").text.count(address) == len(empty)


def test_whoever_sits_on_a_seat_and_says_no_comes_first_until_the_round_is_another(
    filled: Place, at_work: tuple[str, int]
) -> None:
    round_id, number = at_work
    version = version_at(filled, round_id, number)
    suggested = {filled.expert_id: filled.territory_id}
    territory, role, expert = next(
        (pilot["id"], seat["role"], one["id"])
        for pilot in version["territories"]
        for seat in pilot["seats"]
        for one in seat["chosen"]
        if pilot["id"] == suggested.get(one["id"], pilot["id"])
    )
    answered = filled.expert(expert).put(f"/api/v1/me/territories/{territory}/answer", json={"answer": "not now"})
    assert answered.status_code == 200
    first = filled.program().get("/api/v1/needs").json()["items"][0]
    assert (first["kind"], first["territory"], first["expert"]) == (NeedKind.DECLINED, territory, expert)
    act = {"act": "exclude", "expert": expert, "territory": territory, "role": role, "reason": "not now"}
    program = filled.program()
    _, changed = solved(
        program, program.post(f"/api/v1/rounds/{round_id}/versions/{number}/changes", json={"acts": [act]})
    )
    assert [one["version"] for one in needs(filled, NeedKind.PROPOSAL)] == [changed]
    program.put(f"/api/v1/rounds/{round_id}/current", json={"version": changed, "was": number})
    assert (needs(filled, NeedKind.DECLINED), needs(filled, NeedKind.PROPOSAL)) == ([], [])


def test_a_held_person_waits_until_somebody_decides(filled: Place) -> None:
    hold_a_double(filled)
    held = needs(filled, NeedKind.HELD)
    (one,) = held
    browser = filled.coordinator()
    address = f"/territories/{one['territory']}/why/{one['expert']}"
    assert address in browser.get("/", params={"view": NeedKind.HELD}).text
    without = browser.post(address, data={"ruling": "no conflict"})
    assert (without.status_code, "nothing is decided without one" in without.text) == (422, True)
    assert (
        "worked there long ago"
        in browser.post(address, data={"ruling": "no conflict", "reason": "worked there long ago"}).text
    )
    assert needs(filled, NeedKind.HELD) == []
    browser.post(address, data={"ruling": "taken back"})
    assert needs(filled, NeedKind.HELD) == held


def test_a_pilot_that_is_in_no_list_and_no_round_waits_and_so_do_its_readings(empty: Place, dev_files: Files) -> None:
    program = empty.program()
    waiting = program.post("/api/v1/imports", files=dev_files()).json()
    assert [one["import"] for one in needs(empty, NeedKind.WAITING)] == [waiting["id"]]
    program.post(f"/api/v1/imports/{waiting['id']}/apply")
    assert needs(empty, NeedKind.WAITING) == []
    stored = program.get("/api/v1/territories?limit=500").json()["items"]
    pilots = {one["id"] for one in stored if one["status"] == "selected"}
    assert {one["territory"] for one in needs(empty, NeedKind.UNMATCHED)} == pilots
    doubtful = {
        one["id"]
        for one in stored
        if one["status"] == "selected" and any(not told["settled"] for told in one["readings"])
    }
    assert {one["territory"] for one in needs(empty, NeedKind.READING)} == doubtful


def test_counts_are_those_of_the_rows_and_the_page_names_everybody_once_they_agree(filled: Place) -> None:
    told = desk(filled.workplace)
    assert sum(told.counts.values()) == len(told.needs)
    for kind, count in told.counts.items():
        assert len(told.only(kind)) == count
    page = filled.staff(ActorRole.VIEWER).get("/").text
    assert "erased person" not in page


def test_what_waits_is_asked_for_in_few_questions(filled: Place) -> None:
    current_scene(filled.workplace)
    asked: list[str] = []
    event.listen(filled.workplace.database, "before_cursor_execute", lambda *told: asked.append(told[2]))
    desk(filled.workplace)
    assert len([one for one in asked if one.lstrip().upper().startswith("SELECT")]) <= 11
