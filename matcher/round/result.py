"""What a round gives: for every pilot its advisers with their reasons, the reserves, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.messages import Message
from matcher.model import Refusal, Seat, Suggestion, Territory
from matcher.round.balance import Balance
from matcher.round.comparison import Change, SeatKey
from matcher.round.terms import seat_key


@dataclass(frozen=True, slots=True)
class Remedy:
    """One change of the terms that would fill an empty seat: this person pinned to it, with what that takes."""

    said: Message
    expert: str
    most_pilots: int | None = None  # that the person would have to be allowed; None: as many as now


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """Who takes the seats of one role on one pilot."""

    seat: Seat
    wanted: int
    chosen: tuple[Suggestion, ...]  # best first
    reserves: tuple[Suggestion, ...]  # who can still be called on, best first
    refusals: tuple[Refusal, ...]
    eligible: int
    diagnosis: tuple[Message, ...]  # where a seat stays empty: why, and what would fill it
    remedies: tuple[Remedy, ...] = ()  # those changes among them that the terms of a round can make

    @property
    def empty(self) -> int:
        """How many seats nobody takes."""
        return self.wanted - len(self.chosen)


@dataclass(frozen=True, slots=True)
class PilotPlan:
    """One pilot's advisers."""

    territory: Territory
    seats: tuple[SeatPlan, ...]
    service: float  # mean score over the seats wanted, an empty one counting 0
    gaps: tuple[Message, ...]  # team rules that could not be met
    balance: Balance  # of this team


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a round is, and how good it is known to be."""

    total: float
    worst: float
    bound: float
    gap: float
    proven: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Round:
    """All pilots together."""

    pilots: tuple[PilotPlan, ...]
    quality: Quality
    balance: Balance
    recruiting: tuple[Message, ...]  # what the next call for experts should ask for
    changes: tuple[Change, ...]  # against the earlier round; empty where there was none

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is chosen or stands by, by id."""
        seats = (plan for pilot in self.pilots for plan in pilot.seats)
        return frozenset(one.expert for plan in seats for one in (*plan.chosen, *plan.reserves))

    @property
    def refused(self) -> Mapping[tuple[str, SeatKey], Message]:
        """The fact for everybody whom a rule refuses a seat, by id and seat."""
        plans = (plan for pilot in self.pilots for plan in pilot.seats)
        return {(one.expert, seat_key(plan.seat)): one.fact for plan in plans for one in plan.refusals}

    @property
    def placements(self) -> Mapping[SeatKey, tuple[str, ...]]:
        """The experts on each seat, by id."""
        return {
            (pilot.territory.id, plan.seat.role): tuple(one.expert for one in plan.chosen)
            for pilot in self.pilots
            for plan in pilot.seats
        }
