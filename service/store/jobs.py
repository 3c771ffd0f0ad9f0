"""Long work by its row, which is the truth about it: asked, how far, what came of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from matcher.messages import Message
from service.codec import read, write
from service.store.tables import Job
from service.values.jobs import ASKED, Asked, JobKind, JobState, JobTold, kind_of

LIVE = (JobState.QUEUED.value, JobState.RUNNING.value)


def add(database: Connection, identity: str, asked: Asked, by: str, at: datetime) -> None:
    """Queue a job."""
    database.execute(
        insert(Job).values(
            id=identity,
            kind=kind_of(asked).value,
            asked=write(asked),
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
        Job.kind, Job.asked, Job.state, Job.stopping, Job.done, Job.total, Job.stage, Job.result, Job.failure, Job.by,
        Job.made_at,
    )  # fmt: skip
    row = database.execute(query.where(Job.id == identity)).one_or_none()
    if row is None:
        return None
    kind = JobKind(row.kind)
    return JobTold(
        id=identity,
        kind=kind,
        asked=read(row.asked, ASKED[kind]),
        state=JobState(row.state),
        stopping=row.stopping,
        done=row.done,
        total=row.total,
        stage=row.stage,
        result=row.result,
        failure=read(row.failure, Message) if row.failure else None,
        by=row.by,
        made_at=row.made_at,
    )


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


def report(
    database: Connection, identity: str, done: int, total: int | None, at: datetime, stage: str | None = None
) -> bool:
    """Say how far a job is; False where somebody asked to stop it."""
    told = {"done": done, "total": total, "stage": stage, "changed_at": at}
    database.execute(update(Job).where(Job.id == identity).values(told))
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
