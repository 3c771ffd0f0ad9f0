"""People of the staff: their accounts, passwords as hashes, sessions and tokens, listed and ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from service.store.tables import Account, Link, Session, Token
from service.values.actors import AccountTold, ActorRole, SessionTold, TokenTold


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is kept to tell whether a password is right."""

    account: str
    password: str | None  # hashed; None where none was set
    failures: int  # since it was right last
    closed_until: datetime | None
    withdrawn: bool


def all_of(database: Connection) -> Sequence[AccountTold]:
    """Everybody of the staff, by name."""
    columns = (Account.id, Account.name, Account.email, Account.role, Account.password)
    query = select(*columns, Account.made_at, Account.withdrawn_at).order_by(Account.name, Account.id)
    return [
        AccountTold(identity, name, email or "", ActorRole(role), password is not None, made_at, withdrawn_at)
        for identity, name, email, role, password, made_at, withdrawn_at in database.execute(query)
    ]


def find(database: Connection, identity: str) -> AccountTold | None:
    """Somebody of the staff by id."""
    return next((one for one in all_of(database) if one.id == identity), None)


def with_email(database: Connection, email: str) -> Credentials | None:
    """What is kept of the account with an address."""
    query = select(Account.id, Account.password, Account.failures, Account.closed_until, Account.withdrawn_at)
    row = database.execute(query.where(Account.email == email)).one_or_none()
    return Credentials(row[0], row[1], row[2], row[3], row[4] is not None) if row else None


def password_of(database: Connection, identity: str) -> str | None:
    """The hash of somebody's password."""
    return database.execute(select(Account.password).where(Account.id == identity)).scalar_one_or_none()


def with_subject(database: Connection, subject: str, email: str) -> str | None:
    """The account in force of somebody an identity provider knows: by its id, else by an address not tied yet."""
    active = Account.withdrawn_at.is_(None)
    found = database.execute(select(Account.id).where(active & (Account.subject == subject))).scalar_one_or_none()
    if found is None and email:
        untied = active & Account.subject.is_(None) & (Account.email == email)
        found = database.execute(select(Account.id).where(untied)).scalar_one_or_none()
    return found


def tell_subject(database: Connection, identity: str, subject: str) -> None:
    """Keep who somebody is to an identity provider."""
    database.execute(update(Account).where(Account.id == identity).values(subject=subject))


def tell_email(database: Connection, identity: str, email: str) -> None:
    """Keep the address that somebody signs in with."""
    database.execute(update(Account).where(Account.id == identity).values(email=email or None))


def set_password(database: Connection, identity: str, hashed: str) -> None:
    """Keep a password by its hash."""
    told = {"password": hashed, "failures": 0, "closed_until": None}
    database.execute(update(Account).where(Account.id == identity).values(told))


def failed(database: Connection, identity: str, failures: int, closed_until: datetime | None) -> None:
    """Note how often a password was wrong, and until when none is tried."""
    told = {"failures": failures, "closed_until": closed_until}
    database.execute(update(Account).where(Account.id == identity).values(told))


def change_role(database: Connection, identity: str, role: ActorRole) -> None:
    """Say what somebody may do."""
    database.execute(update(Account).where(Account.id == identity).values(role=role.value))


def withdraw(database: Connection, identity: str, at: datetime | None) -> None:
    """Let nobody in with an account from now on, and end its sessions and links; None lets in again."""
    database.execute(update(Account).where(Account.id == identity).values(withdrawn_at=at))
    if at is not None:
        end_sessions(database, identity)
        database.execute(delete(Link).where((Link.account_id == identity) & Link.used_at.is_(None)))


def administrators(database: Connection) -> int:
    """How many may administer."""
    active = (Account.role == ActorRole.ADMINISTRATOR.value) & Account.withdrawn_at.is_(None)
    return int(database.execute(select(func.count()).select_from(Account).where(active)).scalar_one())


def sessions(database: Connection, account: str, at: datetime) -> Sequence[SessionTold]:
    """The sessions of an account that have not ended, latest first."""
    query = select(Session.secret, Session.made_at, Session.ends_at)
    query = query.where((Session.account_id == account) & (Session.ends_at > at)).order_by(Session.made_at.desc())
    return [SessionTold(*row) for row in database.execute(query)]


def end_session(database: Connection, account: str, identity: str) -> bool:
    """End one session of an account; whether there was one."""
    of_it = (Session.account_id == account) & (Session.secret == identity)
    return bool(database.execute(delete(Session).where(of_it)).rowcount)


def end_sessions(database: Connection, account: str, but: str = "") -> None:
    """End the sessions of an account, but for one."""
    database.execute(delete(Session).where((Session.account_id == account) & (Session.secret != but)))


def tokens(database: Connection) -> Sequence[TokenTold]:
    """Every token, latest first."""
    query = select(Token.id, Token.name, Token.role, Token.made_at, Token.ends_at, Token.withdrawn_at)
    return [
        TokenTold(identity, name, ActorRole(role), made_at, ends_at, withdrawn_at)
        for identity, name, role, made_at, ends_at, withdrawn_at in database.execute(query.order_by(Token.id.desc()))
    ]


def withdraw_token(database: Connection, identity: int, at: datetime) -> bool:
    """Let no program in with a token from now on; whether there was one in force."""
    in_force = (Token.id == identity) & Token.withdrawn_at.is_(None)
    return bool(database.execute(update(Token).where(in_force).values(withdrawn_at=at)).rowcount)
