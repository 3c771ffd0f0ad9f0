"""Move a service into another database: every row, in one transaction, and proof that nothing was lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from matcher.messages import say
from service.errors import ServiceError
from service.store import moving
from service.store.engine import migrate, open_database, writing
from service.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Moved:
    """What stands in the new database, row for row as in the old one."""

    rows: Mapping[str, int]  # by table


def move(url: str, workplace: Workplace) -> Moved:
    """Copy the service's database into the empty one at `url`, and compare every row of both.

    Nobody writes to the old one meanwhile; it is left as it is. Raises ServiceError where the new one is the same, does
    not answer, is not empty, or holds something else afterwards: nothing stands in it then.
    """
    source, target = workplace.database, open_database(url)
    if target.url == source.url:
        raise ServiceError(say("The service is in this database already"))
    try:
        migrate(target)
        with writing(source) as old, writing(target) as new:
            if not moving.is_empty(new):
                raise ServiceError(say("The new database is not empty: nothing is overwritten"))
            rows = moving.copy_rows(old, new)
            moving.count_on(new)
            before, after = moving.digests(old), moving.digests(new)
            differing = [name for name, told in before.items() if after[name] != told]
            if differing:
                tables = ", ".join(differing)
                raise ServiceError(say("Not moved: what was written is not what was read, in {tables}", tables=tables))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise ServiceError(say("Not moved: the new database refuses it: {reason}", reason=reason)) from None
    finally:
        target.dispose()
    return Moved(rows)
