"""Answers that nobody understood: held where a rule turns on them, shown elsewhere, until somebody decides."""

from datetime import date

import pytest

from matcher.eligibility import RuleBook, judge, questions
from matcher.findings import ConflictFindings
from matcher.flags import FlagContext, flags_of
from matcher.languages import Level, SpokenLanguage
from matcher.messages import Quoted, Terms, Vocabulary, say
from matcher.model import Expert, Question, Role, Rule, Seat, Travel, Unread
from matcher.policy import Policy
from matcher.roster import Roster
from tests.matcher.factories import a_seat, a_territory, an_expert

NIGHTS = Unread("travel", "If I am home the same night")
CANTON = Unread("residence", "Canton X")
TRAVELS_HOW = Question(
    Rule.PRESENCE, say("The support is on site, and the answer about travel was not understood"), NIGHTS.words
)


def asked(expert: Expert, seat: Seat, policy: Policy | None = None) -> tuple[Question, ...]:
    """What is asked of somebody, who is held by it and refused by nothing."""
    rules = RuleBook.of(policy or Policy(), ConflictFindings((), ()), [])
    roster = Roster([an_expert("another@one.example"), expert])
    verdict = judge(seat, roster, rules)
    found = questions(verdict, roster, rules, 1)
    assert (bool(verdict.held[1]), bool(verdict.eligible[1])) == (bool(found), not found)
    return found


def test_travel_that_nobody_understood_holds_where_the_support_is_on_site() -> None:
    assert asked(an_expert(travel=None, unread=(NIGHTS,)), a_seat(on_site=True)) == (TRAVELS_HOW,)


def test_travel_that_is_not_stated_holds_nobody() -> None:
    assert asked(an_expert(travel=None), a_seat(on_site=True)) == ()


def test_it_holds_nobody_where_the_support_is_not_known_to_be_on_site() -> None:
    assert asked(an_expert(travel=None, unread=(NIGHTS,)), a_seat()) == ()
    assert asked(an_expert(travel=None, unread=(NIGHTS,)), a_seat(on_site=False)) == ()


def test_it_holds_on_the_role_that_is_on_site_alone() -> None:
    place = a_territory(on_site_of={Role.PRACTICAL: True})
    nobody_knows = an_expert(travel=None, unread=(NIGHTS,))
    assert [len(asked(nobody_knows, Seat(place, role))) for role in Role] == [role is Role.PRACTICAL for role in Role]


def test_what_was_entered_since_counts() -> None:
    assert asked(an_expert(travel=Travel.ANYWHERE, unread=(NIGHTS,)), a_seat(on_site=True)) == ()


def test_what_a_coordinator_decided_about_the_two_counts() -> None:
    policy = Policy(conflict_overrides={("ada@liiv.example", "valka"): "Asked her: she comes"})
    assert asked(an_expert(travel=None, unread=(NIGHTS,)), a_seat(on_site=True), policy) == ()


def test_a_residence_that_nobody_understood_holds_where_residents_are_excluded() -> None:
    lives_somewhere = an_expert(residence=None, unread=(CANTON,))
    reason = say("The country of residence decides, and the answer was not understood")
    assert asked(lives_somewhere, a_seat(excluded_residence={Role.STRATEGIC: ("LV",)})) == (
        Question(Rule.COUNTRY, reason, CANTON.words),
    )
    assert asked(lives_somewhere, a_seat()) == ()


def test_it_holds_whoever_travels_no_further_than_the_next_country() -> None:
    nearby = an_expert(residence=None, travel=Travel.NEIGHBOURS, unread=(CANTON,))
    assert [one.rule for one in asked(nearby, a_seat(on_site=True))] == [Rule.PRESENCE]


def test_elsewhere_the_words_are_shown() -> None:
    told = an_expert(travel=None, residence=None, unread=(NIGHTS, CANTON))
    flags = flags_of(a_seat(), told, FlagContext())
    assert flags == (
        say("Not understood what is said of travel: {words}", words=NIGHTS.words),
        say("Not understood where they live: {words}", words=CANTON.words),
    )


SPEAKS = (SpokenLanguage("nl"), SpokenLanguage("en", Level.C1))
READS = Unread("languages", "nur lesen", "nl")
HOW_WELL = Question(
    Rule.LANGUAGE,
    say("The seat rests on this language, and what is said of the level was not understood"),
    READS.words,
)


@pytest.mark.parametrize(("must", "held"), [("nl", True), ("nl and en", True), ("nl or en", False), ("en", False)])
def test_a_level_that_nobody_understood_holds_where_the_seat_rests_on_the_language(must: str, held: bool) -> None:
    expert = an_expert(languages=SPEAKS, unread=(READS,))
    assert asked(expert, a_seat(must=must)) == ((HOW_WELL,) if held else ())


def test_a_level_that_is_not_stated_is_flagged_and_one_that_was_entered_since_is_known() -> None:
    seat = a_seat(must="nl")
    unstated = say("Level not stated: {languages}", languages=Terms(Vocabulary.LANGUAGE, ("nl",)))
    assert unstated in flags_of(seat, an_expert(languages=SPEAKS), FlagContext())
    assert asked(an_expert(languages=(SpokenLanguage("nl", Level.C1),), unread=(READS,)), seat) == ()


@pytest.mark.parametrize("field", ["available_from", "available_until"])
def test_a_time_that_nobody_understood_holds_where_the_support_has_its_time(field: str) -> None:
    told = an_expert(**{field: None}, unread=(Unread(field, "except in August"),))
    open_ended, timed = a_seat(), Seat(a_territory(start=date(2026, 9, 1), end=date(2027, 6, 30)), Role.STRATEGIC)
    fact = say("The support has its time, and the answer about when they are free was not understood")
    assert asked(told, timed) == (Question(Rule.AVAILABILITY, fact, "except in August"),)
    assert asked(told, open_ended) == ()
    said = say("Not understood when they are free: {words}", words=Quoted.of("except in August"))
    assert said in flags_of(open_ended, told, FlagContext())


@pytest.mark.parametrize(("words", "held"), [("ninguno este año", True), ("20 in 2026, 10 in 2027", False)])
def test_days_that_nobody_understood_hold_where_they_may_be_none(words: str, held: bool) -> None:
    expert = an_expert(days=None, unread=(Unread("days", words),))
    fact = say("Whether they have a day at all decides, and the answer was not understood")
    assert asked(expert, a_seat()) == ((Question(Rule.AVAILABILITY, fact, words),) if held else ())
    said = say("Not understood how many days they have: {words}", words=Quoted.of(words))
    assert said in flags_of(a_seat(), expert, FlagContext())
