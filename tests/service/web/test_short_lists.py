"""A territory's contact: sees names, languages and reasons of their own list, says what they think, decides nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest

from matcher.model import Role
from service.values.short_lists import Liking
from service.verbs.access import link_for_expert, use_link
from service.verbs.erase import erase
from service.verbs.match_lists import find_list
from tests.service.conftest import ANA
from tests.service.web.conftest import Place


def seats(filled: Place, browser: Any = None) -> dict[str, list[dict[str, Any]]]:
    told = (browser or filled.contact()).get("/api/v1/pilot/short-list").json()
    return {one["role"]: one["people"] for one in told["seats"]}


def suggested(filled: Place, territory: str | None = None) -> dict[str, list[str]]:
    """Who the list suggests, by role."""
    whole = find_list(filled.list_id, filled.workplace).list
    place = next(one for one in whole.territories if one.territory.id == (territory or filled.territory_id))
    return {seat.seat.role.value: [one.expert for one in seat.suggestions] for seat in place.seats}


def test_the_list_of_their_territory_is_shown_and_no_other(filled: Place) -> None:
    told = seats(filled)
    assert {role: [one["id"] for one in people] for role, people in told.items()} == suggested(filled)
    assert filled.contact().get("/", follow_redirects=False).headers["location"] == "/pilot"


def test_no_address_score_rank_or_refusal_is_told(filled: Place) -> None:
    page, whole = filled.contact().get("/pilot").text, find_list(filled.list_id, filled.workplace).list
    for expert in whole.people.experts.values():
        assert not expert.email or expert.email not in page
    assert not re.search(r"\b0\.\d\d|no\. \d|%|not eligible|Held", page)
    allowed = {"id", "email", "name", "residence", "languages", "reasons", "their_words", "your_words", "said"}
    assert {name for people in seats(filled).values() for one in people for name in one} == allowed
    assert {one["email"] for people in seats(filled).values() for one in people} == {None}


def test_what_they_think_stands_beside_the_name_where_coordinators_decide(filled: Place) -> None:
    role, (first, *_) = next((role, people) for role, people in suggested(filled).items() if people)
    contact = filled.contact()
    told = {"role": role, "expert": first, "liking": "first choice", "words": "We worked together in 2019"}
    assert "it is kept" in contact.post("/pilot/words", data=told).text
    contact.post("/pilot/words", data={"words": "Please nobody in August"})
    page = filled.coordinator().get(f"/match-lists/{filled.list_id}/territories/{filled.territory_id}").text
    assert "The contact of the territory: first choice – <q" in page
    assert "We worked together in 2019" in page
    assert "Please nobody in August" in page
    items = filled.program().get(f"/api/v1/match-lists/{filled.list_id}/territories/{filled.territory_id}/words").json()
    assert {(one["role"], one["expert"], one["said"]["liking"]) for one in items["items"]} >= {
        (role, first, "first choice"), (None, None, None),
    }  # fmt: skip


def test_the_last_word_counts(filled: Place) -> None:
    role, (first, *_) = next((role, people) for role, people in suggested(filled).items() if people)
    contact = filled.contact()
    for liking in Liking:
        contact.put("/api/v1/pilot/words", json={"role": role, "expert": first, "liking": liking})
    assert next(one for one in seats(filled, contact)[role] if one["id"] == first)["said"]["liking"] == "rather not"


@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        ({"liking": "would suit"}, 422, "Write what you want to say"),
        ({"words": "x" * 2001}, 422, "at most 2000 characters"),
        ({"role": "strategic", "expert": "nobody", "liking": "would suit"}, 404, "Nobody of this kind"),
    ],
)
def test_what_cannot_be_kept_is_said(filled: Place, told: dict[str, str], status: int, said: str) -> None:
    answer = filled.contact().put("/api/v1/pilot/words", json=told)
    assert (answer.status_code, said in answer.json()["title"].replace(",", "")) == (status, True)


def test_somebody_of_another_territory_is_nobody_here(filled: Place) -> None:
    here = {one for people in suggested(filled).values() for one in people}
    whole = find_list(filled.list_id, filled.workplace).list
    elsewhere = next(
        (seat.seat.role.value, one.expert)
        for place in whole.territories
        for seat in place.seats
        for one in seat.suggestions
        if one.expert not in here
    )
    told = {"role": elsewhere[0], "expert": elsewhere[1], "liking": "would suit"}
    assert filled.contact().put("/api/v1/pilot/words", json=told).status_code == 404


def test_a_choice_is_asked_for_where_it_was_not_made(filled: Place) -> None:
    role, (first, *_) = next((role, people) for role, people in suggested(filled).items() if people)
    answer = filled.contact().post("/pilot/words", data={"role": role, "expert": first, "words": "hm"})
    assert (answer.status_code, "Choose what you think of them first" in answer.text) == (422, True)


def test_they_confirm_how_their_own_wishes_were_read(filled: Place) -> None:
    whole = find_list(filled.list_id, filled.workplace).list
    place = next(
        one.territory for one in whole.territories if any(not told.confirmed for told in one.territory.readings)
    )
    contact = filled.contact(place.id)
    read = next(one for one in place.readings if not one.confirmed)
    told = {"field": read.field.value, "role": read.role.value, "words": read.words}
    page = contact.post("/pilot/readings", data=told).text
    assert "it is kept" in page
    now = {(one["field"], one["role"]): one for one in contact.get("/api/v1/pilot/short-list").json()["readings"]}
    assert now[read.field.value, read.role.value]["confirmed"] is True
    assert now[read.field.value, read.role.value]["value"] == read.value
    assert contact.put("/api/v1/pilot/readings", json={**told, "words": "never said"}).status_code == 404


def test_a_link_works_once_and_an_earlier_one_no_more(filled: Place) -> None:
    there = f"/match-lists/{filled.list_id}/territories/{filled.territory_id}/contact"
    made = [
        filled.coordinator()
        .post(there)
        .text.split('<input id="link" value="')[1]
        .split('"')[0]
        .removeprefix("https://match.example")
        for _ in range(2)
    ]
    assert filled.browser().post(made[0]).status_code == 410
    assert filled.browser().get(made[1]).status_code == 200  # looking changes nothing
    assert filled.browser().post(made[1], follow_redirects=False).status_code == 303
    assert filled.browser().post(made[1]).status_code == 410


def test_whoever_takes_the_consent_to_be_shown_back_is_gone_at_once(filled: Place) -> None:
    contact = filled.contact()
    role, (first, *_) = next((role, people) for role, people in suggested(filled).items() if people)
    expert = filled.browser(use_link(link_for_expert(first, ANA, filled.workplace), filled.workplace))
    expert.put("/api/v1/me/consents/share", json={"given": False})
    assert first not in [one["id"] for one in seats(filled, contact)[role]]
    refused = contact.put("/api/v1/pilot/words", json={"role": role, "expert": first, "liking": "would suit"})
    assert refused.status_code == 404
    expert.put("/api/v1/me/consents/share", json={"given": True})


def test_a_conflict_decided_since_takes_the_name_off(filled: Place) -> None:
    role, people = next((role, people) for role, people in suggested(filled).items() if len(people) > 1)
    told = {"expert": people[1], "territory": filled.territory_id, "ruling": "conflict", "reason": "Cousin"}
    filled.program().put("/api/v1/conflicts", json=told)
    assert people[1] not in [one["id"] for one in seats(filled)[role]]
    filled.program().put("/api/v1/conflicts", json={**told, "ruling": None})


def test_a_conflict_that_they_tell_of_themselves_takes_the_name_off(filled: Place) -> None:
    role, people = next((role, people) for role, people in suggested(filled).items() if people)
    expert = filled.browser(use_link(link_for_expert(people[0], ANA, filled.workplace), filled.workplace))
    there = f"/api/v1/me/territories/{filled.territory_id}/answer"
    expert.put(there, json={"answer": "conflict", "words": "My sister chairs the lead"})
    assert people[0] not in [one["id"] for one in seats(filled)[role]]
    expert.put(there, json={"answer": "interested"})
    assert people[0] in [one["id"] for one in seats(filled)[role]]


def test_what_was_said_of_somebody_is_told_to_them_and_erased_with_them(filled: Place) -> None:
    role, people = next((role, people) for role, people in suggested(filled).items() if len(people) > 2)
    contact = filled.contact()
    contact.put(
        "/api/v1/pilot/words", json={"role": role, "expert": people[2], "liking": "rather not", "words": "Too dear"}
    )
    expert = filled.browser(use_link(link_for_expert(people[2], ANA, filled.workplace), filled.workplace))
    (held,) = expert.get("/api/v1/me/data").json()["said_by_territories"]
    assert {name: held[name] for name in ("territory", "role", "liking", "words")} == {
        "territory": filled.territory_id, "role": role, "liking": "rather not", "words": "Too dear",
    }  # fmt: skip
    erase(people[2], ANA, filled.workplace)
    assert "Too dear" not in contact.get("/pilot").text
    assert Role(role).value in seats(filled, contact)


def test_the_session_ends(filled: Place) -> None:
    contact = filled.contact()
    filled.clock.move(**{"hours": timedelta(hours=13).total_seconds() / 3600})
    assert contact.get("/pilot", follow_redirects=False).headers["location"] == "/sign-in"
