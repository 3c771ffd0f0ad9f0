"""Rounds, and their versions as they were solved."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base, Key, Name, Word


class RoundRow(Base):
    """One round: the versions of one plan for all seats of some pilots, and the one that is worked with."""

    __tablename__ = "round"
    id: Mapped[Key]
    name: Mapped[Name]
    current: Mapped[int]  # number of a version
    by: Mapped[Name]
    made_at: Mapped[datetime] = mapped_column(index=True)


class RoundVersion(Base):
    """One version of a round: never changed but for its state and name. People stand in it by id."""

    __tablename__ = "round_version"
    round_id: Mapped[str] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    parent: Mapped[int | None]  # number of the version that it was changed from
    steps: Mapped[list[Any]]  # what was changed, as messages
    request: Mapped[dict[str, Any]]  # a RoundRequest
    content: Mapped[dict[str, Any]]  # a StoredAnswer
    lists: Mapped[dict[str, Any]]  # ListsOfRound: whom else the seats might have
    digest: Mapped[dict[str, Any]]  # a Digest: what is to be looked after
    refusals: Mapped[dict[str, Any]]  # a RefusedOfRound, which are many and seldom asked for
    evidence: Mapped[dict[str, Any]]  # FrozenEvidence, for solving it again
    falls: Mapped[list[Any] | None]  # what it loses with each person, once somebody had it tried
    revision: Mapped[int]  # of the roster it was made from
    state: Mapped[Word]  # draft, proposed, published, withdrawn
    name: Mapped[Name]  # that somebody gave it, or ""
    by: Mapped[Name]
    made_at: Mapped[datetime]
