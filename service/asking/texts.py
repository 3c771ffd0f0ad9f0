"""Which texts are read for a request: what profiles tell, and what seats ask, in the pieces that a model reads."""

from collections.abc import Sequence

from embeddings.cutting import cut
from matcher.model import Expert
from matcher.texts import asks_of, passages_of, setting_of
from service.asking.question import seats_asked
from service.asking.scene import Scene
from service.values.requests import MatchRequest


def texts_told(expert: Expert) -> tuple[str, ...]:
    """All texts that are read of somebody: the pieces of the profile, and the whole of it."""
    pieces = [piece for whole in passages_of(expert) for piece in cut(whole.words)]
    return tuple(dict.fromkeys((*pieces, " ".join(pieces)))) if pieces else ()


def passages_to_read(scene: Scene, request: MatchRequest) -> tuple[Sequence[str], Sequence[str]]:
    """What is read for a request: what everybody tells, and the pieces of what the seats ask."""
    telling = [text for expert in scene.experts for text in texts_told(expert)]
    seats = seats_asked(request, scene)
    quoted = [ask.quotation for seat in seats for ask in asks_of(seat)] + [one for s in seats for one in setting_of(s)]
    return telling, [piece for one in quoted for piece in cut(one.words)]
