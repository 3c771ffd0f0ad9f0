"""The one place that knows what a vector is: float32, of length 1, compared by inner product (the cosine)."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]  # (texts, dimensions), each row of length 1 or 0

DTYPE = np.float32


def normalised(vectors: NDArray[np.floating]) -> Vectors:
    """Scale every row to length 1; a row of zeros (a text that says nothing) stays zero."""
    rows = np.ascontiguousarray(vectors, dtype=DTYPE)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
