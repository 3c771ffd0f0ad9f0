"""Where people might serve at all: the rules over every seat of the pilots, without reading any text."""

from collections.abc import Mapping

import numpy as np

from matcher.model import Rule
from service.asking.profiles import Reader
from service.asking.question import put_question
from service.asking.scene import Scene
from service.values.load import Chances
from service.values.requests import MatchRequest


def chances(request: MatchRequest, scene: Scene, reader: Reader) -> Mapping[str, Chances]:
    """For each person how many of the seats asked about they may take, and which rules refuse them how often.

    Raises ServiceError as `put_question` does.
    """
    field = put_question(request, scene, reader)
    eligible = field.eligible.sum(axis=0)
    refused: Mapping[Rule, np.ndarray] = {
        rule: np.sum([verdict.refused_by[rule] for verdict in field.verdicts], axis=0)
        for rule in field.verdicts[0].refused_by
    }
    return {
        expert.id: Chances(int(eligible[place]), len(field.seats), _most_first(refused, place))
        for place, expert in enumerate(field.roster.experts)
    }


def _most_first(refused: Mapping[Rule, np.ndarray], place: int) -> Mapping[Rule, int]:
    counted = {rule: int(times[place]) for rule, times in refused.items() if times[place]}
    return dict(sorted(counted.items(), key=lambda one: -one[1]))
