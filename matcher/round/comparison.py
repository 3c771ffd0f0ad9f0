"""Two rounds side by side: what was kept, and for every change its cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.messages import Message, say
from matcher.model import Role

SeatKey = tuple[str, Role]  # territory, by id, and role
Placements = Mapping[SeatKey, Sequence[str]]  # the experts on each seat, by id


class ChangeKind(StrEnum):
    KEPT = "kept"
    NEW = "new"
    GONE = "gone"
    MOVED = "moved"


def seats_by_person(placements: Placements) -> Mapping[str, tuple[SeatKey, ...]]:
    """The seats that each person holds, by id, in the order of the placements."""
    held: dict[str, tuple[SeatKey, ...]] = {}
    for seat, experts in placements.items():
        for expert in experts:
            held[expert] = (*held.get(expert, ()), seat)
    return held


@dataclass(frozen=True, slots=True)
class Change:
    """One person on one seat, in either round."""

    kind: ChangeKind
    expert: str
    seat: SeatKey  # where the person is now; for GONE where they were
    was: SeatKey | None  # for MOVED: where they were
    cause: Message


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What was different when the later round was solved; what a cause is looked up in."""

    pinned: frozenset[tuple[str, SeatKey]] = frozenset()  # (expert, seat)
    refused: Mapping[tuple[str, SeatKey], Message] | None = None  # no longer eligible, with the fact
    left: frozenset[str] = frozenset()  # experts who are not on the list any more
    joined: frozenset[str] = frozenset()  # experts who were not on the list before
    fill_only: bool = False  # whether nobody was to be moved


def compare(before: Placements, after: Placements, circumstances: Circumstances) -> tuple[Change, ...]:
    """List every placement of two rounds once, in the order of the seats of the later round, then of the earlier.

    Somebody who left exactly one seat and took exactly one other has moved.
    """
    was = {(expert, seat) for seat, experts in before.items() for expert in experts}
    now = {(expert, seat) for seat, experts in after.items() for expert in experts}
    moves = _moves(was - now, now - was)
    changes = [
        _present(expert, seat, was, moves, circumstances) for seat, experts in after.items() for expert in experts
    ]
    moved = {(expert, origin) for (expert, _), origin in moves.items()}
    gone = [
        Change(ChangeKind.GONE, expert, seat, None, _why_gone(expert, seat, was, circumstances))
        for seat, experts in before.items()
        for expert in experts
        if (expert, seat) not in now and (expert, seat) not in moved
    ]
    return (*changes, *gone)


def _moves(gone: set[tuple[str, SeatKey]], new: set[tuple[str, SeatKey]]) -> Mapping[tuple[str, SeatKey], SeatKey]:
    left: dict[str, list[SeatKey]] = {}
    for expert, seat in gone:
        left.setdefault(expert, []).append(seat)
    taken: dict[str, list[SeatKey]] = {}
    for expert, seat in new:
        taken.setdefault(expert, []).append(seat)
    return {
        (expert, seats[0]): left[expert][0]
        for expert, seats in taken.items()
        if len(seats) == 1 and len(left.get(expert, ())) == 1
    }


def _present(
    expert: str,
    seat: SeatKey,
    was: set[tuple[str, SeatKey]],
    moves: Mapping[tuple[str, SeatKey], SeatKey],
    circumstances: Circumstances,
) -> Change:
    pinned = (expert, seat) in circumstances.pinned
    if (expert, seat) in was:
        stays = say("Left in place: only empty seats were filled") if circumstances.fill_only else None
        cause = say("Pinned") if pinned else stays or say("Still the best choice")
        return Change(ChangeKind.KEPT, expert, seat, None, cause)
    origin = moves.get((expert, seat))
    if pinned:
        cause = say("Pinned by the coordinator")
    elif expert in circumstances.joined:
        cause = say("New on the list of experts")
    elif origin:
        cause = say("Serves the round better here")
    else:
        cause = say("Fills a place that became free")
    return Change(ChangeKind.MOVED if origin else ChangeKind.NEW, expert, seat, origin, cause)


def _why_gone(expert: str, seat: SeatKey, was: set[tuple[str, SeatKey]], circumstances: Circumstances) -> Message:
    if expert in circumstances.left:
        return say("No longer on the list of experts")
    refused = (circumstances.refused or {}).get((expert, seat))
    if refused is None and any(where == seat for _, where in circumstances.pinned - was):
        return say("Gave way to somebody who was pinned here")
    return refused or say("Somebody else serves the round better here")
