"""Which texts are read for a request: what profiles tell, and what seats ask, in the pieces that a model reads."""

from embeddings.cache import text_key
from embeddings.cutting import cut
from matcher.model import Expert
from matcher.texts import asks_of, passages_of
from service.asking.question import seats_asked
from service.asking.scene import Scene
from service.values.requests import MatchRequest


def texts_told(expert: Expert) -> tuple[str, ...]:
    """All texts that are read of somebody: the pieces of the profile, and the whole of it."""
    pieces = [piece for whole in passages_of(expert) for piece in cut(whole.words)]
    return tuple(dict.fromkeys((*pieces, " ".join(pieces)))) if pieces else ()


def keys_told(expert: Expert, encoder: str) -> tuple[bytes, ...]:
    """The keys of the vectors of somebody's texts under an encoder; none of whoever does not agree."""
    return tuple(text_key(encoder, False, told) for told in texts_told(expert)) if expert.consent_process else ()


def texts_of_everybody(scene: Scene) -> list[str]:
    """All texts that are read of the people of a scene, each once."""
    return list(dict.fromkeys(text for expert in scene.experts for text in texts_told(expert)))


def texts_asked(scene: Scene, request: MatchRequest) -> tuple[str, ...]:
    """The pieces of what the seats of a request ask."""
    seats = seats_asked(request, scene)
    quoted = [ask.quotation for seat in seats for ask in asks_of(seat)]
    return tuple(dict.fromkeys(piece for one in quoted for piece in cut(one.words)))
