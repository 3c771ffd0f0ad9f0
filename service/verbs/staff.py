"""Who else may come in, as whom: accounts of the staff, their sessions, tokens for programs."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection

from matcher.messages import say
from service.errors import NotAllowed, NotFound, ServiceError
from service.store import access, accounts, audit
from service.store.engine import reading, writing
from service.values.actors import STAFF, AccountTold, Actor, ActorRole, SessionTold, TokenTold
from service.values.audit import Deed, Line, Thing
from service.verbs.access import hashed, make_token
from service.workplace import Workplace

LINK = timedelta(days=3)  # for somebody of the staff
MOST_CHARACTERS = 200
DAYS_OF_A_TOKEN = 365


def staff(workplace: Workplace) -> Sequence[AccountTold]:
    """Everybody of the staff, by name."""
    with reading(workplace.database) as database:
        return accounts.all_of(database)


def add_account(name: str, email: str, role: ActorRole, actor: Actor, workplace: Workplace) -> tuple[AccountTold, str]:
    """Make an account, and a link to come in with once and set a password; returns both.

    Raises ServiceError where the name is missing, the address is none or somebody else's, or the role is none of staff.
    """
    called, address, at, identity = " ".join(name.split()), email.strip().casefold(), workplace.clock(), str(uuid4())
    if not called or len(called) > MOST_CHARACTERS:
        raise ServiceError(say("Write the name of the person"))
    if address and ("@" not in address.strip("@") or len(address) > MOST_CHARACTERS):
        raise ServiceError(say('"{address}" is no e-mail address', address=address))
    if role not in STAFF:
        raise ServiceError(say("There is no such role"))
    with writing(workplace.database) as database:
        if address and accounts.with_email(database, address) is not None:
            raise ServiceError(say("Somebody else signs in with this address"))
        access.add_account(database, identity, called, role.value, at)
        accounts.tell_email(database, identity, address)
        audit.note(database, Line(at, actor.key, Deed.ACCOUNT, Thing.ACCOUNT, identity, role.value))
        secret = _link(database, identity, workplace)
        made = accounts.find(database, identity)
    assert made is not None
    return made, secret


def link_for_staff(identity: str, actor: Actor, workplace: Workplace) -> str:
    """A link for somebody of the staff who cannot come in otherwise; returns its secret.

    Raises NotFound where there is nobody, ServiceError where the account is withdrawn.
    """
    with writing(workplace.database) as database:
        known = accounts.find(database, identity)
        if known is None:
            raise NotFound(say("There is no such account"))
        if known.withdrawn_at is not None:
            raise ServiceError(say("This account is withdrawn: let it in again first"))
        audit.note(database, Line(workplace.clock(), actor.key, Deed.ACCOUNT, Thing.ACCOUNT, identity, "link"))
        return _link(database, identity, workplace)


def change_account(
    identity: str, actor: Actor, workplace: Workplace, *, role: ActorRole | None = None, withdrawn: bool | None = None
) -> AccountTold:
    """Say what somebody may do, or withdraw their account, which ends their sessions, or let them in again.

    Raises NotFound where there is nobody, ServiceError where nobody would be left to administer.
    """
    at = workplace.clock()
    with writing(workplace.database) as database:
        if accounts.find(database, identity) is None:
            raise NotFound(say("There is no such account"))
        if role is not None:
            if role not in STAFF:
                raise ServiceError(say("There is no such role"))
            accounts.change_role(database, identity, role)
        if withdrawn is not None:
            accounts.withdraw(database, identity, at if withdrawn else None)
        if not accounts.administrators(database):
            raise ServiceError(say("Nobody would be left to administer: make somebody else an administrator first"))
        changed = accounts.find(database, identity)
        assert changed is not None
        told = f"{changed.role.value}{', withdrawn' if changed.withdrawn_at else ''}"
        audit.note(database, Line(at, actor.key, Deed.ACCOUNT, Thing.ACCOUNT, identity, told))
    return changed


def my_sessions(actor: Actor, workplace: Workplace) -> Sequence[SessionTold]:
    """The sessions of one's own account, latest first."""
    assert actor.account is not None
    with reading(workplace.database) as database:
        return accounts.sessions(database, actor.account, workplace.clock())


def end_my_session(identity: str, actor: Actor, workplace: Workplace) -> None:
    """End one of one's own sessions. Raises NotFound where there is none."""
    assert actor.account is not None
    with writing(workplace.database) as database:
        if not accounts.end_session(database, actor.account, identity):
            raise NotFound(say("This session has ended already"))
        audit.note(database, Line(workplace.clock(), actor.key, Deed.SIGNED_OUT, Thing.ACCOUNT, actor.account))


def all_tokens(workplace: Workplace) -> Sequence[TokenTold]:
    """Every token, latest first."""
    with reading(workplace.database) as database:
        return accounts.tokens(database)


def add_token(name: str, role: ActorRole, days: int, actor: Actor, workplace: Workplace) -> str:
    """Make a token that a program comes in with for some days; returns its secret, which is told once.

    Raises NotAllowed for a role that the actor does not have, ServiceError without a name or for days out of bounds.
    """
    called = " ".join(name.split())
    if not called or len(called) > MOST_CHARACTERS:
        raise ServiceError(say("Write what the token is for, as the audit is to call it"))
    if not 1 <= days <= DAYS_OF_A_TOKEN:
        raise ServiceError(say("A token holds for 1 to {most} days", most=DAYS_OF_A_TOKEN))
    if role not in STAFF or STAFF.index(role) < STAFF.index(actor.role):
        raise NotAllowed(say("A token may do no more than whoever makes it"))
    return make_token(called, role, workplace, by=actor.key, lasts=timedelta(days=days))


def withdraw_token(identity: int, actor: Actor, workplace: Workplace) -> None:
    """Let no program in with a token any more.

    Raises NotFound where none is in force, NotAllowed where it may do more than the actor.
    """
    at = workplace.clock()
    with writing(workplace.database) as database:
        token = next((one for one in accounts.tokens(database) if one.id == identity), None)
        if token is not None and STAFF.index(token.role) < STAFF.index(actor.role):
            raise NotAllowed(say("This token may do more than you: ask an administrator to withdraw it"))
        if not accounts.withdraw_token(database, identity, at):
            raise NotFound(say("There is no such token in force"))
        audit.note(database, Line(at, actor.key, Deed.TOKEN, Thing.TOKEN, str(identity), "withdrawn"))


def _link(database: Connection, account: str, workplace: Workplace) -> str:
    secret, at = secrets.token_urlsafe(32), workplace.clock()
    access.add_link(database, hashed(secret), account, None, at, at + LINK)
    return secret
