"""The installation as a whole: how often people, territories or consents have changed."""

from sqlalchemy import Connection, insert, select, update

from service.store.tables import Installation


def revision(database: Connection) -> int:
    """The number of changes so far."""
    return int(database.execute(select(Installation.revision)).scalar_one_or_none() or 0)


def bump(database: Connection) -> int:
    """Say that something changed: whatever was made from an earlier revision is old. Returns the new number."""
    changed = database.execute(update(Installation).values(revision=Installation.revision + 1))
    if not changed.rowcount:
        database.execute(insert(Installation).values(id=1, revision=1))
    return revision(database)
