"""What a coordinator asks of a round, and what they change in it. People and places by id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from matcher.model import Role


class Act(StrEnum):
    """What is done about one person on one seat."""

    PIN = "pin"
    UNPIN = "unpin"
    EXCLUDE = "exclude"
    ADMIT = "admit"  # takes an exclusion back


@dataclass(frozen=True, slots=True)
class SeatAct:
    """One act; without a role it means every seat of the territory."""

    act: Act
    expert: str
    territory: str
    role: Role | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody on a seat."""

    expert: str
    territory: str
    role: Role

    @property
    def seat(self) -> tuple[str, Role]:
        """The seat alone."""
        return self.territory, self.role


@dataclass(frozen=True, slots=True)
class Swap:
    """Two people who change places."""

    one: Placed
    other: Placed


@dataclass(frozen=True, slots=True)
class RoundNumbers:
    """How many advisers, how much of one person, and how long solving may take; None: as it was, or as is usual."""

    advisers: Mapping[Role, int] = field(default_factory=dict)
    most_pilots: int | None = None
    fair: bool | None = None
    time_limit: float | None = None  # seconds


@dataclass(frozen=True, slots=True)
class RoundChange:
    """A change of a version of a round. Without any act it is solved anew, from what is known now."""

    acts: tuple[SeatAct, ...] = ()
    swaps: tuple[Swap, ...] = ()
    fill_only: bool = False  # nobody who is placed is moved
    most_of: Mapping[str, int] = field(default_factory=dict)  # pilots that one person serves
    numbers: RoundNumbers = RoundNumbers()
