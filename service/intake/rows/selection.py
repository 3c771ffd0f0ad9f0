"""Which applications were selected, by a list that the coordinator gives: one name, acronym or key a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.folding import folded_words
from matcher.messages import say
from service.errors import UnreadableFile
from service.intake.cells import clean
from service.intake.problems import Place, Problem, Severity
from service.intake.rows.records import TerritoryRecord


@dataclass(frozen=True, slots=True)
class PilotList:
    """The lines of a coordinator's list, and what the list is called."""

    name: str
    lines: tuple[str, ...]


def select(
    records: Sequence[TerritoryRecord], pilots: PilotList
) -> tuple[tuple[TerritoryRecord, ...], tuple[Problem, ...]]:
    """Mark what the list names as selected and everything else as not; report lines that name no application.

    Raises UnreadableFile where the list names nothing.
    """
    named: set[str] = set()
    problems: list[Problem] = []
    for number, line in enumerate(map(clean, pilots.lines), start=1):
        if not line:
            continue
        meant = [record.territory.id for record in records if _is_named(record, line)]
        named.update(meant)
        if len(meant) != 1:
            problems.append(_unclear(pilots.name, number, line, len(meant)))
    if not named:
        said = say("{file} names none of the applications: write one name, acronym or key a line", file=pilots.name)
        raise UnreadableFile(pilots.name, said)
    return tuple(replace(record, selected=record.territory.id in named) for record in records), tuple(problems)


def _is_named(record: TerritoryRecord, line: str) -> bool:
    territory = record.territory
    names = {record.label, territory.name, territory.acronym, str(record.number)} - {""}
    return folded_words(line) in {folded_words(name) for name in names}


def _unclear(pilots: str, number: int, line: str, matches: int) -> Problem:
    said = (
        say("Several applications are called so: write the whole name")
        if matches
        else say("No application is called so: it was left out")
    )
    expected = say("The name, acronym or key of an application")
    return Problem(Place(pilots, "", number), line, expected, said, Severity.WARNING if matches else Severity.ERROR)
