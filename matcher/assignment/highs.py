"""Linear and integer programmes as arrays, solved by the HiGHS inside scipy.

Most of what a round asks is nearly whole already in its linear relaxation, and HiGHS is quick at that and slow at
many binary columns. So the relaxation comes first, the integer programme sees only the columns that its reduced costs
leave in play, and the same reduced costs prove that the others cannot help.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.assignment.clock import Clock, OutOfTimeError

Reals = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Branch-and-bound nodes of one solve, for few columns and for many: limits that no machine's speed moves.
NODES_OF_FEW, NODES = 5_000, 60
FEW = 400  # columns that are given to the integer programme at once
MANY = 20_000  # columns beyond which an answer is left unproven: branching over them would take minutes
WHOLE = 1e-7  # how near to a whole number is one


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Maximise gain x columns, where low <= table x columns <= high and least <= columns <= most."""

    gain: Reals
    table: Any  # sparse (rows, columns), by column
    low: Reals
    high: Reals
    least: Reals
    most: Reals
    whole: Bools  # columns that must be whole numbers

    def within(self, at_zero: Bools, at_most: Bools) -> "Task":
        """The same with some columns left out at 0 and others held at their upper bound."""
        kept = ~at_zero
        least = np.where(at_most, self.most, self.least)
        return Task(
            self.gain[kept], self.table[:, kept], self.low, self.high, least[kept], self.most[kept], self.whole[kept]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The columns of a solved task."""

    columns: Reals
    value: float
    bound: float
    proven: bool
    reduced: Reals  # linear: what one unit of a column at its lower bound would cost
    regret: Reals  # linear: what one unit less of a column at its upper bound would cost
    prices: Reals  # of the rows, in their order; for a linear task


def relaxed(task: Task, clock: Clock) -> Answer | None:
    """Solve without whole numbers; None where nothing meets all rows."""
    from scipy import optimize, sparse

    below, above = np.isfinite(task.low), np.isfinite(task.high)
    linprog: Any = optimize.linprog
    result = linprog(
        -task.gain,
        sparse.vstack([-task.table[below], task.table[above]]),
        np.r_[-task.low[below], task.high[above]],
        bounds=np.column_stack([task.least, task.most]),
        method="highs",
        options=clock.limits(),
    )
    if result.status == 2:
        return None
    if result.x is None:
        raise OutOfTimeError
    marginals = -np.asarray(result.ineqlin.marginals)
    prices = np.zeros(len(task.low))
    prices[below] = marginals[: below.sum()]
    prices[above] += marginals[below.sum() :]
    value = -float(result.fun)
    reduced, regret = np.asarray(result.lower.marginals), -np.asarray(result.upper.marginals)
    return Answer(result.x, value, value, True, reduced, regret, prices)


def best_whole(
    task: Task, clock: Clock, relative_gap: float = 0.0, futile: Callable[[Reals], bool] | None = None
) -> Answer | None:
    """Solve in whole numbers up to a relative gap; None where nothing meets all rows.

    `futile` tells of columns whether they break a rule that the task does not hold yet: then they are given back at
    once, unproven, since proving them best would prove nothing.
    """
    if len(task.gain) <= FEW:
        return _branched(task, clock, relative_gap)
    start = relaxed(task, clock)
    if start is None or _is_whole(start.columns[task.whole]):
        return start
    # Only columns that the relaxation leaves at 0 go; levels and gaps always stay.
    cost = np.where(task.whole & (task.least == 0) & (start.columns < WHOLE), start.reduced, -1.0)
    few = max(FEW, 2 * int(np.count_nonzero(start.columns > WHOLE)))
    while few < len(cost):
        dropped = cost > np.partition(cost, few)[few]
        answer = _branched(task.within(dropped, np.zeros_like(dropped)), clock, relative_gap)
        if answer is not None:
            answer = replace(answer, columns=_spread(answer.columns, dropped), proven=False, bound=start.value)
            if futile is not None and futile(answer.columns):
                return answer
            return _certified(task, start, answer, clock, relative_gap)
        few *= 3
    return _branched(task, clock, relative_gap)


def _certified(task: Task, start: Answer, answer: Answer, clock: Clock, relative_gap: float) -> Answer:
    """Prove an answer found without the dropped columns, or better it.

    Whatever is better than the answer loses less against the relaxation than the answer does. So it uses no column
    whose reduced cost exceeds that loss, and all columns at their upper bound whose reduced gain does.
    """
    loss = start.value - answer.value + 1e-6
    if loss <= relative_gap * abs(start.value):
        return replace(answer, proven=True)
    at_zero = task.whole & (task.least == 0) & (start.columns < WHOLE) & (start.reduced > loss)
    at_one = task.whole & (start.columns > task.most - WHOLE) & (start.regret > loss)
    if np.count_nonzero(~at_zero & ~at_one) > MANY:
        return answer
    try:
        better = _branched(task.within(at_zero, at_one), clock, relative_gap)
    except OutOfTimeError:
        return answer
    if better is None or better.value < answer.value:
        return replace(answer, proven=better is None or better.proven)
    return replace(better, columns=_spread(better.columns, at_zero))


def _spread(columns: Reals, dropped: Bools) -> Reals:
    whole = np.zeros(len(dropped))
    whole[~dropped] = columns
    return whole


def _is_whole(columns: Reals) -> bool:
    return bool((np.abs(columns - np.round(columns)) < WHOLE).all())


def _branched(task: Task, clock: Clock, relative_gap: float) -> Answer | None:
    from scipy import optimize

    nothing = np.zeros(0)
    if not len(task.gain):
        kept = (task.low <= 0).all() and (task.high >= 0).all()
        return Answer(nothing, 0.0, 0.0, True, nothing, nothing, nothing) if kept else None
    nodes = NODES_OF_FEW if len(task.gain) <= FEW else NODES
    milp: Any = optimize.milp
    result = milp(
        -task.gain,
        integrality=task.whole.astype(int),
        bounds=optimize.Bounds(task.least, task.most),
        constraints=optimize.LinearConstraint(task.table, task.low, task.high),
        options=clock.limits() | {"mip_rel_gap": relative_gap, "node_limit": nodes},
    )
    if result.status == 2:
        return None
    if result.x is None:
        raise OutOfTimeError
    return Answer(result.x, -result.fun, -result.mip_dual_bound, result.status == 0, nothing, nothing, nothing)
