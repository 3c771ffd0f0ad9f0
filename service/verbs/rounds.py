"""Ask for rounds, change them version by version, say which one counts; every version stays as it was solved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from uuid import uuid4

from sqlalchemy import Connection

from matcher.assignment import Watch
from matcher.messages import Term, Vocabulary, people_in, say
from matcher.model import Expert, ExpertStatus, Role
from matcher.round.comparison import SeatKey
from matcher.round.terms import RoundTerms
from service.asking.profiles import Progress
from service.asking.round_terms import Pairs, changed, check_swaps, with_invitations, with_numbers, without_the_gone
from service.asking.rounds import measure_round, solve_round
from service.asking.withheld import decisions_without, gone_of, round_without, steps_without, terms_without
from service.errors import NotFound, ServiceError, Stale
from service.store import audit, invitations, people, places, rounds
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.answers import RoundAnswer
from service.values.audit import Deed, Line, Thing
from service.values.invitations import STANDING, InvitationState
from service.values.requests import RoundRequest
from service.values.round_changes import RoundChange, RoundNumbers
from service.values.rounds import (
    RoundAsked,
    RoundState,
    RoundSummary,
    VersionMade,
    VersionSummary,
    joined,
    named_in_round,
)
from service.verbs import jobs
from service.verbs.match_lists import NothingToMatch, checked_name, request_for
from service.verbs.scenes import current_scene, gone_since, reading_everybody
from service.workplace import Workplace

SUGGESTED = 8  # alternatives for each seat
NO_ROUND = say("There is no such round, or no such version of it")


@dataclass(frozen=True, slots=True)
class ShownRound:
    """A version of a round, with the people as they are now."""

    round: RoundSummary
    version: VersionSummary
    answer: RoundAnswer
    refused: Mapping[SeatKey, Mapping[str, int]]  # how many each rule refused
    names: Mapping[str, str]  # of people and territories, by id

    @property
    def is_current(self) -> bool:
        """Whether this is the version that is worked with."""
        return self.version.number == self.round.current


def ask_round(territories: Sequence[str], numbers: RoundNumbers, name: str, actor: Actor, workplace: Workplace) -> str:
    """Queue a new round; returns the id of the job.

    Raises NothingToMatch as a request for lists does, ServiceError for numbers that nobody means or a name too long.
    """
    match = request_for(territories, (), workplace, seed=None, top=SUGGESTED)
    terms = with_numbers(RoundTerms(seed=match.seed), numbers)
    request = RoundRequest(match, terms)
    return jobs.queue(RoundAsked(str(uuid4()), checked_name(name), None, request, ()), actor, workplace)


def change_round(identity: str, number: int, change: RoundChange, actor: Actor, workplace: Workplace) -> str:
    """Queue a changed version of a version of a round, solved from what is known now; returns the id of the job.

    What can be kept of it is kept. Raises NotFound where there is no such version or person, ServiceError for a change
    that cannot be made.
    """
    with reading(workplace.database) as database:
        made = _version(rounds.find(database, identity, number))
        frozen = rounds.evidence(database, identity, number)
        stored = {one.territory.id: one for one in places.all_of(database)}
        asked_so_far = _asked_so_far(database, identity)
        swapped = {one.expert for swap in change.swaps for one in (swap.one, swap.other)}
        named = {act.expert for act in change.acts} | set(change.most_of) | swapped
        if named - set(people.shown(database, named)):
            raise NotFound(say("There is no such expert, or they do not agree to be processed"))
    territories = made.request.match.territories
    kept = [one for one in territories if one in stored and stored[one].may_be_matched]
    if not kept:
        raise NothingToMatch(say("No territory of this round may be matched any more"))
    match = request_for(kept, made.request.match.roles, workplace, seed=made.request.match.seed, top=SUGGESTED)
    plan = made.stored.answer.round
    wanted: dict[str, tuple[Role, ...]] = {
        pilot.territory.id: tuple(seat.seat.role for seat in pilot.seats) for pilot in plan.pilots
    }
    check_swaps(change.swaps, plan.placements)
    terms, steps = changed(made.request.terms, change, wanted)
    terms, kept_seats = with_invitations(terms, change, *asked_so_far)
    terms, let_go = without_the_gone(terms, frozenset(one.id for one in current_scene(workplace).experts))
    dropped = tuple(
        say("{territory} may not be matched any more", territory=Term(Vocabulary.TERRITORY, one))
        for one in territories
        if one not in kept
    )
    terms = replace(_of_matched(terms, kept), before=plan.placements, known_before=frozenset(frozen.experts))
    request = RoundRequest(match, terms)
    return jobs.queue(
        RoundAsked(identity, "", number, request, (*steps, *kept_seats, *let_go, *dropped)), actor, workplace
    )


def _asked_so_far(database: Connection, identity: str) -> tuple[Pairs, Pairs]:
    """Who is invited to which seat of a round, has accepted or is confirmed; and who has declined."""
    last = {
        (one.of.expert, (one.of.territory, one.of.role)): one.state
        for one in invitations.all_of(database, round_id=identity)
    }
    standing = {pair for pair, state in last.items() if state in STANDING}
    return standing, {pair for pair, state in last.items() if state is InvitationState.DECLINED}


def _of_matched(terms: RoundTerms, territories: Sequence[str]) -> RoundTerms:
    pins = frozenset(pair for pair in terms.pins if pair[1][0] in territories)
    return replace(terms, pins=pins)


def solve_version(
    asked: RoundAsked,
    actor_key: str,
    workplace: Workplace,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> str:
    """Solve a version and store it; returns the id of the round and the number, parted by a slash.

    Raises ServiceError where nobody or nothing is left to match, or a pin cannot be kept.
    """
    scene, at = current_scene(workplace), workplace.clock()
    with reading(workplace.database) as database:
        before = None if asked.parent is None else rounds.evidence(database, asked.round, asked.parent)
        served = _served(database, but=asked.round)
    match = asked.request.match
    request = replace(asked.request, match=replace(match, policy=replace(match.policy, served=served)))
    with reading_everybody(scene, workplace):
        measured = measure_round(request, scene, workplace, at, before=before, progress=progress)
    answer = solve_round(measured, watch)
    with writing(workplace.database) as database:
        gone = gone_since(scene, database)
        answer = round_without(gone, answer)
        asked = replace(asked, steps=steps_without(gone, asked.steps), request=_request_without(gone, asked.request))
        number = rounds.add_version(database, asked, answer, actor_key, at)
        if _moves_nobody(asked, answer) and _round(database, asked.round).current == asked.parent:
            rounds.take(database, asked.round, number)  # there is nothing to look at first
        audit.note(database, Line(at, actor_key, Deed.SOLVED, Thing.ROUND, asked.round, str(number)))
    return f"{asked.round}/{number}"


def _request_without(gone: AbstractSet[str], request: RoundRequest) -> RoundRequest:
    return RoundRequest(decisions_without(gone, request.match), terms_without(gone, request.terms))


def _moves_nobody(asked: RoundAsked, answer: RoundAnswer) -> bool:
    before = asked.request.terms.before
    return before is not None and {seat: set(its) for seat, its in before.items()} == {
        seat: set(its) for seat, its in answer.round.placements.items()
    }


def find_round(
    identity: str, number: int | None, workplace: Workplace, *, lists: bool = False, refusals: bool = False
) -> ShownRound:
    """A version of a round (None: the one that is worked with), with people as they are now.

    With `lists` also whom else its seats might have, with `refusals` by name whom rules refused.

    Raises NotFound where there is none.
    """
    with reading(workplace.database) as database:
        told = _round(database, identity)
        number = told.current if number is None else number
        made: VersionMade = _version(rounds.find(database, identity, number, lists=lists, refusals=refusals))
        named = {*named_in_round(made), *_named_in_steps(told)}
        known = people.shown(database, named)
    answer = joined(made, _may_be_named(made, known))
    gone = gone_of(answer.people)
    answer = round_without(gone, answer)
    names = {one: expert.name for one, expert in known.items()} | dict(answer.names)
    missing = gone | (_named_in_steps(told) - set(known))
    told = replace(told, versions=tuple(replace(one, steps=steps_without(missing, one.steps)) for one in told.versions))
    version = told.version(number)
    assert version is not None
    return ShownRound(told, version, answer, made.stored.refused, names)


def summary(identity: str, workplace: Workplace) -> RoundSummary:
    """A round without what is in its versions. Raises NotFound where there is none."""
    with reading(workplace.database) as database:
        return _round(database, identity)


def all_rounds(workplace: Workplace) -> Sequence[RoundSummary]:
    """Every round with its versions, newest first."""
    with reading(workplace.database) as database:
        return rounds.summaries(database)


def take_version(identity: str, number: int, was: int, actor: Actor, workplace: Workplace) -> None:
    """Work with a version from now on; `was` is the one that was worked with when this was decided.

    Raises NotFound where there is no such version, Stale where another one is worked with meanwhile.
    """
    with writing(workplace.database) as database:
        told = _round(database, identity, number)
        if told.current != was:
            raise Stale(
                say(
                    "Version {current} is worked with meanwhile, and not version {was} any more: look at it first",
                    current=told.current,
                    was=was,
                )
            )
        rounds.take(database, identity, number)
        audit.note(database, Line(workplace.clock(), actor.key, Deed.TOOK, Thing.ROUND, identity, str(number)))


def set_state(identity: str, number: int, state: RoundState, actor: Actor, workplace: Workplace) -> None:
    """Say how far a version is; publishing one withdraws what was published of the round before.

    Raises NotFound where there is no such version, ServiceError where a version is published that is not worked with.
    """
    with writing(workplace.database) as database:
        told = _round(database, identity, number)
        if state is RoundState.PUBLISHED and told.current != number:
            raise ServiceError(say("Only the version that is worked with can be published: take it first"))
        rounds.set_state(database, identity, number, state)
        detail = f"{number} {state.value}"
        audit.note(database, Line(workplace.clock(), actor.key, Deed.STATED_ROUND, Thing.ROUND, identity, detail))


def name_version(identity: str, number: int, name: str, actor: Actor, workplace: Workplace) -> str:
    """Give a version a name; "" takes it away. Raises NotFound where there is none, ServiceError for one too long."""
    called = checked_name(name)
    with writing(workplace.database) as database:
        _round(database, identity, number)
        rounds.call(database, identity, number, called)
        audit.note(database, Line(workplace.clock(), actor.key, Deed.NAMED_ROUND, Thing.ROUND, identity, str(number)))
    return called


def round_taken_out(identity: str, number: int, actor: Actor, workplace: Workplace) -> None:
    """Note that a version of a round was taken out of the service."""
    with writing(workplace.database) as database:
        audit.note(
            database, Line(workplace.clock(), actor.key, Deed.EXPORTED_ROUND, Thing.ROUND, identity, str(number))
        )


def _round(database: Connection, identity: str, number: int | None = None) -> RoundSummary:
    """A round, which has the version of a number where one is named. Raises NotFound."""
    found = rounds.summaries(database, identity)
    if not found or (number is not None and found[0].version(number) is None):
        raise NotFound(NO_ROUND)
    return found[0]


def _version(made: VersionMade | None) -> VersionMade:
    if made is None:
        raise NotFound(NO_ROUND)
    return made


def _served(database: Connection, but: str) -> Mapping[str, int]:
    """How many pilots of published rounds each expert serves, but for one round."""
    pilots = {
        (identity, territory, expert)
        for identity, told in rounds.published(database).items()
        if identity != but
        for (territory, _), experts in told.placed.items()
        for expert in experts
    }
    return Counter(expert for _, _, expert in pilots)


def _named_in_steps(told: RoundSummary) -> set[str]:
    return {person for version in told.versions for step in version.steps for person in people_in(step)}


def _may_be_named(made: VersionMade, known: Mapping[str, Expert]) -> Mapping[str, Expert]:
    """Those who agree now; of whom the round offers to pilots, those who may still be suggested."""
    offered = set(made.stored.answer.round.people)
    for seat in (made.lists.seats if made.lists else {}).values():
        offered |= {one.expert for one in seat.suggestions} | {one.expert for one in seat.held}
    return {
        one: expert
        for one, expert in known.items()
        if one not in offered or (expert.consent_share and expert.status is ExpertStatus.VALID)
    }
