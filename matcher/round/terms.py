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
    advisers_of: Mapping[SeatKey, int] = field(default_factory=dict)  # of one pilot; comes before `advisers`
    most_pilots: int = MOST_PILOTS
    most_pilots_of: Mapping[str, int] = field(default_factory=dict)  # that one person serves, by expert
    fair: bool = True  # the worst-served pilot first; else the total alone
    pins: frozenset[tuple[str, SeatKey]] = frozenset()  # (expert, seat)
    exclusions: Mapping[tuple[str, SeatKey], str] = field(default_factory=dict)  # (expert, seat): reason
    before: Placements | None = None  # an earlier round, of which as much as can be is kept
    fill_only: bool = False  # whom the earlier round placed stays in place, as far as the rules allow; gaps are filled
    known_before: frozenset[str] | None = None  # experts on the list then; None: not known
    seed: int = 0
    time_limit: float | None = None  # seconds

    def __post_init__(self) -> None:
        wanted = (self.most_pilots, *self.advisers.values(), *self.advisers_of.values())
        if min(wanted) < 1 or any(number < 0 for number in self.most_pilots_of.values()):
            raise ValueError("numbers of advisers and of pilots start at one; one person may be left out with 0")

    def wanted(self, seat: SeatKey) -> int:
        """How many advisers a pilot gets for a role that it wants."""
        return self.advisers_of.get(seat, self.advisers.get(seat[1], 1))

    def most(self, expert: str) -> int:
        """How many pilots somebody may serve."""
        return self.most_pilots_of.get(expert, self.most_pilots)


def seat_key(seat: Seat) -> SeatKey:
    """What a seat is called across rounds."""
    return (seat.territory.id, seat.role)
