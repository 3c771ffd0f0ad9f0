"""Who is asked how much, whom nobody asks, and why: so that work is spread and nobody is left in silence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from service.asking.chances import chances
from service.store import invitations, lists, rounds
from service.store.engine import reading
from service.values.load import NOBODY_ASKED, AskedPerson, Asks, Chances, asks_by_person
from service.values.rounds import RoundState
from service.verbs.match_lists import NothingToMatch, request_for
from service.verbs.scenes import current_scene
from service.workplace import Workplace

NO_SEATS = Chances(0, 0)


class LoadView(StrEnum):
    """Whom the page shows."""

    EVERYBODY = "everybody"
    NEVER_ASKED = "suggested, never asked"
    NEVER_SUGGESTED = "never suggested"


@dataclass(frozen=True, slots=True)
class Loads:
    """People who agree to be processed, whoever was not asked for longest first; and how many each view has."""

    people: tuple[AskedPerson, ...]
    counts: Mapping[LoadView, int]


def loads(view: LoadView, workplace: Workplace) -> Loads:
    """The load of everybody who agrees to be processed, as far as a view goes."""
    scene = current_scene(workplace)
    with reading(workplace.database) as database:
        asked = asks_by_person(invitations.asked(database))
        placed, suggested = _at_work(database)
    possible = _chances(workplace)
    told = [
        AskedPerson(
            one,
            asked.get(one.id, NOBODY_ASKED),
            placed[one.id],
            one.id in suggested,
            possible.get(one.id, NO_SEATS),
        )
        for one in scene.experts
    ]
    told.sort(key=lambda one: (one.asks.last_asked or date.min, -one.chances.eligible, one.expert.name))
    views = {each: tuple(one for one in told if _belongs(one, each)) for each in LoadView}
    return Loads(views[view], {each: len(its) for each, its in views.items()})


def asks_of(experts: Iterable[str], workplace: Workplace) -> Mapping[str, Asks]:
    """What was asked of some people so far."""
    with reading(workplace.database) as database:
        asked = asks_by_person(invitations.asked(database))
    return {one: asked.get(one, NOBODY_ASKED) for one in experts}


def _belongs(one: AskedPerson, view: LoadView) -> bool:
    if view is LoadView.EVERYBODY:
        return True
    if view is LoadView.NEVER_ASKED:
        return one.suggested and one.asks.last_asked is None
    return not one.suggested


def _at_work(database: Connection) -> tuple[Counter[str], set[str]]:
    """On how many seats of rounds at work each person is; and whom rounds and the latest lists suggest."""
    current = {one.id: one.version(one.current) for one in rounds.summaries(database)}
    placed: Counter[str] = Counter()
    suggested: set[str] = set()
    for identity, digest in rounds.digests(database).items():
        version = current[identity]
        if version is None or version.state is RoundState.WITHDRAWN:
            continue
        placed.update(expert for its in digest.placed.values() for expert in its)
        suggested |= {expert for its in (*digest.placed.values(), *digest.standing_by.values()) for expert in its}
    for one in dict.fromkeys(one.id for one in lists.latest_of_each(database)):
        made = lists.find(database, one)
        places = made.stored.list.territories if made else ()
        suggested |= {told.expert for place in places for seat in place.seats for told in seat.suggestions}
    return placed, suggested


def _chances(workplace: Workplace) -> Mapping[str, Chances]:
    try:
        request = request_for([], [], workplace, seed=None, top=None)
    except NothingToMatch:
        return {}
    return chances(request, current_scene(workplace), workplace)
