"""The answers of one row by field, and everything there is to say about reading them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from service.intake.cells import clean
from service.intake.choices import NOTHING_MEANT, Meant
from service.intake.files import Row, Table
from service.intake.moments import read_moment
from service.intake.problems import Place, Problem, Reading

T = TypeVar("T")


class Answers:
    """One row of an export. What a reader remarks is kept as problems with their place."""

    def __init__(
        self, table: Table, row: Row, columns: Mapping[str, int], meant: Mapping[str, Meant] | None = None
    ) -> None:
        self._table, self._row, self._columns, self._meant = table, row, columns, meant or {}
        self.problems: list[Problem] = []

    def text(self, field: str) -> str:
        """What a field says, cleaned; "" where the form has no such field or the answer is blank."""
        place = self._columns.get(field)
        return clean(self._row.values[place]) if place is not None else ""

    def heading(self, field: str) -> str:
        """The heading of a field as written; "" where the form has no such field."""
        place = self._columns.get(field)
        return clean(self._table.headings[place]) if place is not None else ""

    def place(self, field: str = "") -> Place:
        """Where a field of this row stands."""
        return Place(self._table.file, self._table.sheet, self._row.number, self.heading(field))

    def read(self, field: str, reader: Callable[[str], Reading[T]]) -> T:
        """Read a field, keeping what there is to say."""
        reading = reader(self.text(field))
        self.problems += [remark.at(self.place(field)) for remark in reading.remarks]
        return reading.value

    def meant(self, field: str) -> Meant:
        """What wordings in the column of a field mean, where that is known by meaning alone."""
        return self._meant.get(field, NOTHING_MEANT)

    @property
    def day(self) -> date | None:
        """The day on which the form was sent."""
        moment = read_moment(self.text("completion_time"))
        return moment.date() if moment else None

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(bool(value.strip()) for value in self._row.values)

    @property
    def number(self) -> int:
        """The number that the form gave the answer; the row of the sheet where it gave none."""
        stated = self.text("id")
        return int(stated) if stated.isdigit() else self._row.number
