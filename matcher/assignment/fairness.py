"""Leximin over pilots: the worst-served as well as possible, then the second worst, and so on; then the total.

Small rounds are settled to the letter. In larger ones evenness has a price list, `Fairness`, because the last
thousandths of evenness cost others dearly and lie below what a score can tell apart.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matcher.assignment.clock import OutOfTimeError, Stage
from matcher.assignment.highs import Reals
from matcher.assignment.levels import SLACK, exact_levels, floors_of, raise_lowest
from matcher.assignment.problem import Bools, Problem
from matcher.assignment.programme import Extra, Found, Programme

EXACT_PILOTS, EXACT_PAIRS = 8, 400  # up to here a strict leximin is proven in well under a second
PROBES = 24  # linear solves spent on evenness above the worst-served pilot


@dataclass(frozen=True, slots=True)
class Fairness:
    """What evenness may cost."""

    strict: bool | None = None  # leximin to the letter, whatever it costs; None: in small rounds
    price: float = 0.001  # share of the best total that evenness above the worst-served pilot may cost
    tie: float = 0.0003  # share of the worst service that counts as a tie where it costs more than the price

    def is_strict(self, problem: Problem, pairs: int) -> bool:
        """Whether a round is settled to the letter."""
        if self.strict is not None:
            return self.strict
        return len(problem.demand) <= EXACT_PILOTS and pairs <= EXACT_PAIRS


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """An assignment, and the best value that any could have: fair of the worst service, else of the total."""

    found: Found
    bound: float
    proven: bool
    rows: Extra | None = None  # what keeps the services that were settled


@dataclass(frozen=True, slots=True, eq=False)
class _Aim:
    """What a fair solve works towards."""

    programme: Programme
    worth: Reals  # (pairs,)
    ideals: Reals  # (pilots,)
    fairness: Fairness
    enough: float  # the total that evenness must leave

    @property
    def asked(self) -> Bools:
        return self.programme.problem.asked > 0

    def with_floors(self, floors: Reals) -> "_Step | None":
        """The best total above floors of service."""
        found = self.programme.maximise(self.worth, self.rows(floors), relative_gap=self.programme.near_enough)
        return None if found is None else _Step(found, floors)

    def holds(self, floors: Reals) -> bool:
        """Whether the relaxation keeps the floors and the price."""
        found = self.programme.maximise(self.worth, self.rows(floors), whole=False)
        return found is not None and found.value >= self.enough

    def rows(self, floors: Reals) -> Extra:
        """Floors under the services of the pilots that asked for somebody."""
        return floors_of(self.programme, np.where(self.asked, floors, -np.inf))


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """What was found so far, and the floors of service that it keeps: (pilots,)."""

    found: Found
    floors: Reals


def ideal_services(problem: Problem) -> Reals:
    """What each pilot would get if it were alone: an upper bound of its service, (pilots,)."""
    from scipy.optimize import linear_sum_assignment

    ideals = np.ones(len(problem.demand))
    for pilot in np.flatnonzero(problem.asked):
        pins = problem.pinned[problem.pinned[:, 0] == pilot]
        may, values = problem.open_to(int(pilot)), problem.scores[pilot].astype(np.float64)
        left = problem.demand[pilot] - np.bincount(pins[:, 1], minlength=problem.demand.shape[1])
        most = int(left.sum())
        values = np.where(may, values, -np.inf)
        near = np.zeros(values.shape[1], dtype=np.bool_)
        for role in np.flatnonzero(left):
            near[np.argpartition(-values[role], min(most, values.shape[1]) - 1)[:most]] = True
        table = np.repeat(values[:, near], left, axis=0)
        # An empty seat counts 0; filling comes first, so that a low score is preferred to none.
        lowest = min(0.0, float(table[np.isfinite(table)].min(initial=0.0))) - 1.0
        table = np.where(np.isfinite(table), table - lowest, 0.0)
        rows, columns = linear_sum_assignment(table, maximize=True)
        got = table[rows, columns]
        total = (got[got > 0] + lowest).sum() + problem.scores[tuple(pins.T)].astype(np.float64).sum()
        ideals[pilot] = total / problem.asked[pilot]
    return ideals


def fair_round(programme: Programme, worth: Reals, best: Found, fairness: Fairness) -> Settled:
    """Solve for fairness after the filling (and the team rules) have been settled.

    `worth` is what pairs add to the total (pairs,), `best` the best total without fairness. The programme's pairs
    decide which assignments are looked at; the bound holds over all of them.
    """
    programme.clock.stage = Stage.FAIR
    ideals = ideal_services(programme.problem)
    if not len(programme.pairs) or not programme.problem.asked.any():
        return Settled(best, _worst(programme, best), best.proven)
    if fairness.is_strict(programme.problem, len(programme.pairs)):
        return _to_the_letter(programme, worth, best, ideals)
    enough = best.value - fairness.price * abs(best.value)
    return _with_price(_Aim(programme, worth, ideals, fairness, enough), best)


def _to_the_letter(programme: Programme, worth: Reals, best: Found, ideals: Reals) -> Settled:
    try:
        levels, proven = exact_levels(programme, ideals)
        found = programme.maximise(worth, levels)
    except OutOfTimeError:
        return Settled(best, float(ideals.min()), False)
    if found is None or not (found.proven and proven):
        return Settled(found or best, float(ideals.min()), False)
    return Settled(found, min(float(ideals.min()), _worst(programme, found)), True, levels)


def _with_price(aim: _Aim, best: Found) -> Settled:
    programme, bound, tie = aim.programme, float(aim.ideals.min()), aim.fairness.tie
    step = _Step(best, np.full(len(aim.asked), -np.inf))
    try:
        if programme.pairs.complete:  # else the relaxation says nothing about the pairs left out
            bound = min(bound, _relaxed_worst(programme))
        step, bound = _worst_first(aim, step, bound)
        floor = _worst(programme, step.found)
        settled = floor >= bound - tie * abs(bound) - SLACK
        if step.found.value > aim.enough:
            step = _evener(aim, min(floor, bound)) or step
    except OutOfTimeError:
        return Settled(step.found, bound, False, aim.rows(step.floors))
    return Settled(step.found, bound, settled and step.found.proven, aim.rows(step.floors))


def _worst(programme: Programme, found: Found) -> float:
    asked = programme.problem.asked > 0
    return float((programme.services() @ found.taken)[asked].min(initial=np.inf)) if asked.any() else 1.0


def _relaxed_worst(programme: Programme) -> float:
    asked = programme.problem.asked > 0
    raised = raise_lowest(programme, asked, np.full(len(asked), -np.inf), whole=False)
    return np.inf if raised is None else raised[0].value + SLACK


def _worst_first(aim: _Aim, best: _Step, bound: float) -> tuple[_Step, float]:
    """The best total with the worst service at its bound, or in a tie with it where only that keeps the price."""
    programme, tie = aim.programme, aim.fairness.tie
    at_bound, below = np.full(len(aim.asked), bound), np.full(len(aim.asked), bound - tie * abs(bound))
    step = aim.with_floors(at_bound)
    if step is None or step.found.value < aim.enough:
        tied = aim.with_floors(below) if step is None or aim.holds(below) else None
        if tied is not None and (step is None or tied.found.value >= aim.enough):
            step = tied
    if step is not None:
        return step, bound
    raised = raise_lowest(programme, aim.asked, np.full(len(aim.asked), -np.inf), whole=True, relative_gap=tie / 2)
    if raised is None:
        return best, bound
    if programme.pairs.complete:
        bound = min(bound, raised[0].bound)
    floors = np.full(len(aim.asked), _worst(programme, raised[0]))
    return aim.with_floors(floors) or _Step(raised[0], floors), bound


def _evener(aim: _Aim, floor: float) -> _Step | None:
    """Let the water rise: everybody at their ideal or at the level, as high as the price allows.

    The relaxation finds how high; where some hold one another below their ideals, what it leaves them becomes their
    ideal. Whole numbers then follow as near as they can. None where nothing above the floor can be had.
    """
    tops, low = np.where(aim.asked, aim.ideals, -np.inf), floor
    probes = _Probes()
    while probes.left > 0:
        levels = np.unique(tops[tops > low])
        reached = probes.highest(levels, lambda level: aim.holds(np.maximum(floor, np.minimum(tops, level))))
        if reached:
            low = float(levels[reached - 1])
        if reached == len(levels):
            break
        raised = raise_lowest(aim.programme, tops > low, np.maximum(floor, np.minimum(tops, low)), whole=False)
        if raised is None or raised[0].value >= levels[reached] - SLACK or not raised[1].any():
            break  # the price holds it down, not the others
        tops[raised[1]] = raised[0].value - aim.fairness.tie * abs(raised[0].value)
    levels = np.unique(np.minimum(tops[tops > floor], low))
    for share in (1.0, 0.75, 0.5, 0.25) if len(levels) else ():
        level = levels[int(share * (len(levels) - 1))]
        step = aim.with_floors(np.maximum(floor, np.minimum(tops, level)))
        if step is not None and step.found.value >= aim.enough:
            return step
    return None


@dataclass(slots=True)
class _Probes:
    """Linear solves that are left for evenness: counted, not timed, so that every machine stops at the same one."""

    left: int = PROBES

    def highest(self, levels: Reals, holds: Callable[[float], bool]) -> int:
        """How many of the levels hold, where all below one that holds do: the last is tried first."""
        low, high = 0, len(levels)
        middle = high - 1
        while low < high and self.left > 0:
            self.left -= 1
            if holds(float(levels[middle])):
                low = middle + 1
            else:
                high = middle
            middle = (low + high) // 2
        return low
