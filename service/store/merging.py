"""Two records of one person: the one is hidden in the other, with nothing of it lost."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, update

from matcher.model import Expert
from service.codec import read
from service.store import lists, rulings
from service.store.tables import Address, ExpertRow, Link, Session
from service.values.roster import Answer, ExpertAnswered
from service.values.rulings import ConflictRuling, Ruling


def hide(database: Connection, other: str, kept: str, version: int) -> None:
    """Hide a record in another, whose `version` is the merged one: its addresses lead there, nobody comes in as it."""
    database.execute(update(ExpertRow).where(ExpertRow.id == other).values(merged_into=kept, merged_as=version))
    database.execute(update(Address).where(Address.expert_id == other).values(expert_id=kept))
    database.execute(delete(Session).where(Session.expert_id == other))
    database.execute(delete(Link).where((Link.expert_id == other) & Link.used_at.is_(None)))


def show_again(database: Connection, other: str, kept: str, addresses: Iterable[str]) -> None:
    """Show a hidden record again, known by these addresses."""
    database.execute(update(ExpertRow).where(ExpertRow.id == other).values(merged_into=None, merged_as=None))
    own = (Address.expert_id == kept) & Address.address.in_(list(addresses))
    database.execute(update(Address).where(own).values(expert_id=other))


def hidden_in(database: Connection, kept: str) -> Sequence[tuple[str, str, int]]:
    """Id and name of the records hidden in one, and the version that each was merged as."""
    query = select(ExpertRow.id, ExpertRow.name, ExpertRow.merged_as).where(ExpertRow.merged_into == kept)
    return [(one, name, version or 0) for one, name, version in database.execute(query.order_by(ExpertRow.name))]


def hidden(database: Connection, other: str) -> Expert | None:
    """A hidden record."""
    query = select(ExpertRow.content).where((ExpertRow.id == other) & ExpertRow.merged_into.is_not(None))
    content = database.execute(query).scalar_one_or_none()
    return read(content, Expert) if content is not None else None


def all_hidden(database: Connection) -> Sequence[tuple[Expert, str]]:
    """Every hidden record, with the id of the one that it is hidden in."""
    query = select(ExpertRow.content, ExpertRow.merged_into).where(ExpertRow.merged_into.is_not(None))
    return [(read(content, Expert), kept) for content, kept in database.execute(query)]


def stands_in(database: Connection, other: str) -> str | None:
    """The id of the record that one is hidden in."""
    return database.execute(select(ExpertRow.merged_into).where(ExpertRow.id == other)).scalar_one_or_none()


def copy_decisions(database: Connection, other: str, kept: str) -> None:
    """What was decided about the one, or answered by them, holds for the other; a conflict of either is one of both."""
    known = {one.territory: one for one in rulings.all_of(database) if one.expert == kept}
    for one in rulings.all_of(database):
        is_stricter = one.ruling is Ruling.CONFLICT and known.get(one.territory, one).ruling is not Ruling.CONFLICT
        if one.expert == other and (one.territory not in known or is_stricter):
            rulings.keep(database, ConflictRuling(kept, one.territory, one.ruling, one.reason, one.by, one.at))
    answered = {one.territory for one in lists.answers(database, expert=kept)}
    for told in lists.answers(database, expert=other):
        if told.territory not in answered or told.answer is Answer.CONFLICT:
            lists.answer(database, ExpertAnswered(kept, told.territory, told.answer, told.words, told.at))
