"""What a round loses with one person: each in turn is taken out, and the seats are filled anew without them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.assignment import assign
from matcher.roster import Floats
from matcher.round.arrays import ROLES, RoundArrays, round_arrays
from matcher.round.comparison import Placements, SeatKey, seats_by_person
from matcher.round.terms import RoundTerms
from matcher.suggesting import Candidates

Watch = Callable[[int, int], None]  # how many were taken out, of how many; raises to call it off


@dataclass(frozen=True, slots=True)
class Fall:
    """One person who falls out."""

    expert: str
    seats: tuple[SeatKey, ...]  # that they hold
    stay_empty: tuple[SeatKey, ...]  # seats more than now that nobody takes, whoever else is moved


def falls(
    field: Candidates, totals: Floats, terms: RoundTerms, placements: Placements, watch: Watch | None = None
) -> tuple[Fall, ...]:
    """Take everybody who is placed out, one at a time, and fill as many seats as can be without them.

    `totals` are scores of shape (seats, experts). Everybody may be moved but for those who are pinned; as many seats as
    possible are filled, as well as possible in all. Those come first without whom most seats stay empty, then those who
    hold most. Somebody who is not on the list any more is left out: they have fallen out already.
    """
    arrays = round_arrays(field, totals, terms)
    seats = seats_by_person(placements)
    placed = [one for one in seats if one in field.roster.place]
    now = _empty(arrays, None)
    found = []
    for number, expert in enumerate(placed):
        if watch is not None:
            watch(number, len(placed))
        empty = _empty(arrays, field.roster.place[expert])
        more = np.argwhere(empty > now).tolist() if empty.sum() > now.sum() else []
        lost = tuple((arrays.pilots[pilot].id, ROLES[role]) for pilot, role in more)
        found.append(Fall(expert, seats[expert], lost))
    return tuple(sorted(found, key=lambda one: (-len(one.stay_empty), -len(one.seats))))


def _empty(arrays: RoundArrays, without: int | None) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Seats that nobody takes, shape (pilots, roles), with somebody taken out."""
    eligible, pins = arrays.eligible, arrays.pins
    if without is not None:
        eligible, pins = eligible.copy(), pins.copy()
        eligible[:, :, without] = pins[:, :, without] = False
    # Team rules leave no seat empty, so they are not asked here.
    solved = assign(arrays.scores, eligible, arrays.demand, arrays.capacity, days=arrays.days, pins=pins, fair=False)
    return solved.unfilled


def alone(found: Sequence[Fall]) -> tuple[SeatKey, ...]:
    """Seats that hang on one person, each once."""
    return tuple(dict.fromkeys(seat for one in found for seat in one.stay_empty))
