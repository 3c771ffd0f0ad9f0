"""Who acts: staff, a program, an expert; and what each may do, as questions with names."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ActorRole(StrEnum):
    """What somebody is to the service."""

    ADMINISTRATOR = "administrator"  # coordinates, and says who else may come in
    COORDINATOR = "coordinator"
    VIEWER = "viewer"  # a person or a program that looks and changes nothing
    EXPERT = "expert"
    CONTACT = "contact"  # of a territory, to whom a short list is shown


STAFF = (ActorRole.ADMINISTRATOR, ActorRole.COORDINATOR, ActorRole.VIEWER)  # each may all that the later ones may


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is signed in, or a program with a token."""

    role: ActorRole
    name: str
    key: str  # as the audit names them: an id, or a token's name
    expert: str | None = None  # the expert who they are
    account: str | None = None  # the account of a person of the staff; None for programs
    short_list: str | None = None  # what the contact of a territory is shown


def may_read(actor: Actor) -> bool:
    """See people, territories and lists."""
    return actor.role in STAFF


def may_coordinate(actor: Actor) -> bool:
    """Import, decide, ask for lists, export, make links for experts."""
    return actor.role in {ActorRole.ADMINISTRATOR, ActorRole.COORDINATOR}


def may_administer(actor: Actor) -> bool:
    """Say who else may come in, as whom."""
    return actor.role is ActorRole.ADMINISTRATOR


def may_answer(actor: Actor) -> bool:
    """See the territories suggested to oneself, and answer."""
    return actor.role is ActorRole.EXPERT and actor.expert is not None


def may_comment(actor: Actor) -> bool:
    """See the short list of one's territory, and say something of it."""
    return actor.role is ActorRole.CONTACT and actor.short_list is not None


def has_account(actor: Actor) -> bool:
    """Have a password and sessions of one's own: people of the staff, no programs."""
    return actor.account is not None


@dataclass(frozen=True, slots=True)
class AccountTold:
    """Somebody of the staff, as those who administer see them."""

    id: str
    name: str
    email: str  # "" where none is stated: comes in by links alone
    role: ActorRole
    has_password: bool
    made_at: datetime
    withdrawn_at: datetime | None  # since then nobody comes in with it


@dataclass(frozen=True, slots=True)
class SessionTold:
    """A browser that is signed in with an account."""

    id: str  # the hash of its secret
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class TokenTold:
    """A token for programs, without its secret."""

    id: int
    name: str
    role: ActorRole
    made_at: datetime
    ends_at: datetime
    withdrawn_at: datetime | None
