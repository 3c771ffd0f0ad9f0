"""Who did what, and when: one line in the transaction of each act. Names no expert; things are ids."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from service.store.tables import AuditLine
from service.values.audit import Deed, Line, Thing


def note(database: Connection, line: Line) -> None:
    """Write one line."""
    database.execute(
        insert(AuditLine).values(
            at=line.at, by=line.by, deed=line.deed, thing=line.thing, thing_id=line.thing_id, detail=line.detail
        )
    )


def page(database: Connection, before: int | None, limit: int, deed: Deed | None) -> Sequence[tuple[int, Line]]:
    """Lines with their numbers, latest first, from those before a number."""
    query = select(
        AuditLine.id, AuditLine.at, AuditLine.by, AuditLine.deed, AuditLine.thing, AuditLine.thing_id, AuditLine.detail
    )
    if before is not None:
        query = query.where(AuditLine.id < before)
    if deed is not None:
        query = query.where(AuditLine.deed == deed)
    rows = database.execute(query.order_by(AuditLine.id.desc()).limit(limit))
    return [
        (number, Line(at, by, Deed(done), Thing(what), one, detail)) for number, at, by, done, what, one, detail in rows
    ]


def lines(database: Connection, thing: Thing | None = None, thing_id: str | None = None) -> Sequence[Line]:
    """Lines, latest first; of one thing where it is named."""
    query = select(
        AuditLine.at, AuditLine.by, AuditLine.deed, AuditLine.thing, AuditLine.thing_id, AuditLine.detail
    ).order_by(AuditLine.id.desc())
    if thing is not None:
        query = query.where(AuditLine.thing == thing)
    if thing_id is not None:
        query = query.where(AuditLine.thing_id == thing_id)
    return [
        Line(at, by, Deed(deed), Thing(what), one, detail)
        for at, by, deed, what, one, detail in database.execute(query)
    ]
