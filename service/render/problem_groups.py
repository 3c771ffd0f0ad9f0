"""The report by cause: what is said of many rows is said once, with how many and the one thing that mends them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.messages import Message
from service.intake.form.read_as import may_be_stated
from service.intake.problems import Problem, Severity

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class SaidOf:
    """One answer of a group, and the rows that give it, most first."""

    value: str
    suggestion: Message
    field: str  # "" where nothing can be stated about it
    rows: tuple[tuple[str, int], ...]  # file and row; row 0 is the sheet as a whole


@dataclass(frozen=True, slots=True)
class Group:
    """What is said of one column for the same cause."""

    severity: Severity
    column: str  # the heading; "" of rows or whole files
    expected: Message
    answers: tuple[SaidOf, ...]

    @property
    def count(self) -> int:
        """How many rows it is said of."""
        return sum(len(one.rows) for one in self.answers)


def by_cause(problems: Iterable[Problem]) -> Sequence[Group]:
    """Group a report: the worst first, then what most rows share."""
    groups: dict[tuple[str, str, Message, str], dict[tuple[str, Message], list[Problem]]] = {}
    for one in problems:
        key = (one.severity.value, one.place.column, one.expected, one.suggestion.text)
        groups.setdefault(key, {}).setdefault((one.value, one.suggestion), []).append(one)
    found = [_group(list(by_value.values())) for by_value in groups.values()]
    return sorted(found, key=lambda group: (_WORST_FIRST.index(group.severity), -group.count, group.column))


def _group(by_value: Sequence[Sequence[Problem]]) -> Group:
    first = by_value[0][0]
    answers = sorted((_said_of(its) for its in by_value), key=lambda one: -len(one.rows))
    return Group(first.severity, first.place.column, first.expected, tuple(answers))


def _said_of(problems: Sequence[Problem]) -> SaidOf:
    rows = tuple((one.place.file, row) for one in problems for row in (one.place.row, *one.also))
    first = problems[0]
    field = first.place.field if first.value and may_be_stated(first.place.field) else ""
    return SaidOf(first.value, first.suggestion, field, rows)
