"""Say why somebody suits a territory, or why not: what each role's rules and signals tell."""

from datetime import datetime

from matcher.model import Expert, Role, Seat, Territory
from matcher.suggesting import explain, scored
from service.asking.evidence import gather_evidence
from service.asking.languages import profile_languages
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
    seats = [Seat(territory, role) for role in dict.fromkeys((*territory.roles_wanted, *Role))]
    field = put_question(request, scene, reader, seats)
    scores = scored(field, gather_evidence(field, scene.profiles(reader, progress), progress, expert.id))
    told = tuple(explain(field, scores, row, expert.id) for row in range(len(seats)))
    language = profile_languages([expert]).get(expert.id)
    named = {person: scene.names[person] for seat in told for person in named_in(seat)}
    names = {**named, territory.id: territory.name}
    return ExplainAnswer(expert, territory, language, told, names, made_with(request, field, scene, reader, at))
