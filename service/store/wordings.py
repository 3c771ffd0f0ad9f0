"""Wordings that somebody said how to read, by field."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from service.store.tables import StatedWordingRow
from service.values.wordings import WordingStated


def stated(database: Connection) -> Sequence[WordingStated]:
    """Every stated wording, by field."""
    row = StatedWordingRow
    query = select(row.field, row.wording, row.meaning, row.by, row.at).order_by(row.field, row.key)
    return [WordingStated(*one) for one in database.execute(query)]


def state(database: Connection, key: str, told: WordingStated) -> None:
    """Keep how a wording is read, in place of what was said of it before; `key` is the wording, folded."""
    take_back(database, told.field, key)
    values = {"wording": told.wording, "meaning": told.meaning, "by": told.by, "at": told.at}
    database.execute(insert(StatedWordingRow).values(field=told.field, key=key, **values))


def take_back(database: Connection, field: str, key: str) -> bool:
    """Forget how a wording is read; whether anything was said of it."""
    row = StatedWordingRow
    return bool(database.execute(delete(row).where((row.field == field) & (row.key == key))).rowcount)
