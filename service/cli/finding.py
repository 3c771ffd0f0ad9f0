"""Find the person or the territory that somebody means, by address, key, acronym, or enough of a name."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from matcher.folding import folded_words
from matcher.messages import Message, say
from matcher.model import Expert
from service.errors import ServiceError
from service.intake import ExpertRecord, TerritoryRecord

T = TypeVar("T")


def find_expert(records: Iterable[ExpertRecord], asked: str) -> Expert:
    """The one expert who is meant. Raises ServiceError where that is nobody, several, or not to be processed."""
    people = [record.expert for record in records]
    by_address = [one for one in people if one.email == asked.strip().casefold()]
    found = by_address or _named(asked, people, lambda one: one.name)
    if len(found) != 1:
        raise ServiceError(_unclear(asked, [f"{one.name} ({one.email})" for one in found]))
    if not found[0].consent_process:
        said = say("{name} has not agreed to the processing: nothing is computed about them", name=found[0].name)
        raise ServiceError(said)
    return found[0]


def find_territory(records: Sequence[TerritoryRecord], asked: str) -> TerritoryRecord:
    """The one application that is meant. Raises ServiceError where that is none, or several."""
    short = asked.strip().casefold()
    exact = [one for one in records if short in {one.label.casefold(), one.territory.acronym.casefold()}]
    found = exact or _named(asked, records, lambda one: one.territory.name)
    if len(found) != 1:
        raise ServiceError(_unclear(asked, [f"{one.territory.name} ({one.label})" for one in found]))
    return found[0]


def _named(asked: str, among: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Whose whole name is meant, or else whose name holds every word asked for."""
    words = folded_words(asked)
    names = [(one, folded_words(name(one))) for one in among]
    whole = [one for one, own in names if own == words]
    return whole or [one for one, own in names if words and set(words) <= set(own)]


def _unclear(asked: str, found: Sequence[str]) -> Message:
    if not found:
        return say('"{asked}": nobody and no territory in the files is called so', asked=asked)
    return say('"{asked}" fits several: {found}', asked=asked, found="; ".join(found))
