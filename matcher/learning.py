"""Learn the weights of the signals from decisions: who was accepted for a seat, and who was passed over.

A logistic regression over pairs of one seat (pairwise ranking, Joachims 2002), pulled towards the weights in force:
with few decisions little changes. It is judged on territories that it did not see. A person adopts what is learned, or
not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.roster import Floats, Ints
from matcher.scoring import with_averages

FEWEST_PAIRS, FEWEST_TERRITORIES = 20, 3
STRENGTHS = (0.03, 0.3, 3.0)  # inverse regularisation: how far decisions may pull weights away from those in force
FOLDS = 5
IN_FORCE = 10.0  # scale of the score in force as a column of its own, so that keeping to it costs next to nothing


@dataclass(frozen=True, slots=True)
class Decision:
    """What a coordinator decided of one suggestion."""

    territory: str
    seat: str  # the same for all suggestions of one seat
    accepted: bool
    values: Mapping[str, float]  # by signal; one that is not known is left out


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights that fit decisions, and what is known of them."""

    weights: Mapping[str, float]  # shares, summing to 1
    in_force: Mapping[str, float]
    decisions: int
    pairs: int  # somebody accepted beside somebody passed over for the same seat
    right_in_force: float  # share of pairs that the weights in force put in the right order
    right_unseen: float  # share that weights learned on other territories put in the right order
    seats: int  # with a pair
    seats_changed: int  # where somebody else would come first among those decided on

    @property
    def better(self) -> bool:
        """Whether learned weights do better on territories that they were not learned from."""
        return self.right_unseen > self.right_in_force


def learn(decisions: Sequence[Decision], in_force: Mapping[str, float]) -> Learned:
    """Learn weights from decisions, starting from those in force.

    Raises ValueError where there are too few pairs of somebody accepted and somebody passed over for one seat, or all
    of them are in too few territories.
    """
    signals = [name for name, weight in in_force.items() if weight > 0]
    shares = np.array([in_force[name] for name in signals]) / sum(in_force[name] for name in signals)
    told = with_averages(np.array([[decision.values.get(name, np.nan) for name in signals] for decision in decisions]))
    first, second = _pairs(decisions)
    territories = np.array([decisions[row].territory for row in first])
    if len(first) < FEWEST_PAIRS or len(set(territories)) < FEWEST_TERRITORIES:
        raise ValueError(
            f"{len(first)} pairs in {len(set(territories))} territories; at least {FEWEST_PAIRS} pairs in "
            f"{FEWEST_TERRITORIES} territories are needed"
        )
    apart = told[first] - told[second]
    unseen = {strength: _right_unseen(apart, shares, territories, strength) for strength in STRENGTHS}
    strength = max(STRENGTHS, key=lambda one: unseen[one])
    weights = _fit(apart, shares, strength)
    seats = {decisions[row].seat for row in first}
    changed = sum(_first(decisions, seat, told @ shares) != _first(decisions, seat, told @ weights) for seat in seats)
    return Learned(
        weights=dict(zip(signals, np.round(weights, 4).tolist(), strict=True)),
        in_force=dict(zip(signals, np.round(shares, 4).tolist(), strict=True)),
        decisions=len(decisions),
        pairs=len(first),
        right_in_force=round(_right(apart @ shares), 4),
        right_unseen=round(unseen[strength], 4),
        seats=len(seats),
        seats_changed=changed,
    )


def pairwise(apart: Floats, importance: Floats, strength: float) -> Floats:
    """Coefficients, shape (columns,), with which the first of each pair comes before the second.

    `apart` has shape (pairs, columns): the first less the second. A pair counts by its `importance`, shape (pairs,);
    `strength` is inverse regularisation.
    """
    from sklearn.linear_model import LogisticRegression

    both_ways, labels = np.vstack([apart, -apart]), np.repeat([1, 0], len(apart))
    model: LogisticRegression = LogisticRegression(C=strength, fit_intercept=False, max_iter=1_000)
    found = model.fit(both_ways, labels, np.tile(importance, 2)).coef_[0]
    return np.asarray(found, dtype=np.float64)


def _pairs(decisions: Sequence[Decision]) -> tuple[Ints, Ints]:
    """Rows of somebody accepted and of somebody passed over for the same seat."""
    pairs = [
        (one, other)
        for one, taken in enumerate(decisions)
        for other, left in enumerate(decisions)
        if taken.accepted and not left.accepted and taken.seat == left.seat
    ]
    first, second = zip(*pairs, strict=True) if pairs else ((), ())
    return np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)


def _right(difference: Floats) -> float:
    """The share of pairs in the right order; a tie is half right."""
    return float(((difference > 0) + 0.5 * (difference == 0)).mean())


def _right_unseen(apart: Floats, shares: Floats, territories: np.ndarray, strength: float) -> float:
    from sklearn.model_selection import GroupKFold

    folds = GroupKFold(min(FOLDS, len(set(territories))))
    difference = np.zeros(len(apart))
    for seen, unseen in folds.split(apart, groups=territories):
        difference[unseen] = apart[unseen] @ _fit(apart[seen], shares, strength)
    return _right(difference)


def _fit(apart: Floats, shares: Floats, strength: float) -> Floats:
    """Weights as shares; a signal never counts against somebody."""
    columns = np.column_stack([apart, IN_FORCE * (apart @ shares)])
    found = pairwise(columns, np.ones(len(columns)), strength)
    weights = np.maximum(0.0, found[:-1] + IN_FORCE * found[-1] * shares)
    return weights / weights.sum() if weights.sum() > 0 else shares


def _first(decisions: Sequence[Decision], seat: str, scores: Floats) -> int:
    rows = [row for row, decision in enumerate(decisions) if decision.seat == seat]
    return max(rows, key=lambda row: float(scores[row]))
