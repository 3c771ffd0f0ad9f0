"""Say why somebody suits a territory, or why not: what each role's rules and signals tell."""

from collections.abc import Sequence
from datetime import datetime

from matcher.model import Expert, Role, Seat, Territory
from matcher.suggesting import explain, scored
from service.asking.evidence import gather_evidence
from service.asking.lists import made_with
from service.asking.profiles import Progress, Reader
from service.asking.question import put_question
from service.asking.scene import Scene
from service.values.answers import ExplainAnswer, named_in
from service.values.requests import MatchRequest


def explain_pair(
    expert: Expert,
    territory: Territory,
    request: MatchRequest,
    scene: Scene,
    reader: Reader,
    at: datetime,
    progress: Progress | None = None,
) -> ExplainAnswer:
    """Explain one expert for one territory, for every role, wanted or not.

    Everybody else of the scene is compared as well: closeness is measured on the people at hand.
    """
    roles = tuple(dict.fromkeys((*territory.roles_wanted, *Role)))
    (answer,) = explain_for([expert], [Seat(territory, role) for role in roles], request, scene, reader, at, progress)
    return answer


def explain_for(
    experts: Sequence[Expert],
    seats: Sequence[Seat],
    request: MatchRequest,
    scene: Scene,
    reader: Reader,
    at: datetime,
    progress: Progress | None = None,
) -> tuple[ExplainAnswer, ...]:
    """Explain several experts for the same seats of one territory, measured once."""
    field = put_question(request, scene, reader, seats)
    profiles, asked = scene.profiles(reader, progress), [one.id for one in experts]
    scores = scored(field, gather_evidence(field, profiles, progress, asked))
    languages, made = scene.profile_languages(experts), made_with(request, field, scene, reader, at)
    territory = seats[0].territory

    def told(expert: Expert) -> ExplainAnswer:
        of_seats = tuple(explain(field, scores, row, expert.id) for row in range(len(seats)))
        named = {person: scene.names[person] for seat in of_seats for person in named_in(seat)}
        names = {**named, territory.id: territory.name}
        return ExplainAnswer(expert, territory, languages.get(expert.id), of_seats, names, made)

    return tuple(told(expert) for expert in experts)
