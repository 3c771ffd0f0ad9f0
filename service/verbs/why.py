"""Say why somebody suits a territory, or why not, for any name on the list of experts."""

from collections.abc import Sequence

from matcher.messages import say
from matcher.model import Expert, Role, Seat
from service.asking.explaining import explain_for, explain_pair
from service.asking.scene import Scene
from service.errors import NotFound, ServiceError
from service.values.answers import ExplainAnswer
from service.verbs.match_lists import request_for
from service.verbs.scenes import current_scene
from service.workplace import Workplace

FEWEST, MOST = 2, 4  # people who are compared


def why(expert: str, territory: str, workplace: Workplace) -> ExplainAnswer:
    """What rules and signals tell of one person for one territory, role by role, as things stand now.

    Decisions in force count. Raises NotFound where the person is not stored or does not agree to be processed,
    NothingToMatch for a territory that may not be matched.
    """
    request, scene = request_for([territory], [], workplace, seed=None, top=None), current_scene(workplace)
    (person,) = _people([expert], scene)
    with workplace.reading_texts:
        place = scene.territories[request.territories[0]]
        return explain_pair(person, place, request, scene, workplace, workplace.clock())


def side_by_side(experts: Sequence[str], territory: str, role: Role, workplace: Workplace) -> Sequence[ExplainAnswer]:
    """Two to four people for one seat, in the order asked, measured on the same scale; each answer has one seat.

    Raises as `why` does, and ServiceError for fewer or more people.
    """
    asked = list(dict.fromkeys(experts))
    if not FEWEST <= len(asked) <= MOST:
        raise ServiceError(say("Tick {fewest} to {most} people to compare", fewest=FEWEST, most=MOST))
    request, scene = request_for([territory], [], workplace, seed=None, top=None), current_scene(workplace)
    people = _people(asked, scene)
    with workplace.reading_texts:
        seat = Seat(scene.territories[request.territories[0]], role)
        return explain_for(people, [seat], request, scene, workplace, workplace.clock())


def _people(asked: Sequence[str], scene: Scene) -> Sequence[Expert]:
    known = {one.id: one for one in scene.experts}
    if not known.keys() >= set(asked):
        raise NotFound(
            say("No such expert is stored, or they do not agree to be processed: nothing is computed of them")
        )
    return [known[one] for one in asked]
