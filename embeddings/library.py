"""What one encoder has read so far: vectors by text, and indexes of passages, kept in a folder between commands."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.cache import VectorCache
from embeddings.passage_index import PassageIndex
from embeddings.snapshot import kept_index
from embeddings.transformer import Progress, Transformer
from embeddings.vectors import Vectors


class Library(Protocol):
    """Whoever gives vectors of texts, and indexes of passages, wherever they are kept."""

    def encoded(self, texts: Sequence[str], *, asks: bool, progress: Progress | None = None) -> Vectors:
        """The vectors of texts, shape (texts, dimensions)."""

    def index(self, passages: Sequence[str], owners: NDArray[np.int64], count: int, vectors: Vectors) -> PassageIndex:
        """The index of passages, whose owners are numbered from 0 in order; `count` owners in all."""


class FolderLibrary:
    """An encoder with everything it has read, in `folder`."""

    def __init__(self, encoder: Transformer, folder: Path) -> None:
        self.encoder = encoder
        self._vectors = VectorCache(folder)
        self._indexes = folder / "indexes"

    def encoded(self, texts: Sequence[str], *, asks: bool, progress: Progress | None = None) -> Vectors:
        """The vectors of texts, shape (texts, dimensions), encoding only those never met before."""
        return self._vectors.encoded(self.encoder, texts, asks=asks, progress=progress)

    def index(self, passages: Sequence[str], owners: NDArray[np.int64], count: int, vectors: Vectors) -> PassageIndex:
        """The index of passages, whose owners are numbered from 0 in order; `count` owners in all."""
        kept = kept_index(self._indexes, self.encoder.identity, passages, lambda: vectors)
        return PassageIndex(kept, owners, count)
