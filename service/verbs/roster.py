"""Look at people and territories, and decide which territories are pilots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from matcher.messages import say
from matcher.model import TerritoryStatus
from service.errors import NotFound
from service.intake.records import ConsentAnswer
from service.store import audit, installation, lists, people, places
from service.store.audit import Deed, Line, Thing
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.roster import ExpertAnswered, StoredExpert, StoredTerritory
from service.workplace import Workplace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExpertPage:
    """Somebody with the consents they gave and what they answered."""

    stored: StoredExpert
    consents: Sequence[tuple[ConsentAnswer, datetime]]
    answers: Sequence[tuple[str, ExpertAnswered]]  # with the territory's name


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of many, and what to ask for to see the next; None where there are no more."""

    items: Sequence[T]
    next: str | None


def experts(workplace: Workplace, after: str | None = None, limit: int = 50, words: str = "") -> Page[StoredExpert]:
    """Experts by name."""
    with reading(workplace.database) as database:
        found = people.page(database, after, limit + 1, words)
    last = found[limit - 1].expert if len(found) > limit else None
    return Page(found[:limit], f"{last.name}\n{last.id}" if last else None)


def expert(identity: str, workplace: Workplace) -> ExpertPage:
    """Somebody by id. Raises NotFound where there is nobody."""
    with reading(workplace.database) as database:
        stored = people.find(database, identity)
        if stored is None:
            raise NotFound(say("There is no such expert"))
        names = places.names(database)
        answered = [(names[one.territory], one) for one in lists.answers(database, expert=identity)]
        return ExpertPage(stored, people.consents(database, identity), answered)


def territories(workplace: Workplace, after: str | None = None, limit: int = 50) -> Page[StoredTerritory]:
    """Territories by name."""
    with reading(workplace.database) as database:
        found = places.page(database, after, limit + 1)
    last = found[limit - 1].territory if len(found) > limit else None
    return Page(found[:limit], f"{last.name}\n{last.id}" if last else None)


def territory(identity: str, workplace: Workplace) -> StoredTerritory:
    """A territory by id. Raises NotFound where there is none."""
    with reading(workplace.database) as database:
        stored = places.find(database, identity)
    if stored is None:
        raise NotFound(say("There is no such territory"))
    return stored


def figures(workplace: Workplace) -> Mapping[str, int]:
    """How many people and territories there are: all, those that may be matched, pilots."""
    with reading(workplace.database) as database:
        known, stored = people.count(database), places.all_of(database)
    return {
        "experts": known["all"],
        "experts_matched": known["matched"],
        "territories": len(stored),
        "territories_matched": sum(one.may_be_matched for one in stored),
        "pilots": sum(one.territory.status is TerritoryStatus.SELECTED for one in stored),
    }


def decide_statuses(
    decided: Mapping[str, TerritoryStatus], actor: Actor, workplace: Workplace
) -> Sequence[StoredTerritory]:
    """Set the status of territories, all or none; returns those that changed.

    Raises NotFound where one is not known.
    """
    at = workplace.clock()
    with writing(workplace.database) as database:
        known = {one.territory.id: one for one in places.all_of(database)}
        if set(decided) - set(known):
            raise NotFound(say("There is no such territory"))
        changed = [known[one] for one, status in decided.items() if known[one].territory.status is not status]
        for one in changed:
            identity = one.territory.id
            places.decide(database, identity, decided[identity], actor.key, at)
            told = f"{one.territory.status.value} -> {decided[identity].value}"
            audit.note(database, Line(at, actor.key, Deed.DECIDED, Thing.TERRITORY, identity, told))
        if changed:
            installation.bump(database)
    return changed
