"""Who acts: a coordinator, a program, an expert; and what each may do, as questions with names."""

from dataclasses import dataclass
from enum import StrEnum


class ActorRole(StrEnum):
    """What somebody is to the service."""

    COORDINATOR = "coordinator"
    EXPERT = "expert"
    READER = "reader"  # a program that looks and changes nothing


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is signed in, or a program with a token."""

    role: ActorRole
    name: str
    key: str  # as the audit names them: an id, or a token's name
    expert: str | None = None  # the expert who they are


def may_read(actor: Actor) -> bool:
    """See people, territories and lists."""
    return actor.role in {ActorRole.COORDINATOR, ActorRole.READER}


def may_coordinate(actor: Actor) -> bool:
    """Import, decide, ask for lists, export, make links for experts."""
    return actor.role is ActorRole.COORDINATOR


def may_answer(actor: Actor) -> bool:
    """See the territories suggested to oneself, and answer."""
    return actor.role is ActorRole.EXPERT and actor.expert is not None
