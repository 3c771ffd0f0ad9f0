"""Vectors kept beside the hash of the text they were made from, so that no text is encoded twice.

One SQLite file a cache folder, shared by every process of a user. The key is the text's hash under an encoder's
identity, so vectors of two encoders never meet. Holds no text.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path

import numpy as np

from embeddings.transformer import Progress, Transformer
from embeddings.vectors import DTYPE, Vectors

AT_ONCE = 500  # keys of one question to the database


class VectorCache:
    """Looks vectors up by text, and encodes and keeps those that are missing."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "vectors.sqlite"
        with self._open() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def encoded(
        self, encoder: Transformer, texts: Sequence[str], *, asks: bool, progress: Progress | None = None
    ) -> Vectors:
        """The vectors of texts, shape (texts, dimensions), encoding only those never met before.

        What is encoded is kept part by part: an interrupted run goes on where it stopped.
        """
        keys = [text_key(encoder.identity, asks, text) for text in texts]
        known = self._look_up(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        new_keys, new_texts = list(missing), list(missing.values())
        for places, vectors in encoder.encode_by_length(new_texts, asks=asks, progress=progress):
            part = {new_keys[place]: vector.tobytes() for place, vector in zip(places, vectors, strict=True)}
            self._keep(part)
            known |= part
        if not texts:
            return np.zeros((0, 0), dtype=DTYPE)
        return np.frombuffer(b"".join(known[key] for key in keys), dtype=DTYPE).reshape(len(texts), -1)

    def _look_up(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        wanted = list(dict.fromkeys(keys))
        found: dict[bytes, bytes] = {}
        with self._open() as database:
            for start in range(0, len(wanted), AT_ONCE):
                part = wanted[start : start + AT_ONCE]
                places = ",".join("?" * len(part))
                found.update(database.execute(f"SELECT key, value FROM vector WHERE key IN ({places})", part))
        return found

    def _keep(self, vectors: dict[bytes, bytes]) -> None:
        with self._open() as database:
            database.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", vectors.items())

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=60)) as database, database:
            yield database


def text_key(identity: str, asks: bool, text: str) -> bytes:
    """The key under which a text's vector is kept: the hash of text, encoder and side."""
    told = f"{identity}\0{'asks' if asks else 'tells'}\0{text}"
    return blake2b(told.encode(), digest_size=16).digest()
