"""Who asked to be erased, as nobody can read it: keyed hashes of addresses."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Base


class ErasedAddress(Base):
    """An address that belonged to somebody who was erased: no older row under it is imported again."""

    __tablename__ = "erased_address"
    hash: Mapped[str] = mapped_column(Text, primary_key=True)  # HMAC-SHA-256 of the folded address
    at: Mapped[datetime]


class LedgerKey(Base):
    """One row: the key of the hashes, made at the first erasure."""

    __tablename__ = "ledger_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text)


class UnfinishedErasure(Base):
    """Somebody who is to be erased, or a letter on disk that is to be destroyed; gone once that is done."""

    __tablename__ = "unfinished_erasure"
    kind: Mapped[str] = mapped_column(Text, primary_key=True)  # "person" or "letter"
    name: Mapped[str] = mapped_column(Text, primary_key=True)  # id of the person, or name of the letter
