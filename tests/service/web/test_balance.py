"""How a round spreads over people is told in sums, and what was decided by hand with its reason."""

from collections import Counter
from typing import Any

import pytest

from matcher.round.balance import SMALLEST_GROUP_SHOWN
from tests.service.web.conftest import Place
from tests.service.web.test_rounds import placements, solved, version_at

pytestmark = pytest.mark.slow  # rounds are solved


@pytest.fixture(scope="module")
def changed(filled: Place) -> tuple[str, int, dict[str, Any]]:
    """A version in which somebody is pinned and somebody is excluded with a reason; and who they are."""
    program = filled.program()
    round_id, number = solved(program, program.post("/api/v1/rounds", json={"name": "balanced"}))
    (seat, others), (other_seat, further) = list(placements(version_at(filled, round_id, number)).items())[:2]
    pinned = {"act": "pin", "expert": others[0], "territory": seat[0], "role": seat[1]}
    excluded = {
        "act": "exclude",
        "expert": further[0],
        "territory": other_seat[0],
        "role": other_seat[1],
        "reason": "on leave",
    }
    asked = {"acts": [pinned, excluded]}
    _, number = solved(program, program.post(f"/api/v1/rounds/{round_id}/versions/{number}/changes", json=asked))
    return round_id, number, {"pinned": pinned, "excluded": excluded}


def told(filled: Place, changed: tuple[str, int, dict[str, Any]]) -> dict[str, Any]:
    round_id, number, _ = changed
    answer: dict[str, Any] = filled.program().get(f"/api/v1/rounds/{round_id}/versions/{number}/balance").json()
    return answer


def test_the_sums_are_those_of_the_people_and_small_groups_are_hidden(filled: Place, changed: Any) -> None:
    balance, program = told(filled, changed), filled.program()
    placed = {one for its in placements(version_at(filled, *changed[:2])).values() for one in its}
    homes = Counter(program.get(f"/api/v1/experts/{one}").json()["residence"] for one in placed)
    assert balance["placed"]["people"] == len(placed)
    shown = balance["placed"]["by_country"]
    assert {country: count for country, count in shown.items() if count is not None and count != homes[country]} == {}
    assert [c for c, count in homes.items() if count < SMALLEST_GROUP_SHOWN and shown.get(c) is not None] == []
    circles = [balance[name]["people"] for name in ("may_be_chosen", "on_a_list", "placed")]
    assert circles == sorted(circles, reverse=True)


def test_what_was_decided_by_hand_stands_with_its_reason(filled: Place, changed: Any) -> None:
    balance, acts = told(filled, changed), changed[2]

    def fact(act: dict[str, str]) -> dict[str, Any]:
        return {name: act[name] for name in ("expert", "territory", "role")} | {"reason": act.get("reason")}

    assert balance["pinned"] == [fact(acts["pinned"])]
    assert balance["excluded"] == [fact(acts["excluded"])]
    assert 0 < balance["by_first_of_list"] <= balance["seats_filled"]


def test_the_page_says_it_in_both_languages_and_counts_nobody_by_name(filled: Place, changed: Any) -> None:
    round_id, number, _ = changed
    browser = filled.coordinator()
    here = f"/rounds/{round_id}/versions/{number}"
    assert f'href="{here}/balance"' in browser.get(here).text
    page = browser.get(f"{here}/balance").text
    assert '<q lang="">on leave</q>' in page
    assert "hidden: too few" in page
    assert "masqué" in browser.get(f"{here}/balance?lang=fr").text
