"""People, territories and their answers as they are stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from matcher.messages import Message
from matcher.model import Expert, Territory, TerritoryStatus
from service.values.json import Json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredExpert:
    """Somebody as they are stored; status and consents of `expert` are the columns'."""

    expert: Expert
    version: int
    answered_at: str | None  # when the form was answered, as far as its export tells
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of a person that a coordinator entered, and what the form says; values as they are stored."""

    field: str  # of `Expert`
    said: Json  # by the form when it was entered
    now: Json  # by a later form
    disputed: bool  # whether a later form says something else than both, and nobody has decided
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredTerritory:
    """A territory as it is stored; the status of `territory` is the column's."""

    territory: Territory
    fingerprint: str  # by which an export's row finds it again
    label: str  # what the row is called for short
    row: int  # of the file that it was read from last
    misses: tuple[Message, ...]  # conditions of the programme that it does not meet
    status_by: str | None  # who decided the status; None: as the form says
    version: int
    changed_at: datetime
    in_charge: str | None = None  # the account of somebody of the staff who may come in

    @property
    def may_be_matched(self) -> bool:
        """Selected, or an application that meets the conditions and that nobody has decided about."""
        status = self.territory.status
        return status is TerritoryStatus.SELECTED or (status is TerritoryStatus.APPLIED and not self.misses)


@dataclass(frozen=True, slots=True)
class RowTold:
    """Where something was read from."""

    file: str
    row: int


@dataclass(frozen=True, slots=True)
class VersionTold(Generic[T]):
    """What was known of a person or a territory from a moment on, and where it came from."""

    number: int
    told: T
    source: RowTold  # without a file where somebody entered it
    import_id: str | None
    by: str
    at: datetime


class Answer(StrEnum):
    """What somebody may answer about a territory that was suggested to them."""

    INTERESTED = "interested"
    NOT_NOW = "not now"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class ExpertAnswered:
    """An answer of an expert about a territory, by id."""

    expert: str
    territory: str
    answer: Answer
    words: str
    at: datetime
