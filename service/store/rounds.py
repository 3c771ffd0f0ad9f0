"""Rounds and their versions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Text, cast, func, insert, select, update

from matcher.messages import Message
from matcher.round.fragility import Fall
from service.codec import read, write
from service.store.tables import RoundRow, RoundVersion
from service.values.answers import FrozenEvidence, RoundAnswer
from service.values.requests import RoundRequest
from service.values.rounds import (
    Digest,
    ListsOfRound,
    RefusedOfRound,
    RoundAsked,
    RoundState,
    RoundSummary,
    StoredAnswer,
    VersionMade,
    VersionSummary,
    digest,
    parted,
)


def add_version(database: Connection, asked: RoundAsked, answer: RoundAnswer, by: str, at: datetime) -> int:
    """Store a version, and the round where it is its first; returns its number."""
    known = database.execute(select(RoundRow.id).where(RoundRow.id == asked.round)).one_or_none()
    if known is None:
        first = {"id": asked.round, "name": asked.name, "current": 1, "by": by, "made_at": at}
        database.execute(insert(RoundRow).values(first))
    newest = select(func.max(RoundVersion.number)).where(RoundVersion.round_id == asked.round)
    number: int = (database.execute(newest).scalar() or 0) + 1
    stored, lists, refusals, evidence = parted(answer)
    database.execute(
        insert(RoundVersion).values(
            round_id=asked.round,
            number=number,
            parent=asked.parent,
            steps=[write(step) for step in asked.steps],
            request=write(asked.request),
            content=write(stored),
            lists=write(lists),
            digest=write(digest(answer)),
            refusals=write(refusals),
            evidence=write(evidence),
            revision=answer.made_with.revision or 0,
            state=RoundState.DRAFT.value,
            name="",
            by=by,
            made_at=at,
        )
    )
    return number


def summaries(database: Connection, identity: str | None = None) -> Sequence[RoundSummary]:
    """Rounds with their versions, newest first; or the one of an id."""
    query = (
        select(
            RoundRow.id,
            RoundRow.name.label("called"),
            RoundRow.current,
            RoundRow.by.label("asked_by"),
            RoundRow.made_at.label("asked_at"),
            RoundVersion.number,
            RoundVersion.parent,
            RoundVersion.steps,
            RoundVersion.state,
            RoundVersion.name,
            RoundVersion.by,
            RoundVersion.made_at,
        )
        .join(RoundVersion, RoundVersion.round_id == RoundRow.id)
        .order_by(RoundRow.made_at.desc(), RoundRow.id, RoundVersion.number)
    )
    if identity is not None:
        query = query.where(RoundRow.id == identity)
    found: dict[str, RoundSummary] = {}
    for row in database.execute(query):
        steps = tuple(read(step, Message) for step in row.steps)
        version = VersionSummary(row.number, row.parent, steps, RoundState(row.state), row.name, row.by, row.made_at)
        before = found.get(row.id)
        versions = (*before.versions, version) if before else (version,)
        found[row.id] = RoundSummary(row.id, row.called, row.current, row.asked_by, row.asked_at, versions)
    return list(found.values())


def published(database: Connection) -> Mapping[str, Digest]:
    """What stands in the published version of each round that has one, by round."""
    query = select(RoundVersion.round_id, RoundVersion.digest)
    rows = database.execute(query.where(RoundVersion.state == RoundState.PUBLISHED.value))
    return {identity: read(told, Digest) for identity, told in rows}


def find(
    database: Connection, identity: str, number: int, *, lists: bool = False, refusals: bool = False
) -> VersionMade | None:
    """A version of a round; with `lists` also whom else its seats might have, with `refusals` whom rules refused."""
    further = [*([RoundVersion.lists] if lists else []), *([RoundVersion.refusals] if refusals else [])]
    query = select(RoundVersion.request, RoundVersion.content, *further)
    row = database.execute(query.where(_is(identity, number))).one_or_none()
    if row is None:
        return None
    return VersionMade(
        read(row.request, RoundRequest),
        read(row.content, StoredAnswer),
        read(row.lists, ListsOfRound) if lists else None,
        read(row.refusals, RefusedOfRound) if refusals else None,
    )


def digests(database: Connection) -> Mapping[str, Digest]:
    """What is to be looked after in the version that is worked with, by round."""
    query = select(RoundVersion.round_id, RoundVersion.digest).join(
        RoundRow, (RoundRow.id == RoundVersion.round_id) & (RoundRow.current == RoundVersion.number)
    )
    return {identity: read(told, Digest) for identity, told in database.execute(query)}


def published_with(database: Connection, expert: str) -> Sequence[tuple[datetime, StoredAnswer]]:
    """Published versions that place somebody, with the moment they were made; latest first."""
    placed = cast(RoundVersion.digest, Text).contains(expert)
    query = select(RoundVersion.made_at, RoundVersion.content).where(
        (RoundVersion.state == RoundState.PUBLISHED.value) & placed
    )
    rows = database.execute(query.order_by(RoundVersion.made_at.desc()))
    return [(at, read(content, StoredAnswer)) for at, content in rows]


def evidence(database: Connection, identity: str, number: int) -> FrozenEvidence:
    """What texts told when a version was solved. Raises NoResultFound where there is no such version."""
    told = database.execute(select(RoundVersion.evidence).where(_is(identity, number))).scalar_one()
    return read(told, FrozenEvidence)


def keep_falls(database: Connection, identity: str, number: int, found: Sequence[Fall]) -> None:
    """Keep what a version loses with each person, in place of what was found before."""
    database.execute(update(RoundVersion).where(_is(identity, number)).values(falls=[write(one) for one in found]))


def falls(database: Connection, identity: str, number: int) -> Sequence[Fall] | None:
    """What a version loses with each person; None where it was not tried."""
    told = database.execute(select(RoundVersion.falls).where(_is(identity, number))).scalar_one_or_none()
    return None if told is None else [read(one, Fall) for one in told]


def take(database: Connection, identity: str, number: int) -> None:
    """Work with a version from now on."""
    database.execute(update(RoundRow).where(RoundRow.id == identity).values(current=number))


def set_state(database: Connection, identity: str, number: int, state: RoundState) -> None:
    """Say how far a version is; another one that is published is withdrawn where this one is published."""
    if state is RoundState.PUBLISHED:
        others = (RoundVersion.round_id == identity) & (RoundVersion.state == RoundState.PUBLISHED.value)
        database.execute(update(RoundVersion).where(others).values(state=RoundState.WITHDRAWN.value))
    database.execute(update(RoundVersion).where(_is(identity, number)).values(state=state.value))


def call(database: Connection, identity: str, number: int, name: str) -> None:
    """Give a version a name."""
    database.execute(update(RoundVersion).where(_is(identity, number)).values(name=name))


def _is(identity: str, number: int) -> ColumnElement[bool]:
    return (RoundVersion.round_id == identity) & (RoundVersion.number == number)
