"""Ask for match lists, keep them, and give them back as they were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from matcher.findings import EnteredConflict
from matcher.folding import folded_words
from matcher.messages import Term, Vocabulary, say
from matcher.model import Expert, ExpertStatus, Role, SeatList
from service.asking.lists import make_match_list
from service.asking.profiles import Progress
from service.asking.texts import texts_asked
from service.asking.withheld import decisions_without, gone_of, list_without
from service.errors import NotFound, ServiceError
from service.store import audit, installation, lists, people, places, rulings
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.answers import MatchList, decided_on, named_in
from service.values.audit import Deed, Line, Thing
from service.values.lists import ListMade, StoredList, StoredRefusals, joined, parted
from service.values.requests import MatchRequest, Override
from service.values.roster import ExpertAnswered, StoredTerritory
from service.values.rulings import ConflictRuling, Ruling
from service.verbs.scenes import AT_ONCE, current_scene, gone_since, reading_everybody, unread_of
from service.version import VERSION
from service.workplace import Workplace

MANY_EXPERTS = 1_000  # above this the refused are numbers unless names are asked for
MOST_OF_A_NAME = 200  # characters


class NothingToMatch(ServiceError):
    """No territory is left to be matched, or none that was asked for."""


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list with the people as they are now, and what they answered."""

    made: ListMade
    list: MatchList
    answers: Mapping[tuple[str, str], ExpertAnswered]  # by expert and territory
    rulings: Mapping[tuple[str, str], ConflictRuling]  # by expert and territory; in force now
    named: bool  # whether the refused are named; else `counts` has how many, by seat and rule

    @property
    def counts(self) -> Sequence[Mapping[str, int]]:
        """How many each rule refused, seat by seat."""
        return self.made.stored.refused


def request_for(
    territories: Sequence[str], roles: Sequence[Role], workplace: Workplace, *, seed: int | None, top: int | None
) -> MatchRequest:
    """The request that somebody means by ids or names of territories; none means all that may be matched.

    Raises NothingToMatch where one is not known or not to be matched, or where nothing is left.
    """
    with reading(workplace.database) as database:
        stored, ruled = places.all_of(database), rulings.all_of(database)
    meant = [_meant(one, stored) for one in dict.fromkeys(territories)]
    if not meant:
        selected = [one for one in stored if one.territory.status.value == "selected"]
        meant = selected or [one for one in stored if one.may_be_matched]
    if not meant:
        raise NothingToMatch(
            say("No territory is stored that may be matched: import applications, or select pilots, first")
        )
    settings = workplace.settings
    asked = tuple(dict.fromkeys(one.territory.id for one in meant))
    decided = [one for one in ruled if one.territory in asked]
    return MatchRequest(
        territories=asked,
        entered=tuple(
            EnteredConflict(one.expert, one.territory, one.reason) for one in decided if one.ruling is Ruling.CONFLICT
        ),
        overrides=tuple(
            Override(one.expert, one.territory, one.reason) for one in decided if one.ruling is Ruling.NO_CONFLICT
        ),
        roles=tuple(dict.fromkeys(roles)),
        policy=workplace.policy,
        top=settings.top if top is None else top,
        seed=settings.seed if seed is None else seed,
    )


def _meant(asked: str, stored: Sequence[StoredTerritory]) -> StoredTerritory:
    words = folded_words(asked)
    found = [one for one in stored if one.territory.id == asked] or [
        one
        for one in stored
        if words and words in (folded_words(one.territory.name), folded_words(one.territory.acronym))
    ]
    if not found:
        raise NothingToMatch(say('No territory is called "{asked}"', asked=asked))
    if len(found) > 1:
        raise NothingToMatch(say('"{asked}" is the name of several territories: give the id', asked=asked))
    if not found[0].may_be_matched:
        raise NothingToMatch(
            say(
                "{territory} may not be matched: its status is {status}, or it misses a condition of the programme",
                territory=found[0].territory.name,
                status=Term(Vocabulary.STATUS, found[0].territory.status.value),
            )
        )
    return found[0]


def takes_long(request: MatchRequest, workplace: Workplace) -> bool:
    """Whether so many texts are to be read first that nobody should wait for it."""
    scene = current_scene(workplace)
    library, asking = workplace.stored_library, texts_asked(scene, request)
    return unread_of(scene, workplace) + library.unread(asking, asks=True) > AT_ONCE


def make_list(request: MatchRequest, actor_key: str, workplace: Workplace, progress: Progress | None = None) -> str:
    """Make a list and store it; returns its id. Raises ServiceError where nobody or nothing is left to match."""
    scene, at = current_scene(workplace), workplace.clock()
    with reading_everybody(scene, workplace):
        made = make_match_list(request, scene, workplace, at, progress)
    identity = str(uuid4())
    with writing(workplace.database) as database:
        gone = gone_since(scene, database)
        stored, refusals = parted(list_without(gone, made))
        asked = decisions_without(gone, request)
        told = ListMade(identity, asked, stored, scene.provenance.revision or 0, actor_key, at)
        lists.add(database, told, refusals)
        audit.note(database, Line(at, actor_key, Deed.REQUESTED, Thing.LIST, identity))
    return identity


def equal_list(request: MatchRequest, workplace: Workplace) -> str | None:
    """The id of a list that answers an equal request and would come out the same.

    Nothing has changed since, neither people and territories nor the text model nor this program.
    """
    with reading(workplace.database) as database:
        identity = lists.equal(database, request, installation.revision(database))
        made = lists.find(database, identity) if identity else None
    with_these = (workplace.model.identity, VERSION)
    how = made.stored.list.made_with if made else None
    return identity if how is not None and (how.encoder, how.version) == with_these else None


def checked_name(name: str) -> str:
    """A name that somebody gives, with single blanks. Raises ServiceError for one that is too long."""
    called = " ".join(name.split())
    if len(called) > MOST_OF_A_NAME:
        raise ServiceError(say("A name has at most {most} characters", most=MOST_OF_A_NAME))
    return called


def name_list(identity: str, name: str, actor: Actor, workplace: Workplace) -> str:
    """Give a list a name; "" takes it away. Raises NotFound where there is none, ServiceError for one too long."""
    called = checked_name(name)
    with writing(workplace.database) as database:
        if not lists.exists(database, identity):
            raise NotFound(say("There is no such match list"))
        lists.call(database, identity, called)
        audit.note(database, Line(workplace.clock(), actor.key, Deed.NAMED, Thing.LIST, identity))
    return called


def find_list(identity: str, workplace: Workplace, *, named: bool | None = None) -> ShownList:
    """A list as it was made, with the people as they are now.

    `named` has the refused by name (None: where they are few).

    Raises NotFound where there is none.
    """
    with reading(workplace.database) as database:
        made = lists.find(database, identity)
        if made is None:
            raise NotFound(say("There is no such match list"))
        if named is None:
            named = made.stored.list.made_with.experts_read <= MANY_EXPERTS
        refused = lists.refusals(database, identity) if named else None
        known = people.shown(database, _people_of(made.stored, refused))
        listed = [one.territory.id for one in made.stored.list.territories]
        answers, ruled = lists.answers(database, territories=listed), rulings.all_of(database, listed)
    whole = joined(made.stored, refused, _may_be_named(made.stored, known))
    by_pair = {(one.expert, one.territory): one for one in answers}
    decided = {(one.expert, one.territory): one for one in ruled}
    return ShownList(made, list_without(gone_of(whole.people), whole), by_pair, decided, named)


def _seats(stored: StoredList) -> list[SeatList]:
    return [seat for place in stored.list.territories for seat in place.seats]


def _people_of(stored: StoredList, refused: StoredRefusals | None) -> list[str]:
    named = [one for seat in _seats(stored) for one in named_in(seat)]
    named += decided_on(stored.list.made_with)
    return named + [one.expert for seat in (refused.seats if refused else ()) for one in seat]


def _may_be_named(stored: StoredList, known: Mapping[str, Expert]) -> Mapping[str, Expert]:
    """Those who agree now; of the suggested and the held, those who may still be suggested."""
    seats = _seats(stored)
    offered = {one.expert for seat in seats for one in seat.suggestions}
    offered |= {one.expert for seat in seats for one in seat.held}
    return {
        one: expert
        for one, expert in known.items()
        if one not in offered or (expert.consent_share and expert.status is ExpertStatus.VALID)
    }


def latest_lists(workplace: Workplace, limit: int = 50) -> Sequence[lists.ListSummary]:
    """The last lists, newest first."""
    with reading(workplace.database) as database:
        return lists.latest(database, limit)


def exported(identity: str, actor: Actor, workplace: Workplace) -> None:
    """Note that a list was taken out of the service."""
    with writing(workplace.database) as database:
        audit.note(database, Line(workplace.clock(), actor.key, Deed.EXPORTED, Thing.LIST, identity))
