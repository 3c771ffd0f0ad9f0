"""Say why somebody suits a territory, or why not: what each role's rules and signals tell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from matcher.folding import folded_words
from matcher.messages import Message, say
from matcher.model import Expert, Role, Seat, Territory
from matcher.roster import Roster
from matcher.suggesting import candidates, explain
from service.answers import ExplainAnswer
from service.errors import ServiceError
from service.house import House
from service.intake import IntakeOptions, TerritoryRecord
from service.usecases.evidence import gather_evidence
from service.usecases.match import Progress, Question, made_with
from service.usecases.read_exports import Exports, read_exports

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """Whom and what to explain, and the exports they stand in."""

    expert: str  # name or address
    territory: str  # name, acronym or key
    experts: Sequence[Path]
    territories: Sequence[Path]
    options: IntakeOptions


def explain_pair(request: ExplainRequest, house: House, progress: Progress) -> ExplainAnswer:
    """Explain one expert for one territory, for every role, wanted or not.

    Everybody else in the export is compared as well: closeness is measured on the roster at hand. Raises ServiceError
    where a name fits nobody, or several, or the person has not agreed to the processing.
    """
    exports = read_exports(request.experts, request.territories, request.options)
    expert = _expert(exports, request.expert)
    record = _territory(exports.territories.records, request.territory)
    question = _question(exports, record, house)
    evidence = gather_evidence(question.field, house, progress, expert.key)
    seats = tuple(explain(question.field, evidence, row, expert.key) for row in range(len(question.field.seats)))
    return ExplainAnswer(expert, record.territory, seats, made_with(question, house))


def _question(exports: Exports, record: TerritoryRecord, house: House) -> Question:
    agreed = (one.expert for one in exports.experts.records if one.expert.consent_process)
    roster = Roster(agreed, house.settings.seed)
    seats = [Seat(record.territory, role) for role in _roles(record.territory)]
    return Question(exports, (record,), candidates(seats, roster, house.policy, exports.findings))


def _roles(territory: Territory) -> tuple[Role, ...]:
    """The roles wanted, then the others: "why not" is asked of both."""
    return tuple(dict.fromkeys((*territory.roles_wanted, *Role)))


def _expert(exports: Exports, asked: str) -> Expert:
    people = [record.expert for record in exports.experts.records]
    found = [one for one in people if one.key == asked.strip().casefold()] or _named(
        asked, people, lambda one: one.name
    )
    if len(found) != 1:
        raise ServiceError(_unclear(asked, [f"{one.name} ({one.key})" for one in found]))
    if not found[0].consent_process:
        said = say("{name} has not agreed to the processing: nothing is computed about them", name=found[0].name)
        raise ServiceError(said)
    return found[0]


def _territory(records: Sequence[TerritoryRecord], asked: str) -> TerritoryRecord:
    exact = [
        one
        for one in records
        if asked.strip().casefold() in {one.territory.key.casefold(), one.territory.acronym.casefold()}
    ]
    found = exact or _named(asked, records, lambda one: one.territory.name)
    if len(found) != 1:
        raise ServiceError(_unclear(asked, [f"{one.territory.name} ({one.territory.key})" for one in found]))
    return found[0]


def _named(asked: str, among: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Whose whole name is meant, or else whose name holds every word asked for."""
    words = folded_words(asked)
    names = [(one, folded_words(name(one))) for one in among]
    return [one for one, own in names if own == words] or [
        one for one, own in names if words and set(words) <= set(own)
    ]


def _unclear(asked: str, found: Sequence[str]) -> Message:
    if not found:
        return say('"{asked}": nobody and no territory in the files is called so', asked=asked)
    return say('"{asked}" fits several: {found}', asked=asked, found="; ".join(found))
