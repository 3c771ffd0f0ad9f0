"""The tables, as alembic makes them and Core statements read them."""

from service.store.tables.access import Account, Link, Session, Token
from service.store.tables.base import Base
from service.store.tables.desk import (
    AuditLine,
    ConflictRulingRow,
    Import,
    Job,
    StatedColumn,
    StatedWordingRow,
    Upload,
    UploadedRow,
)
from service.store.tables.erased import ErasedAddress, LedgerKey, UnfinishedErasure
from service.store.tables.invitations import InvitationRow, LetterRow
from service.store.tables.lists import ExpertAnswer, ListedTerritory, MatchListRow, Rendition
from service.store.tables.registrations import Registration
from service.store.tables.roster import (
    Address,
    Consent,
    ExpertEdit,
    ExpertRow,
    ExpertVersion,
    TerritoryRow,
    TerritoryVersion,
)
from service.store.tables.rounds import RoundRow, RoundVersion
from service.store.tables.short_lists import PilotWordRow, ShortListRow
from service.store.tables.texts import Installation, TextUse, TextVector

__all__ = [
    "Account",
    "Address",
    "AuditLine",
    "Base",
    "ConflictRulingRow",
    "Consent",
    "ErasedAddress",
    "ExpertAnswer",
    "ExpertEdit",
    "ExpertRow",
    "ExpertVersion",
    "Import",
    "Installation",
    "InvitationRow",
    "Job",
    "LedgerKey",
    "LetterRow",
    "Link",
    "ListedTerritory",
    "MatchListRow",
    "PilotWordRow",
    "Registration",
    "Rendition",
    "RoundRow",
    "RoundVersion",
    "Session",
    "ShortListRow",
    "StatedColumn",
    "StatedWordingRow",
    "TerritoryRow",
    "TerritoryVersion",
    "TextUse",
    "TextVector",
    "Token",
    "UnfinishedErasure",
    "Upload",
    "UploadedRow",
]
