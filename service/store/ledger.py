"""The ledger of erasures: whether an address belonged to somebody who was erased, and when; no address is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from hmac import new as keyed
from secrets import token_hex

from sqlalchemy import Connection, delete, insert, select

from service.store.engine import insert_missing
from service.store.tables import Address, ErasedAddress, ExpertRow, LedgerKey


def note(database: Connection, addresses: Iterable[str], at: datetime) -> None:
    """Note that whoever had some addresses was erased; the latest erasure of an address counts."""
    key = _key(database) or _made(database)
    hashes = sorted({_hash(key, address) for address in addresses})
    database.execute(delete(ErasedAddress).where(ErasedAddress.hash.in_(hashes)))
    insert_missing(database, ErasedAddress, [{"hash": one, "at": at} for one in hashes])


def erased(database: Connection, addresses: Iterable[str]) -> Mapping[str, datetime]:
    """When whoever had some addresses was erased, of those addresses that are in the ledger."""
    key = _key(database)
    if key is None:
        return {}
    rows = database.execute(select(ErasedAddress.hash, ErasedAddress.at))
    known = {row.hash: row.at for row in rows}
    found = {address: known.get(_hash(key, address)) for address in addresses}
    return {address: at for address, at in found.items() if at is not None}


def _hash(key: str, address: str) -> str:
    return keyed(bytes.fromhex(key), address.casefold().encode(), sha256).hexdigest()


def _key(database: Connection) -> str | None:
    return database.execute(select(LedgerKey.key)).scalar_one_or_none()


def _made(database: Connection) -> str:
    key = token_hex(32)
    database.execute(insert(LedgerKey).values(id=1, key=key))
    return key


def whole(database: Connection) -> tuple[str, Mapping[str, datetime]] | None:
    """The key and every hash with its moment; None where nobody was erased yet."""
    key = _key(database)
    if key is None:
        return None
    return key, {row.hash: row.at for row in database.execute(select(ErasedAddress.hash, ErasedAddress.at))}


def take_over(database: Connection, key: str, told: Mapping[str, datetime]) -> bool:
    """Add what another copy of the ledger has; False, and nothing, where it is of another installation."""
    known = _key(database)
    if known not in (None, key):
        return False
    if known is None:
        database.execute(insert(LedgerKey).values(id=1, key=key))
    insert_missing(database, ErasedAddress, [{"hash": one, "at": at} for one, at in told.items()])
    return True


def to_erase_again(database: Connection) -> Sequence[str]:
    """Who is stored, from before their erasure, as a backup brings them back; by id."""
    query = select(Address.address, ExpertRow.id, ExpertRow.made_at, ExpertRow.merged_into)
    rows = database.execute(query.join(ExpertRow, ExpertRow.id == Address.expert_id)).all()
    told = erased(database, [row.address for row in rows])
    gone = [row for row in rows if row.address in told and row.made_at <= told[row.address]]
    return list(dict.fromkeys(row.merged_into or row.id for row in gone))
