"""A round as an integer programme: what a flow cannot say (services, team rules, days), solved by way of `highs`."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from matcher.assignment.clock import Clock
from matcher.assignment.highs import Reals, Task, best_whole, relaxed
from matcher.assignment.pairs import Pairs
from matcher.assignment.problem import Bools, Problem
from matcher.assignment.team_rules import Cut, Key, broken_cuts

EXACT, EXACT_WITH_DAYS = 20_000, 400  # pairs up to which a total is proven to the last digit
SCALE = 100.0  # scores are scaled up so that the solver's absolute tolerances (1e-6) are far below a tie


@dataclass(frozen=True, slots=True, eq=False)
class Extra:
    """Columns beside the pairs (a level to be raised, a choice of level) with the rows that tie them to the pairs."""

    gain: Reals  # what one unit adds to the objective
    high: Reals  # upper bounds; lower ones are 0
    whole: Bools
    rows: Any  # sparse, over pairs and extras
    at_least: Reals  # lower bounds of the rows


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one solve gave."""

    taken: Bools  # of the pairs
    extras: Reals
    value: float
    bound: float
    proven: bool
    prices: Reals  # of the rows of `Extra`, for a linear solve

    def raised_by(self, amount: float) -> "Found":
        """The same with value and bound moved by an amount."""
        return replace(self, value=self.value + amount, bound=self.bound + amount)


@dataclass(slots=True, eq=False)
class Programme:
    """The rows of a round. Cuts for team rules are added as solutions break them."""

    problem: Problem
    pairs: Pairs
    clock: Clock
    fill: int = 0  # seats to be filled at least
    team_rules: bool = False  # whether they are looked at yet
    allowed_gaps: int = 0  # team rules that may stay unmet; above 0 each rule may
    gap_price: float = 0.0  # what an unmet team rule takes from the objective
    cuts: list[Cut] = field(default_factory=list)
    _rows: tuple[Any, Reals] | None = None

    @property
    def near_enough(self) -> float:
        """How near to its bound, as a share of it, a total counts as the best.

        Days make knapsacks of people, and the last ten-thousandth of those costs minutes.
        """
        exact = EXACT_WITH_DAYS if self.problem.days is not None else EXACT
        return 0.0 if len(self.pairs) <= exact else 1e-4

    def services(self) -> Any:
        """Sparse (pilots, pairs): what a pair adds to the service of its pilot."""
        from scipy import sparse

        asked = self.problem.asked[self.pairs.pilot]
        shape = (len(self.problem.demand), len(self.pairs))
        return sparse.csr_array(
            (self.pairs.score / np.maximum(asked, 1), (self.pairs.pilot, np.arange(shape[1]))), shape
        )

    def maximise(
        self, worth: Reals, extra: Extra | None = None, *, whole: bool = True, relative_gap: float = 0.0
    ) -> Found | None:
        """Choose the pairs (and extras) of the greatest worth; None where nothing meets all rows.

        A solution in whole numbers that breaks a team rule adds that rule and is solved again.
        """
        while True:
            found = self._solve(worth, extra, whole, relative_gap)
            if found is None or not whole or not self.team_rules:
                return found
            new = self._new_cuts(found.taken)
            if not new:
                return found
            self.cuts += new

    def _new_cuts(self, taken: Bools) -> list[Cut]:
        known = {cut.key for cut in self.cuts}
        return [cut for cut in broken_cuts(self.problem, self.pairs, taken) if cut.key not in known]

    def _gaps(self) -> list[Key]:
        return list(dict.fromkeys(cut.gap for cut in self.cuts))

    def _breaks_rules(self, columns: Reals) -> bool:
        return bool(self._new_cuts(columns[: len(self.pairs)] > 0.5))

    def _solve(self, worth: Reals, extra: Extra | None, whole: bool, relative_gap: float) -> Found | None:
        from scipy import sparse

        pairs, gaps = len(self.pairs), len(self._gaps()) if self.allowed_gaps else 0
        extras = 0 if extra is None else len(extra.gain)
        fixed, low, high = self._rows_of_round()
        blocks = [sparse.hstack([fixed, sparse.csr_array((fixed.shape[0], extras + gaps))])]
        if extra is not None:
            blocks.append(sparse.hstack([extra.rows, sparse.csr_array((extra.rows.shape[0], gaps))]))
            low, high = np.r_[low, extra.at_least], np.r_[high, np.full(len(extra.at_least), np.inf)]
        if self.cuts:
            rows, least = self._cut_rows(extras, gaps)
            blocks.append(rows)
            low, high = np.r_[low, least], np.r_[high, np.full(len(least), np.inf)]
        task = Task(
            SCALE * np.r_[worth, np.zeros(0) if extra is None else extra.gain, np.full(gaps, -self.gap_price)],
            sparse.vstack(blocks).tocsc(),
            low,
            high,
            np.r_[self.pairs.pinned.astype(float), np.zeros(extras + gaps)],
            np.r_[np.ones(pairs), np.zeros(0) if extra is None else extra.high, np.full(gaps, np.inf)],
            np.r_[np.ones(pairs), np.zeros(0) if extra is None else extra.whole, np.ones(gaps)] > 0,
        )
        futile = self._breaks_rules if self.team_rules else None
        answer = best_whole(task, self.clock, relative_gap, futile) if whole else relaxed(task, self.clock)
        if answer is None:
            return None
        first = fixed.shape[0]
        return Found(
            taken=answer.columns[:pairs] > 0.5,
            extras=answer.columns[pairs : pairs + extras],
            value=answer.value / SCALE,
            bound=answer.bound / SCALE,
            proven=answer.proven,
            prices=answer.prices[first : first + (0 if extra is None else len(extra.at_least))],
        )

    def _rows_of_round(self) -> tuple[Any, Reals, Reals]:
        """Seats, capacities, one seat per person and pilot, days, and the number of seats to be filled."""
        from scipy import sparse

        if self._rows is None:
            self._rows = _fixed_rows(self.problem, self.pairs)
        table, high = self._rows
        rows = sparse.vstack([table, sparse.csr_array(np.ones((1, len(self.pairs))))])
        return rows, np.r_[np.full(len(high), -np.inf), self.fill], np.r_[high, np.inf]

    def _cut_rows(self, extras: int, gaps: int) -> tuple[Any, Reals]:
        from scipy import sparse

        pairs, signs = len(self.pairs), np.array([-1.0 if cut.at_most else 1.0 for cut in self.cuts])
        sizes = np.array([len(cut.members) for cut in self.cuts])
        rows = sparse.csr_array(
            (np.repeat(signs, sizes),
             (np.repeat(np.arange(len(sizes)), sizes), np.concatenate([cut.members for cut in self.cuts]))),
            (len(sizes), pairs + extras),
        )  # fmt: skip
        if not gaps:
            return rows, signs
        column = {gap: number for number, gap in enumerate(self._gaps())}
        at = [column[cut.gap] for cut in self.cuts]
        allowed = sparse.csr_array((np.ones(len(at)), (np.arange(len(at)), at)), (len(at), gaps))
        counted = sparse.vstack(
            [
                sparse.hstack([rows, allowed]),
                sparse.csr_array(np.r_[np.zeros(pairs + extras), -np.ones(gaps)][None]),
            ]
        )
        return counted, np.r_[signs, -float(self.allowed_gaps)]


def _fixed_rows(problem: Problem, pairs: Pairs) -> tuple[Any, Reals]:
    from scipy import sparse

    roles, experts = problem.demand.shape[1], len(problem.capacity)
    rows = [
        _grouped(pairs.pilot * roles + pairs.role, problem.demand.ravel()),
        _grouped(pairs.expert, problem.capacity),
    ]
    if roles > 1:
        rows.append(_grouped(pairs.pilot * experts + pairs.expert, None))
    if problem.days is not None:
        needed = np.asarray(problem.days.needed, dtype=np.float64)[pairs.pilot, pairs.role]
        rows.append(_grouped(pairs.expert, np.asarray(problem.days.available, dtype=np.float64), needed))
    return sparse.vstack([table for table, _ in rows]).tocsr(), np.concatenate([high for _, high in rows])


def _grouped(groups: Any, limits: Any | None, weights: Reals | None = None) -> tuple[Any, Reals]:
    """One row for each group of pairs that could exceed its limit (1 where `limits` is None)."""
    from scipy import sparse

    codes, at = np.unique(groups, return_inverse=True)
    high = np.ones(len(codes)) if limits is None else limits[codes].astype(np.float64)
    weight = np.ones(len(groups)) if weights is None else weights
    binding = np.bincount(at, weight, len(codes)) > high
    table = sparse.csr_array((weight, (at, np.arange(len(groups)))), (len(codes), len(groups)))
    return table[binding], high[binding]
