"""How much is asked of people: invitations so far, seats, and where they might serve at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from matcher.model import Expert, Rule
from service.values.invitations import InvitationState


@dataclass(frozen=True, slots=True)
class Asked:
    """One invitation that left, as it counts for the load of whom it asks."""

    expert: str
    state: InvitationState
    sent_at: datetime
    again_after: date | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    """What was asked of one person so far."""

    open: int = 0
    accepted: int = 0  # confirmed ones among them
    declined: int = 0
    last_asked: date | None = None
    again_after: date | None = None  # as they said when they declined last

    def is_away(self, today: date) -> bool:
        """Whether they wish not to be asked yet."""
        return self.again_after is not None and today <= self.again_after


NOBODY_ASKED = Asks()


@dataclass(frozen=True, slots=True)
class Chances:
    """On how many seats of pilots somebody may serve, and which rules refuse them on how many of the others."""

    eligible: int
    seats: int
    refused_by: Mapping[Rule, int] = field(default_factory=dict)  # the rule that refuses most first


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """One person: what is asked of them, and what might be."""

    expert: Expert
    asks: Asks
    placed: int  # seats of rounds at work
    suggested: bool  # by a latest list, or on a seat or standing by in a round at work
    chances: Chances


def asks_by_person(invitations: Iterable[Asked]) -> Mapping[str, Asks]:
    """Fold invitations, oldest first, into what was asked of each person."""
    found: dict[str, Asks] = {}
    for one in invitations:
        before = found.get(one.expert, NOBODY_ASKED)
        state = one.state
        found[one.expert] = Asks(
            open=before.open + (state is InvitationState.INVITED),
            accepted=before.accepted + (state in {InvitationState.ACCEPTED, InvitationState.CONFIRMED}),
            declined=before.declined + (state is InvitationState.DECLINED),
            last_asked=max(filter(None, (before.last_asked, one.sent_at.date()))),
            again_after=one.again_after if state is InvitationState.DECLINED else before.again_after,
        )
    return found
