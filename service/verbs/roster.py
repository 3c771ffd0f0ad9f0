"""Look at people and territories, and decide which territories are pilots."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from matcher.messages import Term, Vocabulary, say
from matcher.model import Expert, Territory, TerritoryStatus
from service.errors import NotFound, Stale
from service.intake.rows.records import ConsentAnswer
from service.store import audit, edits, installation, lists, merging, people, places
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.roster import Edit, ExpertAnswered, StoredExpert, StoredTerritory, VersionTold
from service.workplace import Workplace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExpertPage:
    """Somebody with the consents they gave and what they answered."""

    stored: StoredExpert
    consents: Sequence[tuple[ConsentAnswer, datetime]]
    answers: Sequence[tuple[str, ExpertAnswered]]  # with the territory's name
    versions: Sequence[VersionTold[Expert]]  # latest first
    edits: Sequence[Edit]  # what a coordinator entered
    hidden: Sequence[tuple[str, str]]  # id and name of the records that were merged into this one


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
        return ExpertPage(
            stored,
            people.consents(database, identity),
            answered,
            people.versions(database, identity),
            edits.of(database, identity),
            [(one, name) for one, name, _ in merging.hidden_in(database, identity)],
        )


def territories(workplace: Workplace, after: str | None = None, limit: int = 50) -> Page[StoredTerritory]:
    """Territories by name."""
    with reading(workplace.database) as database:
        found = places.page(database, after, limit + 1)
    last = found[limit - 1].territory if len(found) > limit else None
    return Page(found[:limit], f"{last.name}\n{last.id}" if last else None)


def to_choose_from(workplace: Workplace) -> Sequence[StoredTerritory]:
    """The territories that may be matched, by name."""
    with reading(workplace.database) as database:
        return [one for one in places.all_of(database) if one.may_be_matched]


def territory(identity: str, workplace: Workplace) -> StoredTerritory:
    """A territory by id. Raises NotFound where there is none."""
    with reading(workplace.database) as database:
        stored = places.find(database, identity)
    if stored is None:
        raise NotFound(say("There is no such territory"))
    return stored


def versions_of_territory(identity: str, workplace: Workplace) -> Sequence[VersionTold[Territory]]:
    """Everything that was known of a territory, latest first."""
    with reading(workplace.database) as database:
        return places.versions(database, identity)


def figures(workplace: Workplace) -> Mapping[str, int]:
    """How many people and territories there are: all, those that may be matched, pilots."""
    with reading(workplace.database) as database:
        return figures_of(people.count(database), places.all_of(database), workplace)


def figures_of(known: Mapping[str, int], stored: Sequence[StoredTerritory], workplace: Workplace) -> Mapping[str, int]:
    """The same of what was read already."""
    return {
        "experts": known["all"],
        "experts_matched": known["matched"],
        "territories": len(stored),
        "territories_matched": sum(one.may_be_matched for one in stored),
        "pilots": sum(one.territory.status is TerritoryStatus.SELECTED for one in stored),
        "most_pilots": workplace.settings.most_pilots,
    }


@dataclass(frozen=True, slots=True)
class StatusDecision:
    """A status that somebody decides; `was` is what they saw, None where they did not say."""

    territory: str
    status: TerritoryStatus
    was: TerritoryStatus | None = None


def decide_statuses(
    decisions: Iterable[StatusDecision], actor: Actor, workplace: Workplace
) -> Sequence[StoredTerritory]:
    """Set the status of territories, all or none; returns those that changed, as they were.

    Raises NotFound where one is not known, Stale where somebody else decided otherwise since it was seen.
    """
    at = workplace.clock()
    wanted = [one for one in decisions if one.was is not one.status]
    with writing(workplace.database) as database:
        known = {one.territory.id: one for one in places.all_of(database)}
        for one in wanted:
            if one.territory not in known:
                raise NotFound(say("There is no such territory"))
            _check_fresh(one, known[one.territory])
        changed = [one for one in wanted if known[one.territory].territory.status is not one.status]
        for one in changed:
            places.decide(database, one.territory, one.status, actor.key, at)
            told = f"{known[one.territory].territory.status.value} -> {one.status.value}"
            audit.note(database, Line(at, actor.key, Deed.DECIDED, Thing.TERRITORY, one.territory, told))
        if changed:
            installation.bump(database)
    return [known[one.territory] for one in changed]


def _check_fresh(decision: StatusDecision, stored: StoredTerritory) -> None:
    now = stored.territory.status
    if decision.was is not None and now not in (decision.was, decision.status):
        raise Stale(
            say(
                "{territory} was changed meanwhile: its status is now {status}. Nothing was saved; load the page again",
                territory=stored.territory.name,
                status=Term(Vocabulary.STATUS, now.value),
            )
        )
