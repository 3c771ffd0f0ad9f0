"""Every row from one database into another, and the proof that it is there."""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection, Integer, Table, func, insert, select

from service.store.tables import Base

BATCH = 500  # rows read and written at once


def is_empty(database: Connection) -> bool:
    """Whether no table has a row."""
    return all(database.execute(select(table).limit(1)).first() is None for table in Base.metadata.sorted_tables)


def copy_rows(source: Connection, target: Connection) -> Mapping[str, int]:
    """Copy the rows of every table, those first that others refer to; returns how many, by table."""
    return {table.name: _copy(table, source, target) for table in Base.metadata.sorted_tables}


def _copy(table: Table, source: Connection, target: Connection) -> int:
    count = 0
    for rows in source.execute(select(table).order_by(*table.primary_key)).mappings().partitions(BATCH):
        target.execute(insert(table), [dict(row) for row in rows])
        count += len(rows)
    return count


def count_on(target: Connection) -> None:
    """Let numbers that the database gives go on after those that were copied."""
    if target.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            last = target.execute(select(func.max(column))).scalar()
            counter = func.pg_get_serial_sequence(table.name, column.name)
            target.execute(select(func.setval(counter, last or 1, last is not None)))


def digests(database: Connection) -> Mapping[str, str]:
    """The SHA-256 of the rows of each table, in the order of their keys, whatever the kind of database."""
    return {table.name: _digest(table, database) for table in Base.metadata.sorted_tables}


def _digest(table: Table, database: Connection) -> str:
    told = sha256()
    rows = [tuple(row) for row in database.execute(select(table))]
    keys = [place for place, column in enumerate(table.columns) if column.primary_key]
    for row in sorted(rows, key=lambda one: [str(one[key]) for key in keys]):  # databases sort text each in their way
        told.update(repr(row).encode())
    return told.hexdigest()
