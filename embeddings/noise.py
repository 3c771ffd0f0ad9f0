"""How much what is measured of a profile would move if it told one passage less: the jackknife.

A profile in which one passage carries everything is noisier than one that says it in several ways.
"""

import numpy as np

from embeddings.passage_index import Best, Floats, Searched


def standard_errors(
    asks: Searched, best: Best, weights: Floats, parts: Floats, per_whole: float, per_late: float
) -> Floats:
    """Standard errors of profiles' deviations, shape (owners,); NaN for whoever has fewer than two passages.

    Each passage is left out in turn (Tukey 1958). What whole texts lose is told by the mean of `parts`, the nearness of
    the whole need to each passage, shape (passages,); what late interaction loses, by the passage that comes next to
    the `best` of each ask, of which `weights` has shape (asks,). `per_whole` and `per_late` are what either counts for,
    in deviations.
    """
    found = np.full(asks.count, np.nan)
    if not len(asks.owned):
        return found
    each = np.repeat(asks.sizes, asks.sizes)  # (passages,): how many its owner has
    total = np.add.reduceat(parts, asks.starts)
    rest = (np.repeat(total, asks.sizes) - parts) / np.maximum(each - 1, 1)
    moved = per_whole * (rest - np.repeat(total / asks.sizes, asks.sizes)) + per_late * _without_the_best(
        asks, best, weights
    )
    apart = (moved - np.repeat(np.add.reduceat(moved, asks.starts) / asks.sizes, asks.sizes)) ** 2
    errors = np.sqrt((asks.sizes - 1) / asks.sizes * np.add.reduceat(apart, asks.starts))
    found[asks.owned] = np.where(asks.sizes > 1, errors, np.nan)
    return found


def _without_the_best(asks: Searched, best: Best, weights: Floats) -> Floats:
    """What late interaction loses with each passage, shape (passages,); 0 for one that is the best of no ask."""
    nearest = asks.starts + best.passage[:, asks.owned]
    others = asks.similarity.astype(np.float64)
    np.put_along_axis(others, nearest, -np.inf, axis=1)
    second = np.maximum.reduceat(others, asks.starts, axis=1)
    lost = weights[:, None] * np.where(asks.sizes > 1, second - best.similarity[:, asks.owned], 0.0)
    without = np.zeros(asks.similarity.shape[1])
    np.add.at(without, nearest, lost)
    return without
