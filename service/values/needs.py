"""What needs a coordinator, as values; people and places by id."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matcher.messages import Message
from matcher.model import Role


class NeedKind(StrEnum):
    """What is to be done, most urgent first, in the words of the page that shows it."""

    DECLINED = "somebody on a seat says no"
    UNSENT = "a letter that could not be sent"
    UNANSWERED = "an invitation that nobody answered in time"
    EMPTY = "a seat that nobody takes"
    HELD = "a conflict of interest to decide"
    WAITING = "an import that is not applied"
    DISPUTED = "a form says otherwise than what was entered"
    READING = "a reading to confirm"
    PROPOSAL = "a change of a round that waits"
    UNMATCHED = "a pilot without a list and without a round"
    INCOMPLETE = "a profile that misses what rules ask for"


class Whose(StrEnum):
    """Of whom somebody wants to see what waits."""

    ALL = "all"
    MINE = "mine"  # of the pilots that they are in charge of
    NOBODYS = "nobody"  # of pilots that nobody is in charge of, and of no pilot at all


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for somebody."""

    kind: NeedKind
    what: Message
    since: datetime | None  # None where no moment is known
    territory: str | None = None
    expert: str | None = None
    role: Role | None = None
    invitation: str | None = None
    list_id: str | None = None
    round_id: str | None = None
    version: int | None = None
    import_id: str | None = None
