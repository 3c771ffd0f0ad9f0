"""Learned weights as JSON."""

import json
from pathlib import Path

from matcher.learning import Learned
from service.values.json import Json


def learned_json(learned: Learned) -> dict[str, Json]:
    """Write learned weights beside those in force, and what is known of them."""
    return {
        "weights": dict(learned.weights),
        "in_force": dict(learned.in_force),
        "decisions": learned.decisions,
        "pairs": learned.pairs,
        "right_in_force": learned.right_in_force,
        "right_unseen": learned.right_unseen,
        "better": learned.better,
        "seats": learned.seats,
        "seats_changed": learned.seats_changed,
    }


def write_weights(path: Path, learned: Learned) -> None:
    """Write the weights alone, as the option --weights takes them. Raises OSError where it cannot be written."""
    path.write_text(json.dumps(dict(learned.weights), indent=1) + "\n", encoding="utf-8")
