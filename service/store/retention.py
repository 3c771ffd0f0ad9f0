"""When somebody was last heard of, and which uploaded files still wait."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, union_all

from service.store.people import STANDS
from service.store.tables import AuditLine, Consent, ExpertAnswer, ExpertRow, Import, InvitationRow
from service.values.imports import ImportState


def last_heard(database: Connection, before: datetime) -> Sequence[tuple[str, str, datetime]]:
    """Id, name and last moment of everybody of whom nothing was heard since `before`, longest ago first.

    What counts: a form or a correction, a consent, an answer, an invitation or the answer to it, a sign-in.
    """
    moments = union_all(
        select(ExpertRow.id, ExpertRow.changed_at.label("at")),
        select(Consent.expert_id, Consent.recorded_at),
        select(ExpertAnswer.expert_id, ExpertAnswer.at),
        select(InvitationRow.expert_id, func.coalesce(InvitationRow.answered_at, InvitationRow.made_at)),
        select(AuditLine.by, AuditLine.at).where(AuditLine.by.in_(select(ExpertRow.id))),
    ).subquery()
    last = func.max(moments.c.at)
    query = select(ExpertRow.id, ExpertRow.name, last).join(moments, moments.c.id == ExpertRow.id).where(STANDS)
    query = query.group_by(ExpertRow.id, ExpertRow.name).having(last < before).order_by(last, ExpertRow.id)
    return [(identity, name, at) for identity, name, at in database.execute(query)]


def waiting_files(database: Connection, before: datetime) -> Sequence[tuple[str, datetime]]:
    """Imports with their files that were read before a moment and never applied."""
    query = select(Import.id, Import.made_at).where(
        (Import.state == ImportState.READ.value) & (Import.made_at < before)
    )
    return [(identity, at) for identity, at in database.execute(query.order_by(Import.made_at))]


def drop_files(database: Connection, imports: Sequence[str]) -> None:
    """Drop imports that were never applied, with their files."""
    database.execute(delete(Import).where(Import.id.in_(imports) & (Import.state == ImportState.READ.value)))
