"""Change the text model: encode beside the one in use, show what moves in the lists, and switch only when asked."""

from collections.abc import Sequence

from matcher.messages import say
from matcher.model import SeatList
from matcher.suggesting import suggest
from service.answers import ModelComparison, SeatDifference
from service.chosen_model import ChosenModel, choose_model, chosen_model
from service.errors import ServiceError
from service.house import House
from service.usecases.decisions import NO_DECISIONS
from service.usecases.evidence import gather_evidence
from service.usecases.match import MatchRequest, Progress, matched, put_question
from service.usecases.read_exports import read_exports


def compare_models(request: MatchRequest, house: House, other: House, progress: Progress) -> ModelComparison:
    """Make the lists of the same exports with the model in use and with another, and lay them side by side.

    What the other model reads is kept beside what the one in use has read; nothing is switched. Raises ServiceError
    where a file cannot be read, ModelUnavailable where a model is missing.
    """
    exports = read_exports(request.experts, request.territories, request.options)
    lists = []
    for one in (house, other):
        question = put_question(exports, matched(exports), one, NO_DECISIONS)
        lists.append(suggest(question.field, gather_evidence(question.field, one, progress), house.settings.top))
    names = {record.expert.id: record.expert.name for record in exports.experts.records}
    differences = tuple(_difference(before, after, names) for before, after in zip(*lists, strict=True))
    return ModelComparison(house.model.identity, other.model.identity, differences)


def _difference(before: SeatList, after: SeatList, names: dict[str, str]) -> SeatDifference:
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


def use_model(house: House, name: str) -> ChosenModel:
    """Use a model from now on."""
    return choose_model(house.settings.cache, name)


def go_back(house: House) -> ChosenModel:
    """Use the model of before again. Raises ServiceError where there was none."""
    before = chosen_model(house.settings.cache).before
    if before is None:
        raise ServiceError(say("There is no earlier text model to go back to"))
    return choose_model(house.settings.cache, before)
