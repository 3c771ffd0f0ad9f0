"""Rounds in the browser and for programs: every change is a version, shown with what it changes before it counts."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from time import sleep
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from matcher.model import Held
from matcher.round.comparison import SeatKey
from service.render.board import if_cleared
from service.store.engine import writing
from service.store.tables import ExpertRow
from service.values.actors import ActorRole
from service.verbs.match_lists import find_list
from service.verbs.rounds import find_round
from tests.service.web.conftest import Place

Api = Any


def solved(program: Api, asked: Any) -> tuple[str, int]:
    """The round and version that a job made."""
    assert asked.status_code == 202, asked.text
    told = finished(program, asked.json()["job"])
    assert told["state"] == "done", told
    return told["round"], told["version"]


def finished(program: Api, job: str) -> Mapping[str, Any]:
    for _ in range(1_200):
        told: Mapping[str, Any] = program.get(f"/api/v1/jobs/{job}").json()
        if told["state"] not in ("queued", "running"):
            return told
        sleep(0.1)
    raise AssertionError("the job never ended")


def placements(version: Mapping[str, Any]) -> dict[tuple[str, str], list[str]]:
    return {
        (pilot["id"], seat["role"]): [one["id"] for one in seat["chosen"]]
        for pilot in version["territories"]
        for seat in pilot["seats"]
    }


@pytest.fixture(scope="module")
def first(filled: Place) -> tuple[str, int]:
    """A round of all pilots, solved once."""
    program = filled.program()
    return solved(program, program.post("/api/v1/rounds", json={"name": "June round"}))


def version_at(place: Place, round_id: str, number: int) -> Mapping[str, Any]:
    told: Mapping[str, Any] = place.program().get(f"/api/v1/rounds/{round_id}/versions/{number}").json()
    return told


def a_filled_seat(version: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """A seat with somebody on it and somebody else who stands by: territory, role, who, who else."""
    return next(
        (pilot["id"], seat["role"], seat["chosen"][0]["id"], seat["reserves"][0]["id"])
        for pilot in version["territories"]
        for seat in pilot["seats"]
        if seat["chosen"] and seat["reserves"]
    )


def test_a_pin_makes_a_version_that_counts_only_once_it_is_taken_and_can_be_undone(
    filled: Place, first: tuple[str, int]
) -> None:
    program, (round_id, number) = filled.program(), first
    before = version_at(filled, round_id, number)
    territory, role, chosen, other = a_filled_seat(before)
    address = f"/api/v1/rounds/{round_id}"
    act = {"act": "pin", "expert": other, "territory": territory, "role": role}
    _, changed = solved(program, program.post(f"{address}/versions/{number}/changes", json={"acts": [act]}))
    after = version_at(filled, round_id, changed)
    assert placements(after)[territory, role] == [other]
    here = {one["id"]: one["cause"] for one in after["changes"] if (one["territory"], one["role"]) == (territory, role)}
    assert here == {other: "Pinned by the coordinator", chosen: "Gave way to somebody who was pinned here"}
    assert program.get(address).json()["current"] == number
    taken = program.put(f"{address}/current", json={"version": changed, "was": number}).json()
    assert taken["current"] == changed
    late = program.put(f"{address}/current", json={"version": number, "was": number})
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    undone = program.put(f"{address}/current", json={"version": number, "was": changed}).json()
    assert undone["current"] == number
    assert version_at(filled, round_id, number) == {**before, "version": undone["versions"][number - 1]}


def test_an_exclusion_needs_a_reason_which_stays_with_the_version(filled: Place, first: tuple[str, int]) -> None:
    program, (round_id, number) = filled.program(), first
    territory, role, chosen, _ = a_filled_seat(version_at(filled, round_id, number))
    address = f"/api/v1/rounds/{round_id}/versions/{number}/changes"
    act = {"act": "exclude", "expert": chosen, "territory": territory, "role": role}
    refused = program.post(address, json={"acts": [act]})
    assert (refused.status_code, refused.json()["code"]) == (422, "refused")
    _, changed = solved(program, program.post(address, json={"acts": [{**act, "reason": "declined by phone"}]}))
    after = version_at(filled, round_id, changed)
    assert chosen not in placements(after)[territory, role]
    assert "declined by phone" in after["version"]["steps"][0]
    seat = filled.coordinator().get(f"/rounds/{round_id}/versions/{changed}/seats/{territory}/{role}").text
    assert "Take the exclusion back" in seat


def test_filling_gaps_moves_nobody_who_is_placed(filled: Place, first: tuple[str, int]) -> None:
    program, (round_id, number) = filled.program(), first
    before = version_at(filled, round_id, number)
    territory, role, chosen, _ = a_filled_seat(before)
    address = f"/api/v1/rounds/{round_id}/versions/{number}/changes"
    act = {"act": "exclude", "expert": chosen, "territory": territory, "role": role, "reason": "ill"}
    _, changed = solved(program, program.post(address, json={"acts": [act], "fill_only": True}))
    after = placements(version_at(filled, round_id, changed))
    for seat, experts in placements(before).items():
        assert set(experts) - {chosen if seat == (territory, role) else ""} <= set(after[seat])


def test_a_pin_that_a_rule_refuses_is_told_with_the_fact_and_makes_no_version(
    filled: Place, first: tuple[str, int]
) -> None:
    program, (round_id, number) = filled.program(), first
    named = program.get(f"/api/v1/rounds/{round_id}/versions/{number}?refused=names").json()
    territory, role, refused = next(
        (pilot["id"], seat["role"], seat["refused"][0])
        for pilot in named["territories"]
        for seat in pilot["seats"]
        if seat["refused"] and seat["refused"][0]["rule"] == "language"
    )
    act = {"act": "pin", "expert": refused["id"], "territory": territory, "role": role}
    asked = program.post(f"/api/v1/rounds/{round_id}/versions/{number}/changes", json={"acts": [act]})
    told = finished(program, asked.json()["job"])
    assert told["state"] == "failed"
    assert refused["fact"] in told["failure"]
    assert refused["name"] in told["failure"]
    assert len(program.get(f"/api/v1/rounds/{round_id}").json()["versions"]) == versions_of(filled, round_id)


def versions_of(place: Place, round_id: str) -> int:
    return max(one["number"] for one in place.program().get(f"/api/v1/rounds/{round_id}").json()["versions"])


def test_publishing_withdraws_what_was_published_before(filled: Place, first: tuple[str, int]) -> None:
    program, (round_id, number) = filled.program(), first
    address = f"/api/v1/rounds/{round_id}"
    program.patch(f"{address}/versions/{number}", json={"state": "published"})
    territory, role, _, other = a_filled_seat(version_at(filled, round_id, number))
    act = {"act": "pin", "expert": other, "territory": territory, "role": role}
    _, again = solved(program, program.post(f"{address}/versions/{number}/changes", json={"acts": [act]}))
    early = program.patch(f"{address}/versions/{again}", json={"state": "published"})
    assert (early.status_code, early.json()["code"]) == (422, "refused")
    program.put(f"{address}/current", json={"version": again, "was": number})
    program.patch(f"{address}/versions/{again}", json={"state": "published", "name": "as decided"})
    told = {one["number"]: (one["state"], one["name"]) for one in program.get(address).json()["versions"]}
    assert (told[number], told[again]) == (("withdrawn", ""), ("published", "as decided"))
    program.put(f"{address}/current", json={"version": number, "was": again})


def test_a_change_that_moves_nobody_is_taken_at_once(filled: Place, first: tuple[str, int]) -> None:
    program, (round_id, number) = filled.program(), first
    _, same = solved(program, program.post(f"/api/v1/rounds/{round_id}/versions/{number}/changes", json={}))
    assert program.get(f"/api/v1/rounds/{round_id}").json()["current"] == same
    program.put(f"/api/v1/rounds/{round_id}/current", json={"version": number, "was": same})


def test_whoever_served_in_a_published_round_is_known_to_have_served_in_the_next(
    filled: Place, first: tuple[str, int]
) -> None:
    program, (round_id, number) = filled.program(), first
    before = version_at(filled, round_id, number)
    assert before["balance"]["newcomers"] is None
    program.patch(f"/api/v1/rounds/{round_id}/versions/{number}", json={"state": "published"})
    other, one = solved(program, program.post("/api/v1/rounds", json={"name": "the next call"}))
    assert version_at(filled, other, one)["balance"]["newcomers"] is not None
    program.patch(f"/api/v1/rounds/{round_id}/versions/{number}", json={"state": "draft"})


def test_a_coordinator_reads_the_board_from_pilots_and_people_and_takes_it_along(
    filled: Place, first: tuple[str, int]
) -> None:
    browser, (round_id, number) = filled.coordinator(), first
    version = version_at(filled, round_id, number)
    board = browser.get(f"/rounds/{round_id}")
    assert board.url.path == f"/rounds/{round_id}/versions/{number}"
    names = {one["name"] for pilot in version["territories"] for seat in pilot["seats"] for one in seat["chosen"]}
    by_person = browser.get(f"/rounds/{round_id}/versions/{number}?by=person").text
    assert "erased person" not in board.text
    for name in names:
        assert name in board.text
        assert name in by_person
    sheet = browser.get(f"/rounds/{round_id}/versions/{number}.xlsx")
    book = load_workbook(BytesIO(sheet.content))
    assert names <= {row[3] for row in book["Placements"].iter_rows(values_only=True)}


def test_whoever_agrees_no_more_has_no_name_and_no_words_in_a_round(filled: Place, first: tuple[str, int]) -> None:
    round_id, number = first
    browser = filled.coordinator()
    shown = find_round(round_id, number, filled.workplace)
    placed = shown.answer.round.pilots[0].seats[0].chosen[0].expert
    name = shown.names[placed]
    with writing(filled.workplace.database) as database:
        database.execute(update(ExpertRow).where(ExpertRow.id == placed).values(consent_process=False))
    for address in ("", "?by=person"):
        assert name not in browser.get(f"/rounds/{round_id}/versions/{number}{address}").text
    assert name not in str(version_at(filled, round_id, number))
    with writing(filled.workplace.database) as database:
        database.execute(update(ExpertRow).where(ExpertRow.id == placed).values(consent_process=True))


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"most_pilots": 0}, 422),
        ({"advisers": {"practical": 0}}, 422),
        ({"time_limit": 0}, 422),
        ({"territories": ["nowhere"]}, 422),
        ({"name": "a" * 201}, 422),
        ({"advisors": {}}, 422),
    ],
)
def test_what_nobody_can_mean_is_refused_and_queues_nothing(filled: Place, asked: Any, status: int) -> None:
    answer = filled.program().post("/api/v1/rounds", json=asked)
    assert (answer.status_code, "job" in answer.json()) == (status, False)


def test_a_round_or_version_or_seat_that_is_not_there_is_a_clear_404(filled: Place, first: tuple[str, int]) -> None:
    browser, (round_id, number) = filled.coordinator(), first
    for address in (
        "/rounds/none",
        f"/rounds/{round_id}/versions/999",
        f"/rounds/{round_id}/versions/{number}/seats/nowhere/practical",
        f"/rounds/{round_id}/versions/{number}/seats/{filled.territory_id}/cook",
    ):
        assert browser.get(address).status_code == 404
    for act in ({"act": "dance"}, {"act": "pin", "expert": filled.expert_id, "territory": "nowhere"}):
        answer = browser.post(f"/rounds/{round_id}/versions/{number}/changes", data=act)
        assert (answer.status_code, "There is no such change" in answer.text or "no such territory" in answer.text) == (
            422,
            True,
        )


def test_a_remedy_of_an_empty_seat_is_tried_by_one_click_and_does_what_it_says(filled: Place) -> None:
    program, browser = filled.program(), filled.coordinator()
    round_id, number = solved(program, program.post("/api/v1/rounds", json={"most_pilots": 1, "name": "short"}))
    version = version_at(filled, round_id, number)
    territory, role, remedy = next(
        (pilot["id"], seat["role"], one)
        for pilot in version["territories"]
        for seat in pilot["seats"]
        for one in seat["remedies"]
    )
    page = browser.get(f"/rounds/{round_id}/versions/{number}/seats/{territory}/{role}").text
    assert "Try it: show what that changes" in page
    assert "erased person" not in page  # everybody whom a sentence names has a name
    _, mended = solved(
        program, program.post(f"/api/v1/rounds/{round_id}/versions/{number}/changes", json=remedy["change"])
    )
    after = version_at(filled, round_id, mended)
    (pin,) = remedy["change"]["acts"]
    assert pin["expert"] in placements(after)[territory, role]
    kept = sum(seat["empty"] for pilot in version["territories"] for seat in pilot["seats"])
    assert sum(seat["empty"] for pilot in after["territories"] for seat in pilot["seats"]) == kept - 1


def test_what_is_sent_to_a_pilot_has_names_and_reasons_and_no_address(filled: Place, first: tuple[str, int]) -> None:
    browser, (round_id, number) = filled.coordinator(), first
    version = version_at(filled, round_id, number)
    pilot = next(one for one in version["territories"] if all(seat["chosen"] for seat in one["seats"]))
    team = [one for seat in pilot["seats"] for one in seat["chosen"]]
    shown = find_list(filled.list_id, filled.workplace, named=True).list
    listed = {one.expert for where in shown.territories for seat in where.seats for one in seat.suggestions
              if where.territory.id == filled.territory_id}  # fmt: skip
    for address, names in (
        (f"/rounds/{round_id}/versions/{number}/pilots/{pilot['id']}.xlsx", {one["name"] for one in team}),
        (f"/match-lists/{filled.list_id}/territories/{filled.territory_id}.xlsx",
         {shown.people.experts[one].name for one in listed}),
    ):  # fmt: skip
        book = load_workbook(BytesIO(browser.get(address).content))
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        assert names <= set(cells)
        assert not [cell for cell in cells if "@" in cell]
    assert browser.get(f"/rounds/{round_id}/versions/{number}/pilots/nowhere.xlsx").status_code == 404


def two_who_may_change_places(version: Mapping[str, Any]) -> list[dict[str, str]]:
    """Two people on seats of two pilots, each of whom stands on the list of the other's seat."""
    seats = [
        (pilot["id"], seat["role"], seat["chosen"][0]["id"], {one["id"] for one in seat["suggestions"]})
        for pilot in version["territories"]
        for seat in pilot["seats"]
        if len(seat["chosen"]) == 1
    ]
    placed = {(pilot, person) for pilot, _, person, _ in seats}
    return next(
        [
            {"expert": one[2], "territory": one[0], "role": one[1]},
            {"expert": other[2], "territory": other[0], "role": other[1]},
        ]
        for one in seats
        for other in seats
        if one[2] != other[2] and one[2] in other[3] and other[2] in one[3]
        if (one[0], other[2]) not in placed and (other[0], one[2]) not in placed
    )


def test_two_people_change_places_by_one_act(filled: Place, first: tuple[str, int]) -> None:
    program, (round_id, number) = filled.program(), first
    address = f"/api/v1/rounds/{round_id}/versions/{number}"
    one, other = two_who_may_change_places(version_at(filled, round_id, number))
    _, changed = solved(program, program.post(f"{address}/changes", json={"swaps": [{"one": one, "other": other}]}))
    after = version_at(filled, round_id, changed)
    placed = placements(after)
    assert placed[one["territory"], one["role"]] == [other["expert"]]
    assert placed[other["territory"], other["role"]] == [one["expert"]]
    names = find_round(round_id, number, filled.workplace).names
    assert after["version"]["steps"] == [f"{names[one['expert']]} and {names[other['expert']]} change places"]
    seat = filled.coordinator().get(f"/rounds/{round_id}/versions/{number}/seats/{one['territory']}/{one['role']}").text
    assert f'value="{other["expert"]} {other["territory"]} {other["role"]}"' in seat


def test_a_swap_of_somebody_who_is_not_there_is_refused(filled: Place, first: tuple[str, int]) -> None:
    program, (round_id, number) = filled.program(), first
    one, other = two_who_may_change_places(version_at(filled, round_id, number))
    address = f"/api/v1/rounds/{round_id}/versions/{number}/changes"
    for swap, said in (
        ({"one": one, "other": {**other, "expert": one["expert"]}}, "is not on this seat: look at the board again"),
        ({"one": one, "other": one}, "Both are on the same seat already"),
    ):
        refused = program.post(address, json={"swaps": [swap]})
        assert (refused.status_code, said in refused.json()["title"]) == (422, True), refused.text
    page = filled.coordinator().post(
        f"/rounds/{round_id}/versions/{number}/changes", data={"act": "swap", **one, "other": "nobody"}
    )
    assert (page.status_code, "Choose with whom they change places" in page.text) == (422, True)


def test_two_versions_are_laid_side_by_side_for_readers_and_programs(filled: Place, first: tuple[str, int]) -> None:
    program, (round_id, number) = filled.program(), first
    one, other = two_who_may_change_places(version_at(filled, round_id, number))
    here = f"/api/v1/rounds/{round_id}/versions"
    swap = {"swaps": [{"one": one, "other": other}]}
    _, changed = solved(program, program.post(f"{here}/{number}/changes", json=swap))
    told = program.get(f"{here}/{changed}/against/{round_id}/{number}").json()
    before, after = version_at(filled, round_id, number), version_at(filled, round_id, changed)
    assert told["service"] == [
        {"territory": was["id"], "name": was["name"], "before": was["service"], "after": now["service"]}
        for was, now in zip(before["territories"], after["territories"], strict=True)
    ]
    pinned = {
        (c["id"], c["territory"], c["role"]) for c in told["changes"] if c["cause"] == "Pinned by the coordinator"
    }
    assert pinned == {
        (one["expert"], other["territory"], other["role"]),
        (other["expert"], one["territory"], one["role"]),
    }
    assert "@" not in str(told)
    page = filled.staff(ActorRole.VIEWER).get(
        f"/rounds/{round_id}/versions/{changed}/against?other={round_id}/{number}"
    )
    assert (page.status_code, page.text.count("Pinned by the coordinator")) == (200, 2)
    assert program.get(f"{here}/{changed}/against/{round_id}/999").status_code == 404
    assert filled.coordinator().get(f"/rounds/{round_id}/versions/{changed}/against?other=x").status_code == 404


def test_what_deciding_about_whoever_is_held_would_change_is_said(filled: Place, first: tuple[str, int]) -> None:
    answer = find_round(*first, filled.workplace, lists=True).answer
    placements = answer.round.placements
    seat, (lead,) = next((seat, its) for seat, its in placements.items() if len(its) == 1)
    behind = next(one.rank for one in answer.lists[seat].suggestions if one.expert == lead) + 1
    empty = next(seat for seat, its in placements.items() if not its)

    def told(where: SeatKey, rank: int, **terms: Any) -> str:
        held = replace(answer.lists[where], held=(Held("somebody", rank, ()),))
        asked = replace(answer, lists={**answer.lists, where: held}, terms=replace(answer.terms, **terms))
        return if_cleared(where, asked)["somebody"].text

    assert told(seat, 1).endswith("ahead of whoever is placed")
    assert told(seat, behind).endswith("behind whoever is placed")
    assert told(empty, 1).endswith("solved anew the empty seat may be theirs")
    assert told(empty, 1, most_pilots_of={"somebody": 0}) == (
        "If they may: nothing here, for they serve as many pilots as they are to"
    )
