"""Invitations and their letters."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from matcher.messages import Message
from matcher.model import Role
from service.codec import read, write
from service.store.tables import InvitationRow, LetterRow
from service.values.invitations import (
    Invitation,
    InvitationState,
    Invited,
    Letter,
    LetterKind,
    LetterState,
    Reply,
)
from service.values.load import Asked

LETTER = (
    LetterRow.id.label("letter"),
    LetterRow.kind,
    LetterRow.subject,
    LetterRow.body,
    LetterRow.state.label("letter_state"),
    LetterRow.made_at.label("written_at"),
    LetterRow.sent_at.label("left_at"),
    LetterRow.failure,
)


def add(database: Connection, identity: str, of: Invited, answer_by: date, at: datetime) -> None:
    """Keep an invitation that is written and not sent."""
    database.execute(
        insert(InvitationRow).values(
            id=identity,
            round_id=of.round,
            territory_id=of.territory,
            role=of.role.value,
            expert_id=of.expert,
            state=InvitationState.WRITTEN.value,
            answer_by=answer_by,
            made_at=at,
        )
    )


def add_letter(
    database: Connection, identity: str, invitation: str, kind: LetterKind, subject: str, body: str, at: datetime
) -> None:
    """Keep a letter that is not sent."""
    told = {"subject": subject, "body": body, "state": LetterState.DRAFT.value, "made_at": at}
    database.execute(insert(LetterRow).values(id=identity, invitation_id=invitation, kind=kind.value, **told))


def all_of(
    database: Connection,
    *,
    round_id: str | None = None,
    expert: str | None = None,
    identity: str | None = None,
    secret: str | None = None,
    letters: Iterable[str] | None = None,
) -> Sequence[Invitation]:
    """Invitations with their letters, oldest first; of a round, an expert, an id, a link's hash, some letters."""
    query = select(InvitationRow, *LETTER).join(LetterRow, LetterRow.invitation_id == InvitationRow.id)
    if round_id is not None:
        query = query.where(InvitationRow.round_id == round_id)
    if expert is not None:
        query = query.where(InvitationRow.expert_id == expert)
    if identity is not None:
        query = query.where(InvitationRow.id == identity)
    if secret is not None:
        query = query.where(InvitationRow.secret == secret)
    if letters is not None:
        of_letters = select(LetterRow.invitation_id).where(LetterRow.id.in_(list(letters)))
        query = query.where(InvitationRow.id.in_(of_letters))
    query = query.order_by(InvitationRow.made_at, InvitationRow.id, LetterRow.made_at, LetterRow.id)
    found: dict[str, Invitation] = {}
    for row in database.execute(query):
        before = found.get(row.id)
        found[row.id] = replace(before, letters=(*before.letters, _letter(row))) if before else _invitation(row)
    return list(found.values())


def _invitation(row: Any) -> Invitation:
    return Invitation(
        id=row.id,
        of=Invited(row.round_id, row.territory_id, Role(row.role), row.expert_id),
        state=InvitationState(row.state),
        answer_by=row.answer_by,
        made_at=row.made_at,
        sent_at=row.sent_at,
        answered_at=row.answered_at,
        reply=read(row.reply, Reply) if row.reply else None,
        letters=(_letter(row),),
    )


def _letter(row: Any) -> Letter:
    return Letter(
        id=row.letter,
        kind=LetterKind(row.kind),
        subject=row.subject,
        body=row.body,
        state=LetterState(row.letter_state),
        made_at=row.written_at,
        sent_at=row.left_at,
        failure=read(row.failure, Message) if row.failure else None,
    )


def asked(database: Connection) -> Sequence[Asked]:
    """Every invitation that left, oldest first, as it counts for somebody's load."""
    query = select(InvitationRow.expert_id, InvitationRow.state, InvitationRow.sent_at, InvitationRow.reply)
    rows = database.execute(query.where(InvitationRow.sent_at.is_not(None)).order_by(InvitationRow.sent_at))
    return [
        Asked(expert, InvitationState(state), sent_at, read(reply, Reply).again_after if reply else None)
        for expert, state, sent_at, reply in rows
        if sent_at is not None
    ]


def rewrite(database: Connection, letter: str, subject: str, body: str) -> None:
    """Keep a letter in other words."""
    database.execute(update(LetterRow).where(LetterRow.id == letter).values(subject=subject, body=body))


def queue(database: Connection, letters: Iterable[str], site: str) -> int:
    """Have letters sent that are not sent yet; returns how many."""
    unsent = (LetterState.DRAFT.value, LetterState.FAILED.value)
    these = LetterRow.id.in_(list(letters)) & LetterRow.state.in_(unsent)
    waiting = {"state": LetterState.WAITING.value, "site": site, "failure": None}
    return database.execute(update(LetterRow).where(these).values(waiting)).rowcount


def site_of(database: Connection, identity: str) -> str:
    """Where the links of an invitation lead: as its first letter had it."""
    query = select(LetterRow.site).where(LetterRow.invitation_id == identity).order_by(LetterRow.made_at)
    return database.execute(query.limit(1)).scalar_one()


def waiting(database: Connection) -> Sequence[str]:
    """Letters that are about to be sent, oldest first."""
    query = select(LetterRow.id).where(LetterRow.state == LetterState.WAITING.value)
    return database.execute(query.order_by(LetterRow.made_at, LetterRow.id)).scalars().all()


def interrupted(database: Connection, failure: Message) -> int:
    """Say of letters that were leaving when the service stopped that nobody knows; returns how many."""
    leaving = LetterRow.state == LetterState.LEAVING.value
    told = {"state": LetterState.FAILED.value, "failure": write(failure)}
    return database.execute(update(LetterRow).where(leaving).values(told)).rowcount


def leave(database: Connection, letter: str, secret: str) -> str | None:
    """Take a letter up for sending, with the hash of its link; returns the site, None where somebody was first."""
    mine = (LetterRow.id == letter) & (LetterRow.state == LetterState.WAITING.value)
    taken = update(LetterRow).where(mine).values(state=LetterState.LEAVING.value)
    if not database.execute(taken).rowcount:
        return None
    invitation, site = database.execute(
        select(LetterRow.invitation_id, LetterRow.site).where(LetterRow.id == letter)
    ).one()
    database.execute(update(InvitationRow).where(InvitationRow.id == invitation).values(secret=secret))
    return str(site)


def has_left(database: Connection, letter: str, at: datetime) -> None:
    """Note that a letter is sent."""
    database.execute(update(LetterRow).where(LetterRow.id == letter).values(state=LetterState.SENT.value, sent_at=at))


def has_failed(database: Connection, letter: str, failure: Message) -> None:
    """Note that a letter could not be sent, and why."""
    told = {"state": LetterState.FAILED.value, "failure": write(failure)}
    database.execute(update(LetterRow).where(LetterRow.id == letter).values(told))


def tell_state(
    database: Connection,
    identity: str,
    state: InvitationState,
    *,
    sent_at: datetime | None = None,
    answered_at: datetime | None = None,
    reply: Reply | None = None,
) -> None:
    """Keep how far an invitation is; with an answer also when and what, without one the last answer goes."""
    told: dict[str, object] = {"state": state.value}
    if sent_at is not None:
        told["sent_at"] = sent_at
    if state is not InvitationState.CONFIRMED:
        told |= {"answered_at": answered_at, "reply": write(reply) if reply else None}
    database.execute(update(InvitationRow).where(InvitationRow.id == identity).values(told))


def drop(database: Connection, identity: str) -> None:
    """Drop an invitation that never left."""
    database.execute(delete(InvitationRow).where(InvitationRow.id == identity))
