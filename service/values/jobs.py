"""Long work: what kinds there are, how far one is, and what it was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matcher.messages import Message
from service.values.requests import MatchRequest
from service.values.rounds import FallsAsked, RoundAsked

Asked = MatchRequest | RoundAsked | FallsAsked


class JobKind(StrEnum):
    """What comes of a job."""

    LIST = "match list"
    ROUND = "round"
    FALLS = "who a round hangs on"


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ASKED: Mapping[JobKind, type[Asked]] = {
    JobKind.LIST: MatchRequest,
    JobKind.ROUND: RoundAsked,
    JobKind.FALLS: FallsAsked,
}


def kind_of(asked: Asked) -> JobKind:
    """The kind of work that something asked for is."""
    return next(kind for kind, made in ASKED.items() if isinstance(asked, made))


@dataclass(frozen=True, slots=True)
class JobTold:
    """A job as it is stored."""

    id: str
    kind: JobKind
    asked: Asked
    state: JobState
    stopping: bool
    done: int
    total: int | None
    stage: str | None  # what is being done, where the kind of work has several parts
    result: str | None  # id of what came of it; of a round with the number of the version, parted by a slash
    failure: Message | None
    by: str
    made_at: datetime
