"""Answer an invitation from its letter, without an account, or on one's own page; change the answer, take it back.

Looking changes nothing: programs that read mail follow links, and some press buttons. An answer has to be chosen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from matcher.messages import Message, say
from matcher.model import Expert, Territory
from service.errors import NotFound, ServiceError
from service.store import audit, installation, invitations, lists, people, places
from service.store.engine import reading, writing
from service.values.audit import Deed, Line, Thing
from service.values.invitations import ANSWERABLE, DeclineReason, Invitation, InvitationState, Reply
from service.values.roster import Answer, ExpertAnswered
from service.verbs.access import hashed
from service.verbs.may_invite import against
from service.workplace import Workplace

MOST_WORDS = 2_000  # characters of a remark
CLOSED: Mapping[InvitationState, Message] = {
    InvitationState.WITHDRAWN: say("This invitation was withdrawn; there is nothing to answer any more"),
    InvitationState.CONFIRMED: say("You are confirmed. To change that, write to the coordinators"),
}


@dataclass(frozen=True, slots=True)
class Own:
    """An invitation as whoever it invites comes to it on their own page."""

    identity: str
    expert: str


Key = str | Own  # the secret of a letter's link, or one's own


@dataclass(frozen=True, slots=True)
class InvitedView:
    """What somebody sees who opens the link of their letter: their own invitation, and nobody else."""

    invitation: Invitation
    expert: Expert
    territory: Territory

    @property
    def closed(self) -> Message | None:
        """Why it cannot be answered, where it cannot."""
        return CLOSED.get(self.invitation.state)


def look(key: Key, workplace: Workplace) -> InvitedView:
    """An invitation; looking changes nothing.

    Raises NotFound for somebody else's, and for a link that is not known, or not any more: one that was sent later
    takes its place.
    """
    with reading(workplace.database) as database:
        return _view(database, key)


def own_invitations(expert: str, workplace: Workplace) -> Sequence[InvitedView]:
    """The invitations that reached somebody, latest first."""
    with reading(workplace.database) as database:
        sent = [one for one in invitations.all_of(database, expert=expert) if one.sent_at is not None]
        return [_view(database, Own(one.id, expert)) for one in reversed(sent)]


def reply(key: Key, told: Reply | None, workplace: Workplace) -> InvitationState:
    """Keep an answer; returns how far the invitation is then. The same answer twice is one.

    Raises NotFound as `look` does; ServiceError where nothing is chosen, where there is nothing to answer any more, or
    where something stands against accepting by now.
    """
    if told is None:
        raise ServiceError(say("Choose whether you accept or decline, then send it"))
    at = workplace.clock()
    with writing(workplace.database) as database:
        view = _view(database, key)
        one = view.invitation
        if one.state not in ANSWERABLE:
            raise ServiceError(view.closed or say("There is nothing to answer"))
        if one.reply == told:
            return one.state
        if told.accepts and against(one.of, workplace) is not None:  # what it is may be words of others about them
            raise ServiceError(say("This cannot be accepted as things stand now: please write to the coordinators"))
        if told.reason is DeclineReason.CONFLICT:
            _declare(database, one, told, workplace)
        state = InvitationState.ACCEPTED if told.accepts else InvitationState.DECLINED
        invitations.tell_state(database, one.id, state, answered_at=at, reply=told)
        audit.note(database, Line(at, one.of.expert, Deed.REPLIED, Thing.INVITATION, one.id, state.value))
    return state


def take_back(key: Key, workplace: Workplace) -> None:
    """Take an answer back: the invitation is open again. Raises as `reply` does."""
    at = workplace.clock()
    with writing(workplace.database) as database:
        view = _view(database, key)
        if view.invitation.state not in ANSWERABLE:
            raise ServiceError(view.closed or say("There is nothing to answer"))
        if view.invitation.reply is not None:
            invitations.tell_state(database, view.invitation.id, InvitationState.INVITED)
            audit.note(database, Line(at, view.expert.id, Deed.REPLIED, Thing.INVITATION, view.invitation.id, "open"))


def checked_reply(answer: str, reason: str, words: str, again_after: str, colleague: str) -> Reply | None:
    """An answer as a form sends it; None where nothing was chosen.

    Raises ServiceError for a reason that there is none of, a day that is none, or a conflict without a word about it.
    """
    if answer not in {"accept", "decline"}:
        return None
    words, colleague = words.strip()[:MOST_WORDS], colleague.strip()[:MOST_WORDS]
    if answer == "accept":
        return Reply(True, words=words)
    if reason and reason not in set(DeclineReason):
        raise ServiceError(say("Choose one of the reasons, or none"))
    why = DeclineReason(reason) if reason else None
    if why is DeclineReason.CONFLICT and not words:
        raise ServiceError(say("Say in a few words what the conflict of interest is"))
    try:
        day = date.fromisoformat(again_after) if again_after.strip() else None
    except ValueError:
        raise ServiceError(say('"{told}" is no day: write it as 2027-03-01', told=again_after[:40])) from None
    return Reply(False, why, words, day, colleague)


def _declare(database: Connection, one: Invitation, told: Reply, workplace: Workplace) -> None:
    """A conflict that is told on the way counts as one told on the expert's own page."""
    lists.answer(
        database, ExpertAnswered(one.of.expert, one.of.territory, Answer.CONFLICT, told.words, workplace.clock())
    )
    installation.bump(database)


def _view(database: Connection, key: Key) -> InvitedView:
    found = (
        invitations.all_of(database, identity=key.identity, expert=key.expert)
        if isinstance(key, Own)
        else invitations.all_of(database, secret=hashed(key))
    )
    found = [one for one in found if one.sent_at is not None]
    stored = people.find(database, found[0].of.expert) if found else None
    place = places.find(database, found[0].of.territory) if found else None
    if not found or stored is None or place is None:
        raise NotFound(say("This link is not known here. Copy it whole from the newest message, or ask for a new one"))
    return InvitedView(found[0], stored.expert, place.territory)
