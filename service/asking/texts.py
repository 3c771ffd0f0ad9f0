"""Which texts are read for a request: what profiles tell, and what seats ask, in the pieces that a model reads."""

from collections.abc import Sequence

from embeddings.cutting import cut
from matcher.model import Expert
from matcher.texts import asks_of, passages_of, setting_of
from service.asking.question import seats_asked
from service.asking.scene import Scene
from service.values.requests import MatchRequest


def texts_told(expert: Expert) -> tuple[str, ...]:
    """The pieces of somebody's profile."""
    return tuple(piece for whole in passages_of(expert) for piece in cut(whole.words))


def passages_to_read(scene: Scene, request: MatchRequest) -> tuple[Sequence[str], Sequence[str]]:
    """What is read for a request: what everybody tells, and what the seats ask."""
    telling = [piece for expert in scene.experts for piece in texts_told(expert)]
    seats = seats_asked(request, scene)
    quoted = [ask.quotation for seat in seats for ask in asks_of(seat)] + [one for s in seats for one in setting_of(s)]
    return telling, [piece for one in quoted for piece in cut(one.words)]
