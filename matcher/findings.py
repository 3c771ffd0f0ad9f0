"""Conflicts of interest and doubts about them, as values."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.messages import Message, say
from matcher.model import Question


class Link(StrEnum):
    """What ties an expert to a territory."""

    CONTACT = "contact"  # is the person behind the application
    EMPLOYER = "employer"  # works for the lead, a partner or the programme body
    DECLARED = "declared"  # declares a link
    COORDINATOR = "coordinator"  # entered by a coordinator


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why an expert may not advise a territory."""

    expert: str
    territory: str
    link: Link
    fact: Message  # quotes the words of both sides


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a coordinator should look into; `territory` is None where the link could not be placed."""

    expert: str
    territory: str | None
    reason: Message
    question: Question | None = None  # where nobody is to be placed before somebody decides; else it is a flag alone


@dataclass(frozen=True, slots=True)
class EnteredConflict:
    """A conflict that a coordinator entered, with the reason."""

    expert: str
    territory: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConflictFindings:
    """All conflicts and doubts between the experts and the territories at hand."""

    conflicts: tuple[Conflict, ...]
    doubts: tuple[Doubt, ...]


def entered_fact(reason: str) -> Message:
    """The fact that a conflict which a coordinator entered rests on."""
    return say("A coordinator entered a conflict of interest: {reason}", reason=reason)
