"""Scores that remember their parts: the weighted sum of the signals, and its word.

score = sum over signals of share x value, where the shares sum to 1. A value that is not known counts as what the
people at hand have on average: to say nothing of something speaks neither for nor against anybody.
"""

from dataclasses import dataclass

import numpy as np

from matcher.model import Signal, Strength
from matcher.roster import Floats
from matcher.signals import SIGNALS, View

# Lower bounds of the words, set on scores under weights that were learned from other sets: of whom "very close" is said
# there, nine in ten are a first choice or a good alternative (`benchmarks.bench_weights` prints it).
STEPS: tuple[tuple[float, Strength], ...] = (
    (0.80, Strength.VERY_CLOSE),
    (0.65, Strength.CLOSE),
    (0.50, Strength.FAIR),
    (0.35, Strength.DISTANT),
    (0.00, Strength.VERY_DISTANT),
)
DECIMALS = 4  # a score is compared as it is shown, so that what looks like a tie is one


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The scores of one seat with their parts."""

    view: View
    values: Floats  # (signals, experts) in the order of SIGNALS; NaN where unknown
    counted: Floats  # the same, with what an unknown value counts as
    total: Floats  # (experts,) from 0 to 1
    noise: Floats  # (experts,): how far it may be off for what was told, as one standard error

    def parts(self, place: int) -> tuple[Signal, ...]:
        """The signals of one expert, explained: those that have a weight, and what else is known of the person."""
        shown = (
            number
            for number, one in enumerate(SIGNALS)
            if self.view.policy.share(one.name) or not np.isnan(self.values[number, place])
        )
        return tuple(self._part(number, place) for number in shown)

    def _part(self, number: int, place: int) -> Signal:
        definition, value = SIGNALS[number], float(self.values[number, place])
        weight = round(self.view.policy.share(definition.name), DECIMALS)
        if np.isnan(value):
            average = round(float(self.counted[number, place]), DECIMALS)
            return Signal(definition.name, None, weight, definition.unknown, average=average)
        told = definition.explain(self.view, place)
        return Signal(
            definition.name, round(value, DECIMALS), weight, told.reason, told.expert_words, told.territory_words
        )


def score(view: View) -> Scores:
    """Measure every signal for every expert of a view and sum them up."""
    values = np.vstack([definition.measure(view) for definition in SIGNALS]).astype(np.float64)
    shares = np.array([view.policy.share(definition.name) for definition in SIGNALS])
    # A sum over rows, not a matrix product: its result does not depend on how many experts are scored together.
    counted = with_averages(values.T).T
    total = (shares[:, None] * counted).sum(axis=0)
    noise = view.policy.share("meaning") * view.evidence.meaning.noise[view.row]
    return Scores(view, values, counted, np.round(total, DECIMALS), np.round(noise, DECIMALS))


def with_averages(values: Floats) -> Floats:
    """The values, shape (people, signals), with the mean of a signal where it is unknown; a half where all are."""
    known = ~np.isnan(values)
    count = known.sum(axis=0)
    sums = np.sort(np.where(known, values, 0.0), axis=0).sum(axis=0)  # in order: rows in another order sum up the same
    return np.where(known, values, np.where(count > 0, sums / np.maximum(count, 1), 0.5))


def strength(total: float) -> Strength:
    """The word for a score."""
    return next(word for bound, word in STEPS if total >= bound)
