"""Which applications were selected, by a list that the coordinator gives: one name, acronym or key a line."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from matcher.folding import folded_words
from matcher.messages import say
from service.errors import UnreadableFile
from service.intake.cells import clean
from service.intake.problems import Place, Problem, Severity
from service.intake.records import TerritoryRecord


def select(records: Sequence[TerritoryRecord], pilots: Path) -> tuple[tuple[TerritoryRecord, ...], tuple[Problem, ...]]:
    """Mark what the list names as selected and everything else as not; report lines that name no application.

    Raises UnreadableFile where the list cannot be read or names nothing.
    """
    named: set[str] = set()
    problems: list[Problem] = []
    for number, line in enumerate(_lines(pilots), start=1):
        if not line:
            continue
        keys = [record.territory.id for record in records if _is_named(record, line)]
        named.update(keys)
        if len(keys) != 1:
            problems.append(_unclear(pilots, number, line, len(keys)))
    if not named:
        raise UnreadableFile(
            pilots,
            say("{file} names none of the applications: write one name, acronym or key a line", file=pilots.name),
        )
    return tuple(replace(record, selected=record.territory.id in named) for record in records), tuple(problems)


def _lines(pilots: Path) -> list[str]:
    try:
        return [clean(line) for line in pilots.read_text(encoding="utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        raise UnreadableFile(
            pilots, say("{file} is no text file: write one name, acronym or key a line", file=pilots.name)
        ) from None
    except OSError:
        raise UnreadableFile(
            pilots, say("{file} cannot be read: there is no such file, or it is not yours to read", file=pilots.name)
        ) from None


def _is_named(record: TerritoryRecord, line: str) -> bool:
    territory = record.territory
    names = {record.label, territory.name, territory.acronym, str(record.number)} - {""}
    return folded_words(line) in {folded_words(name) for name in names}


def _unclear(pilots: Path, number: int, line: str, matches: int) -> Problem:
    said = (
        say("Several applications are called so: write the whole name")
        if matches
        else say("No application is called so: it was left out")
    )
    expected = say("The name, acronym or key of an application")
    return Problem(
        Place(pilots.name, "", number), line, expected, said, Severity.WARNING if matches else Severity.ERROR
    )
