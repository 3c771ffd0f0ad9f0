"""Change the text model: encode beside the one in use, show what moves in the lists, and switch only when asked."""

from collections.abc import Mapping, Sequence

from matcher.messages import say
from matcher.model import SeatList
from matcher.suggesting import scored, suggest
from service.asking.evidence import gather_evidence
from service.asking.profiles import Progress, Reader
from service.asking.question import put_question
from service.asking.scene import Scene
from service.chosen_model import ChosenModel, choose_model, chosen_model
from service.errors import ServiceError
from service.values.answers import ModelComparison, SeatDifference
from service.values.requests import MatchRequest
from service.workplace import Workplace


def compare_models(
    request: MatchRequest, scene: Scene, reader: Reader, other: Reader, progress: Progress
) -> ModelComparison:
    """Make the same lists with the model in use and with another, and lay them side by side.

    What the other model reads is kept beside what the one in use has read; nothing is switched. Raises
    ModelUnavailable where a model is missing.
    """
    lists = []
    for one in (reader, other):
        field = put_question(request, scene, one)
        lists.append(
            suggest(field, scored(field, gather_evidence(field, scene.profiles(one, progress), progress)), request.top)
        )
    differences = tuple(_difference(before, after, scene.names) for before, after in zip(*lists, strict=True))
    return ModelComparison(reader.model.identity, other.model.identity, differences)


def _difference(before: SeatList, after: SeatList, names: Mapping[str, str]) -> SeatDifference:
    was, now = _people(before), _people(after)
    return SeatDifference(
        territory=before.seat.territory.name,
        role=before.seat.role,
        same_first=was[:1] == now[:1],
        came=tuple(names[key] for key in now if key not in was),
        went=tuple(names[key] for key in was if key not in now),
    )


def _people(seat: SeatList) -> Sequence[str]:
    return [suggestion.expert for suggestion in seat.suggestions]


def use_model(workplace: Workplace, name: str) -> ChosenModel:
    """Use a model from now on."""
    return choose_model(workplace.settings.cache, name)


def go_back(workplace: Workplace) -> ChosenModel:
    """Use the model of before again. Raises ServiceError where there was none."""
    before = chosen_model(workplace.settings.cache).before
    if before is None:
        raise ServiceError(say("There is no earlier text model to go back to"))
    return choose_model(workplace.settings.cache, before)
