"""Why somebody suits a territory, or why not, for any name: on a page and by program, as the command says it."""

from matcher.messages import people_in
from service.values.rulings import Ruling
from service.verbs.match_lists import find_list
from service.verbs.rulings import rule, take_back
from tests.service.conftest import ANA
from tests.service.web.conftest import Place


def test_the_one_who_bears_a_name_is_explained_at_once(filled: Place) -> None:
    browser = filled.coordinator()
    name = find_list(filled.list_id, filled.workplace).list.people.experts[filled.expert_id].name
    told = browser.get(f"/territories/{filled.territory_id}/why", params={"name": name})
    assert told.url.path == f"/territories/{filled.territory_id}/why/{filled.expert_id}"
    assert name in told.text
    assert told.text.count('class="card" aria-labelledby="role-') == 3
    address = f"/api/v1/territories/{filled.territory_id}/experts/{filled.expert_id}"
    roles = filled.program().get(address).json()["roles"]
    for role in roles:
        assert (f"no. {role['rank']} of {role['among']}" in told.text) == role["eligible"]
    assert told.text.count("Not eligible") == sum(bool(role["refused"]) for role in roles)


def test_a_name_that_nobody_or_several_bear_is_asked_again(filled: Place) -> None:
    browser, there = filled.coordinator(), f"/territories/{filled.territory_id}/why"
    assert "Nobody on the list of experts is called “Quillan”." in browser.get(there, params={"name": "Quillan"}).text
    several = browser.get(there, params={"name": "a"}).text
    assert "Several people bear this name" in several
    assert several.count(f"{there}/") > 1


def test_a_program_is_told_the_same_as_by_the_list_and_decisions_count(filled: Place) -> None:
    program, address = filled.program(), f"/api/v1/territories/{filled.territory_id}/experts/{filled.expert_id}"
    made = find_list(filled.list_id, filled.workplace).list
    (place,) = [one for one in made.territories if one.territory.id == filled.territory_id]
    listed = {
        seat.seat.role.value: (one.rank, one.score)
        for seat in place.seats
        for one in seat.suggestions
        if one.expert == filled.expert_id
    }
    told = {one["role"]: one for one in program.get(address).json()["roles"]}
    assert {role: (told[role]["rank"], told[role]["score"]) for role in listed} == listed
    rule(filled.expert_id, filled.territory_id, Ruling.CONFLICT, "Her sister", ANA, filled.workplace)
    refused = {one["role"]: one["refused"] for one in program.get(address).json()["roles"]}
    assert all("conflict_of_interest" in {one["rule"] for one in its} for its in refused.values())
    take_back(filled.expert_id, filled.territory_id, ANA, filled.workplace)


def test_others_who_are_named_have_their_names(filled: Place) -> None:
    """Whoever is almost level with somebody is no erased person."""
    made = find_list(filled.list_id, filled.workplace).list
    territory, expert, other = next(
        (place.territory.id, one.expert, sorted(people_in(flag) - {one.expert})[0])
        for place in made.territories
        for seat in place.seats
        for one in seat.suggestions
        for flag in one.flags
        if flag.text.startswith("Almost level with")
    )
    told = filled.program().get(f"/api/v1/territories/{territory}/experts/{expert}").text
    assert made.people.experts[other].name in told
    page = filled.coordinator().get(f"/territories/{territory}/why/{expert}").text
    assert made.people.experts[other].name in page
    assert "erased person" not in told + page


def test_nobody_is_explained_who_is_not_stored(filled: Place) -> None:
    address = f"/api/v1/territories/{filled.territory_id}/experts/nobody"
    answer = filled.program().get(address)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (
        "nothing is computed of them" in filled.coordinator().get(f"/territories/{filled.territory_id}/why/nobody").text
    )
