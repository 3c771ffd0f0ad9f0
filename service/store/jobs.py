"""Long work by its row, which is the truth about it: asked, how far, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from matcher.messages import Message
from service.codec import read, write
from service.store.tables import Job
from service.values.requests import MatchRequest


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE = (JobState.QUEUED.value, JobState.RUNNING.value)


@dataclass(frozen=True, slots=True)
class JobTold:
    """A job as it is stored."""

    id: str
    request: MatchRequest
    state: JobState
    stopping: bool
    done: int
    total: int | None
    result: str | None  # id of the list
    failure: Message | None
    by: str
    made_at: datetime


def add(database: Connection, identity: str, request: MatchRequest, by: str, at: datetime) -> None:
    """Queue a job that makes a match list."""
    database.execute(
        insert(Job).values(
            id=identity,
            kind="match list",
            asked=write(request),
            state=JobState.QUEUED.value,
            stopping=False,
            done=0,
            by=by,
            made_at=at,
            changed_at=at,
        )
    )


def find(database: Connection, identity: str) -> JobTold | None:
    """A job by id."""
    query = select(
        Job.id, Job.asked, Job.state, Job.stopping, Job.done, Job.total, Job.result, Job.failure, Job.by, Job.made_at
    )
    row = database.execute(query.where(Job.id == identity)).one_or_none()
    if row is None:
        return None
    one, asked, state, stopping, done, total, result, failure, by, at = row
    told = read(failure, Message) if failure else None
    return JobTold(one, read(asked, MatchRequest), JobState(state), stopping, done, total, result, told, by, at)


def live(database: Connection) -> Sequence[str]:
    """Jobs that are queued or running, oldest first."""
    return list(database.execute(select(Job.id).where(Job.state.in_(LIVE)).order_by(Job.made_at)).scalars())


def start(database: Connection, identity: str, at: datetime) -> bool:
    """Take a queued job; False where it is taken, cancelled or gone."""
    mine = (Job.id == identity) & (Job.state == JobState.QUEUED.value) & Job.stopping.is_(False)
    running = update(Job).where(mine).values(state=JobState.RUNNING.value, changed_at=at)
    return bool(database.execute(running).rowcount)


def requeue(database: Connection, at: datetime) -> None:
    """Queue again what was running when the service stopped."""
    was = Job.state == JobState.RUNNING.value
    database.execute(update(Job).where(was).values(state=JobState.QUEUED.value, changed_at=at))


def report(database: Connection, identity: str, done: int, total: int | None, at: datetime) -> bool:
    """Say how far a job is; False where somebody asked to stop it."""
    database.execute(update(Job).where(Job.id == identity).values(done=done, total=total, changed_at=at))
    return not database.execute(select(Job.stopping).where(Job.id == identity)).scalar_one()


def stop(database: Connection, identity: str, at: datetime) -> None:
    """Ask a job to stop; one that still waits is cancelled at once."""
    live_one = (Job.id == identity) & Job.state.in_(LIVE)
    database.execute(update(Job).where(live_one).values(stopping=True, changed_at=at))
    waiting = (Job.id == identity) & (Job.state == JobState.QUEUED.value)
    database.execute(update(Job).where(waiting).values(state=JobState.CANCELLED.value))


def finish(
    database: Connection,
    identity: str,
    state: JobState,
    at: datetime,
    *,
    result: str | None = None,
    failure: Message | None = None,
) -> None:
    """Say what came of a job."""
    told = write(failure) if failure else None
    values = {"state": state.value, "result": result, "failure": told, "changed_at": at}
    database.execute(update(Job).where(Job.id == identity).values(values))
