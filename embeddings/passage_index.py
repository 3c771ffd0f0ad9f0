"""Passages and their owners in a FAISS index, searched exactly under a mask.

A flat index holds the vectors; inner products are computed for every passage of the owners asked about, and none is
left out (see docs/adr/0003). One thread: on busy cores two cost more than they give.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.vectors import DTYPE, Vectors

if TYPE_CHECKING:
    import faiss

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

IDENTITY = "FAISS IndexFlatIP, exact under a mask"


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """For each ask and owner the nearest passage."""

    similarity: Floats  # (asks, owners); 0 where an owner is masked or has no passage
    passage: Ints  # (asks, owners): number among the owner's own passages


@dataclass(frozen=True, slots=True, eq=False)
class Searched:
    """How near every ask is to every passage of some owners; the passages of one owner stand together."""

    similarity: Vectors  # (asks, passages)
    owned: Ints  # (owners that have passages,): their numbers
    starts: Ints  # the same shape: where the passages of each begin
    sizes: Ints  # the same shape: how many each has
    count: int  # of all owners

    def rows(self, asked: slice) -> "Searched":
        """The same for some of the asks."""
        return replace(self, similarity=self.similarity[asked])

    def best(self) -> Best:
        """The nearest passage of every owner for each ask; of two that are as near, the first."""
        shape = (len(self.similarity), self.count)
        best = Best(np.zeros(shape), np.zeros(shape, dtype=np.int64))
        if len(self.owned):
            passages = self.similarity.shape[1]
            highest = np.maximum.reduceat(self.similarity, self.starts, axis=1)
            at = np.where(self.similarity == np.repeat(highest, self.sizes, axis=1), np.arange(passages), passages)
            best.similarity[:, self.owned] = highest
            best.passage[:, self.owned] = np.minimum.reduceat(at, self.starts, axis=1) - self.starts
        return best


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

    def search(self, asks: Vectors, allowed: Bools) -> Searched:
        """Compare each ask with every passage of the allowed owners; `allowed` has shape (owners,).

        Raises ValueError where dimensions differ.
        """
        if asks.shape[1] != self._index.d:
            raise ValueError(f"asks have {asks.shape[1]} dimensions, passages {self._index.d}: two encoders met")
        places = np.flatnonzero(allowed[self._owners])
        found = self._similarities(np.ascontiguousarray(asks, dtype=DTYPE), places)
        owned, starts, sizes = np.unique(self._owners[places], return_index=True, return_counts=True)
        return Searched(found, owned, starts, sizes, self._count)

    def _similarities(self, asks: Vectors, searched: Ints) -> Vectors:
        """Inner products of every ask with every passage searched, shape (asks, searched)."""
        import faiss

        rows = np.tile(searched, (len(asks), 1))
        found = np.empty(rows.shape, dtype=DTYPE)
        if not len(searched):
            return found
        pointers = [faiss.swig_ptr(array) for array in (asks, found, rows)]
        self._index.compute_distance_subset(  # type: ignore[attr-defined]  # faiss's stubs lack it
            len(asks), pointers[0], rows.shape[1], pointers[1], pointers[2]
        )
        return found
