"""Fill all seats of all pilots together, under the coordinator's terms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.messages import say
from matcher.model import Role
from matcher.round.comparison import SeatKey
from matcher.round.planning import plan_round
from matcher.round.terms import RoundTerms, seat_key
from matcher.suggesting import suggest
from service.answers import RoundAnswer
from service.errors import ServiceError
from service.house import House
from service.intake import IntakeOptions, TerritoryRecord
from service.intake.problems import Problem
from service.intake.roles import read_roles
from service.usecases.compare_rounds import read_round
from service.usecases.decisions import NO_DECISIONS, Decisions, split_pair, split_reason
from service.usecases.evidence import gather_evidence
from service.usecases.finding import find_expert, find_territory
from service.usecases.match import Progress, Question, made_with, matched, put_question
from service.usecases.read_exports import Exports, read_exports


@dataclass(frozen=True, slots=True)
class RoundRequest:
    """What a coordinator asks of a round, in their own words."""

    experts: Sequence[Path]
    territories: Sequence[Path]
    options: IntakeOptions
    advisers: Sequence[str] = ()  # "methodological=2"
    most_pilots: int | None = None
    fair: bool = True
    pins: Sequence[str] = ()  # "expert=territory:role"
    exclusions: Sequence[str] = ()  # "expert=territory:role; reason", the role may be left out
    before: Path | None = None  # an earlier round, as JSON
    time_limit: float | None = None
    decisions: Decisions = NO_DECISIONS


def make_round(request: RoundRequest, house: House, progress: Progress) -> tuple[RoundAnswer, tuple[Problem, ...]]:
    """Solve a round; returns it with the intake report.

    Raises ServiceError where a file cannot be read, a pin or an exclusion names nobody, or a pin breaks a rule.
    """
    exports = read_exports(request.experts, request.territories, request.options)
    question = put_question(exports, matched(exports), house, request.decisions)
    terms = _terms(request, exports, question.records, house.settings.seed)
    evidence = gather_evidence(question.field, house, progress)
    try:
        plan = plan_round(question.field, evidence, terms)
    except KeyError:
        raise ServiceError(say("A pin names a seat that no matched territory asks for")) from None
    except ValueError as error:
        raise ServiceError(say("A pin cannot be kept: {reason}", reason=_who(str(error), question))) from None
    lists = {seat_key(one.seat): one for one in suggest(question.field, evidence, house.settings.top)}
    rows = {record.territory.key: record.place.row for record in question.records}
    people = {expert.key: expert for expert in question.field.roster.experts}
    return RoundAnswer(plan, lists, rows, people, terms, made_with(question, house)), exports.problems


def _terms(request: RoundRequest, exports: Exports, records: Sequence[TerritoryRecord], seed: int) -> RoundTerms:
    given = {} if request.most_pilots is None else {"most_pilots": request.most_pilots}
    excluded: dict[tuple[str, SeatKey], str] = {}
    for stated in request.exclusions:
        place, reason = split_reason(stated)
        excluded |= dict.fromkeys(_pairs(place, exports, records), reason)
    return RoundTerms(
        advisers=dict(_number_of(stated) for stated in request.advisers),
        fair=request.fair,
        pins=frozenset(pair for stated in request.pins for pair in _pairs(stated, exports, records)),
        exclusions=excluded,
        before=None if request.before is None else read_round(request.before).placements,
        seed=seed,
        time_limit=request.time_limit,
        **given,
    )


def _number_of(stated: str) -> tuple[Role, int]:
    role, _, number = stated.partition("=")
    roles = read_roles(role).value
    if len(roles) != 1 or not number.strip().isdigit() or int(number) < 1:
        raise ServiceError(say('"{stated}": write a role and a number, such as methodological=2', stated=stated))
    return roles[0], int(number)


def _pairs(stated: str, exports: Exports, records: Sequence[TerritoryRecord]) -> list[tuple[str, SeatKey]]:
    """The expert and seats that "expert=territory:role" names; every wanted role where none is said."""
    person, place = split_pair(stated)
    territory_words, _, role_words = place.partition(":")
    expert = find_expert(exports.experts.records, person)
    territory = find_territory(records, territory_words).territory
    roles = read_roles(role_words).value if role_words.strip() else territory.roles_wanted
    if not roles or set(roles) - set(territory.roles_wanted):
        said = say('"{stated}": {territory} asks for no such role', stated=stated, territory=territory.name)
        raise ServiceError(said)
    return [(expert.key, (territory.key, role)) for role in roles]


def _who(error: str, question: Question) -> str:
    """The solver speaks of numbers; the coordinator reads names."""
    names = [expert.name for expert in question.field.roster.experts]
    pilots = list(dict.fromkeys(seat.territory.name for seat in question.field.seats))
    error = re.sub(r"expert (\d+)", lambda found: names[int(found[1])], error, flags=re.I)
    error = re.sub(r"role (\d+)", lambda found: list(Role)[int(found[1])].value, error)
    return re.sub(r"pilot (\d+)", lambda found: pilots[int(found[1])], error)
