"""What lies on the desk: imports, work under way, and who did what."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base, Id, Key, Name, Word


class Import(Base):
    """Exports that were uploaded together: read, then applied as one unit, or not at all."""

    __tablename__ = "import"
    id: Mapped[Key]
    state: Mapped[Word]  # read, applied, undone
    counts: Mapped[dict[str, Any]]  # what applying it did
    problems: Mapped[list[Any]]  # what could not be understood, as documents
    by: Mapped[Name]
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    # who asked and the key that they gave, so that asking again after a broken connection imports nothing twice
    asked_key: Mapped[str | None] = mapped_column(Text, unique=True)


class Upload(Base):
    """One uploaded file; its bytes are dropped once the import is applied."""

    __tablename__ = "upload"
    id: Mapped[Id]
    import_id: Mapped[str] = mapped_column(ForeignKey("import.id", ondelete="CASCADE"), index=True)
    form: Mapped[Word]
    name: Mapped[Name]
    sha256: Mapped[str] = mapped_column(Text)
    rows: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class UploadedRow(Base):
    """What became of one row that was kept: whose it is, and whether it brought anything."""

    __tablename__ = "uploaded_row"
    id: Mapped[Id]
    import_id: Mapped[str] = mapped_column(ForeignKey("import.id", ondelete="CASCADE"), index=True)
    file: Mapped[Name]
    row: Mapped[int]
    outcome: Mapped[Word]  # new, changed, same
    expert_id: Mapped[str | None] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), index=True)
    territory_id: Mapped[str | None] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"), index=True)


class StatedColumn(Base):
    """Which field the columns of one heading hold, as somebody said it; it holds for every later export."""

    __tablename__ = "stated_column"
    key: Mapped[str] = mapped_column(Text, primary_key=True)  # the heading, folded
    heading: Mapped[str] = mapped_column(Text)  # as written
    field: Mapped[Word]  # "-" for none
    by: Mapped[Name]
    at: Mapped[datetime]


class StatedWordingRow(Base):
    """How a wording of a field is to be read, as somebody said it; it holds for every later export."""

    __tablename__ = "stated_wording"
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)  # the wording, folded
    wording: Mapped[str] = mapped_column(Text)  # as written
    meaning: Mapped[str] = mapped_column(Text)
    by: Mapped[Name]
    at: Mapped[datetime]


class ConflictRulingRow(Base):
    """What a coordinator decided about a conflict of interest between somebody and a territory."""

    __tablename__ = "conflict_ruling"
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), primary_key=True)
    territory_id: Mapped[str] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    ruling: Mapped[Word]  # conflict, no conflict
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[Name]
    at: Mapped[datetime]


class Job(Base):
    """Long work: what is asked, how far it is, and what came of it."""

    __tablename__ = "job"
    id: Mapped[Key]
    kind: Mapped[Word]
    asked: Mapped[dict[str, Any]]  # a request
    state: Mapped[Word]  # queued, running, done, failed, cancelled
    stopping: Mapped[bool]  # somebody asked to stop it
    done: Mapped[int]
    total: Mapped[int | None]
    stage: Mapped[Word | None]  # what is being done, where a kind of work has several parts
    result: Mapped[str | None] = mapped_column(Text)  # id of what came of it
    failure: Mapped[dict[str, Any] | None]  # a message
    by: Mapped[Name]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class AuditLine(Base):
    """Who did what, and when. Names no expert: things are ids."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_thing", "thing", "thing_id"),)
    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[Name]
    deed: Mapped[Word]
    thing: Mapped[Word]
    thing_id: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
