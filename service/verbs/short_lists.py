"""Show a territory's contact who is suggested for it, and hear what they say: names and reasons, no addresses.

The address of somebody who accepted an invitation to the territory is shown, as their invitation told them.
Whoever is shown must still agree to be, and be neither refused nor held by what has become known since. What a contact
says decides nothing: it stands beside the names where coordinators decide. How their own wishes were read they may
confirm themselves.
"""

import secrets
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from matcher.messages import say
from matcher.model import Expert, ReadingOf, Role, Seat, SeatList, Suggestion, Territory
from service.asking.question import put_question
from service.errors import NotAllowed, NotFound, ServiceError
from service.store import access, audit, invitations, places, short_lists
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.invitations import ACCEPTED
from service.values.short_lists import Liking, PilotWord, ShortList
from service.verbs.access import hashed
from service.verbs.match_lists import find_list, request_for
from service.verbs.readings import decide_reading
from service.verbs.scenes import current_scene
from service.workplace import Workplace

LINK = timedelta(days=14)
MOST_CHARACTERS = 2_000  # of what is said at once


@dataclass(frozen=True, slots=True)
class Shortlisted:
    """Somebody a contact is shown for a role, and what the contact said of them."""

    expert: Expert
    suggestion: Suggestion
    said: PilotWord | None
    address: str  # "" but of whoever accepted an invitation to this territory


@dataclass(frozen=True, slots=True)
class ShortListView:
    """What a contact sees."""

    territory: Territory
    seats: Sequence[tuple[Role, Sequence[Shortlisted]]]
    said: PilotWord | None  # of the list as a whole


def show_to_contact(list_id: str, territory: str, actor: Actor, workplace: Workplace) -> str:
    """A link for the contact of a territory to one of its lists; earlier ones that were not used are no longer good.

    Returns its secret. Raises NotFound where there is no such list, or the territory is not on it.
    """
    _seats(list_id, territory, workplace)
    secret, at = secrets.token_urlsafe(32), workplace.clock()
    with writing(workplace.database) as database:
        known = short_lists.of_list(database, list_id, territory)
        identity = known.id if known else short_lists.add(database, list_id, territory, at)
        access.add_link(database, hashed(secret), None, None, at, at + LINK, identity)
        audit.note(database, Line(at, actor.key, Deed.SHOWN, Thing.TERRITORY, territory, list_id))
    return secret


def short_list(actor: Actor, workplace: Workplace) -> ShortListView:
    """What the contact is shown. Raises NotAllowed for anybody else, NotFound where it is there no more."""
    shown, seats = _of_contact(actor, workplace)
    with reading(workplace.database) as database:
        stored = places.find(database, shown.territory)
        said = {(one.role, one.expert): one for one in short_lists.words(database, shown.id)}
        asked = invitations.all_of(database)
    if stored is None:
        raise NotFound(say("There is no such territory"))
    accepted = {one.of.expert for one in asked if one.of.territory == shown.territory and one.state in ACCEPTED}
    fit = _fit_now(stored.territory, [seat.seat.role for seat, _ in seats], workplace)
    told = [
        (
            seat.seat.role,
            [
                Shortlisted(
                    people[one.expert],
                    one,
                    said.get((seat.seat.role, one.expert)),
                    people[one.expert].email if one.expert in accepted else "",
                )
                for one in seat.suggestions
                if people[one.expert].name and one.expert in fit[seat.seat.role]
            ],
        )
        for seat, people in seats
    ]
    return ShortListView(stored.territory, told, said.get((None, None)))


def comment(
    role: Role | None, expert: str | None, liking: Liking | None, words: str, actor: Actor, workplace: Workplace
) -> None:
    """Keep what the contact says: of somebody for a role, or of the whole list without either.

    Raises NotAllowed for anybody else, NotFound where nobody of the kind is shown, ServiceError where nothing is said
    or too much.
    """
    shown, _ = _of_contact(actor, workplace)
    told, at = words.strip(), workplace.clock()
    if len(told) > MOST_CHARACTERS:
        raise ServiceError(say("Say it in at most {most} characters", most=MOST_CHARACTERS))
    if expert is not None:
        seats = dict(short_list(actor, workplace).seats)
        if role is None or expert not in {one.expert.id for one in seats.get(role, ())}:
            raise NotFound(say("Nobody of this kind is on your list (any more)"))
        if liking is None:
            raise ServiceError(say("Choose what you think of them first"))
    elif not told:
        raise ServiceError(say("Write what you want to say"))
    with writing(workplace.database) as database:
        said = PilotWord(role if expert else None, expert, liking if expert else None, told, at)
        short_lists.say(database, shown.id, said)
        audit.note(database, Line(at, actor.key, Deed.COMMENTED, Thing.TERRITORY, shown.territory))


def confirm_reading(field: ReadingOf, role: Role, words: str, actor: Actor, workplace: Workplace) -> None:
    """The contact says that a wish of their territory was read as it is meant; it counts from then on.

    Raises NotAllowed for anybody else, NotFound where it was not read so (any more).
    """
    shown, _ = _of_contact(actor, workplace)
    with reading(workplace.database) as database:
        stored = places.find(database, shown.territory)
    known = stored.territory.readings if stored else ()
    read = [one for one in known if (one.field, one.role, one.words) == (field, role, words)]
    if not read:
        raise NotFound(say("Your words are read otherwise by now. Load the page again"))
    decide_reading(shown.territory, field, role, words, read[0].value, actor, workplace)


def said_of(list_id: str, territory: str, workplace: Workplace) -> Mapping[tuple[Role | None, str | None], PilotWord]:
    """What the contact said of a list, by role and person; (None, None) has what was said of the whole."""
    with reading(workplace.database) as database:
        known = short_lists.of_list(database, list_id, territory)
        return {(one.role, one.expert): one for one in short_lists.words(database, known.id)} if known else {}


def _fit_now(territory: Territory, roles: Sequence[Role], workplace: Workplace) -> Mapping[Role, AbstractSet[str]]:
    """Whom no rule refuses and no question holds now: the list may be older than a consent, an answer or an import."""
    scene = current_scene(workplace)
    if territory.id not in scene.territories or not scene.experts:
        return {role: frozenset() for role in roles}
    request = request_for([territory.id], [], workplace, seed=None, top=None)
    field = put_question(request, scene, workplace, [Seat(scene.territories[territory.id], role) for role in roles])
    return {
        verdict.seat.role: {field.roster.experts[int(place)].id for place in np.flatnonzero(verdict.eligible)}
        for verdict in field.verdicts
    }


def _of_contact(
    actor: Actor, workplace: Workplace
) -> tuple[ShortList, Sequence[tuple[SeatList, Mapping[str, Expert]]]]:
    if actor.short_list is None:
        raise NotAllowed(say("This is for the contact of a territory: open the link that was sent to you"))
    with reading(workplace.database) as database:
        shown = short_lists.find(database, actor.short_list)
    if shown is None:
        raise NotFound(say("This list is shown no more. Ask the coordinators for a new link"))
    return shown, _seats(shown.list_id, shown.territory, workplace)


def _seats(list_id: str, territory: str, workplace: Workplace) -> Sequence[tuple[SeatList, Mapping[str, Expert]]]:
    """The seats of a territory on a list, with the people as they may be named now; "" is the name of others."""
    shown = find_list(list_id, workplace, named=False)
    found = next((one for one in shown.list.territories if one.territory.id == territory), None)
    if found is None:
        raise NotFound(say("This match list has no such territory"))
    return [(seat, shown.list.people.experts) for seat in found.seats]
