"""Which text model an installation has chosen, and which it had before: a small file beside the vectors."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from embeddings.models import DEFAULT
from service.whole_file import write_whole

FILE = "model.json"


@dataclass(frozen=True, slots=True)
class ChosenModel:
    """The model in use, and the one to go back to."""

    in_use: str = DEFAULT
    before: str | None = None


def chosen_model(cache: Path) -> ChosenModel:
    """What was chosen; the default where nothing was, or the file cannot be read."""
    try:
        told = json.loads((cache / FILE).read_text(encoding="utf-8"))
        return ChosenModel(str(told["in_use"]), None if told["before"] is None else str(told["before"]))
    except (OSError, ValueError, KeyError, TypeError):
        return ChosenModel()


def choose_model(cache: Path, name: str) -> ChosenModel:
    """Choose a model from now on, remembering the one before. Raises OSError where it cannot be written."""
    chosen = ChosenModel(name, chosen_model(cache).in_use)
    write_whole(cache / FILE, json.dumps(asdict(chosen)))
    return chosen
