"""Match lists as they are stored: people by id, the refused apart, names joined when a list is shown."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from matcher.model import Expert, Refusal
from service.values.answers import MatchedTerritory, MatchList, People, decided_on, named_in
from service.values.requests import MatchRequest


@dataclass(frozen=True, slots=True)
class StoredList:
    """A list without people and refusals, and how many each rule refused, seat by seat."""

    list: MatchList
    refused: tuple[Mapping[str, int], ...]


@dataclass(frozen=True, slots=True)
class StoredRefusals:
    """The refused of a list, seat by seat."""

    seats: tuple[tuple[Refusal, ...], ...]


@dataclass(frozen=True, slots=True)
class ListMade:
    """A list as the store gives it."""

    id: str
    request: MatchRequest
    stored: StoredList
    revision: int
    by: str
    made_at: datetime
    name: str = ""  # that somebody gave it


def parted(made: MatchList) -> tuple[StoredList, StoredRefusals]:
    """Part a list into what is looked at often, and the refused."""
    seats = [seat for territory in made.territories for seat in territory.seats]
    bare = tuple(
        MatchedTerritory(one.territory, tuple(replace(seat, refusals=()) for seat in one.seats))
        for one in made.territories
    )
    kept = replace(made, territories=bare, people=People({}, made.people.profile_languages))
    counts = tuple(dict(Counter(refusal.rule.value for refusal in seat.refusals)) for seat in seats)
    return StoredList(kept, counts), StoredRefusals(tuple(seat.refusals for seat in seats))


def joined(stored: StoredList, refusals: StoredRefusals | None, experts: Mapping[str, Expert]) -> MatchList:
    """Put a list together again, with the people as they are now; whom nobody knows any more has no name."""
    of_seat = iter(refusals.seats if refusals else ((),) * len(stored.refused))
    territories = tuple(
        MatchedTerritory(one.territory, tuple(replace(seat, refusals=next(of_seat)) for seat in one.seats))
        for one in stored.list.territories
    )
    in_seats = (expert for territory in territories for seat in territory.seats for expert in named_in(seat))
    named = dict.fromkeys((*in_seats, *decided_on(stored.list.made_with)))
    known = {one: experts.get(one) or Expert(one, "") for one in named}
    languages = {one: language for one, language in stored.list.people.profile_languages.items() if one in experts}
    return replace(stored.list, territories=territories, people=People(known, languages))
