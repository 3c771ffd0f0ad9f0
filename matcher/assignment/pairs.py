"""The pairs that a solver looks at: the best few of every seat, in an order that no row number decides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.assignment.problem import Bools, Floats, Ints, Problem

Bits = NDArray[np.uint64]

BEST = 30  # people looked at for a seat to begin with; the optimality certificate asks for more where it needs them
EVERYBODY = 20_000  # below this number of eligible pairs all of them are looked at
TIE = 1e-8  # scores that differ by less are tied, and the seed decides


@dataclass(frozen=True, slots=True, eq=False)
class Wishes:
    """What decides between rounds of the same worth, or nearly."""

    seed: int
    before: Bools | None = None  # (pilots, roles, experts): the seats of an earlier round
    stay: float = 0.0  # how much more a seat counts that stays as it was

    def staying(self, pairs: "Pairs") -> NDArray[np.float64]:
        """What each pair counts more."""
        if self.before is None:
            return np.zeros(len(pairs))
        held = self.before[pairs.pilot, pairs.role, pairs.expert]
        return self.stay * held.astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of a seat's role and an expert: arrays of one length, in the canonical order."""

    pilot: Ints
    role: Ints
    expert: Ints
    score: NDArray[np.float64]
    nudge: NDArray[np.float64]  # from 0 to TIE, from the seed
    pinned: Bools
    complete: bool  # whether these are all eligible pairs

    def __len__(self) -> int:
        return len(self.pilot)

    def only(self, kept: Bools) -> "Pairs":
        """Some of them."""
        return Pairs(
            self.pilot[kept], self.role[kept], self.expert[kept], self.score[kept], self.nudge[kept],
            self.pinned[kept], self.complete,
        )  # fmt: skip


def mask_of_best(problem: Problem) -> tuple[Bools, bool]:
    """Mark the best pairs of every seat, ties included; the second value tells whether that is everybody.

    Whoever is looked at for one role of a pilot is looked at for all roles of it: that lets the dual prices of a
    minimum-cost flow certify the pairs that are left out.
    """
    mask = np.zeros(problem.scores.shape, dtype=np.bool_)
    everybody = int(np.count_nonzero(problem.eligible)) <= EVERYBODY
    most = max(BEST, 4 * int(problem.demand.max(initial=0)))
    for pilot in range(len(mask)):
        may = problem.open_to(pilot)
        mask[pilot] = may if everybody else may & _near_the_top(problem, pilot, may, most)
    mask[tuple(problem.pinned.T)] = True
    return mask, everybody


def _near_the_top(problem: Problem, pilot: int, may: Bools, most: int) -> Bools:
    values = np.where(may, problem.scores[pilot], -np.inf)
    if most >= values.shape[1]:
        return np.ones(values.shape[1], dtype=np.bool_)
    chosen = np.zeros(values.shape[1], dtype=np.bool_)
    # A side may hang on people who are far from the top.
    sides = () if problem.teams is None else problem.teams.side_languages[pilot]
    covers = [problem.teams.speaks[:, side].any(axis=1) for side in sides if problem.teams is not None]
    for role in np.flatnonzero(may.any(axis=1)):
        chosen |= _top(values[role], most)
        for able in covers:
            chosen |= _top(np.where(able, values[role], -np.inf), most // 3)
    return chosen


def _top(values: Floats, most: int) -> Bools:
    least = np.partition(values, -most)[-most]
    top: Bools = (values >= least) & (values > -np.inf)
    if np.count_nonzero(top) > 4 * most:  # nearly everybody is tied: the first will do
        top[np.flatnonzero(top)[4 * most :]] = False
    return top


def pairs_of(problem: Problem, mask: Bools, complete: bool, wishes: Wishes) -> Pairs:
    """List the marked pairs, ordered by what the rows hold and by the seed, never by where they stand."""
    pilot, role, expert = np.nonzero(mask)
    score = problem.scores[pilot, role, expert].astype(np.float64)
    pilots, experts = _ranks(problem, (pilot, role, expert), score, wishes.seed)
    order = np.lexsort((experts[expert], role, pilots[pilot]))
    pilot, role, expert, score = pilot[order], role[order], expert[order], score[order]
    place = (pilots[pilot].astype(np.uint64) << np.uint64(32)) ^ experts[expert].astype(np.uint64)
    bits = _mix(_mix(place + np.uint64(1)) ^ _mix(role.astype(np.uint64) + np.uint64(wishes.seed % 2**63)))
    nudge = (bits >> np.uint64(11)).astype(np.float64) * (TIE / 2**53)
    pinned = np.zeros(problem.scores.shape, dtype=np.bool_)
    pinned[tuple(problem.pinned.T)] = True
    return Pairs(pilot, role, expert, score, nudge, pinned[pilot, role, expert], complete)


def _ranks(
    problem: Problem, where: tuple[Ints, Ints, Ints], score: NDArray[np.float64], seed: int
) -> tuple[Ints, Ints]:
    """Number pilots and experts by signatures of what is known of them, so that shuffled rows get the same numbers."""
    pilot, role, expert = where
    pilots, experts = _known(problem)
    held = (score + 0.0).view(np.uint64) ^ _mix(role.astype(np.uint64) + np.uint64(1))
    start = np.uint64(seed % 2**63)
    for _ in range(2):
        experts = _mix(experts + _summed(_mix(held ^ pilots[pilot]), expert, len(experts)))
        pilots = _mix(pilots + _summed(_mix(held ^ experts[expert]), pilot, len(pilots)))
    return _rank(_mix(pilots ^ start)), _rank(_mix(experts ^ start))


def _known(problem: Problem) -> tuple[Bits, Bits]:
    pilots, experts = _row_bits(problem.demand), _row_bits(problem.capacity[:, None])
    if problem.days is not None:
        pilots = _mix(pilots + _row_bits(np.asarray(problem.days.needed)))
        experts = _mix(experts + _row_bits(np.asarray(problem.days.available)[:, None]))
    if problem.teams is not None:
        teams = problem.teams
        pilots = _mix(pilots + _row_bits(teams.side_languages.reshape(len(pilots), -1)))
        people = np.column_stack([teams.speaks, teams.residence, teams.organisation])
        experts = _mix(experts + _row_bits(people))
    return pilots, experts


def _row_bits(values: NDArray[np.generic]) -> Bits:
    bits = np.ascontiguousarray(values.astype(np.float64) + 0.0).view(np.uint64)
    columns = _mix(np.arange(1, bits.shape[1] + 1, dtype=np.uint64))
    return _mix(bits ^ columns).sum(axis=1, dtype=np.uint64)


def _summed(bits: Bits, groups: Ints, count: int) -> Bits:
    total = np.zeros(count, dtype=np.uint64)
    np.add.at(total, groups, bits)
    return total


def _rank(bits: Bits) -> Ints:
    ranks = np.empty(len(bits), dtype=np.int64)
    ranks[np.argsort(bits, kind="stable")] = np.arange(len(bits))
    return ranks


def _mix(bits: Bits) -> Bits:
    """Splitmix64 (Steele, Lea and Flood 2014): near rows get unlike numbers."""
    mixed = bits + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
