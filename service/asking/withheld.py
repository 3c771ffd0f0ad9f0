"""Whoever may not be named any more has no words in an answer either, also where others are asked about for them."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from matcher.messages import Message, people_in, say
from matcher.model import Refusal, SeatList, Suggestion
from matcher.round.result import SeatPlan
from matcher.round.terms import RoundTerms
from service.values.answers import MadeWith, MatchList, People, RoundAnswer
from service.values.requests import MatchRequest

GONE = say("No longer on the list of experts, or no longer agrees to be shown.")


def gone_of(people: People) -> frozenset[str]:
    """The ids of those of an answer who have no name any more."""
    return frozenset(one for one, expert in people.experts.items() if not expert.name)


def list_without(gone: AbstractSet[str], whole: MatchList) -> MatchList:
    """A match list without what it tells of some people, by id."""
    if not gone:
        return whole
    territories = tuple(
        replace(place, seats=tuple(without_words_of(gone, seat) for seat in place.seats)) for place in whole.territories
    )
    return replace(whole, territories=territories, made_with=_made_with_without(gone, whole.made_with))


def round_without(gone: AbstractSet[str], answer: RoundAnswer) -> RoundAnswer:
    """A round without what it tells of some people, by id; where they were placed stays."""
    if not gone:
        return answer
    pilots = tuple(
        replace(pilot, seats=tuple(_plan_without(gone, seat) for seat in pilot.seats)) for pilot in answer.round.pilots
    )
    changes = tuple(replace(one, cause=GONE) if one.expert in gone else one for one in answer.round.changes)
    return replace(
        answer,
        round=replace(answer.round, pilots=pilots, changes=changes),
        lists={key: without_words_of(gone, seat) for key, seat in answer.lists.items()},
        terms=terms_without(gone, answer.terms),
        made_with=_made_with_without(gone, answer.made_with),
    )


def terms_without(gone: AbstractSet[str], terms: RoundTerms) -> RoundTerms:
    """The terms of a round without the reasons of exclusions of some people."""
    told = {pair: "" if pair[0] in gone else reason for pair, reason in terms.exclusions.items()}
    return replace(terms, exclusions=told)


def steps_without(gone: AbstractSet[str], steps: Iterable[Message]) -> tuple[Message, ...]:
    """Steps about people who are gone tell that something was done about them, and nothing else."""
    return tuple(GONE if people_in(step) & gone else step for step in steps)


def decisions_without(gone: AbstractSet[str], request: MatchRequest) -> MatchRequest:
    """A request without the reasons of decisions about some people."""
    entered = tuple(replace(one, reason="") if one.expert in gone else one for one in request.entered)
    overrides = tuple(replace(one, reason="") if one.expert in gone else one for one in request.overrides)
    return replace(request, entered=entered, overrides=overrides)


def refusals_without(gone: AbstractSet[str], refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Refusals without the facts about some people."""
    return tuple(replace(one, fact=GONE) if one.expert in gone else one for one in refusals)


def _made_with_without(gone: AbstractSet[str], made: MadeWith) -> MadeWith:
    entered = tuple(replace(one, reason="") if one.expert in gone else one for one in made.entered)
    overrides = tuple(replace(one, reason="") if one.expert in gone else one for one in made.overrides)
    return replace(made, entered=entered, overrides=overrides)


def _plan_without(gone: AbstractSet[str], seat: SeatPlan) -> SeatPlan:
    return replace(
        seat,
        chosen=suggestions_without(gone, seat.chosen),
        reserves=suggestions_without(gone, seat.reserves),
        refusals=refusals_without(gone, seat.refusals),
        diagnosis=tuple(one for one in seat.diagnosis if not quotes(one, gone)),
        remedies=tuple(one for one in seat.remedies if one.expert not in gone),
    )


def without_words_of(gone: AbstractSet[str], seat: SeatList) -> SeatList:
    """The list of a seat without what it tells of some people, by id."""
    held = tuple(
        replace(
            one,
            questions=()
            if one.expert in gone
            else tuple(question for question in one.questions if not people_in(question.reason) & gone),
        )
        for one in seat.held
    )
    refusals = refusals_without(gone, seat.refusals)
    return replace(seat, suggestions=suggestions_without(gone, seat.suggestions), held=held, refusals=refusals)


def suggestions_without(gone: AbstractSet[str], suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Suggestions without what they tell of some people; whoever is one of them keeps the place alone."""
    return tuple(
        replace(one, signals=(), flags=())
        if one.expert in gone
        else replace(one, flags=tuple(flag for flag in one.flags if not quotes(flag, gone)))
        for one in suggestions
    )


def quotes(message: Message, people: AbstractSet[str]) -> bool:
    """Whether a message tells what is known of somebody, rather than naming them alone."""
    quoted = any(isinstance(value, Message) for _, value in message.arguments)
    return quoted and bool(people_in(message) & people)
