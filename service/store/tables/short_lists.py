"""What pilots are shown of their lists, and what they say."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base, Id, Key, Word


class ShortListRow(Base):
    """One territory of one match list, shown to the contact of the territory."""

    __tablename__ = "short_list"
    id: Mapped[Key]
    list_id: Mapped[str] = mapped_column(ForeignKey("match_list.id", ondelete="CASCADE"))
    territory_id: Mapped[str] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("list_id", "territory_id"),)


class PilotWordRow(Base):
    """What a contact said of somebody for a role, or of the whole; the latest of each counts."""

    __tablename__ = "pilot_word"
    id: Mapped[Id]
    short_list_id: Mapped[str] = mapped_column(ForeignKey("short_list.id", ondelete="CASCADE"), index=True)
    expert_id: Mapped[str | None] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), index=True)
    role: Mapped[Word | None]
    liking: Mapped[Word | None]
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
