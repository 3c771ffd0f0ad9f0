"""What a coordinator asks of a round: how many advisers, how much of one person, who is fixed and who is kept out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.model import Role, Seat
from matcher.round.comparison import Placements, SeatKey

MOST_PILOTS = 2  # that one person serves, where nothing else is asked


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """The terms of one round. Raises ValueError where a number is below one."""

    advisers: Mapping[Role, int] = field(default_factory=dict)  # of a role for each pilot that wants it; 1 where absent
    most_pilots: int = MOST_PILOTS
    fair: bool = True  # the worst-served pilot first; else the total alone
    pins: frozenset[tuple[str, SeatKey]] = frozenset()  # (expert, seat)
    exclusions: Mapping[tuple[str, SeatKey], str] = field(default_factory=dict)  # (expert, seat): reason
    before: Placements | None = None  # an earlier round, of which as much as can be is kept
    seed: int = 0
    time_limit: float | None = None  # seconds

    def __post_init__(self) -> None:
        if self.most_pilots < 1 or any(number < 1 for number in self.advisers.values()):
            raise ValueError("numbers of advisers and of pilots start at one")

    def wanted(self, role: Role) -> int:
        """How many advisers of a role each pilot gets that wants it."""
        return self.advisers.get(role, 1)


def seat_key(seat: Seat) -> SeatKey:
    """What a seat is called across rounds."""
    return (seat.territory.key, seat.role)
