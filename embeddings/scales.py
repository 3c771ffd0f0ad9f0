"""Similarities of several encoders on one scale: distances from what unrelated texts of one field have.

The constants are means and standard deviations of cosines between different texts of the development exports (74 texts
of 10 words or more, 49 of them English; 2026-11-23). They are fixed: a value never depends on what else is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Scale:
    """What cosines of unrelated texts look like, within one language and across two."""

    mean: float
    spread: float
    mean_across: float
    spread_across: float

    def deviations(self, asks: Vectors, passages: Vectors, same: NDArray[np.bool_]) -> NDArray[np.float64]:
        """How far each pair is nearer than unrelated texts, shape (asks, passages); `same` says: of one language."""
        cosines = np.asarray(asks @ passages.T, dtype=np.float64)
        within = (cosines - self.mean) / self.spread
        return np.where(same, within, (cosines - self.mean_across) / self.spread_across)


SCALES: Mapping[str, Scale] = {
    "e5-small": Scale(0.8203, 0.0252, 0.8031, 0.0218),
    "minilm": Scale(0.3223, 0.1224, 0.1899, 0.1121),
}
# Any other encoder: cosines of unrelated texts around 0.2.
OTHER = Scale(0.2, 0.12, 0.2, 0.12)
