"""Who may come in: accounts, sessions, one-time links and tokens, each known by the hash of its secret."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from service.store.tables import Account, ExpertRow, Link, Session, ShortListRow, TerritoryRow, Token

# The two questions of every request, put together once: that costs more than to ask them.
BY_SESSION = (
    select(
        Session.account_id,
        Session.expert_id,
        func.coalesce(Account.name, ExpertRow.name),
        Account.role,
        Session.short_list_id,
    )
    .outerjoin(Account, Account.id == Session.account_id)
    .outerjoin(ExpertRow, (ExpertRow.id == Session.expert_id) & ExpertRow.merged_into.is_(None))
    .where(
        (Session.secret == bindparam("secret")) & (Session.ends_at > bindparam("at")) & Account.withdrawn_at.is_(None)
    )
)
BY_TOKEN = select(Token.name, Token.role).where(
    (Token.secret == bindparam("secret")) & (Token.ends_at > bindparam("at")) & Token.withdrawn_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a secret lets in: an account, an expert, or the contact of a territory to whom a short list is shown."""

    account: str | None
    expert: str | None
    name: str
    role: str  # of the account; "" for others
    territory: str | None = None
    short_list: str | None = None


@dataclass(frozen=True, slots=True)
class LinkTold:
    """A one-time link as it is stored."""

    account: str | None
    expert: str | None
    short_list: str | None
    ends_at: datetime
    used_at: datetime | None


def first_account(database: Connection) -> str | None:
    """The id of the first account that administers."""
    administers = (Account.role == "administrator") & Account.withdrawn_at.is_(None)
    query = select(Account.id).where(administers).order_by(Account.made_at, Account.id).limit(1)
    return database.execute(query).scalar_one_or_none()


def add_account(database: Connection, identity: str, name: str, role: str, at: datetime) -> None:
    """Make an account."""
    database.execute(insert(Account).values(id=identity, name=name, role=role, made_at=at))


def add_link(
    database: Connection,
    secret: str,
    account: str | None,
    expert: str | None,
    at: datetime,
    ends_at: datetime,
    short_list: str | None = None,
) -> None:
    """Keep a link by the hash of its secret; earlier ones of an expert or a short list that were not used go."""
    if expert is not None or short_list is not None:
        same = (Link.expert_id == expert) if expert else (Link.short_list_id == short_list)
        database.execute(delete(Link).where(same & Link.used_at.is_(None)))
    whose = {"account_id": account, "expert_id": expert, "short_list_id": short_list}
    database.execute(insert(Link).values(secret=secret, made_at=at, ends_at=ends_at, **whose))


def find_link(database: Connection, secret: str) -> LinkTold | None:
    """A link by the hash of its secret."""
    query = select(Link.account_id, Link.expert_id, Link.short_list_id, Link.ends_at, Link.used_at).where(
        Link.secret == secret
    )
    row = database.execute(query).one_or_none()
    return LinkTold(*row) if row else None


def use_link(database: Connection, secret: str, at: datetime) -> bool:
    """Use a link up; False where somebody was first."""
    used = update(Link).where((Link.secret == secret) & Link.used_at.is_(None)).values(used_at=at)
    return bool(database.execute(used).rowcount)


def add_session(
    database: Connection,
    secret: str,
    account: str | None,
    expert: str | None,
    at: datetime,
    ends_at: datetime,
    short_list: str | None = None,
) -> None:
    """Keep a session by the hash of its secret; those that have ended go."""
    database.execute(delete(Session).where(Session.ends_at <= at))
    whose = {"account_id": account, "expert_id": expert, "short_list_id": short_list}
    database.execute(insert(Session).values(secret=secret, made_at=at, ends_at=ends_at, **whose))


def holder_of_session(database: Connection, secret: str, at: datetime) -> Holder | None:
    """Whom a session lets in now. An expert must still agree to be processed."""
    row = database.execute(BY_SESSION, {"secret": secret, "at": at}).one_or_none()
    if row is not None and row[4] is not None:
        return _contact(database, row[4])
    if row is None or row[2] is None:
        return None
    return Holder(row[0], row[1], row[2], row[3] or "")


def _contact(database: Connection, short_list: str) -> Holder | None:
    """The contact of the territory that a short list is of."""
    query = select(TerritoryRow.id, TerritoryRow.name).join(ShortListRow, ShortListRow.territory_id == TerritoryRow.id)
    row = database.execute(query.where(ShortListRow.id == short_list)).one_or_none()
    return Holder(None, None, row[1], "", row[0], short_list) if row else None


def end_session(database: Connection, secret: str) -> None:
    """End a session."""
    database.execute(delete(Session).where(Session.secret == secret))


def let_nobody_in(database: Connection) -> None:
    """End every session, and every link that was not used."""
    database.execute(delete(Session))
    database.execute(delete(Link).where(Link.used_at.is_(None)))


def add_token(database: Connection, secret: str, name: str, role: str, at: datetime, ends_at: datetime) -> None:
    """Keep a token by the hash of its secret."""
    database.execute(insert(Token).values(secret=secret, name=name, role=role, made_at=at, ends_at=ends_at))


def holder_of_token(database: Connection, secret: str, at: datetime) -> Holder | None:
    """Whom a token lets in now."""
    row = database.execute(BY_TOKEN, {"secret": secret, "at": at}).one_or_none()
    return Holder(None, None, row[0], row[1]) if row else None
