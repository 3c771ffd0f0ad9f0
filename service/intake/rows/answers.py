"""The answers of one row by field, and everything there is to say about reading them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from matcher.folding import folded_words
from matcher.messages import say
from service.intake.cells import clean, says_nothing
from service.intake.files.any_file import Row, Table
from service.intake.form.form_fields import tells_something
from service.intake.form.read_as import AS_WRITTEN, ReadAs
from service.intake.problems import Place, Problem, Reading
from service.intake.words.agreement import NOTHING_STATED, Stated, begins_plainly, meant_as, read_agreement
from service.intake.words.choices import NOTHING_MEANT, Meant
from service.intake.words.dates import USUAL, DateStyle, numbers_in, read_date
from service.intake.words.moments import read_moment
from service.intake.words.polarity import turns

T = TypeVar("T")
_NOTHING: tuple[object, ...] = (None, (), "")  # what a reader gives where it took nothing


class Answers:
    """One row of an export. What a reader remarks is kept as problems with their place."""

    def __init__(
        self,
        table: Table,
        row: Row,
        columns: Mapping[str, int],
        meant: Mapping[str, Meant] | None = None,
        stated: Stated = NOTHING_STATED,
        styles: Mapping[str, DateStyle] | None = None,
        read_as: ReadAs = AS_WRITTEN,
    ) -> None:
        self._table, self._row, self._columns = table, row, columns
        self._meant, self._stated, self._styles = meant or {}, stated, styles or {}
        self._read_as = read_as
        self.problems: list[Problem] = []

    def text(self, field: str) -> str:
        """What a field says, cleaned, as it is to be read; "" where there is no such field or the answer is blank."""
        place = self._columns.get(field)
        return self._read_as(field, clean(self._row.values[place])) if place is not None else ""

    def heading(self, field: str) -> str:
        """The heading of a field as written; "" where the form has no such field."""
        place = self._columns.get(field)
        return clean(self._table.headings[place]) if place is not None else ""

    def place(self, field: str = "") -> Place:
        """Where a field of this row stands."""
        return Place(self._table.file, self._table.sheet, self._row.number, self.heading(field), field)

    def read(self, field: str, reader: Callable[[str], Reading[T]]) -> T:
        """Read a field, keeping what there is to say."""
        text = self.text(field)
        reading = reader(text)
        self.problems += [remark.at(self.place(field)) for remark in reading.remarks]
        silent = not reading.remarks and reading.value in _NOTHING and not says_nothing(text)
        if silent and tells_something(field) and meant_as(text) is None:
            said = say("Left out: nothing was read from this answer")
            self.problems.append(Problem(self.place(field), text, say("An answer that can be read"), said))
        return reading.value

    def agrees(self, field: str) -> bool:
        """Whether a field has a plain yes, or what somebody said is one."""
        return self.read(field, lambda text: read_agreement(text, self.heading(field), self._stated))

    def confirms(self, field: str) -> bool:
        """Whether a field has a yes that adds no word but those of its question: "Yes, all agree"."""
        asked = set(folded_words(self.heading(field)))
        text = self.text(field)
        words = [word for word in folded_words(text) if word not in asked]
        plain = begins_plainly(text) and not turns(text) and meant_as(" ".join(words), stated=self._stated)
        return plain or self.agrees(field)

    def says_no(self, field: str) -> bool:
        """Whether a field has a plain no, rather than nothing or words that may be anything."""
        return meant_as(self.text(field), self.heading(field), self._stated) is False

    def meant(self, field: str) -> Meant:
        """What wordings in the column of a field mean, where that is known by meaning alone."""
        return self._meant.get(field, NOTHING_MEANT)

    def style(self, field: str) -> DateStyle:
        """How the column of a field writes its dates."""
        return self._styles.get(field, USUAL)

    def day_of(self, field: str) -> date | None:
        """The day that a field names; "now" is the day of the answer."""
        return self.read(field, lambda text: read_date(text, self.day, self.style(field)))

    @cached_property
    def _sent(self) -> datetime | None:
        """When the form was sent, in the order of day and month that its column has or is taken to have."""
        return read_moment(self.text("completion_time"), self.style("completion_time"))

    @property
    def moment(self) -> datetime | None:
        """When the form was sent; None where that is not told, or the order of day and month matters and is not."""
        numbers = numbers_in(self.text("completion_time"))
        is_sure = self.style("completion_time").is_known or not numbers or numbers[0] == numbers[1]
        return self._sent if is_sure else None

    @property
    def answered_at(self) -> str | None:
        """The moment in ISO 8601, without a zone; that it cannot be told of a filled cell is said."""
        text, moment = self.text("completion_time"), self.moment
        if text and not self._sent:
            said = say("Not understood: which of several answers is the latest cannot be told by it")
            self.problems.append(Problem(self.place("completion_time"), text, say("A date with its time"), said))
        return moment.isoformat(timespec="seconds") if moment else None

    @property
    def day(self) -> date | None:
        """The day on which the form was sent."""
        return self._sent.date() if self._sent else None

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(bool(value.strip()) for value in self._row.values)

    @property
    def number(self) -> int:
        """The number that the form gave the answer; the row of the sheet where it gave none."""
        stated = self.text("id")
        return int(stated) if stated.isdigit() else self._row.number
