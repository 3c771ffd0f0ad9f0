"""What has been kept as long as the settings say, and its erasure: reported first, done by a person.

General Data Protection Regulation, article 5(1)(e): kept no longer than is necessary. How long that is the installation
says (`keep_months`, `keep_files_days`); where it does not, nobody is ever due.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.store import audit, retention
from service.store.engine import reading, scrub, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.verbs.erase import erase
from service.workplace import Workplace

DAYS_OF_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class PersonDue:
    """Somebody who has been kept long enough."""

    id: str
    name: str
    last_heard: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """What has been kept long enough."""

    people: Sequence[PersonDue]  # longest ago first
    files: Sequence[tuple[str, datetime]]  # imports that were never applied, with when they were read


def due(workplace: Workplace) -> Due:
    """Who and what is due by the settings, now."""
    settings, at = workplace.settings, workplace.clock()
    since_heard = at - timedelta(days=settings.keep_months * DAYS_OF_A_MONTH)
    since_read = at - timedelta(days=settings.keep_files_days)
    with reading(workplace.database) as database:
        people = retention.last_heard(database, since_heard) if settings.keep_months else ()
        files = retention.waiting_files(database, since_read) if settings.keep_files_days else ()
    return Due([PersonDue(*one) for one in people], files)


def erase_due(people: Collection[str], actor: Actor, workplace: Workplace) -> Due:
    """Erase those of `people` who are due still, and drop the files that are; returns what was done.

    Whoever was heard of since they were shown stays.
    """
    told = due(workplace)
    gone = [one for one in told.people if one.id in people]
    if told.files:
        with writing(workplace.database) as database:
            retention.drop_files(database, [identity for identity, _ in told.files])
            line = Line(workplace.clock(), actor.key, Deed.ERASED, Thing.IMPORT, "", str(len(told.files)))
            audit.note(database, line)
        scrub(workplace.database)
    for one in gone:
        erase(one.id, actor, workplace)
    return Due(gone, told.files)
