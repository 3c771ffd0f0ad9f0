"""What is left of somebody beside their own rows: found by id, rewritten without their words, or dropped."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Text, cast, delete, or_, select, update

from matcher.messages import Message
from service.codec import read, write
from service.store import tables
from service.store.jobs import LIVE
from service.store.tables import Job, MatchListRow, Rendition, RoundVersion, UploadedRow
from service.values.answers import FrozenEvidence
from service.values.imports import ImportState
from service.values.lists import StoredList, StoredRefusals
from service.values.requests import MatchRequest, RoundRequest
from service.values.rounds import ListsOfRound, RefusedOfRound, StoredAnswer


def _names(columns: Iterable[Any], people: AbstractSet[str]) -> Any:
    """Whether one of some documents names one of some people, by id."""
    return or_(*(cast(column, Text).contains(one) for column in columns for one in sorted(people)))


@dataclass(frozen=True, slots=True)
class ListWhole:
    """A match list with everything that is stored of it."""

    stored: StoredList
    refusals: StoredRefusals
    request: MatchRequest


@dataclass(frozen=True, slots=True)
class VersionWhole:
    """A version of a round with everything that is stored of it."""

    stored: StoredAnswer
    lists: ListsOfRound
    refusals: RefusedOfRound
    request: RoundRequest
    steps: tuple[Message, ...]
    evidence: FrozenEvidence


def lists_naming(database: Connection, people: AbstractSet[str]) -> Mapping[str, ListWhole]:
    """Match lists that name one of some people, by id."""
    row = MatchListRow
    named = _names((row.content, row.refusals, row.request), people)
    return {
        one.id: ListWhole(
            read(one.content, StoredList), read(one.refusals, StoredRefusals), read(one.request, MatchRequest)
        )
        for one in database.execute(select(row.id, row.content, row.refusals, row.request).where(named))
    }


def keep_list(database: Connection, identity: str, told: ListWhole) -> None:
    """Write a match list anew."""
    values = {"content": write(told.stored), "refusals": write(told.refusals), "request": write(told.request)}
    database.execute(update(MatchListRow).where(MatchListRow.id == identity).values(values))


def versions_naming(database: Connection, people: AbstractSet[str]) -> Mapping[tuple[str, int], VersionWhole]:
    """Versions of rounds that name one of some people, by round and number."""
    row = RoundVersion
    columns = (row.content, row.lists, row.refusals, row.request, row.steps, row.evidence)
    return {
        (one.round_id, one.number): VersionWhole(
            read(one.content, StoredAnswer),
            read(one.lists, ListsOfRound),
            read(one.refusals, RefusedOfRound),
            read(one.request, RoundRequest),
            tuple(read(step, Message) for step in one.steps),
            read(one.evidence, FrozenEvidence),
        )
        for one in database.execute(select(row.round_id, row.number, *columns).where(_names(columns, people)))
    }


def keep_version(database: Connection, identity: tuple[str, int], told: VersionWhole) -> None:
    """Write a version of a round anew."""
    values = {
        "content": write(told.stored),
        "lists": write(told.lists),
        "refusals": write(told.refusals),
        "request": write(told.request),
        "steps": [write(step) for step in told.steps],
        "evidence": write(told.evidence),
        "falls": None,  # quickly tried again
    }
    mine = (RoundVersion.round_id == identity[0]) & (RoundVersion.number == identity[1])
    database.execute(update(RoundVersion).where(mine).values(values))


def drop_renditions(database: Connection) -> None:
    """Drop lists as they read in a language: they are written with names, and quickly written again."""
    database.execute(delete(Rendition))


def drop_jobs(database: Connection, gone: AbstractSet[str]) -> None:
    """Drop what jobs were asked and why they failed where they name some people; one under way is stopped."""
    named = _names((Job.asked, Job.failure), gone)
    database.execute(update(Job).where(named & Job.state.in_(LIVE)).values(stopping=True))
    database.execute(delete(Job).where(named & Job.state.not_in(LIVE)))


def drop_waiting_files(database: Connection) -> int:
    """Drop imports that are not applied, with their files, which may hold anybody's rows; returns how many."""
    waiting = tables.Import.state == ImportState.READ.value
    return database.execute(delete(tables.Import).where(waiting)).rowcount


def clean_reports(database: Connection, people: Iterable[str], words: Iterable[str]) -> None:
    """Drop what reports of imports say of the rows of some people, and whatever names them (`words`)."""
    query = select(UploadedRow.import_id, UploadedRow.file, UploadedRow.row)
    found = database.execute(query.where(UploadedRow.expert_id.in_(list(people))))
    rows = {(identity, file, row) for identity, file, row in found}
    telling = [one.casefold() for one in words if one]
    for identity, problems in database.execute(select(tables.Import.id, tables.Import.problems)).all():
        kept = [one for one in problems if not _tells(one, identity, rows, telling)]
        if len(kept) != len(problems):
            database.execute(update(tables.Import).where(tables.Import.id == identity).values(problems=kept))


def _tells(document: Any, identity: str, rows: AbstractSet[tuple[str, str, int]], words: Sequence[str]) -> bool:
    place = document["value"]["place"]
    if (identity, place["file"], place["row"]) in rows:
        return True
    told = str(document).casefold()
    return any(word in told for word in words)
