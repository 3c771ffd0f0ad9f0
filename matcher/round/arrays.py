"""A round as the solver sees it: pilots, roles and experts as the axes of plain arrays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.assignment import Days, Teams
from matcher.folding import folded_words, sound
from matcher.languages import Level
from matcher.model import Expert, Role, Territory
from matcher.organisations import is_generic
from matcher.roster import Bools, Floats, Ints
from matcher.round.terms import RoundTerms, seat_key
from matcher.side_languages import side_languages
from matcher.suggesting import Candidates

ROLES = tuple(Role)


@dataclass(frozen=True, slots=True, eq=False)
class RoundArrays:
    """What `matcher.assignment.assign` takes, with the pilots in the order of the seats."""

    pilots: tuple[Territory, ...]
    row_of: Mapping[tuple[int, int], int]  # (pilot, role) -> row of the seat among the candidates
    scores: Floats  # (pilots, roles, experts)
    eligible: Bools  # the same shape; without what the coordinator excluded
    demand: Ints  # (pilots, roles)
    capacity: Ints  # (experts,)
    teams: Teams
    days: Days
    pins: Bools  # (pilots, roles, experts)
    before: Bools | None  # the same shape


def round_arrays(field: Candidates, totals: Floats, terms: RoundTerms) -> RoundArrays:
    """Lay out a round; `totals` are scores of shape (seats, experts).

    Raises KeyError where a pin names a seat or an expert that there is none of.
    """
    pilots = tuple({seat.territory.id: seat.territory for seat in field.seats}.values())
    number = {pilot.id: place for place, pilot in enumerate(pilots)}
    row_of = {(number[s.territory.id], ROLES.index(s.role)): row for row, s in enumerate(field.seats)}
    shape = (len(pilots), len(ROLES), len(field.roster))
    scores, eligible = np.zeros(shape), np.zeros(shape, dtype=bool)
    demand = np.zeros(shape[:2], dtype=np.int64)
    for (pilot, role), row in row_of.items():
        scores[pilot, role], eligible[pilot, role] = totals[row], field.verdicts[row].eligible
        demand[pilot, role] = terms.wanted((pilots[pilot].id, ROLES[role]))
    places = {seat_key(seat): (number[seat.territory.id], ROLES.index(seat.role)) for seat in field.seats}
    for expert, seat in terms.exclusions:
        if seat in places and expert in field.roster.place:
            eligible[(*places[seat], field.roster.place[expert])] = False
    pins = np.zeros(shape, dtype=bool)
    for expert, seat in terms.pins:
        pins[(*places[seat], field.roster.place[expert])] = True
    capacity = np.array([terms.most(expert.id) for expert in field.roster.experts], dtype=np.int64)
    teams = _teams(pilots, field.roster.experts, field.rules.policy.required_level)
    days = _days(pilots, demand, field.roster.experts)
    before = _before(terms, places, field, shape)
    return RoundArrays(pilots, row_of, scores, eligible, demand, capacity, teams, days, pins, before)


def _before(
    terms: RoundTerms, places: Mapping[tuple[str, Role], tuple[int, int]], field: Candidates, shape: tuple[int, ...]
) -> Bools | None:
    if terms.before is None:
        return None
    before = np.zeros(shape, dtype=bool)
    for seat, experts in terms.before.items():
        for expert in experts:
            if seat in places and expert in field.roster.place:
                before[(*places[seat], field.roster.place[expert])] = True
    return before


def _teams(pilots: Sequence[Territory], experts: Sequence[Expert], level: Level) -> Teams:
    most = max((len(pilot.countries) for pilot in pilots), default=0)
    sides = [[side_languages(country, pilot.working_languages) for country in pilot.countries] for pilot in pilots]
    languages = {code: n for n, code in enumerate(sorted({c for pilot in sides for side in pilot for c in side}))}
    of_sides = np.zeros((len(pilots), most, len(languages)), dtype=bool)
    for pilot, its_sides in enumerate(sides):
        for side, codes in enumerate(its_sides):
            of_sides[pilot, side, [languages[code] for code in codes]] = True
    speaks = np.zeros((len(experts), len(languages)), dtype=bool)
    for row, expert in enumerate(experts):
        able = [one.language for one in expert.languages if one.level is None or one.level.rank >= level.rank]
        speaks[row, [languages[code] for code in able if code in languages]] = True
    return Teams(of_sides, speaks, _codes([e.residence or "" for e in experts]), _codes([_body(e) for e in experts]))


def _body(expert: Expert) -> str:
    """An organisation as a team counts it: "" for somebody who works alone, or does not say."""
    words = [word for word in folded_words(re.sub(r"\([^)]*\)", " ", expert.organisation)) if not is_generic(word)]
    return " ".join(map(sound, words))


def _codes(names: Sequence[str]) -> Ints:
    known = {name: number for number, name in enumerate(sorted({name for name in names if name}))}
    return np.array([known.get(name, -1) for name in names], dtype=np.int64)


def days_asked(pilot: Territory, role: Role, seats: int) -> float:
    """Days asked of one adviser of a role, where a pilot has so many seats in all."""
    return pilot.days.get(role, (pilot.days_total or 0) / max(1, seats))


def _days(pilots: Sequence[Territory], demand: Ints, experts: Sequence[Expert]) -> Days:
    """Days as the forms have them; what an application gives for nobody in particular is shared out evenly."""
    needed = np.zeros(demand.shape)
    for place, pilot in enumerate(pilots):
        seats = int(demand[place].sum())
        for role, code in enumerate(ROLES):
            needed[place, role] = days_asked(pilot, code, seats) if demand[place, role] else pilot.days.get(code, 0)
    return Days(needed, np.array([np.inf if e.days is None else float(e.days) for e in experts]))
