"""Fill all seats of all pilots together, under the coordinator's terms."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher.assignment import Watch
from matcher.messages import say
from matcher.model import Role
from matcher.policy import ROTATION, Policy
from matcher.round.planning import plan_round
from matcher.round.terms import seat_key
from matcher.suggesting import suggest
from service.answers import People, RoundAnswer, StoredRound
from service.errors import ServiceError
from service.house import House
from service.intake.problems import Problem
from service.usecases.compare_rounds import read_round
from service.usecases.evidence import measure, profile_languages
from service.usecases.match import Progress, Question, made_with, matched, put_question
from service.usecases.read_exports import read_exports
from service.usecases.round_terms import RoundRequest, stated_terms


def make_round(
    request: RoundRequest, house: House, progress: Progress, watch: Watch | None = None
) -> tuple[RoundAnswer, tuple[Problem, ...]]:
    """Solve a round; returns it with the intake report. `watch` looks on and may call the solve off.

    Raises ServiceError where a file cannot be read, a pin or an exclusion names nobody, or a pin breaks a rule.
    """
    before = None if request.before is None else read_round(request.before)
    served = _served([read_round(path) for path in request.earlier]) or (before.served if before else {})
    house = house.under(_with_rotation(house.policy, served))
    exports = read_exports(request.experts, request.territories, request.options)
    question = put_question(exports, matched(exports), house, request.decisions)
    terms = stated_terms(request, exports, question.records, before, house.settings.seed)
    measured = measure(question.field, house, progress, before=before.frozen if before else None)
    try:
        plan = plan_round(question.field, measured.evidence, terms, watch)
    except KeyError:
        raise ServiceError(say("A pin names a seat that no matched territory asks for")) from None
    except ValueError as error:
        raise ServiceError(say("A pin cannot be kept: {reason}", reason=_who(str(error), question))) from None
    lists = {seat_key(one.seat): one for one in suggest(question.field, measured.evidence, house.settings.top)}
    rows = {record.territory.key: record.place.row for record in question.records}
    experts = {expert.key: expert for expert in question.field.roster.experts}
    shown = {one.expert for listed in lists.values() for one in listed.suggestions} | set(plan.people)
    people = People(experts, profile_languages(experts[key] for key in sorted(shown)))
    answer = RoundAnswer(plan, lists, rows, people, terms, served, measured.frozen, made_with(question, house))
    return answer, exports.problems


def _served(earlier: Sequence[StoredRound]) -> Mapping[str, int]:
    """How many pilots of earlier rounds each expert served."""
    pilots = {
        (number, key, expert)
        for number, stored in enumerate(earlier)
        for (key, _), experts in stored.placements.items()
        for expert in experts
    }
    return Counter(expert for _, _, expert in pilots)


def _with_rotation(policy: Policy, served: Mapping[str, int]) -> Policy:
    """Rotation counts once earlier rounds are known, unless its weight is stated."""
    if not served:
        return policy
    weights = {**policy.weights, "rotation": policy.weights["rotation"] or ROTATION}
    return replace(policy, served=served, weights=weights)


def _who(error: str, question: Question) -> str:
    """The solver speaks of numbers; the coordinator reads names."""
    names = [expert.name for expert in question.field.roster.experts]
    pilots = list(dict.fromkeys(seat.territory.name for seat in question.field.seats))
    error = re.sub(r"expert (\d+)", lambda found: names[int(found[1])], error, flags=re.I)
    error = re.sub(r"role (\d+)", lambda found: list(Role)[int(found[1])].value, error)
    return re.sub(r"pilot (\d+)", lambda found: pilots[int(found[1])], error)
