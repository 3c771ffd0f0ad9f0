"""Services as rows of a programme: floors under them, the lowest raised, and strict leximin level by level."""

from typing import Any

import numpy as np

from matcher.assignment.highs import Reals
from matcher.assignment.problem import Bools
from matcher.assignment.programme import SCALE, Extra, Found, Programme

SLACK = 1e-9  # a floor is a service that was reached: sums in another order must reach it too


def floors_of(programme: Programme, floors: Reals) -> Extra:
    """Hold services above floors (pilots,); -inf is no floor."""
    kept = np.flatnonzero(np.isfinite(floors))
    return Extra(
        np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.bool_),
        SCALE * programme.services()[kept], SCALE * (floors[kept] - SLACK),
    )  # fmt: skip


def raise_lowest(
    programme: Programme, raised: Bools, floors: Reals, *, whole: bool, relative_gap: float = 0.0
) -> tuple[Found, Bools] | None:
    """Make the lowest service of the `raised` pilots as high as can be while the others keep their floors.

    The found value and bound are that service. The second part tells, for a linear solve, which pilots hold it down.
    """
    from scipy import sparse

    lowest = _least_score(programme)
    up, kept = np.flatnonzero(raised), np.flatnonzero(~raised & np.isfinite(floors))
    column = sparse.csr_array(np.r_[-np.ones(len(up)), np.zeros(len(kept))][:, None])
    extra = Extra(
        np.ones(1), np.full(1, np.inf), np.zeros(1, dtype=np.bool_),
        SCALE * sparse.hstack([programme.services()[np.r_[up, kept]], column]),
        SCALE * np.r_[np.full(len(up), lowest), floors[kept] - SLACK],
    )  # fmt: skip
    found = programme.maximise(np.zeros(len(programme.pairs)), extra, whole=whole, relative_gap=relative_gap)
    if found is None:
        return None
    holding = np.zeros(len(raised), dtype=np.bool_)
    if not whole:
        holding[up[found.prices[: len(up)] > 1e-9]] = True
    return found.raised_by(lowest), holding


def exact_levels(programme: Programme, ideals: Reals) -> tuple[Extra | None, bool]:
    """Settle every level of the leximin order; returns the rows that keep them, and whether all are proven.

    Each step raises the lowest service outside the levels found so far. A pilot whose ideal is the level keeps it
    for good. Where nobody's is, anyone may be the one on that level: the choice stays open as a binary column
    (after Ogryczak's ordered outcomes), so that no level is given up for an earlier accident.
    """
    asked = programme.problem.asked > 0
    fixed = np.where(asked, np.nan, -np.inf)
    open_levels: list[float] = []
    proven = True
    while np.isnan(fixed).sum() > len(open_levels):
        found = programme.maximise(np.zeros(len(programme.pairs)), _choices(programme, fixed, open_levels, rising=True))
        if found is None:
            return None, False
        proven &= found.proven
        services = programme.services() @ found.taken
        free = np.flatnonzero(np.isnan(fixed))
        # The last columns choose: (pilots that are free, open levels).
        chosen = found.extras[1:].reshape(len(free), len(open_levels)).sum(axis=1) > 0.5
        level = float(services[free[~chosen]].min())
        ideal = free[ideals[free] <= level + SLACK]
        if len(ideal) and not open_levels:
            fixed[ideal] = level
        else:
            open_levels.append(level)
    return _choices(programme, fixed, open_levels, rising=False), proven


def _choices(programme: Programme, fixed: Reals, open_levels: list[float], *, rising: bool) -> Extra:
    """Rows: fixed floors; each free pilot on one open level or (rising) above the column that is raised."""
    from scipy import sparse

    free, kept = np.flatnonzero(np.isnan(fixed)), np.flatnonzero(np.isfinite(fixed))
    pilots, levels, lowest = len(free), len(open_levels), _least_score(programme)
    services, risen = programme.services(), int(rising)
    above = np.array(open_levels) - lowest
    big = 1.0 + float(programme.pairs.score.max(initial=0.0)) - lowest
    each = sparse.kron(sparse.eye_array(pilots), np.ones((1, levels)))  # (pilots, pilots x levels)
    on_level = sparse.kron(sparse.eye_array(pilots), above[None])
    of_level = sparse.kron(np.ones((1, pilots)), sparse.eye_array(levels))

    def nothing(rows: int, columns: int) -> Any:
        return sparse.csr_array((rows, columns))

    pairs = services.shape[1]
    blocks: list[Any] = [
        _beside(services[kept], nothing(len(kept), risen + pilots * levels)),
        _beside(services[free], nothing(pilots, risen), -on_level),
        _beside(nothing(pilots, pairs + risen), -each),
        _beside(nothing(levels, pairs + risen), -of_level),
    ]
    least = [fixed[kept] - SLACK, np.full(pilots, lowest - SLACK), -np.ones(pilots), -np.ones(levels)]
    if rising:
        blocks.append(_beside(services[free], sparse.csr_array(-np.ones((pilots, 1))), big * each))
        least.append(np.full(pilots, lowest))
    elif pilots:
        blocks.append(_beside(nothing(pilots, pairs), each))
        least.append(np.ones(pilots))
    return Extra(
        np.r_[np.ones(risen), np.zeros(pilots * levels)],
        np.r_[np.full(risen, np.inf), np.ones(pilots * levels)],
        np.r_[np.zeros(risen), np.ones(pilots * levels)] > 0,
        SCALE * sparse.vstack([block for block in blocks if block.shape[0]]),
        SCALE * np.concatenate(least),
    )


def _beside(*tables: Any) -> Any:
    from scipy import sparse

    return sparse.hstack([table for table in tables if table.shape[1]])


def _least_score(programme: Programme) -> float:
    return min(0.0, float(programme.pairs.score.min(initial=0.0)))
