"""People and territories: what is known of them now, every version of it, addresses, and consents."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base, Id, Key, Name, Word


class ExpertRow(Base):
    """Somebody on the list of experts; status and consents stand in columns, to be asked in every final look."""

    __tablename__ = "expert"
    id: Mapped[Key]
    name: Mapped[Name]
    status: Mapped[Word]
    consent_process: Mapped[bool]
    consent_share: Mapped[bool]
    version: Mapped[int]
    content: Mapped[dict[str, Any]]  # an Expert
    answered_at: Mapped[str | None] = mapped_column(Text)  # when the form was answered, as far as its export tells
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    merged_into: Mapped[str | None] = mapped_column(String(36), index=True)  # the record that this one is hidden in
    merged_as: Mapped[int | None]  # the version of that record


class Address(Base):
    """An address that somebody is known by, folded."""

    __tablename__ = "address"
    address: Mapped[str] = mapped_column(Text, primary_key=True)
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), index=True)


class ExpertVersion(Base):
    """What was known of somebody from a moment on, and where it came from."""

    __tablename__ = "expert_version"
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    file: Mapped[Name]
    row: Mapped[int]
    import_id: Mapped[str | None] = mapped_column(ForeignKey("import.id"))
    by: Mapped[Name]
    at: Mapped[datetime]


class ExpertEdit(Base):
    """A field of a person as a coordinator entered it, and what the form says: no import overwrites it."""

    __tablename__ = "expert_edit"
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    said: Mapped[Any] = mapped_column(JSON, nullable=True)  # by the form when it was entered
    now: Mapped[Any] = mapped_column(JSON, nullable=True)  # by a later form
    disputed: Mapped[bool]  # whether a later form says something else than both, and nobody has decided
    by: Mapped[Name]
    at: Mapped[datetime]


class Consent(Base):
    """An answer to a consent question, kept for good: purpose, the words asked and answered, when."""

    __tablename__ = "consent"
    id: Mapped[Id]
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[Word]
    given: Mapped[bool]
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[str | None] = mapped_column(Text)
    recorded_at: Mapped[datetime]


class TerritoryRow(Base):
    """A territory that applied. `fingerprint` finds it again when a file is imported once more."""

    __tablename__ = "territory"
    id: Mapped[Key]
    fingerprint: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Name]
    label: Mapped[Word]
    row: Mapped[int]  # of the file that it was read from last
    status: Mapped[Word]
    status_by: Mapped[Name | None]  # who decided it; None: as the form says
    version: Mapped[int]
    content: Mapped[dict[str, Any]]  # a Territory
    misses: Mapped[list[Any]]  # messages: conditions of the programme that it does not meet
    in_charge: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class TerritoryVersion(Base):
    """What was known of a territory from a moment on, and where it came from."""

    __tablename__ = "territory_version"
    territory_id: Mapped[str] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    file: Mapped[Name]
    row: Mapped[int]
    import_id: Mapped[str | None] = mapped_column(ForeignKey("import.id"))
    by: Mapped[Name]
    at: Mapped[datetime]
