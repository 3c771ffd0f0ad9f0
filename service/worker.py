"""Long work: a queue that carries ids, and a thread that takes them.

The queue (Huey, in a file of its own) only wakes the thread; what is asked, how far it is and what came of it stands in
the job's row, which is the truth. What was left over when the service stopped is taken up again when it starts.
"""

import json
import time
from threading import Event, Thread
from typing import Any

from huey.api import SqliteHuey
from huey.consumer import Consumer
from huey.registry import Message as Envelope
from huey.serializer import Serializer

from matcher.assignment import Stage
from matcher.messages import say
from service.errors import ServiceError
from service.store import jobs
from service.store.engine import reading, writing
from service.values.jobs import JobState, JobTold
from service.values.rounds import FallsAsked, RoundAsked
from service.verbs import post
from service.verbs.fragility import try_falls
from service.verbs.match_lists import make_list
from service.verbs.read_ahead import read_ahead
from service.verbs.rounds import solve_version
from service.workplace import Workplace

REPORT_EVERY = 0.5  # seconds between two reports of progress
LOOK_EVERY = 900  # seconds between two looks for reminders that are due
PATIENCE = 0.2  # seconds before what is read ahead looks again whether somebody waits


class Cancelled(Exception):
    """Somebody asked the work to stop."""


def run_job(identity: str, workplace: Workplace) -> None:
    """Run one job by id; whatever goes wrong is written into its row."""
    with writing(workplace.database) as database:
        if not jobs.start(database, identity, workplace.clock()):
            return
        told = jobs.find(database, identity)
    assert told is not None
    state, result, failure = JobState.DONE, None, None
    try:
        result = _done(told, workplace, _Reporter(identity, workplace))
    except Cancelled:
        state = JobState.CANCELLED
    except ServiceError as error:
        state, failure = JobState.FAILED, error.message
    except Exception:
        state, failure = JobState.FAILED, say("Something went wrong that should not have; nothing was stored")
        raise
    finally:
        with writing(workplace.database) as database:
            jobs.finish(database, identity, state, workplace.clock(), result=result, failure=failure)


def _done(told: JobTold, workplace: Workplace, report: "_Reporter") -> str:
    """Do what a job asks; returns the id of what came of it."""
    if isinstance(told.asked, RoundAsked):
        return solve_version(told.asked, told.by, workplace, report.reading, report.solving)
    if isinstance(told.asked, FallsAsked):
        return try_falls(told.asked, workplace, report.reading)
    return make_list(told.asked, told.by, workplace, report.reading)


class _Reporter:
    """Writes down how far a job is, now and then, and learns whether somebody asked it to stop.

    While texts are read it is cancelled; a solve ends with the best found so far.
    """

    def __init__(self, identity: str, workplace: Workplace) -> None:
        self._identity, self._workplace, self._told = identity, workplace, 0.0
        self._stopped = False

    def reading(self, done: int, total: int) -> None:
        """Look on while texts are read. Raises Cancelled."""
        if self._report(done, total, None):
            raise Cancelled

    def solving(self, stage: Stage, solved: int) -> bool:
        """Look on while a round is solved: whether to call it off."""
        return self._report(solved, None, stage.value)

    def _report(self, done: int, total: int | None, stage: str | None) -> bool:
        now = time.monotonic()
        if not self._stopped and now - self._told >= REPORT_EVERY:
            self._told = now
            with writing(self._workplace.database) as database:
                at = self._workplace.clock()
                self._stopped = not jobs.report(database, self._identity, done, total, at, stage)
        return self._stopped


class _AsJson(Serializer):
    """Messages of the queue as JSON: who can write to it must not be able to run what they wrote."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(tuple(data)).encode()

    def _deserialize(self, data: bytes) -> Any:
        return Envelope(*json.loads(data))


class _Consumer(Consumer):
    """A consumer in a thread of the service, which leaves signals to the web server."""

    def _set_signal_handlers(self) -> None: ...


class Worker:
    """Hands jobs to one thread of this process."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        folder = workplace.settings.folder
        folder.mkdir(parents=True, exist_ok=True)
        self._queue = SqliteHuey(
            "territory-match", filename=str(folder / "queue.sqlite"), serializer=_AsJson(), results=False
        )
        self._task = self._queue.task(name="run")(lambda identity: run_job(identity, workplace))
        self._reading = self._queue.task(name="read ahead")(self._read_ahead)
        self._posting = self._queue.task(name="post")(self._post)
        self._stopping = False
        self._ended = Event()
        self._consumer: Consumer | None = None

    def wake(self, identity: str) -> None:
        """Hand a job over; to be called once its row is stored."""
        self._task(identity)

    def read_ahead(self) -> None:
        """Have what is unread read as soon as nobody waits for anything else."""
        if self._workplace.settings.read_ahead:
            self._reading()

    def _read_ahead(self) -> None:
        if not read_ahead(self._workplace, lambda: self._stopping or self._somebody_waits()) and not self._stopping:
            time.sleep(PATIENCE)
            self._reading()  # once more, behind whoever waits

    def post(self) -> None:
        """Have the letters that wait sent."""
        self._posting()

    def _post(self) -> None:
        post.remind(self._workplace)
        post.send_waiting(self._workplace)

    def _look_at_the_clock(self) -> None:
        """Now and then: send the reminders that have come due."""
        while not self._ended.wait(LOOK_EVERY):
            self.post()

    def _somebody_waits(self) -> bool:
        if self._workplace.reading_texts.wanted:
            return True
        with reading(self._workplace.database) as database:
            return bool(jobs.live(database))

    def start(self) -> None:
        """Start the thread, and hand over what was left unfinished."""
        self._queue.flush()
        with writing(self._workplace.database) as database:
            jobs.requeue(database, self._workplace.clock())
        with reading(self._workplace.database) as database:
            left = jobs.live(database)
        for identity in left:
            self.wake(identity)
        self._consumer = _Consumer(
            self._queue, workers=1, periodic=False, initial_delay=0.05, max_delay=0.5, check_worker_health=False
        )
        self._consumer.start()
        post.take_up(self._workplace)
        self.post()
        Thread(target=self._look_at_the_clock, name="reminders", daemon=True).start()
        self.read_ahead()

    @property
    def is_running(self) -> bool:
        """Whether the thread that does the work is there."""
        threads = self._consumer.worker_threads if self._consumer is not None else []
        return any(thread.is_alive() for _, thread in threads)

    def stop(self) -> None:
        """Let the thread end; a job under way is taken up at the next start."""
        self._stopping = True
        self._ended.set()
        if self._consumer is not None:
            self._consumer.stop(graceful=False)
