"""The terms of a round, changed as a coordinator changes them, each change with the sentence that tells it."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from matcher.messages import Argument, Message, Term, Vocabulary, say
from matcher.model import Role
from matcher.round.comparison import Placements, SeatKey
from matcher.round.terms import RoundTerms
from service.errors import ServiceError
from service.values.round_changes import Act, RoundChange, RoundNumbers, SeatAct, Swap

MOST = 50  # advisers of a role, or pilots of a person: more is a slip of the keyboard
LONGEST = 3_600.0  # seconds
Pairs = AbstractSet[tuple[str, SeatKey]]  # people and seats
_INVITED = "{person} is invited to this seat: withdraw the invitation first"
SAID: Mapping[Act, Message] = {
    Act.PIN: say("{person} pinned to {territory}, {role}"),
    Act.UNPIN: say("{person} no longer pinned to {territory}, {role}"),
    Act.EXCLUDE: say("{person} excluded from {territory}, {role}: {reason}"),
    Act.ADMIT: say("{person} no longer excluded from {territory}, {role}"),
}


def with_numbers(terms: RoundTerms, numbers: RoundNumbers) -> RoundTerms:
    """The terms with other numbers. Raises ServiceError for one that nobody means."""
    stated = [*numbers.advisers.values(), *([] if numbers.most_pilots is None else [numbers.most_pilots])]
    _check_numbers(stated, least=1)
    limit = numbers.time_limit
    if limit is not None and not 1 <= limit <= LONGEST:
        raise ServiceError(say("The time limit is a number of seconds from 1 to {most}", most=int(LONGEST)))
    return replace(
        terms,
        advisers={**terms.advisers, **numbers.advisers},
        most_pilots=terms.most_pilots if numbers.most_pilots is None else numbers.most_pilots,
        fair=terms.fair if numbers.fair is None else numbers.fair,
        time_limit=limit if limit is not None else terms.time_limit,
    )


def changed(
    terms: RoundTerms, change: RoundChange, wanted: Mapping[str, tuple[Role, ...]]
) -> tuple[RoundTerms, tuple[Message, ...]]:
    """The terms after a change, and what was changed; `wanted` has the roles that each territory asks for.

    Raises ServiceError for an act that means no seat of the round, lacks its reason, or takes back what is not there.
    """
    pins, exclusions, steps = set(terms.pins), dict(terms.exclusions), []
    for act in change.acts:
        for seat in _seats(act, wanted):
            _do(act, seat, pins, exclusions)
            steps.append(_told(act, seat))
    for swap in change.swaps:
        _swap(swap, pins, exclusions)
        steps.append(
            say("{one} and {other} change places", one=_person(swap.one.expert), other=_person(swap.other.expert))
        )
    _check_numbers(change.most_of.values(), least=0)
    steps += [
        say("{person} serves at most {most} pilots", person=_person(one), most=most)
        for one, most in change.most_of.items()
    ]
    if change.numbers != RoundNumbers():
        steps.append(say("Other numbers asked for"))
    if change.fill_only:
        steps.append(say("Only empty seats filled"))
    made = replace(
        with_numbers(terms, change.numbers),
        pins=frozenset(pins),
        exclusions=exclusions,
        most_pilots_of={**terms.most_pilots_of, **change.most_of},
        fill_only=change.fill_only,
    )
    return made, tuple(steps) or (say("Solved anew from what is known now"),)


def with_invitations(
    terms: RoundTerms, change: RoundChange, standing: Pairs, declined: Pairs
) -> tuple[RoundTerms, tuple[Message, ...]]:
    """The terms with everybody pinned who is invited, has accepted or is confirmed, and nobody placed who declined.

    Nobody who was asked is ever moved silently. Raises ServiceError for a change that would move one of them.
    """
    for swap in change.swaps:
        for one in (swap.one, swap.other):
            if (one.expert, one.seat) in standing:
                raise ServiceError(say(_INVITED, person=_person(one.expert)))
    for act in change.acts:
        if act.act in {Act.EXCLUDE, Act.UNPIN}:
            for expert, (territory, role) in standing:
                if (expert, territory) == (act.expert, act.territory) and act.role in {None, role}:
                    raise ServiceError(say(_INVITED, person=_person(expert)))
    pinned = frozenset(standing) - terms.pins
    no_more = {pair: "declined the invitation" for pair in declined if pair not in terms.exclusions}
    steps = tuple(
        say("{person} was asked and stays where they are", person=_person(expert)) for expert, _ in sorted(pinned)
    ) + tuple(say("{person} declined and is not placed there again", person=_person(expert)) for expert, _ in no_more)
    kept = frozenset(pair for pair in terms.pins | pinned if pair not in declined)
    return replace(terms, pins=kept, exclusions={**terms.exclusions, **no_more}), steps


def without_the_gone(terms: RoundTerms, listed: frozenset[str]) -> tuple[RoundTerms, tuple[Message, ...]]:
    """The terms without pins of people who are not on the list any more, and a sentence for each pin let go."""
    gone = sorted(pair for pair in terms.pins if pair[0] not in listed)
    steps = tuple(
        say("A pin was let go: {person} is no longer on the list of experts", person=_person(expert))
        for expert, _ in gone
    )
    return replace(terms, pins=terms.pins - set(gone)), steps


def _seats(act: SeatAct, wanted: Mapping[str, tuple[Role, ...]]) -> list[SeatKey]:
    roles = wanted.get(act.territory)
    if roles is None:
        raise ServiceError(say("This round has no such territory"))
    if act.role is None:
        return [(act.territory, role) for role in roles]
    if act.role not in roles:
        territory = Term(Vocabulary.TERRITORY, act.territory)
        raise ServiceError(say("{territory} asks for no such role", territory=territory))
    return [(act.territory, act.role)]


def _do(
    act: SeatAct, seat: SeatKey, pins: set[tuple[str, SeatKey]], exclusions: dict[tuple[str, SeatKey], str]
) -> None:
    pair = (act.expert, seat)
    match act.act:
        case Act.PIN:
            exclusions.pop(pair, None)
            pins.add(pair)
        case Act.EXCLUDE:
            if not act.reason.strip():
                raise ServiceError(say("Say in a word why: whoever looks at this round later has to understand it"))
            pins.discard(pair)
            exclusions[pair] = " ".join(act.reason.split())
        case Act.UNPIN:
            if pair not in pins:
                raise ServiceError(say("Nobody is pinned there by that name any more"))
            pins.discard(pair)
        case Act.ADMIT:
            if pair not in exclusions:
                raise ServiceError(say("Nobody is excluded there by that name any more"))
            del exclusions[pair]


def _swap(swap: Swap, pins: set[tuple[str, SeatKey]], exclusions: dict[tuple[str, SeatKey], str]) -> None:
    for who, where in ((swap.one, swap.other), (swap.other, swap.one)):
        pins.discard((who.expert, who.seat))
        exclusions.pop((who.expert, where.seat), None)
    pins |= {(swap.one.expert, swap.other.seat), (swap.other.expert, swap.one.seat)}


def check_swaps(swaps: Iterable[Swap], placements: Placements) -> None:
    """Raises ServiceError where somebody is not on the seat that they are to leave, or both are on one."""
    for swap in swaps:
        for one in (swap.one, swap.other):
            if one.expert not in placements.get(one.seat, ()):
                raise ServiceError(
                    say("{person} is not on this seat: look at the board again", person=_person(one.expert))
                )
        if swap.one.seat == swap.other.seat:
            raise ServiceError(say("Both are on the same seat already"))


def _told(act: SeatAct, seat: SeatKey) -> Message:
    told: dict[str, Argument] = {
        "person": _person(act.expert),
        "territory": Term(Vocabulary.TERRITORY, seat[0]),
        "role": Term(Vocabulary.ROLE, seat[1].value),
    }
    if act.act is Act.EXCLUDE:
        told["reason"] = " ".join(act.reason.split())
    return say(SAID[act.act].text, **told)


def _person(expert: str) -> Term:
    return Term(Vocabulary.PERSON, expert)


def _check_numbers(numbers: Iterable[int], least: int) -> None:
    if any(not least <= number <= MOST for number in numbers):
        raise ServiceError(say("Numbers of advisers and of pilots run from {least} to {most}", least=least, most=MOST))
