"""Answers that nobody understood: held where a rule turns on them, shown elsewhere, until somebody decides."""

from matcher.eligibility import RuleBook, judge, questions
from matcher.findings import ConflictFindings
from matcher.flags import FlagContext, flags_of
from matcher.messages import say
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
