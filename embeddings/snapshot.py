"""An index kept in a file, so that the next command starts from it.

The file's name is the hash of what went in (encoder and texts, in order), its first bytes are the hash of what it
holds. A file that does not hold what it says is put aside and made again; it is replaced whole or not at all.
"""

import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from embeddings.passage_index import flat_index
from embeddings.vectors import Vectors

if TYPE_CHECKING:
    import faiss

DIGEST = 16  # bytes
KEPT = 8  # snapshots; the ones used longest ago go


def kept_index(
    folder: Path, identity: str, texts: Iterable[str], vectors: Callable[[], Vectors]
) -> "faiss.IndexFlatIP":
    """The index of some texts under an encoder: from its snapshot, or made of `vectors` and kept."""
    path = folder / f"{_name(identity, texts)}.faiss"
    index = _read(path)
    if index is None:
        index = flat_index(vectors())
        _keep(path, index)
    return index


def _name(identity: str, texts: Iterable[str]) -> str:
    key = blake2b(identity.encode(), digest_size=DIGEST)
    for text in texts:
        key.update(b"\0" + text.encode())
    return key.hexdigest()


def _read(path: Path) -> "faiss.IndexFlatIP | None":
    import faiss

    try:
        stored = path.read_bytes()
    except FileNotFoundError:
        return None
    digest, content = stored[:DIGEST], stored[DIGEST:]
    if blake2b(content, digest_size=DIGEST).digest() != digest:
        os.replace(path, path.with_suffix(".damaged"))
        return None
    os.utime(path)
    return faiss.deserialize_index(  # type: ignore[return-value]  # what was kept is flat
        np.frombuffer(content, dtype=np.uint8)
    )


def _keep(path: Path, index: "faiss.IndexFlatIP") -> None:
    import faiss

    content = faiss.serialize_index(index).tobytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.write_bytes(blake2b(content, digest_size=DIGEST).digest() + content)
    os.replace(draft, path)
    by_use = sorted(path.parent.glob("*.faiss"), key=lambda one: one.stat().st_mtime)
    for old in by_use[:-KEPT]:
        old.unlink(missing_ok=True)
