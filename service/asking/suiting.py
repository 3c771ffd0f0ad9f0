"""Which territories may suit one person, before anybody makes a list: by the rules, and by what both sides tell.

Nobody else is compared with them, so there is no score and no rank: an order alone, and what they have in common.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.library import Library
from matcher.eligibility import refusals
from matcher.messages import Message, Terms, Vocabulary, people_in, say
from matcher.model import Expert, Quotation, Role, Rule, Seat, Territory
from matcher.suggesting import Candidates
from matcher.texts import passages_of
from service.asking.profiles import pieces_of
from service.asking.searching import passages_of_territory


@dataclass(frozen=True, slots=True)
class Suiting:
    """A territory that may suit somebody: for which roles, and what they have in common."""

    territory: Territory
    roles: tuple[Role, ...]
    themes: tuple[str, ...] = ()  # codes
    countries: tuple[str, ...] = ()  # of the territory, that the person knows
    languages: tuple[str, ...] = ()  # in which it works, that the person speaks
    words: tuple[Quotation, Quotation] | None = None  # the person's and the territory's, the nearest of both


@dataclass(frozen=True, slots=True)
class NotSuiting:
    """A territory that does not suit somebody, and the facts that stand against it."""

    territory: Territory
    facts: tuple[Message, ...]


def seats_for(expert: Expert, territories: Sequence[Territory]) -> tuple[Seat, ...]:
    """The seats of some territories for which somebody offers the role."""
    return tuple(Seat(one, role) for one in territories for role in one.roles_wanted if role in expert.roles)


def suiting(
    expert: Expert, territories: Sequence[Territory], field: Candidates | None, library: Library | None
) -> tuple[tuple[Suiting, ...], tuple[NotSuiting, ...]]:
    """Territories that may suit, what is nearest in meaning first, and those that do not, with the facts, by name.

    `field` has the seats of `seats_for`; None where there are none. Without `library` nothing is compared in meaning.
    """
    open_to = _open_to(expert, field)
    fitting = [one for one in territories if open_to.get(one.id)]
    near = _nearest(expert, fitting, library) if library else {}
    found = [_suiting(expert, one, open_to[one.id], near.get(one.id, (0.0, None))[1]) for one in fitting]
    found.sort(key=lambda one: (-near.get(one.territory.id, (0.0, None))[0], one.territory.name))
    others = [NotSuiting(one, _facts(expert, one, field)) for one in territories if not open_to.get(one.id)]
    return tuple(found), tuple(sorted(others, key=lambda one: one.territory.name))


def _open_to(expert: Expert, field: Candidates | None) -> dict[str, tuple[Role, ...]]:
    if field is None:
        return {}
    place, found = field.roster.place[expert.id], dict[str, tuple[Role, ...]]()
    for verdict in field.verdicts:
        if verdict.eligible[place]:
            seat = verdict.seat
            found[seat.territory.id] = (*found.get(seat.territory.id, ()), seat.role)
    return found


def _suiting(
    expert: Expert, territory: Territory, roles: tuple[Role, ...], words: tuple[Quotation, Quotation] | None
) -> Suiting:
    spoken, known = {one.language for one in expert.languages}, {*expert.countries_worked, expert.residence}
    return Suiting(
        territory,
        roles,
        tuple(one for one in territory.themes if one in expert.themes),
        tuple(one for one in territory.countries if one in known),
        tuple(one for one in territory.working_languages if one in spoken),
        words,
    )


def _facts(expert: Expert, territory: Territory, field: Candidates | None) -> tuple[Message, ...]:
    """What stands against it, each fact once; a question that coordinators decide is told, and not what it is."""
    own = [one for one in field.verdicts if one.seat.territory.id == territory.id] if field else []
    if field is None or not own:
        wanted, offered = (Terms(Vocabulary.ROLE, tuple(one)) for one in (territory.roles_wanted, expert.roles))
        return (say("It asks for {wanted}; you offer {offered}", wanted=wanted, offered=offered),)
    place = field.roster.place[expert.id]
    told = [
        one.fact if people_in(one.fact) <= {expert.id} else say("There is a conflict of interest")
        for verdict in own
        for one in refusals(verdict, field.roster, field.rules, [place])
        if one.rule is not Rule.ROLE
    ]
    if any(verdict.held[place] for verdict in own):
        told.append(say("A question about it is still with the coordinators"))
    return tuple(dict.fromkeys(told))


def _nearest(
    expert: Expert, territories: Sequence[Territory], library: Library
) -> dict[str, tuple[float, tuple[Quotation, Quotation] | None]]:
    """How near the nearest passages of both sides are, and which they are, by territory."""
    own = pieces_of(passages_of(expert))
    asks = [(one.id, passage) for one in territories for passage in passages_of_territory(one)]
    if not own or not asks:
        return {}
    told = library.encoded([one.words for one in own], asks=False)
    asked = library.encoded([passage.words for _, passage in asks], asks=True)
    similar = asked @ told.T
    found: dict[str, tuple[float, tuple[Quotation, Quotation] | None]] = {}
    for row in np.argsort(-similar.max(axis=1), kind="stable").tolist():
        identity, passage = asks[row]
        best = int(similar[row].argmax())
        found.setdefault(identity, (float(similar[row, best]), (own[best], passage)))
    return found
