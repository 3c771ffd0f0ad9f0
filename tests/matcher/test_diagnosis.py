"""Why a seat has nobody: what each rule costs, and what one change would help."""

from typing import Any

import pytest

from matcher.diagnosis import at_level, diagnose, refused_only_by
from matcher.eligibility import RuleBook, judge
from matcher.languages import Level, read_need, write_need
from matcher.messages import Message, Term, Vocabulary, say
from matcher.model import Expert, Role, Rule, Seat, Travel
from matcher.policy import OwnCountry, Policy
from matcher.roster import Roster
from tests.matcher.factories import a_seat, an_expert


def diagnosed(seat: Seat, *stated: dict[str, Any], policy: Policy | None = None) -> tuple[Message, ...]:
    roster, rules = Roster(people(*stated)), RuleBook(policy or Policy())
    return diagnose(judge(seat, roster, rules), roster, rules)


def people(*stated: dict[str, Any]) -> list[Expert]:
    return [an_expert(f"{number}@list.example", **each) for number, each in enumerate(stated)]


def offered(count: int) -> Message:
    return say("Nobody may be suggested, though {people} offered the role", people=count)


def cost(rule: Rule, count: int) -> Message:
    return say("The rule {rule} refuses {people} of them", rule=Term(Vocabulary.RULE, rule), people=count)


def without(rule: Rule, count: int) -> Message:
    return say("Without the rule {rule}, {people} could be suggested", rule=Term(Vocabulary.RULE, rule), people=count)


def lowered(need: str, level: Level, count: int, required: Level = Level.B2) -> Message:
    return say(
        "With {need} at {level} instead of {required}, {people} could be suggested",
        need=Term(Vocabulary.LANGUAGE_NEED, need),
        level=Term(Vocabulary.LEVEL, level),
        required=Term(Vocabulary.LEVEL, required),
        people=count,
    )


def one_less(language: str, count: int) -> Message:
    return say(
        "Without asking for {language} as well, {people} could be suggested; two people could share the seat",
        language=Term(Vocabulary.LANGUAGE_NEED, language),
        people=count,
    )


NO_CHANGE_HELPS = say("No single change of a rule would help: recruit somebody new")


def test_seat_that_somebody_may_take_needs_no_diagnosis() -> None:
    assert diagnosed(a_seat(must="lv"), {"speaks": "lv:C1"}, {"speaks": "en:C1"}) == ()


@pytest.mark.parametrize("stated", [(), ({"roles": [Role.PRACTICAL]},)])
def test_role_that_nobody_offers_asks_for_recruiting(stated: tuple[dict[str, Any], ...]) -> None:
    role = Term(Vocabulary.ROLE, Role.STRATEGIC)
    expected = (say("Nobody on the list offers {role}: recruit for this role", role=role),)
    assert diagnosed(a_seat(), *stated) == expected


def test_rules_are_told_by_what_they_cost_the_dearest_first() -> None:
    found = diagnosed(
        a_seat(must="lv"),
        {"days": 0, "consent_share": False},
        {"days": 0, "consent_share": False},
        {"days": 0},
        {"roles": [Role.PRACTICAL], "days": 0},  # did not offer the role
    )
    assert found == (
        offered(3),
        cost(Rule.AVAILABILITY, 3),
        cost(Rule.LANGUAGE, 3),
        cost(Rule.CONSENT, 2),
        NO_CHANGE_HELPS,
    )


@pytest.mark.parametrize(
    ("rule", "stated"),
    [
        (Rule.AVAILABILITY, {"days": 0}),
        (Rule.PRESENCE, {"travel": Travel.ONLINE}),
        (Rule.COUNTRY, {"residence": "LV"}),
    ],
)
def test_rule_that_alone_refuses_somebody_is_proposed_for_a_change(rule: Rule, stated: dict[str, Any]) -> None:
    found = diagnosed(a_seat(on_site=True), stated, policy=Policy(own_country=OwnCountry.HARD))
    assert found == (offered(1), cost(rule, 1), without(rule, 1))


def test_consent_is_nobodys_to_relax() -> None:
    assert diagnosed(a_seat(), {"consent_share": False}) == (offered(1), cost(Rule.CONSENT, 1), NO_CHANGE_HELPS)


def test_highest_lower_level_that_helps_is_proposed() -> None:
    found = diagnosed(a_seat(must="lv"), {"speaks": "lv:A2"}, {"speaks": "lv:B1"}, {"speaks": "lv:B1"})
    assert found == (offered(3), cost(Rule.LANGUAGE, 3), lowered("lv", Level.B1, 2))


@pytest.mark.parametrize(
    ("must", "speaks", "level", "asked"),
    [
        ("lv@C1", "lv:B2", Level.B2, Level.C1),
        ("lv@A2", "lv:A1", Level.A1, Level.A2),
        ("en and lv@C1", "en:B2, lv:B2", Level.B2, Level.C1),
        ("en@C2 and lv", "en:C1, lv:B2", Level.C1, Level.C2),  # Latvian is asked at B2 all the while
    ],
)
def test_lower_level_is_told_beside_the_level_that_the_territory_states(
    must: str, speaks: str, level: Level, asked: Level
) -> None:
    assert diagnosed(a_seat(must=must), {"speaks": speaks})[2] == lowered(must, level, 1, asked)


def test_lower_level_is_not_proposed_where_nobody_speaks_the_language() -> None:
    assert diagnosed(a_seat(must="lv"), {}) == (offered(1), cost(Rule.LANGUAGE, 1))


def test_lower_level_counts_only_those_whom_nothing_else_refuses() -> None:
    found = diagnosed(a_seat(must="lv"), {"speaks": "lv:B1", "days": 0}, {"speaks": "lv:A1"})
    assert found[-1] == lowered("lv", Level.A1, 1)


def test_two_people_are_proposed_where_nobody_meets_both_languages() -> None:
    found = diagnosed(a_seat(must="en and lv"), {"speaks": "en:C1"}, {"speaks": "en:C1"}, {"speaks": "lv:native"})
    assert found == (offered(3), cost(Rule.LANGUAGE, 3), one_less("en", 1), one_less("lv", 2))


def test_lower_level_and_one_language_less_are_both_proposed() -> None:
    found = diagnosed(a_seat(must="en and (lv or et)"), {"speaks": "en:C1, et:B1"})
    assert found[2:] == (lowered("en and (lv or et)", Level.B1, 1), one_less("lv or et", 1))


@pytest.mark.parametrize(
    ("need", "level", "expected"),
    [
        ("lv", Level.B1, "lv"),
        ("lv@C1", Level.B1, "lv@B1"),
        ("lv@A2", Level.B1, "lv@A2"),
        ("en@C2 and (lv or et@A1)", Level.A2, "en@A2 and (lv or et@A1)"),
    ],
)
def test_a_need_at_a_level_keeps_what_asks_less(need: str, level: Level, expected: str) -> None:
    assert write_need(at_level(read_need(need), level)) == expected


def test_refused_only_by_one_rule_leaves_out_whom_another_refuses() -> None:
    roster = Roster(people({"days": 0}, {"days": 0, "speaks": "en:A1"}, {"roles": [], "days": 0}, {}))
    verdict = judge(a_seat(must="en"), roster, RuleBook())
    assert refused_only_by(verdict, Rule.AVAILABILITY).tolist() == [True, False, False, False]
    assert refused_only_by(verdict, Rule.ROLE).tolist() == [False, False, False, False]
