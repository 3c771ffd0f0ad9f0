"""What an import did, in numbers that add up."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from service.intake.problems import Problem


class ImportState(StrEnum):
    """How far an import is."""

    READ = "read"
    APPLIED = "applied"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of one form: read = new + changed + same + merged + refused."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    merged: int = 0  # further rows of somebody who is counted already
    refused: int = 0  # rows of which nothing could be made

    def as_dict(self) -> dict[str, int]:
        """The numbers by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row that was kept."""

    file: str
    row: int
    outcome: str  # new, changed, same
    expert: str | None = None
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class ImportTold:
    """An import as it is stored."""

    id: str
    state: ImportState
    counts: Mapping[str, Counts]  # by form
    problems: tuple[Problem, ...]
    by: str
    made_at: datetime
