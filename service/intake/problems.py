"""What could not be understood in an export: one `Problem` a place, said so that a coordinator can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar

from matcher.messages import Message

T_co = TypeVar("T_co", covariant=True)


class Severity(StrEnum):
    """How much a problem matters to the matching."""

    ERROR = "error"  # the row or the whole file is left out
    WARNING = "warning"  # the value is left out, the row goes on
    NOTE = "note"  # read on an assumption, which is said


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the coordinator's own files something stands; row 0 and an empty column mean the sheet as a whole."""

    file: str = ""
    sheet: str = ""
    row: int = 0  # as the spreadsheet shows it
    column: str = ""  # the heading as written
    field: str = ""  # that the column holds, where an answer was read as one


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that was not understood, or was read on an assumption."""

    place: Place
    value: str
    expected: Message
    suggestion: Message
    severity: Severity = Severity.WARNING
    also: tuple[int, ...] = ()  # further rows of which the same is said


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reading of one cell has to say before it is known where the cell stands."""

    value: str
    expected: Message
    suggestion: Message
    severity: Severity = Severity.WARNING

    def at(self, place: Place) -> Problem:
        return Problem(place, self.value, self.expected, self.suggestion, self.severity)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """A value read from a cell, with what was assumed or not understood on the way."""

    value: T_co
    remarks: tuple[Remark, ...] = field(default=())


def said_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Say what is said of the same value in several rows of a column once, at the first, with the other rows."""
    kept: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        place = problem.place
        key = (place.file, place.sheet, place.column, problem.value, problem.expected, problem.suggestion)
        first = kept.setdefault(key, problem)
        if first is not problem and place.row not in {first.place.row, *first.also}:
            kept[key] = replace(first, also=(*first.also, place.row))
    return tuple(kept.values())
