"""Who may come in: accounts, sessions, one-time links and tokens. Secrets are kept as SHA-256 alone."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base, Id, Key, Name, Word


class Account(Base):
    """Somebody of the staff."""

    __tablename__ = "account"
    id: Mapped[Key]
    name: Mapped[Name]
    role: Mapped[Word]
    made_at: Mapped[datetime]
    email: Mapped[str | None] = mapped_column(String(400), unique=True)  # folded; None: comes in by links alone
    password: Mapped[str | None] = mapped_column(Text)  # as an Argon2id hash
    subject: Mapped[str | None] = mapped_column(String(600), unique=True)  # an identity provider and its id of them
    failures: Mapped[int] = mapped_column(server_default="0")  # wrong passwords since the last right one
    closed_until: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class Session(Base):
    """A browser that is signed in, for an account, for an expert, or for a pilot's contact."""

    __tablename__ = "session"
    secret: Mapped[str] = mapped_column(Text, primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    expert_id: Mapped[str | None] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), index=True)
    short_list_id: Mapped[str | None] = mapped_column(ForeignKey("short_list.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Link(Base):
    """A link that lets somebody in once."""

    __tablename__ = "link"
    secret: Mapped[str] = mapped_column(Text, primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    expert_id: Mapped[str | None] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), index=True)
    short_list_id: Mapped[str | None] = mapped_column(ForeignKey("short_list.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Token(Base):
    """A token for programs, and what it may do."""

    __tablename__ = "token"
    id: Mapped[Id]
    secret: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Name]
    role: Mapped[Word]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
