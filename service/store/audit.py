"""Who did what, and when: one line in the transaction of each act. Names no expert; things are ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from service.store.tables import AuditLine


class Deed(StrEnum):
    """What was done, in the words of the page that shows it."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    UPLOADED = "uploaded exports"
    APPLIED = "applied an import"
    UNDONE = "undid an import"
    STATED = "stated a column"
    WORDED = "said how an answer is read"
    DECIDED = "decided a status"
    CONFIRMED = "confirmed a reading"
    RULED = "decided about a conflict of interest"
    REQUESTED = "asked for a match list"
    EXPORTED = "exported a match list"
    INVITED = "made a link for an expert"
    ANSWERED = "answered"
    TOKEN = "made or withdrew a token"
    ACCOUNT = "made or changed an account"
    PASSWORD = "set a password"


class Thing(StrEnum):
    """What it was done to."""

    ACCOUNT = "account"
    EXPERT = "expert"
    TERRITORY = "territory"
    IMPORT = "import"
    COLUMN = "column"
    LIST = "match list"
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit."""

    at: datetime
    by: str
    deed: Deed
    thing: Thing
    thing_id: str
    detail: str = ""


def note(database: Connection, line: Line) -> None:
    """Write one line."""
    database.execute(
        insert(AuditLine).values(
            at=line.at, by=line.by, deed=line.deed, thing=line.thing, thing_id=line.thing_id, detail=line.detail
        )
    )


def lines(database: Connection, thing: Thing | None = None, thing_id: str | None = None) -> Sequence[Line]:
    """Lines, latest first; of one thing where it is named."""
    query = select(
        AuditLine.at, AuditLine.by, AuditLine.deed, AuditLine.thing, AuditLine.thing_id, AuditLine.detail
    ).order_by(AuditLine.id.desc())
    if thing is not None:
        query = query.where(AuditLine.thing == thing)
    if thing_id is not None:
        query = query.where(AuditLine.thing_id == thing_id)
    return [
        Line(at, by, Deed(deed), Thing(what), one, detail)
        for at, by, deed, what, one, detail in database.execute(query)
    ]
