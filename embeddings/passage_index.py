"""Passages and their owners in a FAISS index, searched exactly.

A flat index holds the vectors; inner products are computed for every passage of the owners asked about, and none is
left out (see docs/adr/0003). One thread: on busy cores two cost more than they give.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.vectors import DTYPE, Vectors

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """For each ask and owner the nearest passage."""

    similarity: NDArray[np.float64]  # (asks, owners); 0 where an owner has no passage
    passage: Ints  # (asks, owners): number among the owner's own passages


class PassageIndex:
    """Passages of owners, who are numbered from 0; the passages of one owner stand together, in order."""

    def __init__(self, passages: Vectors, owners: Ints, count: int) -> None:
        import faiss

        faiss.omp_set_num_threads(1)
        self._index = faiss.IndexFlatIP(passages.shape[1])
        self._index.add(np.ascontiguousarray(passages, dtype=DTYPE))
        self._count = count
        self._owned, self._starts = np.unique(owners, return_index=True)

    def best_of_each(self, asks: Vectors) -> Best:
        """Find the nearest passage of every owner for each ask. Raises ValueError where dimensions differ."""
        if asks.shape[1] != self._index.d:
            raise ValueError(f"asks have {asks.shape[1]} dimensions, passages {self._index.d}: two encoders met")
        rows = np.tile(np.arange(self._index.ntotal, dtype=np.int64), (len(asks), 1))
        found = np.empty(rows.shape, dtype=DTYPE)
        asks = np.ascontiguousarray(asks, dtype=DTYPE)
        self._index.compute_distance_subset(len(asks), _address(asks), rows.shape[1], _address(found), _address(rows))
        return self._by_owner(found)

    def _by_owner(self, found: NDArray[np.float32]) -> Best:
        similarity = np.zeros((len(found), self._count))
        passage = np.zeros((len(found), self._count), dtype=np.int64)
        ends = np.append(self._starts[1:], found.shape[1])
        similarity[:, self._owned] = np.maximum.reduceat(found, self._starts, axis=1)
        for owner, start, end in zip(self._owned, self._starts, ends, strict=True):
            passage[:, owner] = found[:, start:end].argmax(axis=1)
        return Best(similarity, passage)


def _address(array: NDArray[np.float32] | Ints) -> object:
    import faiss

    return faiss.swig_ptr(array)
