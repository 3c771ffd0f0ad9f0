"""What somebody looks for in the roster."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from matcher.languages import Level
from matcher.model import Expert, Quotation, Role, Territory, TerritoryStatus

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExpertsSought:
    """Words, and conditions that all must hold; None or "" where anything will do."""

    words: str = ""
    role: Role | None = None
    language: str = ""  # BCP 47
    level: Level | None = None  # of that language, or better
    lives_in: str = ""  # ISO 3166 alpha-2
    worked_in: str = ""
    theme: str = ""  # code of the taxonomy
    free_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is looked for at all."""
        return self == ExpertsSought()


@dataclass(frozen=True, slots=True)
class TerritoriesSought:
    """Words, and conditions that all must hold."""

    words: str = ""
    country: str = ""
    role: Role | None = None
    theme: str = ""
    status: TerritoryStatus | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is looked for at all."""
        return self == TerritoriesSought()


@dataclass(frozen=True, slots=True)
class FoundExpert:
    """Somebody who is found, and the passage that shows why; None where the name or the conditions do."""

    expert: Expert
    passage: Quotation | None = None


@dataclass(frozen=True, slots=True)
class FoundTerritory:
    """A territory that is found, and the passage that shows why."""

    territory: Territory
    passage: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was found, best first."""

    items: tuple[T, ...]
    count: int  # how many there are, of whom `items` are the best
    by_meaning: bool  # whether meaning was searched; else words alone, as texts are still to be read
