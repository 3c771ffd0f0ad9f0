"""Say why somebody suits a territory, or why not: what each role's rules and signals tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.model import Role, Seat, Territory
from matcher.suggesting import explain
from service.answers import ExplainAnswer
from service.house import House
from service.intake import IntakeOptions
from service.usecases.decisions import NO_DECISIONS, Decisions
from service.usecases.evidence import gather_evidence, profile_languages
from service.usecases.finding import find_expert, find_territory
from service.usecases.match import Progress, made_with, put_question
from service.usecases.read_exports import read_exports


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """Whom and what to explain, and the exports they stand in."""

    expert: str  # name or address
    territory: str  # name, acronym or key
    experts: Sequence[Path]
    territories: Sequence[Path]
    options: IntakeOptions
    decisions: Decisions = NO_DECISIONS


def explain_pair(request: ExplainRequest, house: House, progress: Progress) -> ExplainAnswer:
    """Explain one expert for one territory, for every role, wanted or not.

    Everybody else in the export is compared as well: closeness is measured on the roster at hand. Raises ServiceError
    where a name fits nobody, or several, or the person has not agreed to the processing.
    """
    exports = read_exports(request.experts, request.territories, request.options)
    expert = find_expert(exports.experts.records, request.expert)
    record = find_territory(exports.territories.records, request.territory)
    seats = [Seat(record.territory, role) for role in _roles(record.territory)]
    question = put_question(exports, (record,), house, request.decisions, seats)
    evidence = gather_evidence(question.field, house, progress, expert.id)
    told = tuple(explain(question.field, evidence, row, expert.id) for row in range(len(seats)))
    return ExplainAnswer(
        expert, record.territory, profile_languages([expert]).get(expert.id), told, made_with(question, house)
    )


def _roles(territory: Territory) -> tuple[Role, ...]:
    """The roles wanted, then the others: "why not" is asked of both."""
    return tuple(dict.fromkeys((*territory.roles_wanted, *Role)))
