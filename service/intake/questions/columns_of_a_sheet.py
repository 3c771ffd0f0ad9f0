"""A sheet by its columns, and what there is to say when several of them become one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.messages import Message, say
from service.intake.cells import clean
from service.intake.problems import Severity

SHOWN = 4  # headings that a message names


@dataclass(frozen=True, slots=True, eq=False)
class SheetColumn:
    """A heading with its answers, one a row."""

    heading: str
    answers: tuple[str, ...]
    field: str | None = None  # told by the options that were put together

    @property
    def is_blank(self) -> bool:
        return not any(answer.strip() for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Said:
    """Something to say about columns, before it is known where their sheet stands."""

    column: str
    message: Message
    severity: Severity = Severity.NOTE
    row: int | None = None  # an index; None means the headings
    value: str = ""


def put_together(columns: Sequence[SheetColumn], whole: Mapping[tuple[int, ...], SheetColumn]) -> list[SheetColumn]:
    """The columns with each group of them, by their places, as one column where the first of them stood."""
    first = {places[0]: column for places, column in whole.items()}
    gone = {place for places in whole for place in places[1:]}
    return [first.get(place, column) for place, column in enumerate(columns) if place not in gone]


def named(columns: Sequence[SheetColumn]) -> str:
    """The headings of columns, the first of them where there are many."""
    headings = [clean(column.heading) for column in columns]
    return "; ".join(headings[:SHOWN]) + ("; …" if len(headings) > SHOWN else "")


def joined_note(whole: str, columns: Sequence[SheetColumn]) -> Said:
    """That several columns were read as one question."""
    said = say("{count} columns are read as one question: {columns}", count=len(columns), columns=named(columns))
    return Said(clean(whole), said)
