"""Whoever falls out leaves seats empty only where nobody else can take them, whoever is moved."""

from typing import Any

import numpy as np
import pytest

from matcher.findings import ConflictFindings
from matcher.model import Expert, Territory
from matcher.policy import Policy
from matcher.roster import Roster
from matcher.round.fragility import Fall, alone, falls
from matcher.round.planning import plan_round
from matcher.round.terms import RoundTerms
from matcher.suggesting import candidates, scored, seats_of
from tests.matcher.factories import evidence
from tests.matcher.test_round import MEANING_ALONE, NORTH, SOUTH, STRATEGIC, a_pilot, people


def found(
    pilots: list[Territory], experts: list[Expert], scores: list[list[float]], watch: Any = None, **terms: Any
) -> tuple[Fall, ...]:
    """Solve a round in which meaning alone decides, and take everybody out in turn."""
    field = candidates(seats_of(pilots), Roster(experts), Policy(weights=MEANING_ALONE), ConflictFindings((), ()))
    measured, asked = scored(field, evidence(scores)), RoundTerms(**terms)
    plan = plan_round(field, measured, asked)
    return falls(field, np.vstack([one.total for one in measured]), asked, plan.placements, watch)


def lost(told: tuple[Fall, ...]) -> dict[str, list[str]]:
    return {one.expert.partition("@")[0]: [territory for territory, _ in one.stay_empty] for one in told}


def test_a_seat_that_somebody_else_can_take_hangs_on_nobody() -> None:
    told = found([NORTH], people("Ada", "Bo"), [[0.9, 0.1]])
    assert told == (Fall("ada@list.example", (("north", STRATEGIC),), ()),)


def test_whoever_is_the_only_one_for_a_seat_comes_first() -> None:
    """Bo alone has the days for the south; Ada can be replaced by Cy."""
    short = people("Ada", "Cy", days=5)
    pilots = [a_pilot("north", days={STRATEGIC: 5}), a_pilot("south", days={STRATEGIC: 10})]
    told = found(pilots, [*short, *people("Bo", days=10)], [[0.9, 0.5, 0.1], [0.9, 0.5, 0.1]])
    assert lost(told) == {"bo": ["south"], "ada": []}
    assert alone(told) == (("south", STRATEGIC),)


def test_others_are_moved_before_a_seat_is_said_to_hang_on_somebody() -> None:
    """Without Ada, Bo moves to the north and Cy, who lacks the days for it, takes the south."""
    pilots = [a_pilot("north", days={STRATEGIC: 10}), a_pilot("south", days={STRATEGIC: 5})]
    experts = [*people("Ada", "Bo", days=10), *people("Cy", days=5)]
    told = found(pilots, experts, [[0.9, 0.1, 0.1], [0.1, 0.9, 0.2]], most_pilots=1)
    assert lost(told) == {"ada": [], "bo": []}


def test_whoever_is_pinned_elsewhere_is_not_moved() -> None:
    pinned = frozenset({("bo@list.example", ("south", STRATEGIC))})
    told = found([NORTH, SOUTH], people("Ada", "Bo"), [[0.9, 0.8]] * 2, most_pilots=1, pins=pinned)
    assert lost(told) == {"ada": ["north"], "bo": ["south"]}


def test_somebody_who_left_the_list_is_left_out_and_nobody_placed_is_nothing() -> None:
    field = candidates(
        seats_of([NORTH]), Roster(people("Ada")), Policy(weights=MEANING_ALONE), ConflictFindings((), ())
    )
    totals = np.vstack([one.total for one in scored(field, evidence([[0.9]]))])
    assert falls(field, totals, RoundTerms(), {("north", STRATEGIC): ["bo@list.example"]}) == ()
    assert falls(field, totals, RoundTerms(), {("north", STRATEGIC): []}) == ()


def test_it_is_told_how_far_it_is_and_can_be_called_off() -> None:
    seen: list[tuple[int, int]] = []
    found([NORTH, SOUTH], people("Ada", "Bo"), [[0.9, 0.1], [0.1, 0.9]], watch=lambda *far: seen.append(far))
    assert seen == [(0, 2), (1, 2)]

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        found([NORTH], people("Ada"), [[0.9]], watch=stop)
