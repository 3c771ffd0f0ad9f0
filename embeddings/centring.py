"""Take out of a vector what says nothing of its content: its kind, its language, and how near it is to everything.

The vectors of some encoders lie close together: much of each is "a text that asks" or "a text in Latvian", and some
texts are near to whatever is asked. Three steps bring texts of one meaning together across languages (docs/adr/0007):

1. subtract the mean of usual asks, or of usual profiles;
2. leave out the directions in which languages differ (Yang et al. 2021, "A Simple and Effective Method to Eliminate the
   Self Language Bias in Multilingual Representations");
3. count against a telling text how near it is to its nearest usual asks (cross-domain similarity local scaling,
   Conneau et al. 2018, one-sided).

What is usual comes from texts of its own, made into arrays once by `scripts/centring.py`: a vector depends on its own
text alone.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from embeddings.errors import ModelUnavailable
from embeddings.vectors import DTYPE, Vectors, normalised

NEAREST = 5  # usual asks that a telling text is compared with
AGAINST = 0.5  # how much nearness to them counts against it


@dataclass(frozen=True, slots=True, eq=False)
class Centring:
    """What is usual, as one encoder sees it."""

    mean_ask: Vectors  # (dimensions,)
    mean_telling: Vectors  # (dimensions,)
    directions: Vectors  # (few, dimensions), of length 1 and at right angles: where languages differ
    usual_asks: Vectors  # (asks, dimensions), centred

    def centred(self, vectors: Vectors, *, asks: bool) -> Vectors:
        """Vectors of shape (texts, dimensions + 1); inner products of asks and telling texts are what they were for.

        The last coordinate is 1 for an ask, and what counts against it for a telling text.
        """
        content = self.content(vectors, asks=asks)
        last = np.ones(len(content)) if asks else -AGAINST * self._nearness_to_usual_asks(content)
        return np.column_stack([content, last]).astype(DTYPE)

    def content(self, vectors: Vectors, *, asks: bool) -> Vectors:
        """Vectors without mean and language, of length 1, shape (texts, dimensions)."""
        apart = vectors - (self.mean_ask if asks else self.mean_telling)
        return normalised(apart - (apart @ self.directions.T) @ self.directions)

    def _nearness_to_usual_asks(self, content: Vectors) -> Vectors:
        nearness = np.partition(content @ self.usual_asks.T, -NEAREST, axis=1)
        return np.asarray(nearness[:, -NEAREST:].mean(axis=1))


@cache
def centring(name: str, weights: str) -> Centring:
    """Read what is usual for an encoder. Raises ModelUnavailable where it was made with other weights."""
    with (files("embeddings") / "centres" / f"{name}.npz").open("rb") as file, np.load(file) as kept:
        made_with = str(kept["weights"])
        parts = [kept[part].astype(DTYPE) for part in ("mean_ask", "mean_telling", "directions", "usual_asks")]
    if made_with != weights:
        raise ModelUnavailable(f"the centres of {name} were made with {made_with}, not with {weights}")
    return Centring(*parts)
