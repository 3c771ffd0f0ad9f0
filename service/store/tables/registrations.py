"""Registrations that were begun and not finished."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base, Key


class Registration(Base):
    """What somebody entered so far, under an address that the link was sent to."""

    __tablename__ = "registration"
    id: Mapped[Key]
    address: Mapped[str] = mapped_column(String(400), unique=True)  # folded
    secret: Mapped[str] = mapped_column(Text, unique=True)  # SHA-256 of the link that was sent last
    answers: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
