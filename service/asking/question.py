"""Turn a request into seats and candidates, with the rules asked: before anything is read in a text."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.findings import Conflict, Link, entered_fact
from matcher.flags import FlagContext
from matcher.memory import remembering
from matcher.messages import say
from matcher.model import Role, Seat, Territory
from matcher.policy import Policy
from matcher.suggesting import Candidates, candidates
from service.asking.profiles import Reader
from service.asking.scene import Scene
from service.errors import ServiceError
from service.values.requests import MatchRequest


@remembering()
def put_question(
    request: MatchRequest, scene: Scene, reader: Reader, seats: Sequence[Seat] | None = None
) -> Candidates:
    """Ask the rules about everybody of the scene, for `seats` or all those that the request means.

    Raises ServiceError where nobody agreed, no territory is asked about, or a decision names a pair without conflict.
    """
    if not scene.experts:
        raise ServiceError(say("No expert is left to match: nobody in the export agrees to the processing"))
    asked = seats_asked(request, scene) if seats is None else tuple(seats)
    if not asked:
        raise ServiceError(say("No application is left to match; the check command says what each one misses"))
    entered = [
        Conflict(one.expert, one.territory, Link.COORDINATOR, entered_fact(one.reason)) for one in request.entered
    ]
    findings = replace(scene.findings, conflicts=(*scene.findings.conflicts, *entered))
    roster = scene.roster(request.seed)
    flags = FlagContext(unread=scene.unread_profiles(reader.model), unread_fields=scene.provenance.unread)
    return candidates(asked, roster, policy_of(request), findings, flags)


def policy_of(request: MatchRequest) -> Policy:
    """The policy of a request with the conflicts that a coordinator overrode."""
    overridden = {(one.expert, one.territory): one.reason for one in request.overrides}
    return replace(request.policy, conflict_overrides={**request.policy.conflict_overrides, **overridden})


def seats_asked(request: MatchRequest, scene: Scene) -> tuple[Seat, ...]:
    """The seats that a request means, territory by territory, in the order of its roles or of the territory's."""
    places = [scene.territories[one] for one in request.territories]
    return tuple(Seat(place, role) for place in places for role in _roles(request, place))


def _roles(request: MatchRequest, territory: Territory) -> Sequence[Role]:
    return [role for role in request.roles if role in territory.roles_wanted] or (
        [] if request.roles else territory.roles_wanted
    )
