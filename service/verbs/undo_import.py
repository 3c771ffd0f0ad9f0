"""Undo the import that was applied last, as one unit or not at all: nothing that somebody did since is lost.

Whoever it brought goes; whoever it changed is again what they were before, as a further version. A "no" to a consent
stays, even where the import brought it: no older "yes" counts against it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from matcher.messages import Message, say
from matcher.model import Expert
from service.asking.texts import keys_told
from service.errors import NotFound, Stale
from service.intake.words.conditions import misses
from service.store import audit, imports, installation, lists, people, places, rounds, rulings, texts
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.imports import ImportState, RowOutcome
from service.values.roster import StoredExpert, VersionTold
from service.verbs.import_changes import CHANGED, NEW
from service.workplace import Workplace

MOST_NAMED = 5

T = TypeVar("T")


def what_stands_against_undoing(identity: str, workplace: Workplace) -> Message | None:
    """Why an import cannot be undone; None where it can. Raises NotFound where there is none."""
    with reading(workplace.database) as database:
        return _against(database, identity)


def undo_import(identity: str, actor: Actor, workplace: Workplace) -> None:
    """Undo an import. Raises NotFound where there is none, Stale where something stands against it."""
    at = workplace.clock()
    with writing(workplace.database) as database:
        against = _against(database, identity)
        if against is not None:
            raise Stale(against)
        rows = imports.outcomes(database, identity)
        brought = [one.expert for one in rows if one.outcome == NEW and one.expert]
        texts.used_by(database, dict.fromkeys(brought, ()))
        people.remove(database, brought)
        places.remove(database, [one.territory for one in rows if one.outcome == NEW and one.territory])
        back = [_expert_as_before(database, identity, one.expert, actor, at) for one in _changed(rows) if one.expert]
        texts.used_by(database, {one.id: keys_told(one, workplace.model.identity) for one in back})
        for one in _changed(rows):
            if one.territory:
                _territory_as_before(database, identity, one.territory, actor, at)
        imports.undone(database, identity)
        installation.bump(database)
        audit.note(database, Line(at, actor.key, Deed.UNDONE, Thing.IMPORT, identity))


def _changed(rows: Sequence[RowOutcome]) -> list[RowOutcome]:
    return [one for one in rows if one.outcome == CHANGED]


def _against(database: Connection, identity: str) -> Message | None:
    told = imports.find(database, identity)
    if told is None:
        raise NotFound(say("There is no such import"))
    if told.state is not ImportState.APPLIED:
        return say("Only an import that is applied can be undone")
    if imports.last_applied(database) != identity:
        return say("Only the import that was applied last can be undone")
    touched = _touched_since(database, identity, imports.outcomes(database, identity))
    if touched:
        return say(
            "{count} were worked with since (changed, decided about, listed, or they answered), and that would be "
            "lost: {names}",
            count=len(touched),
            names=", ".join(touched[:MOST_NAMED]) + (" …" if len(touched) > MOST_NAMED else ""),
        )
    return None


def _touched_since(database: Connection, identity: str, rows: Sequence[RowOutcome]) -> list[str]:
    """The names of those on whom something rests that came after the import."""
    answered, ruled = lists.answers(database), rulings.all_of(database)
    decided = {one.territory.id for one in places.all_of(database) if one.status_by is not None}
    listed = {one.territory for one in lists.latest_of_each(database)}
    placed = [(seat, its) for told in rounds.digests(database).values() for seat, its in told.placed.items()]
    listed |= {seat[0] for seat, _ in placed}
    people_used = {one.expert for one in answered} | {one.expert for one in ruled}
    people_used |= {expert for _, its in placed for expert in its}
    places_used = {one.territory for one in answered} | {one.territory for one in ruled} | decided | listed
    of_people, of_places = people.came_from(database), places.came_from(database)
    found = [
        _name_if_touched(one.outcome, identity, of_people[one.expert], one.expert in people_used)
        for one in rows
        if one.expert
    ]
    found += [
        _name_if_touched(one.outcome, identity, of_places[one.territory], one.territory in places_used)
        for one in rows
        if one.territory
    ]
    return [name for name in found if name]


def _name_if_touched(outcome: str, identity: str, came_from: tuple[str, str | None], is_used: bool) -> str:
    """The name of whoever the import brought or changed and cannot leave again; else ""."""
    name, import_id = came_from
    touched = import_id != identity or (outcome == NEW and is_used)
    return name if touched and outcome in (NEW, CHANGED) else ""


def _before(import_id: str, versions: Sequence[VersionTold[T]]) -> VersionTold[T]:
    """The version that stood when an import changed it first; later ones may be of imports that were undone."""
    first = max(place for place, one in enumerate(versions) if one.import_id == import_id)
    return versions[first + 1]


def _expert_as_before(database: Connection, import_id: str, identity: str, actor: Actor, at: datetime) -> Expert:
    versions = people.versions(database, identity)
    now, before = versions[0], _before(import_id, versions)
    told = replace(
        before.told,
        consent_process=before.told.consent_process and now.told.consent_process,
        consent_share=before.told.consent_share and now.told.consent_share,
    )
    stored = people.find(database, identity)
    assert stored is not None
    fresh = StoredExpert(told, now.number + 1, stored.answered_at, at)
    people.change(database, fresh, before.source, before.import_id, actor.key)
    return told


def _territory_as_before(database: Connection, import_id: str, identity: str, actor: Actor, at: datetime) -> None:
    versions = places.versions(database, identity)
    now, before = versions[0], _before(import_id, versions)
    stored = places.find(database, identity)
    assert stored is not None
    told = replace(before.told, status=stored.territory.status if stored.status_by else before.told.status)
    fresh = replace(stored, territory=told, misses=misses(told), row=before.source.row, version=now.number + 1,
                    changed_at=at)  # fmt: skip
    places.change(database, fresh, before.source, before.import_id, actor.key)
