"""Solve a round as arrays, and spread its load over more people where that costs next to nothing."""

from dataclasses import replace
from functools import partial

import numpy as np

from matcher.assignment import Assignment, Watch, assign, reassign
from matcher.roster import Ints
from matcher.round.arrays import RoundArrays
from matcher.round.terms import RoundTerms

# What spreading the load may cost: nothing of the worst service beyond a tie, and a hundredth of the total. Scores of
# two people who suit a seat alike differ by more.
TIE, PRICE = 0.0003, 0.01


def solve(arrays: RoundArrays, terms: RoundTerms, watch: Watch | None = None) -> Assignment:
    """Solve a round under the terms; a fair one calls on as many people as it can at next to no cost.

    Lower limits on the pilots that one person serves are tried, lowest first, and the first is taken that fills as
    many seats, leaves no more team rules unmet, and costs no more than `TIE` and `PRICE`. Nobody who held more seats
    in the earlier round is held to such a limit. Raises ValueError where a pin breaks a rule or a capacity.
    """
    found = _solved(arrays, arrays.capacity, terms, terms.time_limit, watch)
    if not terms.fair or not found.proven:
        return found
    held = arrays.pins.sum(axis=(0, 1))
    if arrays.before is not None:
        held = np.maximum(held, arrays.before.sum(axis=(0, 1)))
    spent = found.seconds
    heaviest = int(found.chosen.sum(axis=(0, 1)).max(initial=0))
    for limit in range(1, heaviest):
        left = None if terms.time_limit is None else max(0.0, terms.time_limit - spent)
        spread = _solved(arrays, np.minimum(arrays.capacity, np.maximum(held, limit)), terms, left, watch)
        spent += spread.seconds
        if _costs_nothing(spread, found):
            return replace(spread, bound=found.bound, gap=found.gap, seconds=spent)
    return found


def _solved(
    arrays: RoundArrays, capacity: Ints, terms: RoundTerms, time_limit: float | None, watch: Watch | None
) -> Assignment:
    solver = assign if arrays.before is None else partial(reassign, arrays.before)
    return solver(
        arrays.scores,
        arrays.eligible,
        arrays.demand,
        capacity,
        teams=arrays.teams,
        days=arrays.days,
        pins=arrays.pins,
        fair=terms.fair,
        seed=terms.seed,
        time_limit=time_limit,
        watch=watch,
    )


def _costs_nothing(spread: Assignment, found: Assignment) -> bool:
    return (
        spread.proven
        and spread.unfilled.sum() <= found.unfilled.sum()
        and _unmet(spread) <= _unmet(found)
        and spread.worst >= found.worst - TIE * abs(found.worst)
        and spread.total >= found.total - PRICE * abs(found.total)
    )


def _unmet(found: Assignment) -> int:
    gaps = found.gaps
    return 0 if gaps is None else int(gaps.uncovered_sides.sum() + gaps.one_sided.sum() + gaps.same_organisation.sum())
