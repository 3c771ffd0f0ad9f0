"""Some people for one seat beside one another: on the same scale, with what stands against each."""

import pytest

from service.verbs.match_lists import find_list
from service.verbs.why import why
from tests.service.web.conftest import Place

pytestmark = pytest.mark.slow  # everybody is measured anew for each


def suggested(filled: Place) -> tuple[str, list[str]]:
    """A role of the territory with several suggestions, and who they are."""
    whole = find_list(filled.list_id, filled.workplace).list
    place = next(one for one in whole.territories if one.territory.id == filled.territory_id)
    seat = max(place.seats, key=lambda one: len(one.suggestions))
    return seat.seat.role.value, [one.expert for one in seat.suggestions]


def test_each_is_told_as_when_they_are_asked_about_alone(filled: Place) -> None:
    role, people = suggested(filled)
    address = f"/api/v1/territories/{filled.territory_id}/compare/{role}"
    told = filled.program().get(address, params={"expert": people[:3]}).json()["items"]
    assert [one["expert"]["id"] for one in told] == people[:3]
    for one in told:
        (seat,) = one["roles"]
        alone = why(one["expert"]["id"], filled.territory_id, filled.workplace)
        own = next(each for each in alone.seats if each.seat.role.value == role)
        assert (seat["role"], seat["rank"], seat["among"]) == (role, own.suggestions[0].rank, own.eligible)
        assert seat["score"] == pytest.approx(own.suggestions[0].score, abs=1e-6)


def test_the_page_has_a_column_a_person_and_the_facts_against_them(filled: Place) -> None:
    role, people = suggested(filled)
    whole = find_list(filled.list_id, filled.workplace, named=True).list
    place = next(one for one in whole.territories if one.territory.id == filled.territory_id)
    refused = next(seat.refusals[0].expert for seat in place.seats if seat.seat.role.value == role and seat.refusals)
    address = f"/territories/{filled.territory_id}/compare/{role}"
    page = filled.coordinator().get(address, params={"expert": [people[0], refused]}).text
    names = [whole.people.experts[one].name for one in (people[0], refused)]
    head = page.split("<thead>")[1].split("</thead>")[0]
    assert [name for name in names if name in head] == names
    assert "Not eligible" in page
    assert "Asked so far" in page


def test_it_is_reached_from_the_list(filled: Place) -> None:
    role, people = suggested(filled)
    page = filled.coordinator().get(f"/match-lists/{filled.list_id}/territories/{filled.territory_id}").text
    assert f'action="/territories/{filled.territory_id}/compare/{role}" id="compare-{role}"' in page
    assert f'value="{people[0]}" form="compare-{role}"' in page


@pytest.mark.parametrize(("count", "status"), [(0, 422), (1, 422), (2, 200), (3, 200), (5, 422)])
def test_two_to_four_can_be_compared(filled: Place, count: int, status: int) -> None:
    role, people = suggested(filled)
    asked = {"expert": [*people, *map(str, range(5))][:count]}
    answer = filled.coordinator().get(f"/territories/{filled.territory_id}/compare/{role}", params=asked)
    assert (answer.status_code, "Tick 2 to 4 people" in answer.text) == (status, status == 422)


def test_whoever_is_not_known_is_said(filled: Place) -> None:
    role, people = suggested(filled)
    asked = {"expert": [people[0], "nobody"]}
    answer = filled.program().get(f"/api/v1/territories/{filled.territory_id}/compare/{role}", params=asked)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert filled.coordinator().get(f"/territories/{filled.territory_id}/compare/wizard").status_code == 422
