"""Rounds as they are stored: versions that never change, each with what it came from; people by id."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from matcher.messages import Message, people_in
from matcher.model import Expert, Refusal, SeatList
from matcher.round.comparison import SeatKey
from matcher.round.result import Round
from matcher.round.terms import seat_key
from service.values.answers import FrozenEvidence, People, RoundAnswer, decided_on, held_for_conflicts, named_in
from service.values.requests import RoundRequest

NOTHING_FROZEN = FrozenEvidence("", {}, {})


class RoundState(StrEnum):
    """How far a version of a round is."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class RoundAsked:
    """A version of a round that somebody asks for."""

    round: str  # its id
    name: str  # of the round, where it is new
    parent: int | None  # number of the version that it starts from; None: the round is new
    request: RoundRequest
    steps: tuple[Message, ...]  # what was changed, in the coordinator's words


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A round without people, lists, refusals and evidence; how many each rule refused, seat by seat."""

    answer: RoundAnswer
    refused: Mapping[SeatKey, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class ListsOfRound:
    """Whom else the seats of a round might have: much, and looked at seat by seat."""

    seats: Mapping[SeatKey, SeatList]


@dataclass(frozen=True, slots=True)
class RefusedOfRound:
    """The refused of a round, seat by seat: many, and seldom asked for."""

    seats: Mapping[SeatKey, tuple[Refusal, ...]]


@dataclass(frozen=True, slots=True)
class FallsAsked:
    """A version of which somebody wants to know what it loses with each person."""

    round: str
    number: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What of a version is to be looked after: asked for often, and without reading the whole."""

    empty: Mapping[SeatKey, int]  # seats that nobody takes
    placed: Mapping[SeatKey, tuple[str, ...]]  # people, by id
    standing_by: Mapping[SeatKey, tuple[str, ...]]
    held: Mapping[SeatKey, tuple[str, ...]]  # for a conflict of interest that nobody has decided about


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """A version without what is in it."""

    number: int
    parent: int | None
    steps: tuple[Message, ...]
    state: RoundState
    name: str  # that somebody gave it, or ""
    by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A round without what is in it."""

    id: str
    name: str
    current: int  # number of the version that is worked with
    by: str
    made_at: datetime
    versions: tuple[VersionSummary, ...]  # oldest first

    def version(self, number: int) -> VersionSummary | None:
        """A version by its number."""
        return next((one for one in self.versions if one.number == number), None)


@dataclass(frozen=True, slots=True)
class VersionMade:
    """A version as the store gives it, without its evidence."""

    request: RoundRequest
    stored: StoredAnswer
    lists: ListsOfRound | None  # where they were asked for
    refusals: RefusedOfRound | None  # the same


def digest(answer: RoundAnswer) -> Digest:
    """What of a round is to be looked after."""
    plans = {seat_key(plan.seat): plan for pilot in answer.round.pilots for plan in pilot.seats}
    return Digest(
        {key: plan.empty for key, plan in plans.items() if plan.empty},
        {key: tuple(one.expert for one in plan.chosen) for key, plan in plans.items()},
        {key: tuple(one.expert for one in plan.reserves) for key, plan in plans.items()},
        {key: its for key, seat in answer.lists.items() if (its := held_for_conflicts(seat))},
    )


def parted(answer: RoundAnswer) -> tuple[StoredAnswer, ListsOfRound, RefusedOfRound, FrozenEvidence]:
    """Part a round into what is looked at often, the lists, the refused, and what texts told."""
    refused = {key: seat.refusals for key, seat in answer.lists.items()}
    counts = {key: _counted(its) for key, its in refused.items()}
    bare = replace(
        answer,
        round=_with_refusals(answer.round, {}),
        lists={},
        people=People({}, answer.people.profile_languages),
        frozen=NOTHING_FROZEN,
    )
    lists = ListsOfRound({key: replace(seat, refusals=()) for key, seat in answer.lists.items()})
    return StoredAnswer(bare, counts), lists, RefusedOfRound(refused), answer.frozen


def joined(made: VersionMade, experts: Mapping[str, Expert]) -> RoundAnswer:
    """Put a round together again, with people as they are now; whom nobody knows any more has no name."""
    answer = made.stored.answer
    seats = made.refusals.seats if made.refusals else {}
    listed = made.lists.seats if made.lists else {}
    lists = {key: replace(seat, refusals=seats.get(key, ())) for key, seat in listed.items()}
    known = {one: experts.get(one) or Expert(one, "") for one in named_in_round(made)}
    languages = {one: code for one, code in answer.people.profile_languages.items() if one in experts}
    plan = _with_refusals(answer.round, seats)
    return replace(answer, round=plan, lists=lists, people=People(known, languages))


def named_in_round(made: VersionMade) -> tuple[str, ...]:
    """The ids of everybody whom what was asked for of a version names."""
    answer = made.stored.answer
    plans = [plan for pilot in answer.round.pilots for plan in pilot.seats]
    named = [one for seat in (made.lists.seats if made.lists else {}).values() for one in named_in(seat)]
    named += answer.round.people
    said = [flag for plan in plans for one in (*plan.chosen, *plan.reserves) for flag in one.flags]
    said += [message for plan in plans for message in plan.diagnosis]
    named += [person for message in said for person in sorted(people_in(message))]
    named += [change.expert for change in answer.round.changes]
    named += [expert for expert, _ in (*answer.terms.pins, *answer.terms.exclusions)]
    named += [*answer.terms.most_pilots_of, *decided_on(answer.made_with)]
    refused = made.refusals.seats if made.refusals else {}
    return tuple(dict.fromkeys([*named, *(one.expert for its in refused.values() for one in its)]))


def _counted(refusals: Sequence[Refusal]) -> Mapping[str, int]:
    return dict(Counter(one.rule.value for one in refusals))


def _with_refusals(plan: Round, refused: Mapping[SeatKey, tuple[Refusal, ...]]) -> Round:
    pilots = tuple(
        replace(
            pilot,
            seats=tuple(replace(seat, refusals=refused.get(seat_key(seat.seat), ())) for seat in pilot.seats),
        )
        for pilot in plan.pilots
    )
    return replace(plan, pilots=pilots)
