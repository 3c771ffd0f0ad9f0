"""The best total under all rules: the flow where it happens to keep them, an integer programme where it does not."""

from dataclasses import dataclass, replace

import numpy as np

from matcher.assignment.clock import Clock, OutOfTimeError, Stage
from matcher.assignment.flow import Relaxed, widen
from matcher.assignment.highs import Reals
from matcher.assignment.pairs import Pairs
from matcher.assignment.problem import Bools, Problem
from matcher.assignment.programme import Found, Programme
from matcher.assignment.team_rules import broken_cuts

MOST_ADDED = 30_000  # pairs that may be added to prove a total; beyond, it stays unproven
LIKELY = 0.1  # reduced cost up to which pairs of a large round are looked at under rules that a flow cannot say


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The best total that was found, and the programme as it stands then: its filling and team gaps are settled."""

    programme: Programme
    found: Found
    bound: float  # of the total
    filled: bool  # whether the filling and the team gaps are proven
    proven: bool

    @property
    def worth(self) -> Reals:
        """What each pair adds to the total, ties broken."""
        return worth_of(self.programme.pairs)


def worth_of(pairs: Pairs) -> Reals:
    """Scores with the nudges of the seed."""
    return pairs.score + pairs.nudge


def best_total(problem: Problem, relaxed: Relaxed, clock: Clock) -> Best:
    """Find it, with pairs added until none that was left out could better it."""
    over_days = bool((~_within_days(problem, relaxed.pairs, relaxed.taken) & relaxed.taken).any())
    ceiling = float(worth_of(relaxed.pairs)[relaxed.taken].sum())
    kept = not over_days and not broken_cuts(problem, relaxed.pairs, relaxed.taken)
    if kept or not len(relaxed.pairs):
        programme = Programme(problem, relaxed.pairs, clock, fill=int(relaxed.taken.sum()))
        programme.team_rules = problem.teams is not None
        return Best(programme, _found(relaxed.pairs, relaxed.taken, proven=True), ceiling, filled=True, proven=True)
    clock.stage = Stage.RULES
    complete = relaxed.pairs.complete
    likely = relaxed.promising(np.inf if complete else LIKELY)
    pairs = relaxed.pairs.only(likely)
    filling = int(relaxed.taken.sum())
    best = _under_rules(Programme(problem, pairs, clock, filling), relaxed.taken[likely], over_days)
    mask = np.zeros_like(relaxed.mask)
    mask[pairs.pilot, pairs.role, pairs.expert] = True
    while best.filled and not complete:
        added = widen(problem, mask, relaxed.prices, ceiling - best.found.value)
        if not added:
            break
        best = replace(best, bound=ceiling, proven=False)
        if added > MOST_ADDED:
            break
        pairs = relaxed.over(mask, problem)
        wider = _under_rules(Programme(problem, pairs, clock, filling), pairs.pinned, over_days)
        if wider.found.value < best.found.value:
            break
        best = wider
    return best


def _under_rules(programme: Programme, taken: Bools, over_days: bool) -> Best:
    """Settle the filling, then the team gaps, then the total; `taken` is what to fall back on."""
    problem, pairs, filling = programme.problem, programme.pairs, programme.fill
    found = _found(pairs, _within_days(problem, pairs, taken), proven=False)
    filled, bound = not over_days, np.inf
    try:
        if over_days:
            programme.fill = int(found.taken.sum())
            most = programme.maximise(np.ones(len(pairs))) or found
            found, programme.fill = _found(pairs, most.taken, proven=False), int(most.taken.sum())
            filled = programme.fill == filling or (most.proven and pairs.complete)
        total, fewest = _with_fewest_gaps(programme)
        filled &= fewest
        if total is not None:
            found, bound = total, total.bound
    except OutOfTimeError:
        filled = False
    return Best(programme, found, bound, filled, filled and found.proven)


def _with_fewest_gaps(programme: Programme) -> tuple[Found | None, bool]:
    """The best total with as few team rules unmet as can be, and whether that number is proven."""
    programme.team_rules = programme.problem.teams is not None
    gap, worth = programme.near_enough, worth_of(programme.pairs)
    total = programme.maximise(worth, relative_gap=gap)
    if total is not None or not programme.team_rules:
        return total, True
    programme.allowed_gaps, programme.gap_price = 10 * len(programme.pairs), 1.0
    fewest = programme.maximise(np.zeros(len(programme.pairs)))
    programme.gap_price = 0.0
    if fewest is None:
        return None, False
    programme.allowed_gaps = round(-fewest.value)
    proven = programme.pairs.complete or programme.allowed_gaps == _unavoidable(programme.problem)
    return programme.maximise(worth, relative_gap=gap), fewest.proven and proven


def _unavoidable(problem: Problem) -> int:
    """Gaps that no choice of people closes: sides that nobody eligible covers, teams that cannot be."""
    teams = problem.teams
    if teams is None:
        return 0
    count = 0
    for pilot in np.flatnonzero(problem.asked):
        able = problem.eligible[pilot][problem.demand[pilot] > 0].any(axis=0) & (problem.capacity > 0)
        spoken = teams.speaks[able].any(axis=0)
        count += int(problem.asked[pilot] >= 2 and not able.any())
        count += sum(bool(side.any()) and not (side & spoken).any() for side in teams.side_languages[pilot])
    return count


def _found(pairs: Pairs, taken: Bools, *, proven: bool) -> Found:
    value = float(worth_of(pairs)[taken].sum())
    return Found(taken, np.zeros(0), value, value, proven, np.zeros(0))


def _within_days(problem: Problem, pairs: Pairs, taken: Bools) -> Bools:
    """Leave out the poorest seats of people who would need more days than they have."""
    if problem.days is None:
        return taken
    kept, left = pairs.pinned.copy(), np.asarray(problem.days.available, dtype=np.float64).copy()
    needed = np.asarray(problem.days.needed, dtype=np.float64)[pairs.pilot, pairs.role]
    np.subtract.at(left, pairs.expert[kept], needed[kept])
    for number in np.lexsort((pairs.nudge, -pairs.score)):
        if taken[number] and not kept[number] and needed[number] <= left[pairs.expert[number]] + 1e-9:
            kept[number] = True
            left[pairs.expert[number]] -= needed[number]
    return kept
