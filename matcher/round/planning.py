"""Fill every seat of every pilot together: fill, then fair, then good; say who stands by and what is missing."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from matcher.assignment import PinImpossible, Watch
from matcher.eligibility import refusals
from matcher.messages import Message, say
from matcher.model import Suggestion
from matcher.roster import Ints
from matcher.round.arrays import round_arrays
from matcher.round.balance import balance
from matcher.round.comparison import Change, Circumstances, compare
from matcher.round.missing import Standing, gap_messages, recruiting, why_empty
from matcher.round.pins import check_pins, in_place, refused_by_numbers
from matcher.round.result import PilotPlan, Quality, Remedy, Round, SeatPlan
from matcher.round.solving import solve
from matcher.round.terms import RoundTerms, seat_key
from matcher.scoring import Scores
from matcher.suggesting import Candidates, ranked, suggestion

RESERVES = 2  # for each seat


def plan_round(field: Candidates, scores: Sequence[Scores], terms: RoundTerms, watch: Watch | None = None) -> Round:
    """Solve a round under the terms, from the scores of its seats.

    `watch` looks on and may call it off (see `matcher.assignment.assign`).
    Pins come first: raises PinRefused for one that cannot be kept.
    """
    check_pins(field, terms)
    totals = np.vstack([one.total for one in scores]) if scores else np.zeros((0, len(field.roster)))
    arrays = round_arrays(field, totals, in_place(field, terms))
    try:
        found = solve(arrays, terms, watch)
    except PinImpossible as impossible:
        raise refused_by_numbers(impossible, field, arrays.pilots) from None
    standing = Standing(field, arrays, found, terms)
    pilots = tuple(_pilot(number, field, scores, standing) for number in range(len(arrays.pilots)))
    placed = [field.roster.experts[int(expert)] for _, _, expert in np.argwhere(found.chosen)]
    plan = Round(
        pilots=pilots,
        quality=Quality(found.total, found.worst, found.bound, found.gap, found.proven, found.seconds),
        balance=balance(placed, field.rules.policy.served or None),
        recruiting=recruiting(pilots),
        changes=(),
    )
    return plan if terms.before is None else _compared(plan, field, terms)


def _pilot(number: int, field: Candidates, scores: Sequence[Scores], standing: Standing) -> PilotPlan:
    arrays, found = standing.arrays, standing.found
    rows = [(role, row) for (pilot, role), row in arrays.row_of.items() if pilot == number]
    seats = tuple(_seat(number, role, field, scores[row], standing) for role, row in rows)
    gaps = gap_messages(number, field, arrays, found)
    team = [field.roster.experts[int(expert)] for _, expert in np.argwhere(found.chosen[number])]
    service = round(float(found.service[number]), 4)
    return PilotPlan(arrays.pilots[number], seats, service, gaps, balance(team, field.rules.policy.served or None))


def _seat(pilot: int, role: int, field: Candidates, scores: Scores, standing: Standing) -> SeatPlan:
    row = scores.view.row
    verdict, roster = field.verdicts[row], field.roster
    order = ranked(verdict.eligible, scores, roster)
    chosen = [int(place) for place in order if standing.found.chosen[pilot, role, place]]
    standing_by = (int(place) for place in order if standing.may_stand_by(pilot, role, int(place)))
    reserves = list(islice(standing_by, RESERVES))
    refused = [int(place) for place in np.flatnonzero(verdict.offered & ~verdict.eligible)]
    wanted = int(standing.arrays.demand[pilot, role])
    empty: tuple[Message, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    if len(chosen) < wanted:
        empty, remedies = why_empty(pilot, role, order, scores, standing)
    return SeatPlan(
        seat=verdict.seat,
        wanted=wanted,
        chosen=_suggestions(chosen, order, field, scores),
        reserves=_suggestions(reserves, order, field, scores),
        refusals=refusals(verdict, roster, field.rules, refused),
        eligible=len(order),
        diagnosis=empty,
        remedies=remedies,
    )


def _suggestions(places: Sequence[int], order: Ints, field: Candidates, scores: Scores) -> tuple[Suggestion, ...]:
    return tuple(suggestion(field, scores, order, place) for place in places)


def _compared(plan: Round, field: Candidates, terms: RoundTerms) -> Round:
    """The round with what changed since the earlier one, each change with its cause."""
    before = terms.before or {}
    known = {expert.id for expert in field.roster.experts}
    named = {expert for experts in before.values() for expert in experts}
    refused = {}
    for row, seat in enumerate(field.seats):
        verdict = field.verdicts[row]
        places = [field.roster.place[key] for key in before.get(seat_key(seat), ()) if key in known]
        for one in refusals(verdict, field.roster, field.rules, places):
            refused[one.expert, seat_key(seat)] = one.fact
    excluded = {pair: _excluded(reason) for pair, reason in terms.exclusions.items()}
    joined = frozenset() if terms.known_before is None else frozenset(known - terms.known_before)
    circumstances = Circumstances(
        terms.pins, refused | excluded, frozenset(named - known), joined, fill_only=terms.fill_only
    )
    changes: tuple[Change, ...] = compare(before, plan.placements, circumstances)
    return Round(plan.pilots, plan.quality, plan.balance, plan.recruiting, changes)


def _excluded(reason: str) -> Message:
    return say("Excluded by the coordinator: {reason}", reason=reason)
