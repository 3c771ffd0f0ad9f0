"""What a coordinator decided about a conflict of interest between somebody and a territory."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Ruling(StrEnum):
    """The decision, in the words of the page that shows it."""

    CONFLICT = "conflict"  # refused from now on, whatever is known
    NO_CONFLICT = "no conflict"  # what was found or asked does not stand against them


@dataclass(frozen=True, slots=True)
class ConflictRuling:
    """One decision; it holds for every list made after it, until it is taken back."""

    expert: str  # id
    territory: str  # id
    ruling: Ruling
    reason: str  # in the coordinator's words
    by: str
    at: datetime
