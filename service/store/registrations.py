"""Registrations that were begun: found by their link, kept until they are finished, dropped or too old."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from service.store.tables import Registration
from service.values.registrations import Begun


def begin(database: Connection, identity: str, address: str, secret: str, at: datetime, ends_at: datetime) -> str:
    """Keep the beginning of a registration; one under the same address goes on. Returns its id."""
    known = database.execute(select(Registration.id).where(Registration.address == address)).scalar_one_or_none()
    if known is not None:
        told = {"secret": secret, "ends_at": ends_at}
        database.execute(update(Registration).where(Registration.id == known).values(told))
        return str(known)
    fresh = {"id": identity, "address": address, "secret": secret, "made_at": at, "ends_at": ends_at}
    database.execute(insert(Registration).values(answers={}, **fresh))
    return identity


def find(database: Connection, secret: str, at: datetime) -> Begun | None:
    """A registration by the hash of its link, as long as that is good."""
    query = select(Registration.id, Registration.address, Registration.answers)
    row = database.execute(query.where((Registration.secret == secret) & (Registration.ends_at > at))).one_or_none()
    return Begun(row.id, row.address, dict(row.answers)) if row else None


def keep(database: Connection, identity: str, answers: Mapping[str, str]) -> None:
    """Keep what was entered so far."""
    database.execute(update(Registration).where(Registration.id == identity).values(answers=dict(answers)))


def drop(database: Connection, identities: Iterable[str]) -> None:
    """Drop registrations."""
    database.execute(delete(Registration).where(Registration.id.in_(list(identities))))


def of_addresses(database: Connection, addresses: Iterable[str]) -> Sequence[str]:
    """The ids of registrations that were begun under some addresses."""
    query = select(Registration.id).where(Registration.address.in_(list(addresses)))
    return database.execute(query).scalars().all()


def ended(database: Connection, at: datetime) -> Sequence[str]:
    """The ids of those whose link is good no more."""
    return database.execute(select(Registration.id).where(Registration.ends_at <= at)).scalars().all()
