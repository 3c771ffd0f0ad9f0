"""Scores that remember their parts: the weighted sum of the signals, and its word.

score = sum over signals of share x value, where the shares sum to 1 and an unknown value adds nothing.
"""

from dataclasses import dataclass

import numpy as np

from matcher.model import Signal, Strength
from matcher.roster import Floats
from matcher.signals import SIGNALS, View

# Lower bounds of the words. They hold for every round and encoder because what enters the score is calibrated on the
# roster at hand before it comes here.
STEPS: tuple[tuple[float, Strength], ...] = (
    (0.70, Strength.VERY_CLOSE),
    (0.55, Strength.CLOSE),
    (0.40, Strength.FAIR),
    (0.25, Strength.DISTANT),
    (0.00, Strength.VERY_DISTANT),
)
DECIMALS = 4  # a score is compared as it is shown, so that what looks like a tie is one


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The scores of one seat with their parts."""

    view: View
    values: Floats  # (signals, experts) in the order of SIGNALS; NaN where unknown
    total: Floats  # (experts,) from 0 to 1

    def parts(self, place: int) -> tuple[Signal, ...]:
        """The signals of one expert that have a weight, explained."""
        weighed = (number for number, one in enumerate(SIGNALS) if self.view.policy.share(one.name))
        return tuple(self._part(number, place) for number in weighed)

    def _part(self, number: int, place: int) -> Signal:
        definition, value = SIGNALS[number], float(self.values[number, place])
        weight = round(self.view.policy.share(definition.name), DECIMALS)
        if np.isnan(value):
            return Signal(definition.name, None, weight, definition.unknown)
        told = definition.explain(self.view, place)
        return Signal(
            definition.name, round(value, DECIMALS), weight, told.reason, told.expert_words, told.territory_words
        )


def score(view: View) -> Scores:
    """Measure every signal for every expert of a view and sum them up."""
    values = np.vstack([definition.measure(view) for definition in SIGNALS]).astype(np.float64)
    shares = np.array([view.policy.share(definition.name) for definition in SIGNALS])
    # A sum over rows, not a matrix product: its result does not depend on how many experts are scored together.
    total = (shares[:, None] * np.nan_to_num(values)).sum(axis=0)
    return Scores(view, values, np.round(total, DECIMALS))


def strength(total: float) -> Strength:
    """The word for a score."""
    return next(word for bound, word in STEPS if total >= bound)
