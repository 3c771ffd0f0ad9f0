"""Let people and programs in: one-time links, sessions, tokens.

A secret is 256 random bits; what is stored is its SHA-256 (a fast hash is enough for what cannot be guessed). Opening a
link changes nothing; pressing its button uses it up.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection

from matcher.messages import Message, say
from service.errors import NotAllowed, NotFound, ServiceError
from service.store import access, audit, people
from service.store.engine import reading, writing
from service.values.actors import Actor, ActorRole
from service.values.audit import Deed, Line, Thing
from service.workplace import Workplace

FIRST_LINK = timedelta(hours=12)
EXPERTS_LINK = timedelta(days=14)
SESSION = timedelta(hours=12)
TOKEN = timedelta(days=365)


class LinkState(StrEnum):
    """What a link still is."""

    GOOD = "good"
    USED = "used"
    ENDED = "ended"
    UNKNOWN = "unknown"


REFUSED: dict[LinkState, Message] = {
    LinkState.USED: say("This link has been used already. Ask for a new one; each works once"),
    LinkState.ENDED: say("This link has expired. Ask for a new one"),
    LinkState.UNKNOWN: say("This link is not known here. Copy it whole from the message, or ask for a new one"),
}


class LinkRefused(ServiceError):
    """A link that lets nobody in (any more)."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(REFUSED[state])
        self.state = state


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def first_link(workplace: Workplace) -> str:
    """A link for the first administrator, whose account is made where there is none; returns its secret."""
    secret, at = secrets.token_urlsafe(32), workplace.clock()
    with writing(workplace.database) as database:
        account = access.first_account(database)
        if account is None:
            account = str(uuid4())
            access.add_account(database, account, "Administrator", ActorRole.ADMINISTRATOR, at)
        access.add_link(database, hashed(secret), account, None, at, at + FIRST_LINK)
    return secret


def link_for_expert(expert: str, actor: Actor, workplace: Workplace) -> str:
    """A link for an expert; earlier ones that were not used are no longer good. Returns its secret.

    Whoever does not agree comes to their consents and to what is held about them, and to nothing else.

    Raises NotFound where there is no such expert.
    """
    secret, at = secrets.token_urlsafe(32), workplace.clock()
    with writing(workplace.database) as database:
        if people.find(database, expert) is None:
            raise NotFound(say("There is no such expert"))
        access.add_link(database, hashed(secret), None, expert, at, at + EXPERTS_LINK)
        audit.note(database, Line(at, actor.key, Deed.INVITED, Thing.EXPERT, expert))
    return secret


def look_at_link(secret: str, workplace: Workplace) -> LinkState:
    """What a link still is; looking changes nothing."""
    with reading(workplace.database) as database:
        told = access.find_link(database, hashed(secret))
    if told is None:
        return LinkState.UNKNOWN
    if told.used_at is not None:
        return LinkState.USED
    return LinkState.ENDED if told.ends_at <= workplace.clock() else LinkState.GOOD


def use_link(secret: str, workplace: Workplace) -> str:
    """Use a link up and open a session; returns the session's secret. Raises LinkRefused for one that is no good."""
    state = look_at_link(secret, workplace)
    if state is not LinkState.GOOD:
        raise LinkRefused(state)
    session, at = secrets.token_urlsafe(32), workplace.clock()
    with writing(workplace.database) as database:
        told = access.find_link(database, hashed(secret))
        if told is None or not access.use_link(database, hashed(secret), at):
            raise LinkRefused(LinkState.USED)
        access.add_session(database, hashed(session), told.account, told.expert, at, at + SESSION, told.short_list)
        came = _actor(access.holder_of_session(database, hashed(session), at))
        who = came.key if came else told.account or told.expert or ""
        thing = thing_of(came) if came else Thing.ACCOUNT if told.account else Thing.EXPERT
        audit.note(database, Line(at, who, Deed.SIGNED_IN, thing, who))
    return session


def open_session(database: Connection, account: str, at: datetime) -> str:
    """Open a session for somebody of the staff, and note that they came in; returns its secret."""
    session = secrets.token_urlsafe(32)
    access.add_session(database, hashed(session), account, None, at, at + SESSION)
    audit.note(database, Line(at, account, Deed.SIGNED_IN, Thing.ACCOUNT, account))
    return session


def actor_of_session(secret: str, workplace: Workplace) -> Actor | None:
    """Who a session belongs to; None where it has ended."""
    with reading(workplace.database) as database:
        return _actor(access.holder_of_session(database, hashed(secret), workplace.clock()))


def actor_of_token(secret: str, workplace: Workplace) -> Actor | None:
    """What a token lets a program be; None where it is not known, ended or withdrawn."""
    with reading(workplace.database) as database:
        return _actor(access.holder_of_token(database, hashed(secret), workplace.clock()))


def _actor(holder: access.Holder | None) -> Actor | None:
    if holder is None:
        return None
    if holder.expert:
        return Actor(ActorRole.EXPERT, holder.name, holder.expert, holder.expert)
    if holder.territory:
        return Actor(ActorRole.CONTACT, holder.name, holder.territory, short_list=holder.short_list)
    return Actor(ActorRole(holder.role), holder.name, holder.account or f"token {holder.name}", account=holder.account)


def sign_out(secret: str, actor: Actor, workplace: Workplace) -> None:
    """End a session."""
    at = workplace.clock()
    with writing(workplace.database) as database:
        access.end_session(database, hashed(secret))
        audit.note(database, Line(at, actor.key, Deed.SIGNED_OUT, thing_of(actor), actor.key))


def thing_of(actor: Actor) -> Thing:
    """What somebody who comes in is to the audit."""
    return {ActorRole.EXPERT: Thing.EXPERT, ActorRole.CONTACT: Thing.TERRITORY}.get(actor.role, Thing.ACCOUNT)


def make_token(
    name: str, role: ActorRole, workplace: Workplace, *, by: str = "command line", lasts: timedelta = TOKEN
) -> str:
    """Make a token for a program; returns its secret, which is not kept.

    Raises NotAllowed for a token that would be an expert or a contact: they come in by links.
    """
    if role in {ActorRole.EXPERT, ActorRole.CONTACT}:
        raise NotAllowed(say("A token is for programs: give it the role coordinator or viewer"))
    secret, at = f"tm_{secrets.token_urlsafe(32)}", workplace.clock()
    with writing(workplace.database) as database:
        access.add_token(database, hashed(secret), name, role, at, at + lasts)
        audit.note(database, Line(at, by, Deed.TOKEN, Thing.TOKEN, name, role.value))
    return secret
