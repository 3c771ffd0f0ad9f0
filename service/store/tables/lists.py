"""Match lists as they were made, what they look like in a language, and what experts answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base, Id, Key, Name, Word


class MatchListRow(Base):
    """One match list: never changed once it is made. People stand in it by id; names are joined when it is shown."""

    __tablename__ = "match_list"
    id: Mapped[Key]
    request: Mapped[dict[str, Any]]  # a MatchRequest
    content: Mapped[dict[str, Any]]  # a StoredList
    refusals: Mapped[dict[str, Any]]  # StoredRefusals, which are many and seldom asked for
    revision: Mapped[int]  # of the roster it was made from
    by: Mapped[Name]
    made_at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[Name] = mapped_column(server_default="")  # that somebody gave it; no part of what was made


class ListedTerritory(Base):
    """A territory that a list answers."""

    __tablename__ = "listed_territory"
    list_id: Mapped[str] = mapped_column(ForeignKey("match_list.id", ondelete="CASCADE"), primary_key=True)
    territory_id: Mapped[str] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    place: Mapped[int]
    held: Mapped[list[Any]]  # people whom only a question about a conflict of interest holds, by id


class Rendition(Base):
    """A list as its JSON in one language: read instead of written anew while the roster is the same."""

    __tablename__ = "rendition"
    list_id: Mapped[str] = mapped_column(ForeignKey("match_list.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)  # language, and whether the refused are named
    revision: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ExpertAnswer(Base):
    """What somebody answered about a territory that was suggested to them; the latest counts."""

    __tablename__ = "expert_answer"
    id: Mapped[Id]
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), index=True)
    territory_id: Mapped[str] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"), index=True)
    answer: Mapped[Word]  # interested, not now, conflict
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
