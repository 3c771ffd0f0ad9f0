"""Vectors of texts in the database, and whose they are: the text model's library for a service.

No text is kept: a vector is found by the hash of its text under the encoder. Takes the place of the folder that the
command line keeps its vectors in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, select

from embeddings.cache import text_key
from embeddings.passage_index import PassageIndex, flat_index
from embeddings.transformer import Progress, Transformer
from embeddings.vectors import DTYPE, Vectors
from service.store.engine import insert_missing, reading, writing
from service.store.tables import TextUse, TextVector

AT_ONCE = 500  # keys of one question


class StoredLibrary:
    """An encoder with everything it has read, in the database."""

    def __init__(self, encoder: Transformer, engine: Engine) -> None:
        self.encoder = encoder
        self._engine = engine

    def encoded(self, texts: Sequence[str], *, asks: bool, progress: Progress | None = None) -> Vectors:
        """The vectors of texts, shape (texts, dimensions), encoding only those never met before.

        What is encoded is kept part by part: an interrupted run goes on where it stopped.
        """
        keys = [text_key(self.encoder.identity, asks, text) for text in texts]
        known = self._known(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        new_keys, new_texts = list(missing), list(missing.values())
        for places, vectors in self.encoder.encode_by_length(new_texts, asks=asks, progress=progress):
            part = {new_keys[place]: vector.tobytes() for place, vector in zip(places, vectors, strict=True)}
            with writing(self._engine) as database:
                insert_missing(database, TextVector, [{"key": key, "value": value} for key, value in part.items()])
            known |= part
        if not texts:
            return np.zeros((0, 0), dtype=DTYPE)
        return np.frombuffer(b"".join(known[key] for key in keys), dtype=DTYPE).reshape(len(texts), -1)

    def index(self, passages: Sequence[str], owners: NDArray[np.int64], count: int, vectors: Vectors) -> PassageIndex:
        """The index of passages, whose owners are numbered from 0 in order; `count` owners in all."""
        return PassageIndex(flat_index(vectors), owners, count)

    def unread(self, texts: Iterable[str], *, asks: bool) -> int:
        """How many of some texts the encoder has never read."""
        keys = [text_key(self.encoder.identity, asks, text) for text in texts]
        return len(set(keys)) - len(self._known(keys, values=False))

    def _known(self, keys: Sequence[bytes], *, values: bool = True) -> dict[bytes, bytes]:
        wanted = list(dict.fromkeys(keys))
        found: dict[bytes, bytes] = {}
        columns = select(TextVector.key, TextVector.value) if values else select(TextVector.key, TextVector.key)
        with reading(self._engine) as database:
            for part in _parts(wanted):
                found.update((key, value) for key, value in database.execute(columns.where(TextVector.key.in_(part))))
        return found


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def used_by(database: Connection, uses: Mapping[str, Iterable[bytes]]) -> None:
    """Say whose texts vectors are of, by expert; vectors of texts that nobody has any more go."""
    for expert, keys in uses.items():
        was = set(database.execute(select(TextUse.key).where(TextUse.expert_id == expert)).scalars())
        now = set(keys)
        insert_missing(database, TextUse, [{"expert_id": expert, "key": key} for key in sorted(now - was)])
        for part in _parts(sorted(was - now)):
            database.execute(delete(TextUse).where((TextUse.expert_id == expert) & TextUse.key.in_(part)))
            others = select(TextUse.key).where(TextUse.key.in_(part))
            database.execute(delete(TextVector).where(TextVector.key.in_(part) & TextVector.key.not_in(others)))
