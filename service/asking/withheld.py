"""Whoever may not be named any more has no words in an answer either, also where others are asked about for them."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from matcher.messages import Message, people_in, say
from matcher.model import SeatList, Suggestion

GONE = say("No longer on the list of experts, or no longer agrees to be shown.")


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
    refusals = tuple(replace(one, fact=GONE) if one.expert in gone else one for one in seat.refusals)
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
