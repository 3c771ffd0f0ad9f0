"""Say why somebody suits a territory, or why not: what each role's rules and signals tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.model import Role, Seat, Territory
from matcher.roster import Roster
from matcher.suggesting import candidates, explain
from service.answers import ExplainAnswer
from service.house import House
from service.intake import IntakeOptions, TerritoryRecord
from service.usecases.evidence import gather_evidence, unread_profiles
from service.usecases.finding import find_expert, find_territory
from service.usecases.match import Progress, Question, made_with
from service.usecases.read_exports import Exports, read_exports


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
    expert = find_expert(exports.experts.records, request.expert)
    record = find_territory(exports.territories.records, request.territory)
    question = _question(exports, record, house)
    evidence = gather_evidence(question.field, house, progress, expert.key)
    seats = tuple(explain(question.field, evidence, row, expert.key) for row in range(len(question.field.seats)))
    return ExplainAnswer(expert, record.territory, seats, made_with(question, house))


def _question(exports: Exports, record: TerritoryRecord, house: House) -> Question:
    agreed = (one.expert for one in exports.experts.records if one.expert.consent_process)
    roster = Roster(agreed, house.settings.seed)
    unread = unread_profiles(roster.experts, house)
    seats = [Seat(record.territory, role) for role in _roles(record.territory)]
    return Question(exports, (record,), candidates(seats, roster, house.policy, exports.findings, unread))


def _roles(territory: Territory) -> tuple[Role, ...]:
    """The roles wanted, then the others: "why not" is asked of both."""
    return tuple(dict.fromkeys((*territory.roles_wanted, *Role)))
