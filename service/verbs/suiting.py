"""The pilots that may suit an expert, whether or not a list was made: not assigned, and said so."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.messages import say
from matcher.model import TerritoryStatus
from service.asking.question import put_question
from service.asking.suiting import NotSuiting, Suiting, seats_for, suiting
from service.errors import NotAllowed, NotFound
from service.values.actors import Actor
from service.verbs.match_lists import request_for
from service.verbs.scenes import current_scene, unread_of
from service.verbs.search import text_model
from service.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PilotsFor:
    """What an expert is shown of the pilots."""

    suiting: Sequence[Suiting]
    others: Sequence[NotSuiting]


def pilots_for(actor: Actor, workplace: Workplace) -> PilotsFor:
    """The selected pilots that may suit the expert, by the rules in force now, and the others with what stands against.

    Where the text model is busy, or profile and applications are still to be read, nothing is compared in meaning.

    Raises NotAllowed for somebody who is no expert, NotFound where they are not stored or do not agree any more.
    """
    if actor.expert is None:
        raise NotAllowed(say("This page is for experts, who come in by a link of their own"))
    scene = current_scene(workplace)
    person = next((one for one in scene.experts if one.id == actor.expert), None)
    if person is None:
        raise NotFound(say("There is no such expert"))
    pilots = [one for one in scene.territories.values() if one.status is TerritoryStatus.SELECTED]
    seats = seats_for(person, pilots)
    if not seats:
        return PilotsFor(*suiting(person, pilots, None, None))
    request = request_for([one.id for one in pilots], [], workplace, seed=None, top=None)
    field = put_question(request, scene, workplace, seats)
    with text_model(workplace, wanted=True) as free:
        library = workplace.stored_library if free and not unread_of(scene, workplace) else None
        return PilotsFor(*suiting(person, pilots, field, library))
