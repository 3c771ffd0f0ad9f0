"""Who saw, changed and took out what: as a whole, and of one thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.store import accounts, audit, people, places
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.verbs.roster import Page
from service.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the audit, with the names that its ids have now; "" of whoever is gone."""

    line: Line
    by: str
    thing: str


def trail(workplace: Workplace, after: int | None = None, limit: int = 100, deed: Deed | None = None) -> Page[Trace]:
    """The audit, latest first, some lines at a time; of one kind of deed where it is named."""
    with reading(workplace.database) as database:
        lines = audit.page(database, after, limit + 1, deed)
        names = {**{one.id: one.name for one in accounts.all_of(database)}, **places.names(database)}
        wanted = {one.thing_id for _, one in lines if one.thing is Thing.EXPERT} | {one.by for _, one in lines}
        names |= {one: expert.name for one, expert in people.shown(database, wanted - set(names)).items()}
    found = [Trace(line, names.get(line.by, line.by), _thing(line, names)) for _, line in lines[:limit]]
    return Page(found, str(lines[limit - 1][0]) if len(lines) > limit else None)


def trail_of(thing: Thing, identity: str, workplace: Workplace) -> Sequence[Trace]:
    """What was done to one thing, latest first."""
    with reading(workplace.database) as database:
        lines = audit.lines(database, thing, identity)
        names = {one.id: one.name for one in accounts.all_of(database)}
    return [Trace(line, names.get(line.by, line.by), "") for line in lines]


def note_look(identity: str, actor: Actor, workplace: Workplace) -> None:
    """Note that somebody of the staff, or a program, looked at a person."""
    with writing(workplace.database) as database:
        audit.note(database, Line(workplace.clock(), actor.key, Deed.SAW, Thing.EXPERT, identity))


def note_export_of(thing: Thing, count: int, actor: Actor, workplace: Workplace) -> None:
    """Note that so many people or territories were taken out."""
    with writing(workplace.database) as database:
        audit.note(database, Line(workplace.clock(), actor.key, Deed.TOOK_ROSTER, thing, "", str(count)))


def note_export(actor: Actor, workplace: Workplace) -> None:
    """Note that the audit was taken out."""
    with writing(workplace.database) as database:
        audit.note(database, Line(workplace.clock(), actor.key, Deed.TOOK_AUDIT, Thing.ACCOUNT, actor.key))


def _thing(line: Line, names: dict[str, str]) -> str:
    named = line.thing in (Thing.EXPERT, Thing.TERRITORY, Thing.ACCOUNT)
    return names.get(line.thing_id, "") if named else line.thing_id
