"""Vectors of texts, whose texts they are, and the installation as a whole."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base


class TextVector(Base):
    """The vector of a text under an encoder: the key is the hash of both, so that no text is kept here."""

    __tablename__ = "text_vector"
    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class TextUse(Base):
    """Whose text a vector is of, so that what was made of somebody's words is found when they are erased."""

    __tablename__ = "text_use"
    expert_id: Mapped[str] = mapped_column(ForeignKey("expert.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True, index=True)


class Installation(Base):
    """One row: the number of changes to people, territories and consents so far."""

    __tablename__ = "installation"
    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
