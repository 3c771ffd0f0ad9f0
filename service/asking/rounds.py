"""Fill all seats of all pilots together, under the coordinator's terms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from matcher.assignment import Watch
from matcher.messages import Term, Vocabulary, say
from matcher.policy import ROTATION, Policy
from matcher.roster import Floats
from matcher.round.pins import PinRefused
from matcher.round.planning import plan_round
from matcher.round.terms import seat_key
from matcher.scoring import Scores
from matcher.suggesting import Candidates, scored, suggest
from service.asking.evidence import measure
from service.asking.lists import made_with
from service.asking.profiles import Progress, Reader
from service.asking.question import put_question
from service.asking.scene import Scene
from service.errors import ServiceError
from service.values.answers import FrozenEvidence, MadeWith, People, RoundAnswer
from service.values.requests import RoundRequest


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A round that is ready to be solved: who may take which seat, and how well they suit."""

    request: RoundRequest
    scene: Scene
    field: Candidates
    scores: Sequence[Scores]
    frozen: FrozenEvidence
    made: MadeWith

    @property
    def totals(self) -> Floats:
        """Scores, shape (seats, experts)."""
        return np.vstack([one.total for one in self.scores])


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
    """Measure and solve a round; `watch` looks on and may call it off. Raises ServiceError as its two parts do."""
    return solve_round(measure_round(request, scene, reader, at, before=before, progress=progress), watch)


def measure_round(
    request: RoundRequest,
    scene: Scene,
    reader: Reader,
    at: datetime,
    *,
    before: FrozenEvidence | None = None,
    progress: Progress | None = None,
) -> Measured:
    """Read what is unread and measure every seat; `before` is what texts told when the round was solved before.

    Raises ServiceError where nobody or nothing is left to match.
    """
    match = replace(request.match, policy=_with_rotation(request.match.policy))
    field = put_question(match, scene, reader)
    measured = measure(field, scene.profiles(reader, progress), progress, before=before)
    made = made_with(match, field, scene, reader, at)
    return Measured(
        replace(request, match=match), scene, field, scored(field, measured.evidence), measured.frozen, made
    )


def solve_round(measured: Measured, watch: Watch | None = None) -> RoundAnswer:
    """Fill the seats of a round that is measured. Raises ServiceError for a pin that cannot be kept."""
    field, scene, request = measured.field, measured.scene, measured.request
    try:
        plan = plan_round(field, measured.scores, request.terms, watch)
    except PinRefused as refused:
        raise _refused(refused, scene) from None
    lists = {seat_key(one.seat): one for one in suggest(field, measured.scores, request.match.top)}
    experts = {expert.id: expert for expert in field.roster.experts}
    shown = {one.expert for listed in lists.values() for one in listed.suggestions} | set(plan.people)
    people = People(experts, scene.profile_languages(experts[one] for one in sorted(shown)))
    return RoundAnswer(
        plan,
        lists,
        scene.provenance.rows,
        people,
        request.terms,
        request.match.policy.served,
        measured.frozen,
        measured.made,
    )


def _with_rotation(policy: Policy) -> Policy:
    """Rotation counts once earlier rounds are known, unless its weight is stated."""
    if not policy.served:
        return policy
    return replace(policy, weights={**policy.weights, "rotation": policy.weights["rotation"] or ROTATION})


def _refused(pin: PinRefused, scene: Scene) -> ServiceError:
    names = {**scene.names, **{key: place.name for key, place in scene.territories.items()}}
    said = say(
        "{person} cannot be pinned to {territory}, {role}: {reason}",
        person=Term(Vocabulary.PERSON, pin.expert),
        territory=Term(Vocabulary.TERRITORY, pin.seat[0]),
        role=Term(Vocabulary.ROLE, pin.seat[1]),
        reason=pin.reason,
    )
    return ServiceError(said, {one: names[one] for one in (pin.expert, pin.seat[0]) if one in names})
