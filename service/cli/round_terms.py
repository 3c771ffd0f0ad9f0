"""The mini-language of rounds: "methodological=2", "expert=3", "expert=territory:role; reason"."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.messages import say
from matcher.model import Role
from matcher.round.comparison import SeatKey
from matcher.round.terms import RoundTerms
from service.cli.decisions import split_pair, split_reason
from service.cli.finding import find_expert, find_territory
from service.errors import ServiceError
from service.intake import TerritoryRecord
from service.intake.rows.both_forms import Exports
from service.intake.words.roles import read_roles
from service.values.answers import StoredRound


@dataclass(frozen=True, slots=True)
class StatedTerms:
    """What a coordinator asks of a round, in their own words."""

    advisers: Sequence[str] = ()  # "methodological=2", "territory:methodological=2"
    most_pilots: int | None = None
    capacity: Sequence[str] = ()  # "expert=3": pilots that one person serves
    fair: bool = True
    pins: Sequence[str] = ()  # "expert=territory:role"
    exclusions: Sequence[str] = ()  # "expert=territory:role; reason", the role may be left out
    time_limit: float | None = None
    seed: int = 0
    gaps_only: bool = False


def terms_of(stated: StatedTerms, exports: Exports, before: StoredRound | None) -> RoundTerms:
    """The terms of a round: those of the round as it was before hold on, but for what is said otherwise now.

    Raises ServiceError where something stated names nobody, no seat, or no number.
    """
    records = exports.to_be_matched
    if stated.gaps_only and before is None:
        raise ServiceError(say("--gaps-only fills the gaps of an earlier round: give it with --before"))
    was = RoundTerms() if before is None else before.terms
    excluded: dict[tuple[str, SeatKey], str] = {}
    for one in stated.exclusions:
        place, reason = split_reason(one)
        excluded |= dict.fromkeys(_pairs(place, exports, records), reason)
    pinned = {pair for one in stated.pins for pair in _pairs(one, exports, records)}
    listed = {record.expert.id for record in exports.experts.records}
    asked = {(record.territory.id, role) for record in records for role in record.territory.roles_wanted}
    held = {(expert, seat) for expert, seat in was.pins if expert in listed and seat in asked}
    advisers, advisers_of = _advisers(stated.advisers, records)
    return RoundTerms(
        advisers={**was.advisers, **advisers},
        advisers_of={**was.advisers_of, **advisers_of},
        most_pilots=stated.most_pilots or was.most_pilots,
        most_pilots_of={**was.most_pilots_of, **dict(_most_of(one, exports) for one in stated.capacity)},
        fair=stated.fair,
        pins=frozenset((held - set(excluded)) | pinned),
        exclusions={pair: reason for pair, reason in {**was.exclusions, **excluded}.items() if pair not in pinned},
        before=before.placements if before else None,
        fill_only=stated.gaps_only,
        known_before=frozenset(before.frozen.experts) if before else None,
        seed=stated.seed,
        time_limit=stated.time_limit,
    )


def served_in(earlier: Sequence[StoredRound]) -> Mapping[str, int]:
    """How many pilots of earlier rounds each expert served."""
    pilots = {
        (number, territory, expert)
        for number, stored in enumerate(earlier)
        for (territory, _), experts in stored.placements.items()
        for expert in experts
    }
    return Counter(expert for _, _, expert in pilots)


def _advisers(stated: Sequence[str], records: Sequence[TerritoryRecord]) -> tuple[dict[Role, int], dict[SeatKey, int]]:
    """Numbers of advisers by role, and those for one territory: "practical=2", "T03:practical=2"."""
    everywhere, of_one = {}, {}
    for one in stated:
        place, colon, rest = one.rpartition(":")
        role, number = _number_of(rest, one)
        if not colon:
            everywhere[role] = number
            continue
        territory = find_territory(records, place).territory
        if role not in territory.roles_wanted:
            raise ServiceError(
                say('"{stated}": {territory} asks for no such role', stated=one, territory=territory.name)
            )
        of_one[territory.id, role] = number
    return everywhere, of_one


def _number_of(words: str, stated: str) -> tuple[Role, int]:
    role, _, number = words.partition("=")
    roles = read_roles(role).value
    if len(roles) != 1 or not number.strip().isdigit() or int(number) < 1:
        raise ServiceError(say('"{stated}": write a role and a number, such as methodological=2', stated=stated))
    return roles[0], int(number)


def _most_of(stated: str, exports: Exports) -> tuple[str, int]:
    person, _, number = stated.partition("=")
    if not number.strip().isdigit():
        raise ServiceError(say('"{stated}": write a person and a number of pilots, such as Ilze=1', stated=stated))
    return find_expert(exports.experts.records, person).id, int(number)


def _pairs(stated: str, exports: Exports, records: Sequence[TerritoryRecord]) -> list[tuple[str, SeatKey]]:
    """The expert and seats that "expert=territory:role" names; every wanted role where none is said."""
    person, place = split_pair(stated)
    territory_words, _, role_words = place.partition(":")
    expert = find_expert(exports.experts.records, person)
    territory = find_territory(records, territory_words).territory
    roles = read_roles(role_words).value if role_words.strip() else territory.roles_wanted
    if not roles or set(roles) - set(territory.roles_wanted):
        said = say('"{stated}": {territory} asks for no such role', stated=stated, territory=territory.name)
        raise ServiceError(said)
    return [(expert.id, (territory.id, role)) for role in roles]
