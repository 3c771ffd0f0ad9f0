"""What holds of every list of experts and every territory, whatever they say."""

from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.countries import EU, neighbours
from matcher.evidence import Closeness, Evidence
from matcher.findings import Conflict, ConflictFindings, Link
from matcher.languages import Level, meets, read_need
from matcher.messages import say
from matcher.model import Expert, ExpertStatus, Quotation, Role, Rule, Seat, SeatList, Territory, Travel
from matcher.policy import OwnCountry, Policy
from matcher.roster import Roster
from matcher.suggesting import Candidates, candidates, explain, scored, suggest
from tests.matcher.factories import a_territory, an_expert, spoken

rules_are_universal = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

COUNTRIES = ("EE", "LV", "LT", "NO", "MD")
THEMES, STAGES = ("TOUR", "BLUE", "ENER"), ("S1", "S3", "S4", "S6", "S7")
NEEDS = ("", "en", "lv or et", "en and lv", "en and (lv or sr)", "hr@C1")
SPEAKS = ("", "en:C1", "lv, en:B2", "et:B1, en:B1", "sr:native, en", "lv:C2, et:C1, hr:B2")
DAYS = (date(2026, 12, 1), date(2027, 3, 1), date(2027, 6, 1), None)


def some_of(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), max_size=3, unique=True).map(tuple)


# Mostly people whom no rule refuses, so that lists are not empty.
experts = st.fixed_dictionaries(
    {"speaks": st.sampled_from(SPEAKS)},
    optional={
        "roles": st.lists(st.sampled_from(list(Role)), max_size=3, unique=True),
        "residence": st.sampled_from([None, *COUNTRIES]),
        "countries_worked": some_of(COUNTRIES),
        "themes": some_of(THEMES),
        "stages": some_of(STAGES),
        "days": st.sampled_from([None, 0, 5]),
        "travel": st.sampled_from([None, *Travel]),
        "available_from": st.sampled_from(DAYS),
        "available_until": st.sampled_from(DAYS),
        "consent_share": st.sampled_from([True, True, False]),
        "status": st.sampled_from([ExpertStatus.VALID, *ExpertStatus]),
        "gender": st.sampled_from(["F", "M", "X", None]),
    },
)
lists_of_experts = st.lists(experts, min_size=1, max_size=8).map(
    lambda stated: tuple(an_expert(f"{number}@list.example", **each) for number, each in enumerate(stated))
)
territories = st.fixed_dictionaries(
    {"must": st.sampled_from(NEEDS)},
    optional={
        "countries": st.lists(st.sampled_from(COUNTRIES), max_size=3, unique=True).map(tuple),
        "themes": some_of(THEMES),
        "working_languages": some_of(("lv", "et", "en", "bs")),
        "on_site": st.sampled_from([True, False, None]),
        "start": st.sampled_from(DAYS),
        "end": st.sampled_from(DAYS),
        "excluded_residence": st.sampled_from([{}, {Role.STRATEGIC: ("LT", "NO")}]),
        "roles_wanted": st.sampled_from([tuple(Role), (Role.STRATEGIC,)]),
    },
).map(lambda stated: a_territory(**stated))
policies = st.builds(
    Policy,
    required_level=st.sampled_from(list(Level)),
    own_country=st.sampled_from(list(OwnCountry)),
    excluded_residence=st.sampled_from([(), ("LT",)]),
    weights=st.sampled_from([{"meaning": 1, "themes": 2, "countries": 1}, *[dict(Policy().weights)] * 2]),
)


@dataclass(frozen=True)
class Round:
    """A territory, the people on the list, what is asked, who is in conflict, and how near each text is."""

    territory: Territory
    experts: tuple[Expert, ...]
    policy: Policy
    in_conflict: frozenset[str]
    seed: int  # of what the texts tell of each person, whoever else is on the list

    def evidence(self) -> Evidence:
        told = np.array([self._told(expert) for expert in self.experts]).reshape(len(self.experts), 2, len(Role))
        return Evidence(self._closeness(told[:, 0].T), told[:, 1].T, lambda seat, expert: ())

    def _told(self, expert: Expert) -> np.ndarray:
        """Meaning and words for each role; few different values, so that there are ties and unknowns."""
        place = int(expert.id.partition("@")[0])
        return np.random.default_rng([self.seed, place]).choice([np.nan, 0.0, 0.3, 0.6, 1.0], (2, len(Role)))

    def _closeness(self, value: np.ndarray) -> Closeness:
        nowhere = np.zeros(value.shape, dtype=np.int64)
        words = [[Quotation("Words", "support")]]
        return Closeness(
            value, nowhere, nowhere, value, np.zeros(value.shape), words * len(Role), words * len(self.experts)
        )

    def candidates(self) -> Candidates:
        seats = [Seat(self.territory, role) for role in self.territory.roles_wanted]
        fact = say("Works for the lead")
        found = tuple(Conflict(key, self.territory.id, Link.EMPLOYER, fact) for key in sorted(self.in_conflict))
        return candidates(seats, Roster(self.experts), self.policy, ConflictFindings(found, ()))

    def lists(self, top: int = 100) -> tuple[SeatList, ...]:
        field = self.candidates()
        return suggest(field, scored(field, self.evidence()), top)


rounds = st.builds(
    Round,
    territories,
    lists_of_experts,
    policies,
    st.frozensets(st.sampled_from(["0@list.example", "3@list.example"]), max_size=1),
    st.integers(0, 2**16),
)


def broken_rules(seat: Seat, expert: Expert, policy: Policy, in_conflict: frozenset[str]) -> set[Rule]:
    """The rules of the programme once more, said of one person as plainly as they are written."""
    territory = seat.territory
    active = expert.consent_process and expert.consent_share and expert.status is ExpertStatus.VALID
    excluded = {*policy.excluded_residence, *territory.excluded_residence.get(seat.role, ())}
    if policy.own_country is OwnCountry.HARD:
        excluded |= set(territory.countries)
    too_late = bool(territory.end and expert.available_from and expert.available_from > territory.end)
    too_early = bool(territory.start and expert.available_until and expert.available_until < territory.start)
    need = territory.must_languages.get(seat.role)
    broken = {
        Rule.ROLE: seat.role not in expert.roles,
        Rule.CONSENT: not active,
        Rule.CONFLICT_OF_INTEREST: expert.id in in_conflict,
        Rule.LANGUAGE: need is not None and not meets(need, expert.languages, policy.required_level).met,
        Rule.COUNTRY: expert.residence in excluded,
        Rule.AVAILABILITY: too_late or too_early or expert.days == 0,
        Rule.PRESENCE: bool(territory.on_site) and stays_away(expert, territory),
    }
    return {rule for rule, is_broken in broken.items() if is_broken}


def stays_away(expert: Expert, territory: Territory) -> bool:
    countries, home = set(territory.countries), expert.residence
    if expert.travel is Travel.ONLINE or not countries:
        return expert.travel is Travel.ONLINE
    if expert.travel is Travel.EU:
        return not countries & EU
    if home is None or expert.travel in {None, Travel.ANYWHERE}:
        return False
    reached = {home} if expert.travel is Travel.HOME else {home, *neighbours(home)}
    return not countries & reached


@rules_are_universal
@given(rounds)
def test_no_suggestion_breaks_a_hard_rule_and_every_broken_rule_is_told(given_round: Round) -> None:
    for found in given_round.lists():
        broken = {
            expert.id: broken_rules(found.seat, expert, given_round.policy, given_round.in_conflict)
            for expert in given_round.experts
        }
        assert {suggestion.expert for suggestion in found.suggestions} == {
            k for k, rules in broken.items() if not rules
        }
        assert {(refusal.expert, refusal.rule) for refusal in found.refusals} == {
            (key, rule) for key, rules in broken.items() for rule in rules if Rule.ROLE not in rules
        }
        assert found.eligible == len(found.suggestions)
        assert bool(found.diagnosis) is not bool(found.suggestions)


@rules_are_universal
@given(rounds)
def test_every_fact_fills_every_place_of_its_sentence(given_round: Round) -> None:
    for found in given_round.lists():
        reasons = [signal.reason for suggestion in found.suggestions for signal in suggestion.signals]
        flags = [flag for suggestion in found.suggestions for flag in suggestion.flags]
        for message in (*reasons, *flags, *found.diagnosis, *(refusal.fact for refusal in found.refusals)):
            message.text.format(**dict(message.arguments))  # KeyError where one is missing


@rules_are_universal
@given(rounds)
def test_a_score_is_the_sum_of_its_parts_and_falls_from_rank_to_rank(given_round: Round) -> None:
    for found in given_round.lists():
        for suggestion in found.suggestions:
            total = sum(
                one.weight * (one.value if one.value is not None else one.average or 0) for one in suggestion.signals
            )
            assert suggestion.score == pytest.approx(total, abs=5e-4)
            assert 0 <= suggestion.score <= 1
        scores = [suggestion.score for suggestion in found.suggestions]
        assert scores == sorted(scores, reverse=True)
        assert [suggestion.rank for suggestion in found.suggestions] == list(range(1, len(scores) + 1))


@rules_are_universal
@given(rounds)
def test_same_input_gives_the_same_list(given_round: Round) -> None:
    assert given_round.lists() == given_round.lists()


@rules_are_universal
@given(rounds, st.integers(1, 4))
def test_a_shorter_list_is_the_beginning_of_a_longer_one(given_round: Round, top: int) -> None:
    for short, long in zip(given_round.lists(top), given_round.lists(), strict=True):
        assert short == replace(long, suggestions=long.suggestions[:top])


@rules_are_universal
@given(rounds, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(given_round: Round, random: Random) -> None:
    shuffled = list(given_round.experts)
    random.shuffle(shuffled)
    for one, other in zip(given_round.lists(), replace(given_round, experts=tuple(shuffled)).lists(), strict=True):
        assert one.suggestions == other.suggestions
        assert set(one.refusals) == set(other.refusals)
        assert one.diagnosis == other.diagnosis


@rules_are_universal
@given(rounds)
def test_one_more_expert_never_makes_the_best_of_a_seat_worse(given_round: Round) -> None:
    """But for what is not known of somebody: it counts as the average of those at hand."""
    fewer = replace(given_round, experts=given_round.experts[:-1])
    for before, after in zip(fewer.lists(1), given_round.lists(1), strict=True):
        assert after.eligible >= before.eligible
        if all(part.value is not None for found in before.suggestions for part in found.signals):
            assert best(after) >= best(before)


def best(found: SeatList) -> float:
    return found.suggestions[0].score if found.suggestions else -1.0


@rules_are_universal
@given(rounds)
def test_asking_a_lower_level_never_lowers_the_number_of_eligible(given_round: Round) -> None:
    eligible = [
        replace(given_round, policy=replace(given_round.policy, required_level=level)).candidates().eligible
        for level in Level
    ]
    for lower, higher in pairwise(eligible):
        assert (lower | ~higher).all()  # whoever meets the higher level meets the lower


@rules_are_universal
@given(rounds)
def test_lifting_an_exclusion_never_lowers_the_number_of_eligible(given_round: Round) -> None:
    lifted = replace(given_round.policy, own_country=OwnCountry.OFF, excluded_residence=())
    strict, relaxed = given_round, replace(given_round, policy=lifted, in_conflict=frozenset())
    assert (relaxed.candidates().eligible | ~strict.candidates().eligible).all()


@rules_are_universal
@given(rounds, st.lists(st.sampled_from(["F", "M", "X", None]), min_size=8, max_size=8))
def test_gender_changes_nothing(given_round: Round, genders: list[str | None]) -> None:
    pairs = zip(given_round.experts, genders, strict=False)
    turned = replace(given_round, experts=tuple(replace(expert, gender=gender) for expert, gender in pairs))
    assert turned.lists() == given_round.lists()


def test_nationality_is_not_known_to_the_matcher() -> None:
    known = {each.name for each in (*fields(Expert), *fields(Territory), *fields(Seat))}
    assert not {name for name in known if "national" in name or "citizen" in name}


@rules_are_universal
@given(rounds)
def test_what_is_explained_of_somebody_is_what_the_list_says(given_round: Round) -> None:
    field, texts = given_round.candidates(), given_round.evidence()
    for row, found in enumerate(suggest(field, scored(field, texts), 100)):
        for suggestion in found.suggestions:
            told = explain(field, scored(field, texts), row, suggestion.expert)
            assert (told.suggestions, told.refusals, told.eligible) == ((suggestion,), (), found.eligible)


@rules_are_universal
@given(st.lists(st.sampled_from(SPEAKS), max_size=6), st.sampled_from(NEEDS[1:]), st.sampled_from(list(Level)))
def test_all_at_once_and_one_by_one_agree_on_who_meets_a_need(speaks: list[str], need: str, required: Level) -> None:
    roster = Roster(an_expert(f"{place}@list.example", speaks=each) for place, each in enumerate(speaks))
    asked = read_need(need)
    assert roster.languages.meet(asked, required).tolist() == [meets(asked, spoken(s), required).met for s in speaks]
