"""Fill all seats of all pilots together, under the coordinator's terms."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher.assignment import Watch
from matcher.messages import Message, Term, Vocabulary, say
from matcher.policy import ROTATION, Policy
from matcher.round.pins import PinRefused
from matcher.round.planning import plan_round
from matcher.round.terms import seat_key
from matcher.suggesting import suggest
from service.answers import People, RoundAnswer, StoredRound
from service.errors import ServiceError
from service.house import House
from service.intake.problems import Problem
from service.usecases.compare_rounds import check_still_fits, read_round
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
    if before:
        check_still_fits(before, exports)
    question = put_question(exports, matched(exports), house, request.decisions)
    terms = stated_terms(request, exports, question.records, before, house.settings.seed)
    measured = measure(question.field, house, progress, before=before.frozen if before else None)
    try:
        plan = plan_round(question.field, measured.evidence, terms, watch)
    except PinRefused as refused:
        raise ServiceError(_refused(refused, question)) from None
    lists = {seat_key(one.seat): one for one in suggest(question.field, measured.evidence, house.settings.top)}
    labels = {record.territory.id: record.label for record in question.records}
    rows = {record.territory.id: record.place.row for record in question.records}
    experts = {expert.id: expert for expert in question.field.roster.experts}
    shown = {one.expert for listed in lists.values() for one in listed.suggestions} | set(plan.people)
    people = People(experts, profile_languages(experts[key] for key in sorted(shown)))
    answer = RoundAnswer(plan, lists, labels, rows, people, terms, served, measured.frozen, made_with(question, house))
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


def _refused(pin: PinRefused, question: Question) -> Message:
    names = {record.expert.id: record.expert.name for record in question.exports.experts.records}
    places = {record.territory.id: record.territory.name for record in question.records}
    return say(
        "{person} cannot be pinned to {territory}, {role}: {reason}",
        person=names.get(pin.expert, pin.expert),
        territory=places.get(pin.seat[0], pin.seat[0]),
        role=Term(Vocabulary.ROLE, pin.seat[1]),
        reason=pin.reason,
    )
