"""The ledger of erasures: whether an address belonged to somebody who was erased, and when; no address is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from hmac import new as keyed
from secrets import token_hex

from sqlalchemy import Connection, delete, insert, select

from service.store.engine import insert_missing
from service.store.tables import ErasedAddress, LedgerKey


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
