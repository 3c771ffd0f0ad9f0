"""Territories: read as values, written version by version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from matcher.messages import Message
from matcher.model import Territory, TerritoryStatus
from service.codec import read, write
from service.store.tables import Account, TerritoryRow, TerritoryVersion
from service.store.versions import versions_of
from service.values.roster import RowTold, StoredTerritory, VersionTold


def _columns() -> Select[str, str, int, str, str | None, int, dict[str, object], list[object], datetime, str | None]:
    return select(
        TerritoryRow.fingerprint,
        TerritoryRow.label,
        TerritoryRow.row,
        TerritoryRow.status,
        TerritoryRow.status_by,
        TerritoryRow.version,
        TerritoryRow.content,
        TerritoryRow.misses,
        TerritoryRow.changed_at,
        Account.id,  # of whoever is in charge and may still come in
    ).outerjoin(Account, (Account.id == TerritoryRow.in_charge) & Account.withdrawn_at.is_(None))


def _stored(
    row: Row[str, str, int, str, str | None, int, dict[str, object], list[object], datetime, str | None],
) -> StoredTerritory:
    fingerprint, label, row_number, status, status_by, version, content, misses, changed_at, charge = row
    territory = replace(read(content, Territory), status=TerritoryStatus(status))
    missed = tuple(read(one, Message) for one in misses)
    return StoredTerritory(territory, fingerprint, label, row_number, missed, status_by, version, changed_at, charge)


def all_of(database: Connection) -> Sequence[StoredTerritory]:
    """Every territory, by name."""
    return [_stored(row) for row in database.execute(_columns().order_by(TerritoryRow.name, TerritoryRow.id))]


def page(database: Connection, after: str | None, limit: int) -> Sequence[StoredTerritory]:
    """Territories by name, from the one that follows `after` (a name and an id, joined by a line feed)."""
    query = _columns().order_by(TerritoryRow.name, TerritoryRow.id).limit(limit)
    if after:
        name, _, identity = after.rpartition("\n")
        query = query.where((TerritoryRow.name > name) | ((TerritoryRow.name == name) & (TerritoryRow.id > identity)))
    return [_stored(row) for row in database.execute(query)]


def find(database: Connection, identity: str) -> StoredTerritory | None:
    """A territory by id."""
    row = database.execute(_columns().where(TerritoryRow.id == identity)).one_or_none()
    return _stored(row) if row else None


def names(database: Connection) -> Mapping[str, str]:
    """Names of all territories, by id."""
    return {one.id: one.name for one in database.execute(select(TerritoryRow.id, TerritoryRow.name))}


def add(database: Connection, told: StoredTerritory, source: RowTold, import_id: str | None, by: str) -> None:
    """Store a new territory with its first version."""
    values = {"id": told.territory.id, "fingerprint": told.fingerprint, "made_at": told.changed_at, **_values(told)}
    database.execute(insert(TerritoryRow).values(values))
    _add_version(database, told, source, import_id, by)


def change(database: Connection, told: StoredTerritory, source: RowTold, import_id: str | None, by: str) -> None:
    """Store what is known of a territory now, as its next version."""
    database.execute(update(TerritoryRow).where(TerritoryRow.id == told.territory.id).values(_values(told)))
    _add_version(database, told, source, import_id, by)


def decide(database: Connection, identity: str, status: TerritoryStatus, by: str, at: datetime) -> None:
    """Set the status that somebody decided; later imports leave it as it is."""
    database.execute(
        update(TerritoryRow).where(TerritoryRow.id == identity).values(status=status.value, status_by=by, changed_at=at)
    )


def put_in_charge(database: Connection, identity: str, account: str | None) -> None:
    """Put somebody of the staff in charge of a territory, or nobody."""
    database.execute(update(TerritoryRow).where(TerritoryRow.id == identity).values(in_charge=account))


def _values(told: StoredTerritory) -> dict[str, object]:
    return {
        "name": told.territory.name[:400],
        "label": told.label[:40],
        "row": told.row,
        "status": told.territory.status.value,
        "status_by": told.status_by,
        "version": told.version,
        "content": write(told.territory),
        "misses": [write(one) for one in told.misses],
        "changed_at": told.changed_at,
    }


def _add_version(database: Connection, told: StoredTerritory, source: RowTold, import_id: str | None, by: str) -> None:
    database.execute(
        insert(TerritoryVersion).values(
            territory_id=told.territory.id,
            number=told.version,
            content=write(told.territory),
            file=source.file[:400],
            row=source.row,
            import_id=import_id,
            by=by,
            at=told.changed_at,
        )
    )


def remove(database: Connection, identities: Sequence[str]) -> None:
    """Remove territories with all that hangs on them."""
    database.execute(delete(TerritoryRow).where(TerritoryRow.id.in_(identities)))


def versions(database: Connection, identity: str) -> Sequence[VersionTold[Territory]]:
    """Everything that was known of a territory, latest first."""
    return versions_of(database, TerritoryVersion, TerritoryVersion.territory_id, identity, Territory)


def came_from(database: Connection) -> Mapping[str, tuple[str, str | None]]:
    """The name of each territory and the import that its latest version came from, by id."""
    query = select(TerritoryRow.id, TerritoryRow.name, TerritoryVersion.import_id).join(
        TerritoryVersion,
        (TerritoryVersion.territory_id == TerritoryRow.id) & (TerritoryVersion.number == TerritoryRow.version),
    )
    return {identity: (name, import_id) for identity, name, import_id in database.execute(query)}


def known(database: Connection, fingerprints: Iterable[str]) -> Mapping[str, StoredTerritory]:
    """The territories that some fingerprints find, by fingerprint."""
    wanted = set(fingerprints)
    return {one.fingerprint: one for one in all_of(database) if one.fingerprint in wanted}
