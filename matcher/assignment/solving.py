"""Fill every seat of every pilot at once: fill, then team rules, then fair, then good."""

from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from matcher.assignment.clock import Clock, OutOfTimeError, Stage, Watch
from matcher.assignment.fairness import Fairness, Settled, fair_round
from matcher.assignment.flow import best_flow
from matcher.assignment.highs import Reals
from matcher.assignment.pairs import TIE, Pairs, Wishes
from matcher.assignment.problem import Bools, Days, Floats, Ints, Problem, Teams, checked
from matcher.assignment.team_rules import TeamGaps, gaps
from matcher.assignment.total import Best, best_total

STAY = 0.05  # what a re-solved round must gain in score for one seat that changes


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """Who gets which seat, and how good that is known to be."""

    chosen: Bools  # (pilots, roles, experts)
    unfilled: Ints  # (pilots, roles) seats
    service: Reals  # (pilots,): mean score over the seats asked for, an empty one counting 0; 1 where none was
    total: float  # sum of the chosen scores
    worst: float  # the smallest service; 1 without pilots
    bound: float  # fair: the best `worst` of any assignment that fills as many seats; else the best total of those
    gap: float  # what is missing to the bound, as a share of it
    proven: bool  # seats filled, team gaps, worst (fair: up to a tie) and total (large: to 1e-4) are proven best
    seconds: float
    gaps: TeamGaps | None  # team rules that are not met; None where there are none


def assign(  # noqa: PLR0913 - a round has that many sides
    scores: Floats,
    eligible: Bools,
    demand: Ints,
    capacity: Ints,
    *,
    teams: Teams | None = None,
    days: Days | None = None,
    pins: Bools | None = None,
    fair: bool | Fairness = True,
    seed: int = 0,
    time_limit: float | None = None,
    watch: Watch | None = None,
) -> Assignment:
    """Fill the seats of a round under all hard rules.

    In this order: pins; as many seats as can be filled; as few unmet team rules as can be; with `fair`, the
    worst-served pilot as well as possible, then the second worst, and so on, with the prices of `Fairness`; the total.

    Args:
        scores: float (pilots, roles, experts), about 0 to 1; read only where eligible.
        eligible: bool, the same shape.
        demand: int (pilots, roles), seats asked for.
        capacity: int (experts,), seats that one may hold over the round; never two on one pilot.
        teams: what the rules on a pilot's advisers together need.
        days: days that seats need and people have.
        pins: bool, the same shape: seats that are given.
        fair: False for the total only.
        seed: decides between scores closer than 1e-8; rows that are shuffled give the same answer, shuffled.
        time_limit: seconds, after which the best found so far is returned unproven. Without it no clock has a say.
        watch: is told before each programme what it settles, and how many were solved; where it answers True, the
            best found so far is returned unproven.

    Raises:
        ValueError: arrays that do not fit together, an eligible score that is no number, or a pin that is not
            eligible or breaks a capacity (the sentence names the pair).
    """
    problem = checked(scores, eligible, demand, capacity, teams=teams, days=days, pins=pins)
    return _solve(problem, Wishes(seed), fair, _clock(time_limit, watch))


def reassign(  # noqa: PLR0913 - as `assign`
    before: Bools,
    scores: Floats,
    eligible: Bools,
    demand: Ints,
    capacity: Ints,
    *,
    stay: float = STAY,
    teams: Teams | None = None,
    days: Days | None = None,
    pins: Bools | None = None,
    fair: bool | Fairness = True,
    seed: int = 0,
    time_limit: float | None = None,
    watch: Watch | None = None,
) -> Assignment:
    """Solve a round again and change as little as is sensible.

    As `assign`, with `before` bool (pilots, roles, experts). Filling, team rules and services are settled as `assign`
    would; among the rounds that keep them, every seat that stays as it was then counts `stay` more. Without `fair`
    the gap is what staying costs of the total.

    Raises:
        ValueError: as `assign`, and `before` of another shape.
    """
    problem = checked(scores, eligible, demand, capacity, teams=teams, days=days, pins=pins)
    placed = np.asarray(before, dtype=np.bool_)
    if placed.shape != problem.scores.shape:
        raise ValueError(f"before must have the shape {problem.scores.shape}, not {placed.shape}.")
    return _solve(problem, Wishes(seed, placed, stay), fair, _clock(time_limit, watch))


def _clock(time_limit: float | None, watch: Watch | None) -> Clock:
    return Clock(None if time_limit is None else perf_counter() + time_limit, watch)


def _solve(problem: Problem, wishes: Wishes, fair: bool | Fairness, clock: Clock) -> Assignment:
    started = perf_counter()
    best = best_total(problem, best_flow(problem, wishes), clock)
    settled = Settled(best.found, best.bound, best.proven)
    if fair:
        fairness = fair if isinstance(fair, Fairness) else Fairness()
        settled = fair_round(best.programme, best.worth, best.found, fairness)
        settled = replace(settled, proven=settled.proven and best.filled)
    if wishes.before is not None:
        settled = _staying(best, settled, wishes)
    return _assignment(problem, best.programme.pairs, settled, bool(fair), perf_counter() - started)


def _staying(best: Best, settled: Settled, wishes: Wishes) -> Settled:
    """Solve once more with what was settled kept, so that seats stay where that costs little."""
    programme = best.programme
    programme.clock.stage = Stage.KEEP
    try:
        worth = best.worth + wishes.staying(programme.pairs)
        found = programme.maximise(worth, settled.rows, relative_gap=programme.near_enough)
    except OutOfTimeError:
        return replace(settled, proven=False)
    return settled if found is None else replace(settled, found=found, proven=settled.proven and found.proven)


def _assignment(problem: Problem, pairs: Pairs, settled: Settled, fair: bool, seconds: float) -> Assignment:
    taken, chosen = settled.found.taken, np.zeros(problem.scores.shape, dtype=np.bool_)
    held = pairs.pilot[taken], pairs.role[taken], pairs.expert[taken]
    chosen[held] = True
    got = np.bincount(held[0], pairs.score[taken], len(chosen))
    service = np.where(problem.asked > 0, got / np.maximum(problem.asked, 1), 1.0)
    total, worst = float(pairs.score[taken].sum()), float(service.min(initial=1.0))
    bound, reached = settled.bound, worst if fair else total
    if bound - reached <= TIE * max(1, int(problem.asked.sum())):  # also sums in another order
        bound = reached
    return Assignment(
        chosen=chosen,
        unfilled=problem.demand - chosen.sum(axis=2),
        service=service,
        total=total,
        worst=worst,
        bound=bound,
        gap=(bound - reached) / max(abs(bound), 1e-12),
        proven=settled.proven,
        seconds=seconds,
        gaps=gaps(problem, chosen),
    )
