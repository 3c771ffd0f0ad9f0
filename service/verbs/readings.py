"""Confirm how a territory's free text was read, or say how it is meant."""

from dataclasses import replace

from matcher.messages import say
from matcher.model import ReadingOf, Role, TerritoryReading
from matcher.readings import ConfirmedReading, with_confirmed
from service.errors import NotFound, Stale
from service.intake.rows.confirmed_readings import checked_value
from service.store import audit, installation, places
from service.store.engine import writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.roster import RowTold, StoredTerritory
from service.workplace import Workplace


def decide_reading(
    identity: str, field: ReadingOf, role: Role, words: str, value: str, actor: Actor, workplace: Workplace
) -> StoredTerritory:
    """Keep what somebody says of one reading, for the words that they saw ("" where nothing had been read).

    Raises NotFound where there is no such territory, ServiceError where the value is none of the field, Stale where the
    territory's words are others by now.
    """
    value, at = checked_value(value, field), workplace.clock()
    with writing(workplace.database) as database:
        stored = places.find(database, identity)
        if stored is None:
            raise NotFound(say("There is no such territory"))
        said = ConfirmedReading(identity, field, role, words, value)
        territory = with_confirmed(stored.territory, [said])
        if TerritoryReading(field, role, value, words, certain=True, confirmed=True) not in territory.readings:
            raise Stale(say("The territory's words were changed meanwhile. Nothing was saved; load the page again"))
        fresh = replace(stored, territory=territory, version=stored.version + 1, changed_at=at)
        places.change(database, fresh, RowTold("", stored.row), None, actor.key)
        told = f"{field.value} {role.value} = {value}"
        audit.note(database, Line(at, actor.key, Deed.CONFIRMED, Thing.TERRITORY, identity, told))
        installation.bump(database)
    return fresh
