"""Before any list an expert sees which pilots may suit them, by the same rules, and what stands against the others."""

from typing import Any

import pytest
from sqlalchemy import func, select

from matcher.model import TerritoryStatus
from matcher.texts import passages_of
from service.store import people, places
from service.store.engine import reading
from service.store.tables import TextVector
from service.verbs.edit_expert import add_expert
from service.verbs.match_lists import find_list, make_list, request_for
from service.verbs.roster import StatusDecision, decide_statuses
from service.verbs.why import why
from tests.service.conftest import ANA
from tests.service.web.conftest import Place

pytestmark = pytest.mark.slow  # all territories are made pilots, lists made anew


@pytest.fixture(scope="module")
def piloted(filled: Place) -> Place:
    """All territories that may be matched are selected pilots."""
    with reading(filled.workplace.database) as database:
        stored = [one for one in places.all_of(database) if one.may_be_matched]
    selected = [StatusDecision(one.territory.id, TerritoryStatus.SELECTED, None) for one in stored]
    decide_statuses(selected, ANA, filled.workplace)
    return filled


def pilots(piloted: Place, expert: str | None = None) -> dict[str, Any]:
    return dict(piloted.expert(expert).get("/api/v1/me/pilots").json())


def test_a_pilot_suits_for_the_roles_that_the_rules_leave_open(piloted: Place) -> None:
    told = pilots(piloted)
    assert told["suiting"]
    for one in told["suiting"]:
        seats = why(piloted.expert_id, one["id"], piloted.workplace).seats
        wanted = find(piloted, one["id"])["roles_wanted"]
        open_to = {seat.seat.role.value for seat in seats if not seat.refusals and not seat.held}
        assert set(one["roles"]) == open_to & set(wanted)


def find(piloted: Place, territory: str) -> dict[str, Any]:
    return dict(piloted.program().get(f"/api/v1/territories/{territory}").json())


def test_every_pilot_is_there_once_with_what_stands_for_or_against_it(piloted: Place) -> None:
    told = pilots(piloted)
    there = [one["id"] for one in (*told["suiting"], *told["others"])]
    with reading(piloted.workplace.database) as database:
        selected = {
            one.territory.id for one in places.all_of(database) if one.territory.status is TerritoryStatus.SELECTED
        }
    assert sorted(there) == sorted(selected)
    assert all(one["facts"] for one in told["others"])


def test_what_is_nearest_is_quoted_from_both_sides(piloted: Place) -> None:
    first = pilots(piloted)["suiting"][0]
    with reading(piloted.workplace.database) as database:
        person, place = people.find(database, piloted.expert_id), places.find(database, first["id"])
    assert person is not None
    assert place is not None
    mine = " ".join(one.words for one in passages_of(person.expert))
    theirs = " ".join((place.territory.support, place.territory.challenges, place.territory.vision))
    assert first["your_words"].split()[0] in mine
    assert first["their_words"].split()[0] in theirs
    assert first["their_words"].split()[0] in piloted.expert().get("/me/pilots").text


def test_no_score_rank_or_other_person_is_told(piloted: Place) -> None:
    page = piloted.expert().get("/me/pilots").text
    people = find_list(
        make_list(request_for([], [], piloted.workplace, seed=None, top=50), ANA.key, piloted.workplace),
        piloted.workplace,
    ).list.people.experts
    names = {one.name for key, one in people.items() if key != piloted.expert_id and one.name}
    assert not [name for name in names if name in page]
    allowed = {"id", "name", "roles", "themes", "countries", "languages", "your_words", "their_words"}
    assert {key for one in pilots(piloted)["suiting"] for key in one} == allowed


def test_a_conflict_that_is_decided_takes_it_off_at_once(piloted: Place) -> None:
    first = pilots(piloted)["suiting"][0]["id"]
    told = {"expert": piloted.expert_id, "territory": first, "ruling": "conflict", "reason": "Sat on its board"}
    piloted.program().put("/api/v1/conflicts", json=told)
    now = pilots(piloted)
    assert first not in {one["id"] for one in now["suiting"]}
    (against,) = (one["facts"] for one in now["others"] if one["id"] == first)
    assert any("Sat on its board" in fact for fact in against)
    piloted.program().put("/api/v1/conflicts", json={**told, "ruling": None})


def test_it_reads_nothing_new_of_the_person(piloted: Place) -> None:
    """Their passages were read with everybody's; no vector is left that would outlive them."""

    def vectors() -> int:
        with reading(piloted.workplace.database) as database:
            return int(database.execute(select(func.count()).select_from(TextVector)).scalar_one())

    piloted.program().get("/api/v1/territories", params={"q": "bridges"})  # what territories ask is read
    before = vectors()
    pilots(piloted)
    pilots(piloted, piloted.other_id)
    assert vectors() == before


def test_where_no_pilot_is_selected_that_is_said(empty: Place) -> None:
    identity = add_expert({"full_name": "Ada", "email": "ada@example.org"}, ANA, empty.workplace)
    expert = empty.expert(identity)
    expert.put("/api/v1/me/consents/process", json={"given": True})
    assert "No pilot is selected yet" in expert.get("/me/pilots").text
    assert expert.get("/api/v1/me/pilots").json() == {"suiting": [], "others": []}
