"""A round laid out for looking at: by pilot, with what else each person does in it, and by person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from matcher.messages import Message, say
from matcher.model import Expert, Role, Suggestion
from matcher.round.arrays import days_asked
from matcher.round.comparison import SeatKey, seats_by_person
from matcher.round.result import PilotPlan, SeatPlan
from matcher.round.terms import seat_key
from service.values.answers import RoundAnswer


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody on a seat, or considered for it."""

    suggestion: Suggestion
    expert: Expert
    flags: tuple[Message, ...]  # of the suggestion, without what most cards of the round share
    elsewhere: tuple[str, ...]  # other pilots that they serve in this round, by id
    pinned: bool


@dataclass(frozen=True, slots=True)
class BoardSeat:
    """One role of one pilot."""

    plan: SeatPlan
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class BoardPilot:
    """One pilot with its team."""

    plan: PilotPlan
    seats: Mapping[Role, BoardSeat]


@dataclass(frozen=True, slots=True)
class PersonsLoad:
    """What one person does in a round."""

    expert: Expert
    seats: tuple[SeatKey, ...]
    most: int  # pilots that they may serve
    days_asked: int  # what a pilot names for nobody in particular is shared out evenly


@dataclass(frozen=True, slots=True)
class Considered:
    """Somebody on the list of a seat who is not on it, and why it is another one."""

    card: Card
    excluded: str | None  # the coordinator's reason
    stands_by: bool


def by_pilot(answer: RoundAnswer) -> tuple[BoardPilot, ...]:
    """The pilots in the order of the round."""
    serving, shared = seats_by_person(answer.round.placements), {one.text for one in shared_flags(answer)}
    return tuple(
        BoardPilot(
            pilot,
            {
                plan.seat.role: BoardSeat(
                    plan, tuple(_card(one, seat_key(plan.seat), answer, serving, shared) for one in plan.chosen)
                )
                for plan in pilot.seats
            },
        )
        for pilot in answer.round.pilots
    )


def shared_flags(answer: RoundAnswer) -> tuple[Message, ...]:
    """Flags that most people on the seats of a round have, one example of each: said once, they tell nobody apart."""
    placed = [one for pilot in answer.round.pilots for plan in pilot.seats for one in plan.chosen]
    examples = {flag.text: flag for one in placed for flag in one.flags}
    counts = Counter(text for one in placed for text in {flag.text for flag in one.flags})
    return tuple(examples[text] for text, count in counts.items() if count > len(placed) / 2)


def by_person(answer: RoundAnswer) -> tuple[PersonsLoad, ...]:
    """Everybody who is placed, whoever serves most pilots first, then by name."""
    days = {
        (pilot.territory.id, plan.seat.role): days_asked(
            pilot.territory, plan.seat.role, sum(seat.wanted for seat in pilot.seats)
        )
        for pilot in answer.round.pilots
        for plan in pilot.seats
    }
    loads = [
        PersonsLoad(
            answer.people.experts[expert],
            tuple(seats),
            answer.terms.most(expert),
            round(sum(days[seat] for seat in seats)),
        )
        for expert, seats in seats_by_person(answer.round.placements).items()
    ]
    return tuple(sorted(loads, key=lambda one: (-len(one.seats), one.expert.name, one.expert.id)))


def considered(seat: SeatKey, answer: RoundAnswer) -> tuple[Considered, ...]:
    """Whoever else the list of a seat names, best first, then those who stand by further down."""
    serving, plan = seats_by_person(answer.round.placements), _plan(seat, answer)
    chosen = {one.expert for one in plan.chosen}
    standing = {one.expert for one in plan.reserves}
    listed = {one.expert: one for one in (*answer.lists[seat].suggestions, *plan.reserves)}
    rest = sorted((one for one in listed.values() if one.expert not in chosen), key=lambda one: one.rank)
    return tuple(
        Considered(
            _card(one, seat, answer, serving),
            answer.terms.exclusions.get((one.expert, seat)),
            one.expert in standing,
        )
        for one in rest
    )


def if_cleared(seat: SeatKey, answer: RoundAnswer) -> Mapping[str, Message]:
    """What it would change to decide in favour of each person who is held for a seat, by id."""
    plan, serving = _plan(seat, answer), seats_by_person(answer.round.placements)
    best = min((one.rank for one in plan.chosen), default=0)
    told = {}
    for one in answer.lists[seat].held:
        pilots = {place for place, _ in serving.get(one.expert, ())}
        if len(pilots - {seat[0]}) >= answer.terms.most(one.expert):
            told[one.expert] = say("If they may: nothing here, for they serve as many pilots as they are to")
        elif plan.empty:
            told[one.expert] = say(
                "If they may: no. {rank} of the list, and solved anew the empty seat may be theirs",
                rank=one.rank_if_cleared,
            )
        elif one.rank_if_cleared <= best:
            told[one.expert] = say(
                "If they may: no. {rank} of the list, ahead of whoever is placed", rank=one.rank_if_cleared
            )
        else:
            told[one.expert] = say(
                "If they may: no. {rank} of the list, behind whoever is placed", rank=one.rank_if_cleared
            )
    return told


def counted(answer: RoundAnswer) -> Mapping[str, int]:
    """How many placements were kept, came, went and moved."""
    return Counter(change.kind.value for change in answer.round.changes)


def _plan(seat: SeatKey, answer: RoundAnswer) -> SeatPlan:
    """Raises StopIteration where the round has no such seat."""
    return next(
        plan for pilot in answer.round.pilots for plan in pilot.seats if (pilot.territory.id, plan.seat.role) == seat
    )


def _card(
    one: Suggestion,
    seat: SeatKey,
    answer: RoundAnswer,
    serving: Mapping[str, Sequence[SeatKey]],
    shared: AbstractSet[str] = frozenset(),
) -> Card:
    flags = tuple(flag for flag in one.flags if flag.text not in shared)
    elsewhere = tuple(place for place, _ in serving.get(one.expert, ()) if place != seat[0])
    return Card(one, answer.people.experts[one.expert], flags, elsewhere, (one.expert, seat) in answer.terms.pins)
