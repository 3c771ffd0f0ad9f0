"""Flags: what a coordinator should know of somebody who may be suggested, and what nobody knows.

A flag never changes a score and never refuses.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matcher.languages import meets
from matcher.messages import Message, Quoted, Term, Terms, Vocabulary, say
from matcher.model import Expert, Seat
from matcher.policy import OwnCountry, Policy
from matcher.presence import may_come
from matcher.signals import ROLE_STAGES
from matcher.texts import THIN_PROFILE, words_told


@dataclass(frozen=True, slots=True)
class FlagContext:
    """What the flags are told about: the policy, and doubts about conflicts by (territory, expert)."""

    policy: Policy = field(default_factory=Policy)
    doubts: Mapping[tuple[str, str], Sequence[Message]] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)  # expert: the language of a profile that nobody could read
    unread_fields: Sequence[str] = ()  # of the forms, on which rules rest


def flags_of(seat: Seat, expert: Expert, context: FlagContext) -> tuple[Message, ...]:
    """Every flag of one expert for one seat, weightiest first."""
    return tuple(flag for raise_flags in _FLAGS for flag in raise_flags(seat, expert, context))


def _conflicts(seat: Seat, expert: Expert, context: FlagContext) -> Iterator[Message]:
    reason = context.policy.conflict_overrides.get((expert.id, seat.territory.id))
    if reason is not None:
        yield say("Conflict of interest overridden by a coordinator: {reason}", reason=reason)
    yield from context.doubts.get((seat.territory.id, expert.id), ())


def _languages(seat: Seat, expert: Expert, context: FlagContext) -> Iterator[Message]:
    if seat.must_language is None:
        return
    by = meets(seat.must_language, expert.languages, context.policy.required_level).by
    unstated = tuple(one.language for one in by if one.level is None and not expert.unread_level(one.language))
    if unstated:
        yield say("Level not stated: {languages}", languages=Terms(Vocabulary.LANGUAGE, unstated))


def _days(seat: Seat, expert: Expert, _context: FlagContext) -> Iterator[Message]:
    if expert.days is None:
        words = expert.unread_words("days")
        if words:
            yield say("Not understood how many days they have: {words}", words=Quoted.of(words))
        else:
            yield say("Days available not stated")
    elif seat.days is not None and expert.days < seat.days:
        yield say("Few days left: {days} available, {asked} asked", days=expert.days, asked=seat.days)


def _start(seat: Seat, expert: Expert, _context: FlagContext) -> Iterator[Message]:
    words = expert.unread_words("available_from") or expert.unread_words("available_until")
    if words:
        yield say("Not understood when they are free: {words}", words=Quoted.of(words))
    start, free = seat.territory.start, expert.available_from
    if start and free and free > start:
        yield say("Free from {free} only; the support starts on {start}", free=free, start=start)


def _presence(seat: Seat, expert: Expert, _context: FlagContext) -> Iterator[Message]:
    if seat.on_site is False:
        return
    if expert.travel is None:
        words = expert.unread_words("travel")
        if words:
            yield say("Not understood what is said of travel: {words}", words=words)
        else:
            yield say("Willingness to travel not stated")
    elif seat.on_site is None and not may_come(expert.travel, expert.residence, seat.territory.countries):
        yield say(
            "Says of travel: {travel}; the application does not say whether somebody must be on site",
            travel=Term(Vocabulary.TRAVEL, expert.travel),
        )


def _residence(seat: Seat, expert: Expert, context: FlagContext) -> Iterator[Message]:
    if expert.residence is None:
        words = expert.unread_words("residence")
        if words:
            yield say("Not understood where they live: {words}", words=words)
        else:
            yield say("Country of residence not stated")
    elif context.policy.own_country is OwnCountry.SOFT and expert.residence in seat.territory.countries:
        yield say("Lives on one side of the border: {country}", country=Term(Vocabulary.COUNTRY, expert.residence))


def _remarks(_seat: Seat, expert: Expert, _context: FlagContext) -> Iterator[Message]:
    for remark in expert.remarks:
        yield say("Says in a remark, which no rule reads: {words}", words=Quoted.of(remark))


def _role(seat: Seat, expert: Expert, _context: FlagContext) -> Iterator[Message]:
    stages = ROLE_STAGES[seat.role]
    if expert.stages and not set(stages) & set(expert.stages):
        yield say(
            "Offers {role}, yet the stages named lean elsewhere: {stages}",
            role=Term(Vocabulary.ROLE, seat.role),
            stages=Terms(Vocabulary.STAGE, expert.stages),
        )


def _thin(_seat: Seat, expert: Expert, _context: FlagContext) -> Iterator[Message]:
    words = words_told(expert)
    if words < THIN_PROFILE:
        yield say("Short profile ({words} words): nearness is uncertain", words=words)


def _unread(_seat: Seat, expert: Expert, context: FlagContext) -> Iterator[Message]:
    language = context.unread.get(expert.id)
    if language:
        yield say(
            "The profile is in {language}, which the text model does not read: nearness is uncertain",
            language=Term(Vocabulary.LANGUAGE, language),
        )


def _unread_fields(_seat: Seat, _expert: Expert, context: FlagContext) -> Iterator[Message]:
    for name in context.unread_fields:
        yield say("Not read from the form, so no rule could ask it: {field}", field=name)


_FLAGS: tuple[Callable[[Seat, Expert, FlagContext], Iterator[Message]], ...] = (
    _unread_fields,
    _conflicts,
    _remarks,
    _languages,
    _days,
    _start,
    _presence,
    _residence,
    _role,
    _thin,
    _unread,
)
