"""What an erasure has still to do, written down before it is done, for a service that is killed in between."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from service.store.engine import insert_missing
from service.store.tables import UnfinishedErasure

PERSON, LETTER = "person", "letter"


def begin(database: Connection, kind: str, names: Iterable[str]) -> None:
    """Write down people who are to be erased, or letters on disk that are to be destroyed."""
    insert_missing(database, UnfinishedErasure, [{"kind": kind, "name": name} for name in names])


def of_kind(database: Connection, kind: str) -> Sequence[str]:
    """What of a kind is not done yet."""
    query = select(UnfinishedErasure.name).where(UnfinishedErasure.kind == kind)
    return database.execute(query.order_by(UnfinishedErasure.name)).scalars().all()


def end(database: Connection, kind: str, names: Iterable[str]) -> None:
    """Strike out what is done."""
    these = UnfinishedErasure.name.in_(list(names))
    database.execute(delete(UnfinishedErasure).where(UnfinishedErasure.kind == kind, these))
