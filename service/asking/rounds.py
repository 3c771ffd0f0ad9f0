"""Fill all seats of all pilots together, under the coordinator's terms."""

from dataclasses import replace
from datetime import datetime

from matcher.assignment import Watch
from matcher.messages import Message, Term, Vocabulary, say
from matcher.policy import ROTATION, Policy
from matcher.round.pins import PinRefused
from matcher.round.planning import plan_round
from matcher.round.terms import seat_key
from matcher.suggesting import scored, suggest
from service.asking.evidence import measure
from service.asking.languages import profile_languages
from service.asking.lists import made_with
from service.asking.profiles import Progress, Reader
from service.asking.question import put_question
from service.asking.scene import Scene
from service.errors import ServiceError
from service.values.answers import FrozenEvidence, People, RoundAnswer
from service.values.requests import RoundRequest


def make_round(
    request: RoundRequest,
    scene: Scene,
    reader: Reader,
    at: datetime,
    *,
    before: FrozenEvidence | None = None,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> RoundAnswer:
    """Solve a round; `before` is what texts told when it was solved before, `watch` looks on and may call it off.

    Raises ServiceError where nobody or nothing is left to match, or a pin cannot be kept.
    """
    match = replace(request.match, policy=_with_rotation(request.match.policy))
    field = put_question(match, scene, reader)
    measured = measure(field, scene.profiles(reader, progress), progress, before=before)
    scores = scored(field, measured.evidence)
    try:
        plan = plan_round(field, scores, request.terms, watch)
    except PinRefused as refused:
        raise ServiceError(_refused(refused, scene)) from None
    lists = {seat_key(one.seat): one for one in suggest(field, scores, match.top)}
    experts = {expert.id: expert for expert in field.roster.experts}
    shown = {one.expert for listed in lists.values() for one in listed.suggestions} | set(plan.people)
    people = People(experts, profile_languages(experts[one] for one in sorted(shown)))
    made = made_with(match, field, scene, reader, at)
    return RoundAnswer(
        plan, lists, scene.provenance.rows, people, request.terms, match.policy.served, measured.frozen, made
    )


def _with_rotation(policy: Policy) -> Policy:
    """Rotation counts once earlier rounds are known, unless its weight is stated."""
    if not policy.served:
        return policy
    return replace(policy, weights={**policy.weights, "rotation": policy.weights["rotation"] or ROTATION})


def _refused(pin: PinRefused, scene: Scene) -> Message:
    territory = scene.territories.get(pin.seat[0])
    return say(
        "{person} cannot be pinned to {territory}, {role}: {reason}",
        person=scene.names.get(pin.expert, pin.expert),
        territory=territory.name if territory else pin.seat[0],
        role=Term(Vocabulary.ROLE, pin.seat[1]),
        reason=pin.reason,
    )
