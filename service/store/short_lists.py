"""Short lists that pilots are shown, and what they said of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from matcher.model import Role
from service.store.tables import PilotWordRow, ShortListRow
from service.values.short_lists import Liking, PilotWord, ShortList

_COLUMNS = (ShortListRow.id, ShortListRow.territory_id, ShortListRow.list_id, ShortListRow.made_at)


def of_list(database: Connection, list_id: str, territory: str) -> ShortList | None:
    """The short list of one territory of a match list, where it is shown to anybody."""
    mine = (ShortListRow.list_id == list_id) & (ShortListRow.territory_id == territory)
    row = database.execute(select(*_COLUMNS).where(mine)).one_or_none()
    return ShortList(*row) if row else None


def find(database: Connection, identity: str) -> ShortList | None:
    """A short list by id."""
    row = database.execute(select(*_COLUMNS).where(ShortListRow.id == identity)).one_or_none()
    return ShortList(*row) if row else None


def add(database: Connection, list_id: str, territory: str, at: datetime) -> str:
    """Show one territory of a match list; returns the id."""
    identity = str(uuid4())
    database.execute(insert(ShortListRow).values(id=identity, list_id=list_id, territory_id=territory, made_at=at))
    return identity


def say(database: Connection, identity: str, told: PilotWord) -> None:
    """Keep what a contact said."""
    role, liking = (one.value if one else None for one in (told.role, told.liking))
    database.execute(
        insert(PilotWordRow).values(
            short_list_id=identity, expert_id=told.expert, role=role, liking=liking, words=told.words, at=told.at
        )
    )


def words(database: Connection, identity: str) -> Sequence[PilotWord]:
    """What a contact said, the latest of each person and role, and of the whole."""
    row = PilotWordRow
    query = select(row.role, row.expert_id, row.liking, row.words, row.at).where(row.short_list_id == identity)
    latest = {
        (role, expert): (liking, told, at)
        for role, expert, liking, told, at in database.execute(query.order_by(row.id))
    }
    return [_word(role, expert, liking, told, at) for (role, expert), (liking, told, at) in latest.items()]


def of_expert(database: Connection, expert: str) -> Sequence[tuple[str, PilotWord]]:
    """Everything that contacts said of somebody, with the territory, in order."""
    row = PilotWordRow
    query = select(ShortListRow.territory_id, row.role, row.liking, row.words, row.at)
    query = query.join(ShortListRow, ShortListRow.id == row.short_list_id).where(row.expert_id == expert)
    return [
        (territory, _word(role, expert, liking, told, at))
        for territory, role, liking, told, at in database.execute(query.order_by(row.id))
    ]


def _word(role: str | None, expert: str | None, liking: str | None, words: str, at: datetime) -> PilotWord:
    return PilotWord(Role(role) if role else None, expert, Liking(liking) if liking else None, words, at)
