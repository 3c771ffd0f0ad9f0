"""Columns that somebody stated, by heading."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from service.store.tables import StatedColumn
from service.values.columns import ColumnStated


def stated(database: Connection) -> Sequence[ColumnStated]:
    """Every stated column, by heading."""
    columns = (StatedColumn.heading, StatedColumn.field, StatedColumn.by, StatedColumn.at)
    return [ColumnStated(*row) for row in database.execute(select(*columns).order_by(StatedColumn.key))]


def state(database: Connection, key: str, column: ColumnStated) -> None:
    """Keep what a heading holds, in place of what was said of it before; `key` is the heading, folded."""
    database.execute(delete(StatedColumn).where(StatedColumn.key == key))
    told = {"heading": column.heading, "field": column.field, "by": column.by, "at": column.at}
    database.execute(insert(StatedColumn).values(key=key, **told))
