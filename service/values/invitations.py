"""Invitations of people to seats, and the letters that carry them; people and places by id."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from matcher.messages import Message
from matcher.model import Role

LINK = "[link]"  # where a letter's link goes; the link is made when the letter leaves, and stored as a hash alone


class InvitationState(StrEnum):
    """How far an invitation is, in the words of the page that shows it."""

    WRITTEN = "written, not sent"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CONFIRMED = "confirmed"


OPEN = frozenset({InvitationState.WRITTEN, InvitationState.INVITED})
# Whom nobody moves: they were asked, and have not said no.
STANDING = frozenset({InvitationState.INVITED, InvitationState.ACCEPTED, InvitationState.CONFIRMED})
LIVE = STANDING | {InvitationState.WRITTEN}
ACCEPTED = frozenset({InvitationState.ACCEPTED, InvitationState.CONFIRMED})
ANSWERABLE = frozenset({InvitationState.INVITED, InvitationState.ACCEPTED, InvitationState.DECLINED})


class DeclineReason(StrEnum):
    """Why somebody declines, in the words that they choose from."""

    NO_TIME = "I have no time in this period"
    NOT_MINE = "It is not my field"
    CONFLICT = "I have a conflict of interest"
    TERMS = "The terms do not suit me"
    OTHER = "Another reason"


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited to which seat of which round."""

    round: str
    territory: str
    role: Role
    expert: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answers to an invitation."""

    accepts: bool
    reason: DeclineReason | None = None
    words: str = ""
    again_after: date | None = None  # "ask me again after"
    colleague: str = ""  # "a colleague would suit", in their words


class LetterState(StrEnum):
    """How far a letter is, in the words of the page that shows it."""

    DRAFT = "not sent"
    WAITING = "about to be sent"
    LEAVING = "being sent"
    SENT = "sent"
    FAILED = "could not be sent"


class LetterKind(StrEnum):
    """What a letter is for."""

    INVITATION = "invitation"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person."""

    id: str
    kind: LetterKind
    subject: str
    body: str  # plain text with `LINK` in it
    state: LetterState
    made_at: datetime
    sent_at: datetime | None
    failure: Message | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation with its letters, oldest first."""

    id: str
    of: Invited
    state: InvitationState
    answer_by: date
    made_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    reply: Reply | None
    letters: tuple[Letter, ...]

    def is_overdue(self, today: date) -> bool:
        """Whether the day to answer by has passed without an answer."""
        return self.state is InvitationState.INVITED and today > self.answer_by
