"""What a round could not give: why a seat is empty and what would fill it, team rules unmet, whom to recruit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.assignment import Assignment
from matcher.diagnosis import diagnose, refused_only_by
from matcher.languages import AllOf, languages_in, write_need
from matcher.messages import Message, Term, Terms, Vocabulary, say
from matcher.model import Expert, Role, Rule, Seat
from matcher.roster import Floats, Ints
from matcher.round.arrays import ROLES, RoundArrays
from matcher.round.result import PilotPlan, Remedy, SeatPlan
from matcher.round.terms import RoundTerms
from matcher.scoring import Scores
from matcher.side_languages import side_languages
from matcher.suggesting import Candidates

MOST_THEMES = 4  # that a call for experts names for a role


@dataclass(frozen=True, eq=False)
class Standing:
    """How a solved round leaves everybody: what each has left to give."""

    field: Candidates
    arrays: RoundArrays
    found: Assignment
    terms: RoundTerms

    @cached_property
    def seats_left(self) -> Ints:
        """Seats that each expert could still take, shape (experts,)."""
        return self.arrays.capacity - self.found.chosen.sum(axis=(0, 1))

    @cached_property
    def days_left(self) -> Floats:
        """Days that each expert has left, shape (experts,); infinite where none are stated."""
        taken = (self.found.chosen * self.arrays.days.needed[:, :, None]).sum(axis=(0, 1))
        return np.asarray(self.arrays.days.available - taken)

    def serves(self, pilot: int, expert: int) -> bool:
        """Whether somebody has a seat on the pilot."""
        return bool(self.found.chosen[pilot, :, expert].any())

    def may_stand_by(self, pilot: int, role: int, expert: int) -> bool:
        """Whether somebody could be called on for a seat: eligible, free, and of no organisation on the team."""
        if self.serves(pilot, expert) or not self.arrays.eligible[pilot, role, expert]:
            return False
        enough = self.days_left[expert] >= self.arrays.days.needed[pilot, role]
        return bool(self.seats_left[expert] > 0 and enough and not self.clashes(pilot, role, expert))

    def clashes(self, pilot: int, role: int, expert: int) -> bool:
        """Whether somebody is of an organisation that is on the team already."""
        body = self.arrays.teams.organisation
        others = np.delete(self.found.chosen[pilot], role, axis=0).any(axis=0)
        return bool(body[expert] >= 0 and (body[others] == body[expert]).any())


def why_empty(
    pilot: int, role: int, order: Ints, scores: Scores, standing: Standing
) -> tuple[tuple[Message, ...], tuple[Remedy, ...]]:
    """Say why a seat stays empty, and the smallest changes that would fill it; those again that the terms can make."""
    verdict = standing.field.verdicts[scores.view.row]
    if not len(order):
        roster, rules = standing.field.roster, standing.field.rules
        return (*diagnose(verdict, roster, rules), *_tandem(scores, standing)), ()
    free = [int(place) for place in order if not standing.serves(pilot, int(place))]
    said = say("{people} could be suggested; whoever is left serves elsewhere or lacks the days", people=len(order))
    changes = list(_changes(pilot, role, free, standing))
    told = [one.said if isinstance(one, Remedy) else one for one in changes]
    return (said, *told), tuple(one for one in changes if isinstance(one, Remedy))


def _changes(pilot: int, role: int, free: Sequence[int], standing: Standing) -> Iterator[Message | Remedy]:
    """One change each: a seat more, a few days more, or a move from another pilot; by the best whom it would bring."""
    needed = standing.arrays.days.needed[pilot, role]
    seats, days = standing.seats_left, standing.days_left
    people = standing.field.roster.experts
    excluded = [place for place in free if not standing.arrays.eligible[pilot, role, place]]
    for place in excluded[:1]:
        said = say("Without the coordinator's exclusion, {name} could take the seat", name=_person(people[place]))
        can = seats[place] > 0 and days[place] >= needed and not standing.clashes(pilot, role, place)
        yield Remedy(said, people[place].id) if can else said
    busy = [place for place in free if seats[place] <= 0 and days[place] >= needed and place not in excluded]
    for place in busy[:1]:
        most = standing.terms.most(people[place].id)
        said = say(
            "With one pilot more than {most}, {name} could take the seat", most=most, name=_person(people[place])
        )
        yield Remedy(said, people[place].id, most + 1)
        yield from _move(place, standing)
    short = [place for place in free if seats[place] > 0 and days[place] < needed and place not in excluded]
    for place in sorted(short, key=lambda place: float(needed - days[place]))[:1]:
        more = int(np.ceil(needed - days[place]))
        yield say("With {days} days more, {name} could take the seat", days=more, name=_person(people[place]))


def _person(expert: Expert) -> Term:
    return Term(Vocabulary.PERSON, expert.id)


def _move(expert: int, standing: Standing) -> Iterator[Message]:
    """What it would cost the other pilot to give somebody up: the seat where they count least."""
    held = np.argwhere(standing.found.chosen[:, :, expert])
    if not len(held):
        return
    pilot, role = min(held.tolist(), key=lambda seat: float(standing.arrays.scores[seat[0], seat[1], expert]))
    may = standing.arrays.eligible[pilot, role]
    stand_by = [place for place in np.flatnonzero(may).tolist() if standing.may_stand_by(pilot, role, place)]
    name, territory = _person(standing.field.roster.experts[expert]), standing.arrays.pilots[pilot].name
    if not stand_by:
        yield say("Moving {name} from {territory} would leave a seat empty there", name=name, territory=territory)
        return
    best = max(stand_by, key=lambda place: float(standing.arrays.scores[pilot, role, place]))
    cost = float(standing.arrays.scores[pilot, role, expert] - standing.arrays.scores[pilot, role, best])
    yield say(
        "Moving {name} from {territory} would cost {cost} there: {other} would follow",
        name=name,
        territory=territory,
        cost=f"{max(0.0, cost):.2f}",
        other=_person(standing.field.roster.experts[best]),
    )


def _tandem(scores: Scores, standing: Standing) -> Iterator[Message]:
    """Two people who together meet a must-language that nobody meets alone."""
    seat, roster = scores.view.seat, standing.field.roster
    need = seat.must_language
    if not isinstance(need, AllOf):
        return
    level = standing.field.rules.policy.required_level
    able = refused_only_by(standing.field.verdicts[scores.view.row], Rule.LANGUAGE) & (standing.seats_left > 0)
    parts = np.array([roster.languages.meet(part, level) & able for part in need.needs])
    places = np.flatnonzero(parts.any(axis=0)).tolist()
    pairs = [(a, b) for a in places for b in places if a < b and (parts[:, a] | parts[:, b]).all()]
    if pairs:
        one, other = max(pairs, key=lambda pair: float(scores.total[pair[0]] + scores.total[pair[1]]))
        yield say(
            "A tandem of {one} and {other} would meet {need} together",
            one=_person(roster.experts[one]),
            other=_person(roster.experts[other]),
            need=Term(Vocabulary.LANGUAGE_NEED, write_need(need)),
        )


def gap_messages(pilot: int, field: Candidates, arrays: RoundArrays, found: Assignment) -> tuple[Message, ...]:
    """The team rules that a pilot's advisers do not meet."""
    if found.gaps is None:
        return ()
    territory = arrays.pilots[pilot]
    messages = [
        say(
            "No adviser works in a language of the side of {country}: {languages}",
            country=Term(Vocabulary.COUNTRY, country),
            languages=Terms(Vocabulary.LANGUAGE, side_languages(country, territory.working_languages)),
        )
        for side, country in enumerate(territory.countries)
        if found.gaps.uncovered_sides[pilot, side]
    ]
    team = [field.roster.experts[place] for place in np.flatnonzero(found.chosen[pilot].any(axis=0)).tolist()]
    if found.gaps.one_sided[pilot] and len(team) > 1:
        messages.append(
            say("All advisers live in {country}", country=Term(Vocabulary.COUNTRY, team[0].residence or ""))
        )
    if found.gaps.same_organisation[pilot]:
        shared = [body for body, count in Counter(expert.organisation for expert in team).items() if count > 1]
        messages.append(say("Several advisers come from {organisation}", organisation=", ".join(shared)))
    return tuple(messages)


def recruiting(pilots: Iterable[PilotPlan]) -> tuple[Message, ...]:
    """What the next call for experts should ask for: role by role, over all seats that stay empty."""
    empty = [plan for pilot in pilots for plan in pilot.seats if plan.empty]
    by_role = {role: [plan for plan in empty if plan.seat.role is role] for role in ROLES}
    return tuple(_call_for(role, plans) for role, plans in by_role.items() if plans)


def _call_for(role: Role, plans: Sequence[SeatPlan]) -> Message:
    seats: list[Seat] = [plan.seat for plan in plans]
    languages = dict.fromkeys(
        code for seat in seats for code in (_languages_of(seat) or seat.territory.working_languages)
    )
    countries = dict.fromkeys(code for seat in seats for code in seat.territory.countries)
    themes = Counter(code for seat in seats for code in seat.territory.themes)
    return say(
        "Seats for {role} that stay empty: {seats}. Look for people who work in {languages}, know {countries}, and: "
        "{themes}",
        seats=sum(plan.empty for plan in plans),
        role=Term(Vocabulary.ROLE, role),
        languages=Terms(Vocabulary.LANGUAGE, tuple(languages)),
        countries=Terms(Vocabulary.COUNTRY, tuple(countries)),
        themes=Terms(Vocabulary.THEME, tuple(code for code, _ in themes.most_common(MOST_THEMES))),
    )


def _languages_of(seat: Seat) -> tuple[str, ...]:
    return languages_in(seat.must_language) if seat.must_language else ()
