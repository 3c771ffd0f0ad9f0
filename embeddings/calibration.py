"""What similarities are measured in: the mean and the spread of those who were compared when a round was first solved.

Raw cosines of two encoders, and of two needs, mean different things. In standard deviations from the mean of the
profiles at hand they mean the same. A calibration can be kept, so that a profile that comes later is measured as those
before it were.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
DECIMALS = 4  # of a value: what is kept and read again is the same


class Scale(NamedTuple):
    """Mean and standard deviation of similarities."""

    mean: float
    spread: float

    @classmethod
    def of(cls, similarity: Floats, about: Bools) -> "Scale":
        """The scale of the similarities that `about` marks, to eight digits."""
        known = similarity[about]
        return cls(round(float(known.mean()), 8), round(float(known.std()), 8))

    def deviations(self, similarity: Floats) -> Floats:
        """Distances from the mean in standard deviations; 0 where all are alike."""
        if self.spread < LEAST:
            return np.zeros_like(similarity)
        return (similarity - self.mean) / self.spread


LEAST = 1e-6  # a smaller spread is none
