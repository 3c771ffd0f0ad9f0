"""A coordinator decides about a conflict of interest on a list's page or by program; the next list follows it."""

from dataclasses import replace
from typing import Any

from matcher.messages import say
from service.asking.withheld import GONE
from service.store import audit, installation, people
from service.store.engine import reading, writing
from service.values.audit import Deed, Line
from service.values.roster import RowTold
from service.verbs.match_lists import find_list, make_list, request_for
from service.verbs.rulings import rulings_in_force
from tests.service.web.conftest import Place

REASON = "Her sister chairs the lead"


def page_of(place: Place) -> str:
    return f"/match-lists/{place.list_id}/territories/{place.territory_id}"


def next_list(place: Place, territory: str = "") -> tuple[set[str], dict[str, Any], list[Any]]:
    """Who is suggested for a territory from now on, who is refused for a conflict with which fact, and the flags."""
    request = request_for([territory or place.territory_id], [], place.workplace, seed=None, top=100)
    made = find_list(make_list(request, "test", place.workplace), place.workplace).list
    seats = made.territories[0].seats
    suggested = {one.expert for seat in seats for one in seat.suggestions}
    refused = {
        one.expert: one.fact for seat in seats for one in seat.refusals if one.rule.value == "conflict_of_interest"
    }
    return suggested, refused, [flag for seat in seats for one in seat.suggestions for flag in one.flags]


def ruled(place: Place) -> list[tuple[str, str, str]]:
    return [(one.expert, one.ruling.value, one.reason) for one in rulings_in_force(place.workplace)]


def test_a_conflict_that_no_form_tells_is_entered_beside_the_name_and_taken_back(filled: Place) -> None:
    browser, expert = filled.coordinator(), filled.expert_id
    assert expert in next_list(filled)[0]
    assert "A conflict of interest that no form tells" in browser.get(page_of(filled)).text
    told = browser.post(
        f"{page_of(filled)}/conflicts", data={"expert": expert, "ruling": "conflict", "reason": f" {REASON} "}
    )
    assert told.status_code == 200
    assert "This list stays as it was made; the next one follows it." in told.text
    assert f'Decided: a conflict of interest</strong> – <q lang="">{REASON}' in told.text
    assert ruled(filled) == [(expert, "conflict", REASON)]
    suggested, refused, _ = next_list(filled)
    assert expert not in suggested
    assert refused[expert].arguments == (("reason", REASON),)
    browser.post(f"{page_of(filled)}/conflicts", data={"expert": expert, "ruling": "taken back"})
    assert ruled(filled) == []
    assert expert in next_list(filled)[0]


def test_whoever_is_in_conflict_by_decision_sees_the_territory_no_more(filled: Place) -> None:
    browser, expert = filled.coordinator(), filled.expert()
    suggested = {one["id"] for one in expert.get("/api/v1/me/territories").json()["territories"]}
    assert filled.territory_id in suggested
    browser.post(
        f"{page_of(filled)}/conflicts", data={"expert": filled.expert_id, "ruling": "conflict", "reason": REASON}
    )
    left = {one["id"] for one in expert.get("/api/v1/me/territories").json()["territories"]}
    assert left == suggested - {filled.territory_id}
    browser.post(f"{page_of(filled)}/conflicts", data={"expert": filled.expert_id, "ruling": "taken back"})


def test_a_conflict_that_was_found_is_set_aside_with_a_reason_which_flags_the_suggestion(filled: Place) -> None:
    program, listed = filled.program(), find_list(filled.list_id, filled.workplace).list.territories
    territory, expert = next(
        (place.territory.id, one.expert)
        for place in listed
        for seat in place.seats
        for one in seat.refusals
        if [of.rule.value for of in seat.refusals if of.expert == one.expert] == ["conflict_of_interest"]
        and one.expert not in {held.expert for held in seat.held}
    )
    asked = {"expert": expert, "territory": territory, "ruling": "no conflict", "reason": "Left in March"}
    told = program.put("/api/v1/conflicts", json=asked).json()
    assert {name: told[name] for name in asked} == asked
    assert [one["expert"] for one in program.get("/api/v1/conflicts").json()["items"]] == [expert]
    suggested, refused, flags = next_list(filled, territory)
    assert expert not in refused
    assert expert in suggested
    assert say("Conflict of interest overridden by a coordinator: {reason}", reason="Left in March") in flags
    assert program.put("/api/v1/conflicts", json={**asked, "ruling": None}).json()["ruling"] is None
    assert program.get("/api/v1/conflicts").json() == {"items": []}
    assert expert in next_list(filled, territory)[1]


def test_what_cannot_be_decided_is_said_and_nothing_is_kept(filled: Place) -> None:
    browser, program, there = filled.coordinator(), filled.program(), f"{page_of(filled)}/conflicts"
    silent = browser.post(there, data={"expert": filled.expert_id, "ruling": "conflict", "reason": " "})
    assert (silent.status_code, "nothing is decided without one" in silent.text) == (422, True)
    assert browser.post(there, data={"expert": filled.expert_id, "ruling": "maybe", "reason": "x"}).status_code == 422
    assert browser.post(there, data={"expert": "nobody", "ruling": "conflict", "reason": "x"}).status_code == 404
    assert browser.post(there, data={"expert": filled.expert_id, "ruling": "taken back"}).status_code == 404
    asked = {"expert": filled.expert_id, "territory": filled.territory_id, "ruling": "conflict"}
    assert program.put("/api/v1/conflicts", json=asked).status_code == 422
    assert program.put("/api/v1/conflicts", json={**asked, "reason": "x" * 2001}).status_code == 422
    assert program.put("/api/v1/conflicts", json={**asked, "territory": "none", "reason": "x"}).status_code == 404
    assert ruled(filled) == []


def test_nothing_of_a_decision_is_told_of_whoever_takes_a_consent_back(filled: Place) -> None:
    program, workplace = filled.program(), filled.workplace
    asked = {"expert": filled.expert_id, "territory": filled.territory_id, "ruling": "conflict", "reason": REASON}
    program.put("/api/v1/conflicts", json=asked)
    request = request_for([filled.territory_id], [], workplace, seed=None, top=5)
    address = f"/api/v1/match-lists/{make_list(request, 'test', workplace)}?refused=names"
    assert REASON in program.get(address).text
    name = program.get(f"/api/v1/experts/{filled.expert_id}").json()["name"]
    counted = program.get(address.replace("names", "counts")).json()
    (entered,) = counted["made_with"]["conflicts_entered"]
    assert (entered["reason"], entered["expert"]["name"]) == (REASON, name)
    with writing(workplace.database) as database:
        stored = people.find(database, filled.expert_id)
        assert stored is not None
        gone = replace(stored, expert=replace(stored.expert, consent_process=False), version=stored.version + 1)
        people.change(database, gone, RowTold("test", 1), None, "test")
        installation.bump(database)
    told = program.get(address).json()
    refused = [one for seat in told["territories"][0]["seats"] for one in seat["refused"]]
    assert {one["fact"] for one in refused if one["id"] == filled.expert_id} == {GONE.text}
    assert REASON not in str(told)
    assert REASON not in program.get(address.replace("names", "counts")).text
    assert program.get("/api/v1/conflicts").json() == {"items": []}
    assert program.put("/api/v1/conflicts", json=asked).status_code == 404
    with writing(workplace.database) as database:
        back = replace(stored, version=stored.version + 2)
        people.change(database, back, RowTold("test", 1), None, "test")
        installation.bump(database)
    program.put("/api/v1/conflicts", json={**asked, "ruling": None})


def test_every_decision_is_in_the_audit_without_a_name(filled: Place) -> None:
    asked = {"expert": filled.expert_id, "territory": filled.territory_id, "ruling": "conflict", "reason": REASON}
    filled.program().put("/api/v1/conflicts", json=asked)
    with reading(filled.workplace.database) as database:
        first: Line = audit.lines(database)[0]
    assert (first.deed, first.thing_id, first.detail) == (
        Deed.RULED, filled.territory_id, f"conflict: {filled.expert_id}"
    )  # fmt: skip
    filled.program().put("/api/v1/conflicts", json={**asked, "ruling": None})
