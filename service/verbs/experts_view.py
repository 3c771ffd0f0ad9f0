"""What an expert sees: the territories suggested to them, with reasons, and the answers they may give.

No scores, no ranks, nobody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.explanation import quotation
from matcher.messages import say
from matcher.model import Expert, Quotation, Role, SeatList, Suggestion, Territory
from matcher.round.result import SeatPlan
from service.errors import NotAllowed, NotFound, ServiceError
from service.store import audit, installation, lists, people, places, rounds, rulings
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.roster import Answer, ExpertAnswered
from service.values.rulings import Ruling
from service.workplace import Workplace

MOST_WORDS = 2_000  # characters of a remark


@dataclass(frozen=True, slots=True)
class SuggestedRole:
    """A role for which somebody is suggested, and what speaks for it."""

    role: Role
    suggestion: Suggestion

    @property
    def words(self) -> tuple[Quotation, Quotation] | None:
        """The expert's words, and those of the territory that they answer."""
        return quotation(self.suggestion)


@dataclass(frozen=True, slots=True)
class SuggestedTerritory:
    """A territory as its adviser-to-be sees it."""

    territory: Territory
    roles: tuple[SuggestedRole, ...]
    answer: ExpertAnswered | None


@dataclass(frozen=True, slots=True)
class ExpertsView:
    """All that an expert sees of themself."""

    expert: Expert
    territories: Sequence[SuggestedTerritory]


def suggested_to(actor: Actor, workplace: Workplace) -> ExpertsView:
    """The territories whose latest list suggests the expert, or on which a published round places them, by name.

    Those that they are in conflict with are left out.

    Raises NotAllowed for somebody who is no expert, NotFound where they are not stored any more.
    """
    if actor.expert is None:
        raise NotAllowed(say("This page is for experts, who come in by a link of their own"))
    with reading(workplace.database) as database:
        stored = people.find(database, actor.expert)
        if stored is None or not stored.expert.consent_process:
            raise NotFound(say("There is no such expert"))
        latest = lists.latest_of_each(database)
        made = {one: lists.find(database, one) for one in dict.fromkeys(one.id for one in latest)}
        answers = {one.territory: one for one in lists.answers(database, expert=actor.expert)}
        current = {one.territory.id: one.territory for one in places.all_of(database)}
        ruled = rulings.all_of(database)
        published = rounds.published_with(database, actor.expert)
    in_conflict = {one.territory for one in ruled if one.expert == actor.expert and one.ruling is Ruling.CONFLICT}
    roles: dict[str, dict[Role, Suggestion]] = {}
    for _, told in published:
        _add(roles, actor.expert, (seat for pilot in told.answer.round.pilots for seat in pilot.seats))
    for one in latest:
        listed = made[one.id]
        places_listed = listed.stored.list.territories if listed else ()
        _add(
            roles,
            actor.expert,
            (s for place in places_listed if place.territory.id == one.territory for s in place.seats),
        )
    found = [
        SuggestedTerritory(
            current[territory], tuple(SuggestedRole(*one) for one in its.items()), answers.get(territory)
        )
        for territory, its in roles.items()
        if territory not in in_conflict
    ]
    return ExpertsView(stored.expert, sorted(found, key=lambda one: one.territory.name))


def _add(roles: dict[str, dict[Role, Suggestion]], expert: str, seats: Iterable[SeatList | SeatPlan]) -> None:
    """Note for which roles of which territories lists suggest somebody, or a published round places them."""
    for seat in seats:
        suggested = seat.suggestions if isinstance(seat, SeatList) else seat.chosen
        for one in suggested:
            if one.expert == expert:
                roles.setdefault(seat.seat.territory.id, {}).setdefault(seat.seat.role, one)


def answer(actor: Actor, territory: str, said: str, words: str, workplace: Workplace) -> ExpertAnswered:
    """Keep what an expert answers about a territory that is suggested to them.

    Raises ServiceError for an answer that there is none of, or a conflict without a word about it; NotFound for a
    territory that is not suggested to them.
    """
    view = suggested_to(actor, workplace)
    if territory not in {one.territory.id for one in view.territories}:
        raise NotFound(say("This territory is not suggested to you"))
    try:
        told = Answer(said)
    except ValueError:
        raise ServiceError(say("Choose one of the answers, then send it")) from None
    words = words.strip()[:MOST_WORDS]
    if told is Answer.CONFLICT and not words:
        raise ServiceError(say("Say in a few words what the conflict of interest is"))
    at = workplace.clock()
    given = ExpertAnswered(view.expert.id, territory, told, words, at)
    with writing(workplace.database) as database:
        before = {one.territory: one for one in lists.answers(database, expert=view.expert.id)}.get(territory)
        if before is not None and (before.answer, before.words) == (told, words):
            return before  # a double click
        lists.answer(database, given)
        if Answer.CONFLICT in {told, before.answer if before else None}:
            installation.bump(database)
        audit.note(database, Line(at, actor.key, Deed.ANSWERED, Thing.TERRITORY, territory, told.value))
    return given
