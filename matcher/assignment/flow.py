"""The best total where nothing couples the seats of a pilot: a minimum-cost flow, and the proof that it is best."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.assignment.pairs import TIE, Pairs, Wishes, mask_of_best, pairs_of
from matcher.assignment.problem import Bools, Ints, Problem

COST = 1e9  # integer costs per unit of score


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Dual prices in units of integer cost: what a seat and one more seat of an expert are worth."""

    seat: Ints  # (pilots, roles)
    expert: Ints  # (experts,)
    filled: int  # what filling a seat is worth beside its score


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The best filling of a round when days and team rules are left aside."""

    mask: Bools  # the pairs that were looked at: (pilots, roles, experts)
    pairs: Pairs
    taken: Bools  # of the pairs
    prices: Prices
    wishes: Wishes

    def over(self, mask: Bools, problem: Problem) -> Pairs:
        """The pairs of another mask, in the same order and with the same worth."""
        return pairs_of(problem, mask, self.pairs.complete, self.wishes)

    def promising(self, loss: float) -> Bools:
        """Which pairs an assignment could use that falls short of the relaxed optimum by no more than `loss`."""
        if np.isinf(loss):  # everybody
            return np.ones(len(self.pairs), dtype=np.bool_)
        pairs, prices = self.pairs, self.prices
        worth = _costs(pairs) + prices.filled + round(loss * COST)
        price: Ints = prices.seat[pairs.pilot, pairs.role] + prices.expert[pairs.expert]
        return self.taken | (worth >= price)


def best_flow(problem: Problem, wishes: Wishes) -> Relaxed:
    """Fill as many seats as can be, then as well as possible, and prove it over all eligible pairs.

    Pairs are added until no pair that was left out is worth more than the dual prices of its seat and its expert.
    """
    mask, complete = mask_of_best(problem)
    if wishes.before is not None:
        before = wishes.before
        for pilot in np.flatnonzero(before.any(axis=(1, 2))):
            mask[pilot] |= before[pilot].any(axis=0) & problem.open_to(int(pilot))
    while True:
        pairs = pairs_of(problem, mask, complete, wishes)
        taken = _cheapest(problem, pairs)
        prices = _prices(problem, pairs, taken)
        if complete or not widen(problem, mask, prices, 0.0):
            return Relaxed(mask, pairs, taken, prices, wishes)


def widen(problem: Problem, mask: Bools, prices: Prices, loss: float) -> int:
    """Mark the pairs left out that could better an assignment which falls short of the relaxed optimum by `loss`.

    Their reduced cost is below the loss. Returns how many were added; 0 proves that no pair left out can help.
    """
    added = 0
    for pilot in range(len(mask)):
        may = problem.open_to(pilot)
        worth = problem.scores[pilot].astype(np.float64) * COST + (prices.filled + (TIE + loss) * COST)
        better = may & (worth > prices.seat[pilot][:, None] + prices.expert) & ~mask[pilot]
        if better.any():
            # All roles of such a person, for the reason given in mask_of_best.
            new = may & better.any(axis=0) & ~mask[pilot]
            mask[pilot] |= new
            added += int(np.count_nonzero(new))
    return added


def _costs(pairs: Pairs) -> Ints:
    return np.round((pairs.score + pairs.nudge) * COST).astype(np.int64)


def _left(problem: Problem) -> tuple[Ints, Ints]:
    """Seats and capacities that the pins leave."""
    seats, places = problem.demand.copy(), problem.capacity.copy()
    np.subtract.at(seats, (problem.pinned[:, 0], problem.pinned[:, 1]), 1)
    np.subtract.at(places, problem.pinned[:, 2], 1)
    return seats, places


def _cheapest(problem: Problem, pairs: Pairs) -> Bools:
    from ortools.graph.python import min_cost_flow

    seats, places = _left(problem)
    free = np.flatnonzero(~pairs.pinned)
    taken = pairs.pinned.copy()
    if not len(free):
        return taken
    row, person = _nodes(problem, pairs)
    rows, at_row = np.unique(row[free], return_inverse=True)
    people = np.unique(person[free])
    meetings, at_meeting = np.unique(_meetings(problem, row[free], person[free]), return_inverse=True)
    met, who = len(meetings), np.searchsorted(people, meetings % len(places))
    # Source -> seats of a role -> one meeting of a pilot and an expert -> expert -> sink.
    first_meeting, first_person = len(rows), len(rows) + met
    source = first_person + len(people)
    tails = (at_row, first_meeting + np.arange(met), np.full(len(rows), source), first_person + np.arange(len(people)))
    heads = (first_meeting + at_meeting, first_person + who, np.arange(len(rows)), np.full(len(people), source + 1))
    most = (np.ones(len(free) + met, dtype=np.int64), seats.ravel()[rows], places[people])
    rest = np.zeros(met + len(rows) + len(people), dtype=np.int64)
    network: Any = min_cost_flow.SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate(tails).astype(np.int32),
        np.concatenate(heads).astype(np.int32),
        np.concatenate(most),
        np.r_[-_costs(pairs)[free], rest],
    )
    wanted = int(seats.sum())
    network.set_nodes_supplies(np.array([source, source + 1], dtype=np.int32), np.array([wanted, -wanted]))
    status = network.solve_max_flow_with_min_cost()
    if status != network.OPTIMAL:
        raise ArithmeticError(f"The minimum-cost flow ended with {status}.")
    taken[free] = network.flows(np.arange(len(free), dtype=np.int32)) > 0
    return taken


def _meetings(problem: Problem, row: Ints, person: Ints) -> Ints:
    """A number for each pilot and expert: who holds one seat of a pilot can hold no other there."""
    return row // problem.demand.shape[1] * len(problem.capacity) + person


def _nodes(problem: Problem, pairs: Pairs) -> tuple[Ints, Ints]:
    return pairs.pilot * problem.demand.shape[1] + pairs.role, pairs.expert


def _prices(problem: Problem, pairs: Pairs, taken: Bools) -> Prices:
    """Shortest ways through the residual network (Bellman and Ford), in whole numbers and therefore exact.

    The expert prices are the smallest that are optimal, the seat prices the largest: fewest pairs look worth adding.
    """
    seats, places = _left(problem)
    row, person = _nodes(problem, pairs)
    free = ~pairs.pinned
    cost = _costs(pairs)
    filled = 2 * (int(seats.sum()) + 1) * (int(np.abs(cost).max(initial=0)) + 1)
    row, person, cost, held = row[free], person[free], cost[free] + filled, taken[free]
    meetings, at = np.unique(_meetings(problem, row, person), return_inverse=True)
    who = meetings % len(places)
    used = np.bincount(at, held, len(meetings)) > 0
    seat = np.full(seats.size, np.iinfo(np.int64).max // 4)
    seat[np.bincount(row[held], minlength=seats.size) < seats.ravel()] = 0
    expert, meeting = np.zeros(len(places), dtype=np.int64), np.zeros(len(meetings), dtype=np.int64)
    spare = np.bincount(person[held], minlength=len(places)) < places
    while True:
        before: tuple[NDArray[np.int64], ...] = seat.copy(), expert.copy(), meeting.copy()
        np.minimum.at(seat, row[held], meeting[at[held]] + cost[held])
        meeting[used] = np.minimum(meeting[used], expert[who[used]])
        reached = np.full(len(meetings), np.iinfo(np.int64).max // 4)
        np.minimum.at(reached, at[~held], seat[row[~held]] - cost[~held])
        meeting = np.minimum(meeting, reached)
        # An unused meeting passes on to its expert; one with a spare seat costs nothing.
        np.minimum.at(expert, who[~used], meeting[~used])
        expert[spare] = 0
        if all((new == old).all() for new, old in zip((seat, expert, meeting), before, strict=True)):
            return Prices(np.where(seat >= 2**60, 0, seat).reshape(seats.shape), -expert, filled)
