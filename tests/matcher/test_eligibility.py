"""The hard rules: who may be suggested for a seat at all, and the fact that every refusal quotes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matcher.eligibility import RULES, RuleBook, judge, questions, refusals, spoken_terms
from matcher.findings import Conflict, ConflictFindings, Link
from matcher.languages import Level
from matcher.messages import Term, Terms, Vocabulary, say
from matcher.model import Expert, ExpertStatus, ReadingOf, Refusal, Role, Rule, Seat, TerritoryReading, Travel
from matcher.policy import OwnCountry, Policy
from matcher.roster import Roster
from tests.matcher.factories import a_seat, an_expert

ADA = "ada@liiv.example"
MARRIED = say("A coordinator entered a conflict of interest: {reason}", reason="Married to the mayor")
SPRING = {"start": date(2027, 3, 1), "end": date(2027, 5, 31)}


def refused(expert: Expert, seat: Seat, policy: Policy | None = None, *conflicts: Conflict) -> tuple[Refusal, ...]:
    rules = RuleBook.of(policy or Policy(), ConflictFindings(tuple(conflicts), ()), [])
    roster = Roster([an_expert("another@one.example"), expert])
    verdict = judge(seat, roster, rules)
    found = refusals(verdict, roster, rules, [1])
    assert bool(verdict.eligible[1]) is not bool(found)
    return found


def only(rule: Rule, text: str, **arguments: Any) -> tuple[Refusal, ...]:
    return (Refusal(ADA, rule, say(text, **arguments)),)


def countries(*codes: str) -> Terms:
    return Terms(Vocabulary.COUNTRY, codes)


def country(code: str) -> Term:
    return Term(Vocabulary.COUNTRY, code)


def test_expert_whom_no_rule_concerns_is_eligible() -> None:
    assert refused(an_expert(), a_seat()) == ()


def test_every_rule_but_capacity_is_asked_of_a_single_seat() -> None:
    assert {rule.name for rule in RULES} == set(Rule) - {Rule.CAPACITY}


# Conflict of interest


def test_expert_in_conflict_is_refused_with_the_fact_that_was_found() -> None:
    conflict = Conflict(ADA, "valka", Link.COORDINATOR, MARRIED)
    assert refused(an_expert(), a_seat(), None, conflict) == (Refusal(ADA, Rule.CONFLICT_OF_INTEREST, MARRIED),)


def test_conflict_refuses_on_every_role_of_its_territory_and_nowhere_else() -> None:
    conflict = Conflict(ADA, "valka", Link.COORDINATOR, MARRIED)
    assert all(refused(an_expert(), a_seat(role), None, conflict) for role in Role)
    assert refused(an_expert(), a_seat(key="elsewhere"), None, conflict) == ()


def test_conflict_of_somebody_who_is_not_on_the_list_refuses_nobody() -> None:
    assert refused(an_expert(), a_seat(), None, Conflict("gone@one.example", "valka", Link.DECLARED, MARRIED)) == ()


def test_first_of_several_conflicts_is_the_one_that_is_quoted() -> None:
    other = Conflict(ADA, "valka", Link.EMPLOYER, say("Works for the lead"))
    found = refused(an_expert(), a_seat(), None, Conflict(ADA, "valka", Link.COORDINATOR, MARRIED), other)
    assert [refusal.fact for refusal in found] == [MARRIED]


def test_overridden_conflict_refuses_no_longer_on_that_territory_alone() -> None:
    policy = Policy(conflict_overrides={(ADA, "valka"): "The project ended"})
    conflicts = [Conflict(ADA, key, Link.DECLARED, MARRIED) for key in ("valka", "elsewhere")]
    assert refused(an_expert(), a_seat(), policy, *conflicts) == ()
    assert refused(an_expert(), a_seat(key="elsewhere"), policy, *conflicts) != ()


# Language


def test_expert_without_the_working_language_is_refused() -> None:
    assert refused(an_expert(speaks="en:C1, ru"), a_seat(must="lv")) == only(
        Rule.LANGUAGE,
        "The seat asks for {need} at {level} or better; the profile states {stated}",
        need=Term(Vocabulary.LANGUAGE_NEED, "lv"),
        level=Term(Vocabulary.LEVEL, Level.B2),
        stated=Terms(Vocabulary.SPOKEN, ("en:C1", "ru:")),
    )


def test_expert_who_states_no_language_lacks_every_one() -> None:
    (refusal,) = refused(an_expert(speaks=""), a_seat(must="en"))
    assert refusal.fact.arguments[-1] == ("stated", Terms(Vocabulary.SPOKEN, ()))


@pytest.mark.parametrize(
    ("must", "speaks", "passes"),
    [
        ("lv", "lv:B2", True),
        ("lv", "lv:B1", False),
        ("lv", "lv:native", True),
        ("lv", "lv", True),  # no level is stated: a flag, no refusal
        ("en and lv", "en:C1, lv:B2", True),
        ("en and lv", "en:C1", False),
        ("lv or et", "et:C2", True),
        ("lv or et", "fi:C2", False),
        ("en and (lv or et)", "en:B2, et:B2", True),
        ("en and (lv or et)", "lv:C2, et:C2", False),
        ("lv@C1", "lv:B2", False),
        ("lv@B1", "lv:B1", True),
        ("bs", "sr:C1", True),
        ("cnr", "hr:native", True),
        ("hr", "sl:native", False),
        ("sr and en", "bs, en:B2", True),
    ],
)
def test_must_languages_are_asked_at_b2_with_and_and_or(must: str, speaks: str, passes: bool) -> None:
    assert (refused(an_expert(speaks=speaks), a_seat(must=must)) == ()) is passes


def test_a_must_language_of_one_role_is_not_asked_of_another() -> None:
    needs = {Role.PRACTICAL: "lv"}
    assert [rule.rule for rule in refused(an_expert(), a_seat(Role.PRACTICAL, must=needs))] == [Rule.LANGUAGE]
    assert refused(an_expert(), a_seat(Role.STRATEGIC, must=needs)) == ()


def test_the_level_that_a_round_requires_is_asked_and_quoted() -> None:
    expert, seat, policy = an_expert(speaks="lv:B2"), a_seat(must="lv"), Policy(required_level=Level.C1)
    (refusal,) = refused(expert, seat, policy)
    assert dict(refusal.fact.arguments)["level"] == Term(Vocabulary.LEVEL, Level.C1)


def test_a_declared_name_of_a_language_is_never_rewritten() -> None:
    assert spoken_terms(an_expert(speaks="cnr:C1, sr")) == Terms(Vocabulary.SPOKEN, ("cnr:C1", "sr:"))


# Country


def lives_in(code: str, *excluded: str) -> tuple[Refusal, ...]:
    text = "Lives in {country}; residents of {excluded} are excluded from this seat"
    return only(Rule.COUNTRY, text, country=country(code), excluded=countries(*excluded))


def test_resident_of_a_country_that_the_territory_excludes_is_refused() -> None:
    seat = a_seat(excluded_residence={Role.STRATEGIC: ("SE", "FI")})
    assert refused(an_expert(residence="FI"), seat) == lives_in("FI", "SE", "FI")


def test_exclusion_by_a_territory_holds_for_its_role_alone() -> None:
    assert refused(an_expert(residence="FI"), a_seat(excluded_residence={Role.PRACTICAL: ("FI",)})) == ()


def test_resident_of_a_country_that_the_round_excludes_is_refused() -> None:
    policy = Policy(excluded_residence=("FI",))
    assert refused(an_expert(residence="FI"), a_seat(), policy) == lives_in("FI", "FI")


def test_resident_of_the_territory_is_refused_where_its_own_countries_are_excluded() -> None:
    policy = Policy(own_country=OwnCountry.HARD)
    assert refused(an_expert(residence="LV"), a_seat(), policy) == lives_in("LV", "LV", "EE")
    assert refused(an_expert(residence="FI"), a_seat(), policy) == ()


@pytest.mark.parametrize("own_country", [OwnCountry.SOFT, OwnCountry.OFF])
def test_resident_of_the_territory_passes_where_that_is_a_flag_or_nothing(own_country: OwnCountry) -> None:
    assert refused(an_expert(residence="LV"), a_seat(), Policy(own_country=own_country)) == ()


def test_own_country_is_a_flag_unless_a_round_says_otherwise() -> None:
    assert Policy().own_country is OwnCountry.SOFT


def test_every_exclusion_is_quoted_once() -> None:
    policy = Policy(own_country=OwnCountry.HARD, excluded_residence=("LV", "CH"))
    seat = a_seat(excluded_residence={Role.STRATEGIC: ("CH",)})
    assert refused(an_expert(residence="CH"), seat, policy) == lives_in("CH", "CH", "LV", "EE")


def test_expert_whose_residence_is_not_known_is_not_refused_for_it() -> None:
    assert refused(an_expert(residence=None), a_seat(), Policy(own_country=OwnCountry.HARD)) == ()


def test_residence_is_neither_the_language_spoken_nor_the_countries_worked_in() -> None:
    expert = an_expert(residence="FI", speaks="lv:native", countries_worked=("LV", "EE"))
    assert refused(expert, a_seat(), Policy(own_country=OwnCountry.HARD)) == ()


# Consent


@pytest.mark.parametrize(
    ("stated", "fact"),
    [
        ({"consent_process": False}, "Has not agreed to the processing of the profile"),
        (
            {"consent_share": False},
            "Has not agreed that the profile is shared with the Commission and the pilots",
        ),
        ({"status": ExpertStatus.WITHDRAWN}, "Has withdrawn from the list of experts"),
        ({"status": ExpertStatus.INACTIVE}, "Is not active on the list of experts"),
        ({"status": ExpertStatus.INCOMPLETE}, "Is not active on the list of experts"),
        ({"consent_process": False, "consent_share": False}, "Has not agreed to the processing of the profile"),
    ],
)
def test_expert_without_consent_or_not_active_is_refused(stated: dict[str, Any], fact: str) -> None:
    assert refused(an_expert(**stated), a_seat()) == only(Rule.CONSENT, fact)


def test_no_override_of_a_conflict_stands_for_a_consent() -> None:
    policy = Policy(conflict_overrides={(ADA, "valka"): "We know each other"})
    assert [refusal.rule for refusal in refused(an_expert(consent_share=False), a_seat(), policy)] == [Rule.CONSENT]


# Availability


def test_expert_who_is_free_after_the_end_only_is_refused() -> None:
    expert = an_expert(available_from=date(2027, 6, 1))
    text = "Is free from {free}; the support ends on {end}"
    expected = only(Rule.AVAILABILITY, text, free=date(2027, 6, 1), end=date(2027, 5, 31))
    assert refused(expert, a_seat(**SPRING)) == expected


def test_expert_who_is_free_until_before_the_start_is_refused() -> None:
    expert = an_expert(available_until=date(2027, 2, 28))
    text = "Is free until {free}; the support starts on {start}"
    expected = only(Rule.AVAILABILITY, text, free=date(2027, 2, 28), start=date(2027, 3, 1))
    assert refused(expert, a_seat(**SPRING)) == expected


@pytest.mark.parametrize(
    "window",
    [
        {},
        {"available_from": date(2027, 5, 31)},  # the last day of the support
        {"available_until": date(2027, 3, 1)},  # its first
        {"available_from": date(2027, 4, 1), "available_until": date(2027, 4, 2)},
    ],
)
def test_windows_that_share_a_day_overlap(window: dict[str, date]) -> None:
    assert refused(an_expert(**window), a_seat(**SPRING)) == ()


def test_dates_are_compared_with_nothing_where_the_application_has_none() -> None:
    window = {"available_from": date(2030, 1, 1), "available_until": date(2030, 1, 2)}
    assert refused(an_expert(**window), a_seat()) == ()


def test_expert_with_no_day_left_is_refused() -> None:
    assert refused(an_expert(days=0), a_seat()) == only(Rule.AVAILABILITY, "States 0 days available")


@pytest.mark.parametrize("days", [None, 1])
def test_too_few_days_and_days_not_stated_refuse_nobody(days: int | None) -> None:
    assert refused(an_expert(days=days), a_seat(days={Role.STRATEGIC: 20})) == ()


def test_window_is_quoted_rather_than_the_days() -> None:
    (refusal,) = refused(an_expert(days=0, available_from=date(2027, 6, 1)), a_seat(**SPRING))
    assert refusal.fact.text == "Is free from {free}; the support ends on {end}"


# Presence


def test_expert_who_works_online_only_is_refused_on_site() -> None:
    assert refused(an_expert(travel=Travel.ONLINE), a_seat(on_site=True)) == only(
        Rule.PRESENCE,
        "The support is on site in {countries}; the profile says of travel: {travel}, residence {residence}",
        countries=countries("LV", "EE"),
        travel=Term(Vocabulary.TRAVEL, "online"),
        residence=country("FI"),
    )


@pytest.mark.parametrize(
    ("travel", "residence", "passes"),
    [
        (Travel.HOME, "LV", True),
        (Travel.HOME, "LT", False),
        (Travel.NEIGHBOURS, "LT", True),
        (Travel.NEIGHBOURS, "PL", False),
        (Travel.EU, "NO", True),
        (None, "FI", True),
        (Travel.HOME, None, True),
    ],
)
def test_on_site_somebody_must_be_able_to_come(travel: Travel | None, residence: str | None, passes: bool) -> None:
    assert (refused(an_expert(travel=travel, residence=residence), a_seat(on_site=True)) == ()) is passes


@pytest.mark.parametrize("on_site", [None, False])
def test_a_form_that_does_not_say_on_site_refuses_nobody_for_travel(on_site: bool | None) -> None:
    assert refused(an_expert(travel=Travel.ONLINE), a_seat(on_site=on_site)) == ()


# Role


def test_expert_who_did_not_offer_the_role_is_refused() -> None:
    assert refused(an_expert(roles=[Role.PRACTICAL, Role.METHODOLOGICAL]), a_seat(Role.STRATEGIC)) == only(
        Rule.ROLE,
        "Offers {offered}, not {role}",
        offered=Terms(Vocabulary.ROLE, (Role.PRACTICAL, Role.METHODOLOGICAL)),
        role=Term(Vocabulary.ROLE, Role.STRATEGIC),
    )


# All together


def test_every_broken_rule_is_told_in_one_order() -> None:
    expert = an_expert(
        speaks="fi:C1", roles=[], residence="LV", travel=Travel.ONLINE, days=0, status=ExpertStatus.INACTIVE
    )
    conflict = Conflict(ADA, "valka", Link.COORDINATOR, MARRIED)
    seat, policy = a_seat(must="en", on_site=True), Policy(own_country=OwnCountry.HARD)
    assert [refusal.rule for refusal in refused(expert, seat, policy, conflict)] == [
        Rule.ROLE,
        Rule.CONSENT,
        Rule.CONFLICT_OF_INTEREST,
        Rule.LANGUAGE,
        Rule.COUNTRY,
        Rule.AVAILABILITY,
        Rule.PRESENCE,
    ]


def test_every_fact_fills_every_place_of_its_sentence() -> None:
    expert = an_expert(speaks="", roles=[], residence="LV", travel=Travel.HOME, days=0, consent_share=False)
    seat, policy = a_seat(must="en", countries=("LV",), on_site=True), Policy(excluded_residence=("LV",))
    facts = [refusal.fact for refusal in refused(expert, seat, policy)]
    assert all(fact.text.format(**dict(fact.arguments)) for fact in facts)


def test_judging_an_empty_list_refuses_nobody() -> None:
    verdict = judge(a_seat(must="en", on_site=True, **SPRING), Roster([]), RuleBook())
    assert verdict.eligible.tolist() == []
    assert verdict.offered.tolist() == []


def test_a_reading_that_nobody_has_confirmed_holds_and_refuses_nobody() -> None:
    reading = TerritoryReading(ReadingOf.MUST_LANGUAGES, Role.STRATEGIC, "lv", "Latvian, perhaps", certain=False)
    seat = a_seat(must={Role.STRATEGIC: "lv"}, readings=(reading,))
    roster = Roster([an_expert("a@a.example", speaks="en:C1"), an_expert("b@b.example", speaks="lv:C1")])
    verdict = judge(seat, roster, RuleBook())
    assert (verdict.held.tolist(), verdict.eligible.tolist()) == ([True, False], [False, True])
    (asked,) = questions(verdict, roster, RuleBook(), 0)
    assert (asked.rule, asked.territory_words) == (Rule.LANGUAGE, "Latvian, perhaps")
    confirmed = replace(seat.territory, readings=(replace(reading, confirmed=True),))
    settled = judge(Seat(confirmed, Role.STRATEGIC), roster, RuleBook())
    assert (settled.held.tolist(), settled.eligible.tolist()) == ([False, False], [False, True])
