"""Passages and their owners in a FAISS index, searched exactly under a mask.

A flat index holds the vectors; inner products are computed for every passage of the owners asked about, and none is
left out (see docs/adr/0003). One thread: on busy cores two cost more than they give.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.vectors import DTYPE, Vectors

if TYPE_CHECKING:
    import faiss

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

IDENTITY = "FAISS IndexFlatIP, exact under a mask"


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """For each ask and owner the nearest passage."""

    similarity: NDArray[np.float64]  # (asks, owners); 0 where an owner is masked or has no passage
    passage: Ints  # (asks, owners): number among the owner's own passages


def flat_index(passages: Vectors) -> "faiss.IndexFlatIP":
    """Put vectors into a flat index of inner products."""
    import faiss

    index = faiss.IndexFlatIP(passages.shape[1])
    index.add(np.ascontiguousarray(passages, dtype=DTYPE))
    return index


class PassageIndex:
    """Passages of owners, who are numbered from 0; the passages of one owner stand together, in order."""

    def __init__(self, index: "faiss.IndexFlatIP", owners: Ints, count: int) -> None:
        import faiss

        faiss.omp_set_num_threads(1)
        self._index = index
        self._owners = owners
        self._count = count
        first = np.searchsorted(owners, owners)  # owners are in order
        self._number = np.arange(len(owners)) - first

    def best_of_each(self, asks: Vectors, allowed: Bools) -> Best:
        """Find the nearest passage of every allowed owner for each ask; `allowed` has shape (owners,).

        Raises ValueError where dimensions differ.
        """
        if asks.shape[1] != self._index.d:
            raise ValueError(f"asks have {asks.shape[1]} dimensions, passages {self._index.d}: two encoders met")
        best = Best(np.zeros((len(asks), self._count)), np.zeros((len(asks), self._count), dtype=np.int64))
        searched = np.flatnonzero(allowed[self._owners])
        if not len(searched):
            return best
        found = self._similarities(np.ascontiguousarray(asks, dtype=DTYPE), searched)
        owned, starts, sizes = np.unique(self._owners[searched], return_index=True, return_counts=True)
        highest = np.maximum.reduceat(found, starts, axis=1)
        nearest = np.where(found == np.repeat(highest, sizes, axis=1), np.arange(len(searched)), len(searched))
        best.similarity[:, owned] = highest
        best.passage[:, owned] = self._number[searched[np.minimum.reduceat(nearest, starts, axis=1)]]
        return best

    def _similarities(self, asks: Vectors, searched: Ints) -> Vectors:
        """Inner products of every ask with every passage searched, shape (asks, searched)."""
        import faiss

        rows = np.tile(searched, (len(asks), 1))
        found = np.empty(rows.shape, dtype=DTYPE)
        pointers = [faiss.swig_ptr(array) for array in (asks, found, rows)]
        self._index.compute_distance_subset(  # type: ignore[attr-defined]  # faiss's stubs lack it
            len(asks), pointers[0], rows.shape[1], pointers[1], pointers[2]
        )
        return found
