"""Take waiting letters to the mail server, one by one: each leaves once, and one that fails says why."""

import secrets
from datetime import date, timedelta
from uuid import uuid4

from matcher.messages import say
from service.errors import ServiceError
from service.mail import Envelope
from service.store import audit, invitations, people
from service.store.engine import reading, writing
from service.values.audit import Deed, Line, Thing
from service.values.invitations import LINK, Invitation, InvitationState, LetterKind
from service.verbs.access import hashed
from service.verbs.letters import reminder_of
from service.verbs.scenes import current_scene
from service.workplace import Workplace

ROBOT = "reminders"  # who does what no person does, in the audit


def take_up(workplace: Workplace) -> None:
    """Say of letters that were leaving when the service stopped that they may have arrived or not."""
    said = say("The service stopped while this was being sent: it may have arrived. Sending it again makes a new link")
    with writing(workplace.database) as database:
        invitations.interrupted(database, said)


def send_waiting(workplace: Workplace) -> int:
    """Send every letter that waits; returns how many left. What fails stays, with the reason."""
    with reading(workplace.database) as database:
        waiting = invitations.waiting(database)
    return sum(_send(letter, workplace) for letter in waiting)


def _send(letter: str, workplace: Workplace) -> bool:
    secret = secrets.token_urlsafe(32)
    with writing(workplace.database) as database:
        site = invitations.leave(database, letter, hashed(secret))
        found = invitations.all_of(database, letters=[letter])
        stored = people.find(database, found[0].of.expert) if found else None
    if site is None or not found:
        return False
    (told,) = found
    written = next(one for one in told.letters if one.id == letter)
    try:
        if stored is None or not stored.expert.consent_process or not stored.expert.email:
            raise ServiceError(say("There is no address to write to, or they do not agree to be processed any more"))
        body = written.body.replace(LINK, f"{site}/invited/{secret}")
        workplace.mailer.send(Envelope(letter, stored.expert.email, written.subject, body))
    except ServiceError as error:
        with writing(workplace.database) as database:
            invitations.has_failed(database, letter, error.message)
        return False
    at = workplace.clock()
    with writing(workplace.database) as database:
        invitations.has_left(database, letter, at)
        if told.state is InvitationState.WRITTEN:
            invitations.tell_state(database, told.id, InvitationState.INVITED, sent_at=at)
        audit.note(database, Line(at, ROBOT, Deed.LEFT, Thing.INVITATION, told.id, written.kind.value))
    return True


def remind(workplace: Workplace) -> int:
    """Write and queue the reminders that are due; returns how many. Each is sent once, and none after the day.

    One that was missed while the service stood still is not sent beside a later one.
    """
    today = workplace.clock().date()
    with reading(workplace.database) as database:
        invited = [one for one in invitations.all_of(database) if one.state is InvitationState.INVITED]
    return sum(_remind(one, workplace) for one in invited if _is_due(one, today, workplace))


def _is_due(one: Invitation, today: date, workplace: Workplace) -> bool:
    """Whether a day to remind on has come since the invitation was sent, and no reminder was written since that day."""
    if one.sent_at is None or today > one.answer_by or any(letter.sent_at is None for letter in one.letters):
        return False
    days = (one.answer_by - timedelta(days=before) for before in workplace.settings.reminders)
    come = [day for day in days if one.sent_at.date() < day <= today]
    return bool(come) and max(letter.made_at.date() for letter in one.letters) < max(come)


def _remind(one: Invitation, workplace: Workplace) -> bool:
    scene, at = current_scene(workplace), workplace.clock()
    try:
        letter = reminder_of(one, scene, workplace)
    except ServiceError:
        return False  # what stands against it is told where the invitation is shown
    with writing(workplace.database) as database:
        key = str(uuid4())
        invitations.add_letter(database, key, one.id, LetterKind.REMINDER, letter.subject, letter.body, at)
        invitations.queue(database, [key], invitations.site_of(database, one.id))
    return True
