"""Take a list or a version of a round along as a dossier; its hash stands in the audit."""

from dataclasses import replace

from matcher.messages import say
from matcher.model import Role
from service.errors import NotFound
from service.render.dossier import dossier
from service.render.match_json import match_json
from service.render.round_json import round_json
from service.sentences import Sentences
from service.store import audit
from service.store.engine import writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.verbs.match_lists import find_list
from service.verbs.rounds import find_round
from service.workplace import Workplace


def dossier_of_list(
    identity: str, territory: str, role: Role | None, sentences: Sentences, actor: Actor, workplace: Workplace
) -> bytes:
    """A match list with everybody considered; of one territory or one seat where they are named ("" and None: all).

    Raises NotFound where there is no such list, or nothing of the kind in it.
    """
    told = find_list(identity, workplace, named=True).list
    places = [place for place in told.territories if territory in {"", place.territory.id}]
    if role is not None:
        places = [replace(one, seats=tuple(seat for seat in one.seats if seat.seat.role is role)) for one in places]
    if not any(place.seats for place in places):
        raise NotFound(say("This list has no such territory or seat"))
    content = match_json(replace(told, territories=tuple(places)), sentences)
    file, sha256 = dossier("match list", content)
    _note(Deed.EXPORTED, Thing.LIST, identity, sha256, actor, workplace)
    return file


def dossier_of_round(
    identity: str, number: int, territory: str, sentences: Sentences, actor: Actor, workplace: Workplace
) -> bytes:
    """A version of a round with everybody considered for each seat; of one pilot where it is named.

    Raises NotFound where there is no such version, or no such pilot in it.
    """
    shown = find_round(identity, number, workplace, lists=True, refusals=True)
    pilots = tuple(one for one in shown.answer.round.pilots if territory in {"", one.territory.id})
    if not pilots:
        raise NotFound(say("This round has no such territory"))
    answer = replace(shown.answer, round=replace(shown.answer.round, pilots=pilots))
    content = round_json(answer, sentences.knowing(shown.names))
    file, sha256 = dossier("round", content)
    _note(Deed.EXPORTED_ROUND, Thing.ROUND, identity, sha256, actor, workplace)
    return file


def _note(deed: Deed, thing: Thing, identity: str, sha256: str, actor: Actor, workplace: Workplace) -> None:
    """Note that it was taken along, with its hash: whoever holds one can ask whether it is this one."""
    with writing(workplace.database) as database:
        audit.note(database, Line(workplace.clock(), actor.key, deed, thing, identity, f"dossier {sha256}"))
