"""Match lists: stored once, never changed; what experts answered; how a list reads in a language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from service.codec import read, write
from service.store.tables import ExpertAnswer, Installation, ListedTerritory, MatchListRow, Rendition, TerritoryRow
from service.values.answers import MatchedTerritory, held_for_conflicts
from service.values.lists import ListMade, StoredList, StoredRefusals
from service.values.requests import MatchRequest
from service.values.roster import Answer, ExpertAnswered

# Asked whenever a list is read, and put together once: that costs more than to ask it.
RENDITION = select(Installation.revision, Rendition.body).outerjoin(
    Rendition,
    (Rendition.list_id == bindparam("list"))
    & (Rendition.kind == bindparam("kind"))
    & (Rendition.revision == Installation.revision),
)


@dataclass(frozen=True, slots=True)
class ListSummary:
    """A list without what is in it."""

    id: str
    territories: tuple[str, ...]  # names, in the order of the list
    by: str
    made_at: datetime
    name: str  # "" where nobody gave one


def add(database: Connection, made: ListMade, refusals: StoredRefusals) -> None:
    """Store a list."""
    database.execute(
        insert(MatchListRow).values(
            id=made.id,
            request=write(made.request),
            content=write(made.stored),
            refusals=write(refusals),
            revision=made.revision,
            by=made.by,
            made_at=made.made_at,
        )
    )
    rows = [
        {"list_id": made.id, "territory_id": one.territory.id, "place": place, "held": _held(one)}
        for place, one in enumerate(made.stored.list.territories)
    ]
    database.execute(insert(ListedTerritory), rows)


def _held(one: MatchedTerritory) -> list[str]:
    return list(dict.fromkeys(expert for seat in one.seats for expert in held_for_conflicts(seat)))


def find(database: Connection, identity: str) -> ListMade | None:
    """A list by id."""
    query = select(
        MatchListRow.id,
        MatchListRow.request,
        MatchListRow.content,
        MatchListRow.revision,
        MatchListRow.by,
        MatchListRow.made_at,
        MatchListRow.name,
    )
    row = database.execute(query.where(MatchListRow.id == identity)).one_or_none()
    if row is None:
        return None
    return ListMade(
        row.id,
        read(row.request, MatchRequest),
        read(row.content, StoredList),
        row.revision,
        row.by,
        row.made_at,
        row.name,
    )


def call(database: Connection, identity: str, name: str) -> None:
    """Give a list a name."""
    database.execute(update(MatchListRow).where(MatchListRow.id == identity).values(name=name))


def equal(database: Connection, request: MatchRequest, revision: int) -> str | None:
    """The id of the latest list that answers an equal request from the same revision of the roster."""
    asked = select(MatchListRow.id, MatchListRow.request).where(MatchListRow.revision == revision)
    rows = database.execute(asked.order_by(MatchListRow.made_at.desc(), MatchListRow.id))
    return next((one for one, told in rows if read(told, MatchRequest) == request), None)


def exists(database: Connection, identity: str) -> bool:
    """Whether there is such a list."""
    return database.execute(select(MatchListRow.id).where(MatchListRow.id == identity)).one_or_none() is not None


def refusals(database: Connection, identity: str) -> StoredRefusals:
    """The refused of a list. Raises NoResultFound where there is no such list."""
    told = database.execute(select(MatchListRow.refusals).where(MatchListRow.id == identity)).scalar_one()
    return read(told, StoredRefusals)


def latest(database: Connection, limit: int) -> Sequence[ListSummary]:
    """The last lists, newest first."""
    recent = (
        select(MatchListRow.id, MatchListRow.by, MatchListRow.made_at, MatchListRow.name.label("called"))
        .order_by(MatchListRow.made_at.desc(), MatchListRow.id)
        .limit(limit)
        .subquery()
    )
    query = (
        select(recent.c.id, recent.c.by, recent.c.made_at, recent.c.called, TerritoryRow.name)
        .join(ListedTerritory, ListedTerritory.list_id == recent.c.id)
        .join(TerritoryRow, TerritoryRow.id == ListedTerritory.territory_id)
        .order_by(recent.c.made_at.desc(), recent.c.id, ListedTerritory.place)
    )
    found: dict[str, ListSummary] = {}
    for identity, by, at, called, territory in database.execute(query):
        before = found.get(identity)
        found[identity] = ListSummary(identity, (*(before.territories if before else ()), territory), by, at, called)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class LatestList:
    """The latest list that answers a territory."""

    territory: str
    id: str
    made_at: datetime
    held: tuple[str, ...]  # whom only a question about a conflict of interest holds


def latest_of_each(database: Connection) -> Sequence[LatestList]:
    """For each territory that was ever listed, the latest list that answers it."""
    newest = (
        select(
            ListedTerritory.territory_id,
            ListedTerritory.list_id,
            ListedTerritory.held,
            MatchListRow.made_at,
            func.row_number()
            .over(partition_by=ListedTerritory.territory_id, order_by=MatchListRow.made_at.desc())
            .label("age"),
        )
        .join(MatchListRow, MatchListRow.id == ListedTerritory.list_id)
        .subquery()
    )
    query = select(newest.c.territory_id, newest.c.list_id, newest.c.made_at, newest.c.held).where(newest.c.age == 1)
    return [LatestList(where, one, at, tuple(held)) for where, one, at, held in database.execute(query)]


def rendition(database: Connection, identity: str, kind: str) -> tuple[int, bytes | None]:
    """The revision of the roster, and what a list reads like where that was written at this revision: one question."""
    row = database.execute(RENDITION, {"list": identity, "kind": kind}).one_or_none()
    return (row[0], row[1]) if row else (0, None)


def keep_rendition(database: Connection, identity: str, kind: str, revision: int, body: bytes) -> None:
    """Keep what a list reads like at a revision; older ones go."""
    database.execute(delete(Rendition).where((Rendition.list_id == identity) & (Rendition.kind == kind)))
    database.execute(insert(Rendition).values(list_id=identity, kind=kind, revision=revision, body=body))


def answer(database: Connection, told: ExpertAnswered) -> None:
    """Keep what somebody answered; the latest counts, the earlier stay as history."""
    database.execute(
        insert(ExpertAnswer).values(
            expert_id=told.expert,
            territory_id=told.territory,
            answer=told.answer.value,
            words=told.words,
            at=told.at,
        )
    )


def answers(
    database: Connection, *, expert: str | None = None, territories: Iterable[str] | None = None
) -> Sequence[ExpertAnswered]:
    """The latest answer of each expert about each territory; of one expert, or about some territories alone."""
    query = select(
        ExpertAnswer.expert_id, ExpertAnswer.territory_id, ExpertAnswer.answer, ExpertAnswer.words, ExpertAnswer.at
    ).order_by(ExpertAnswer.id)
    if expert is not None:
        query = query.where(ExpertAnswer.expert_id == expert)
    if territories is not None:
        query = query.where(ExpertAnswer.territory_id.in_(list(territories)))
    latest_of: dict[tuple[str, str], ExpertAnswered] = {}
    for who, where, said, words, at in database.execute(query):
        latest_of[who, where] = ExpertAnswered(who, where, Answer(said), words, at)
    return list(latest_of.values())
