"""Say why somebody suits a territory, or why not, for any name on the list of experts."""

from matcher.messages import say
from service.asking.explaining import explain_pair
from service.errors import NotFound
from service.values.answers import ExplainAnswer
from service.verbs.match_lists import request_for
from service.verbs.scenes import current_scene
from service.workplace import Workplace


def why(expert: str, territory: str, workplace: Workplace) -> ExplainAnswer:
    """What rules and signals tell of one person for one territory, role by role, as things stand now.

    Decisions in force count. Raises NotFound where the person is not stored or does not agree to be processed,
    NothingToMatch for a territory that may not be matched.
    """
    request, scene = request_for([territory], [], workplace, seed=None, top=None), current_scene(workplace)
    person = next((one for one in scene.experts if one.id == expert), None)
    if person is None:
        raise NotFound(
            say("No such expert is stored, or they do not agree to be processed: nothing is computed of them")
        )
    with workplace.reading_texts:
        place = scene.territories[request.territories[0]]
        return explain_pair(person, place, request, scene, workplace, workplace.clock())
