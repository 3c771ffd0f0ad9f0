"""Invitations, and the letters that carry them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base, Key, Word


class InvitationRow(Base):
    """Somebody invited to a seat; how they answered."""

    __tablename__ = "invitation"
    id: Mapped[Key]
    round_id: Mapped[str] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    territory_id: Mapped[str] = mapped_column(String(36))
    role: Mapped[Word]
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), index=True)
    state: Mapped[Word]
    secret: Mapped[str | None] = mapped_column(Text, unique=True)  # SHA-256 of the link that was sent last
    answer_by: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    reply: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # a Reply


class LetterRow(Base):
    """A letter of the outbox. To whom it goes is looked up when it leaves."""

    __tablename__ = "letter"
    id: Mapped[Key]
    invitation_id: Mapped[str] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Word]
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    site: Mapped[str] = mapped_column(Text, server_default="")  # where its link leads: https://host
    state: Mapped[Word] = mapped_column(index=True)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # a Message
