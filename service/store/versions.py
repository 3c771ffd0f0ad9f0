"""Everything that was known of a person or a territory, version by version."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.orm import InstrumentedAttribute

from service.codec import read
from service.store.tables import ExpertVersion, TerritoryVersion
from service.values.roster import RowTold, VersionTold

T = TypeVar("T")


def versions_of(
    database: Connection,
    table: type[ExpertVersion] | type[TerritoryVersion],
    owner: InstrumentedAttribute[str],
    identity: str,
    kind: type[T],
) -> Sequence[VersionTold[T]]:
    """The versions of whom `owner` is the key of in `table`, latest first."""
    query = select(table.number, table.content, table.file, table.row, table.import_id, table.by, table.at)
    rows = database.execute(query.where(owner == identity).order_by(table.number.desc()))
    return [
        VersionTold(number, read(content, kind), RowTold(file, row), import_id, by, at)
        for number, content, file, row, import_id, by, at in rows
    ]
