"""Flags: what a coordinator should know of somebody who may be suggested, and what nobody knows."""

from datetime import date
from typing import Any

import pytest

from matcher.flags import FlagContext, flags_of
from matcher.messages import Message, Quoted, Term, Terms, Vocabulary, say
from matcher.model import Expert, Role, Seat, Travel
from matcher.policy import OwnCountry, Policy
from tests.matcher.factories import a_seat, an_expert

ADA = "ada@liiv.example"


def flags(expert: Expert, seat: Seat, policy: Policy | None = None, **context: Any) -> tuple[Message, ...]:
    return flags_of(seat, expert, FlagContext(policy or Policy(), **context))


def test_unremarkable_expert_raises_no_flag() -> None:
    assert flags(an_expert(), a_seat()) == ()


def test_overridden_conflict_is_shown_with_its_reason() -> None:
    policy = Policy(conflict_overrides={(ADA, "valka"): "The project ended in 2019"})
    text = "Conflict of interest overridden by a coordinator: {reason}"
    assert flags(an_expert(), a_seat(), policy) == (say(text, reason="The project ended in 2019"),)
    assert flags(an_expert(), a_seat(key="elsewhere"), policy) == ()


def test_doubts_about_a_conflict_are_shown_where_they_belong() -> None:
    doubts = {("valka", ADA): (say("Declares a past link"), say("Named alike"))}
    assert flags(an_expert(), a_seat(), doubts=doubts) == (say("Declares a past link"), say("Named alike"))
    assert flags(an_expert(), a_seat(key="elsewhere"), doubts=doubts) == ()


@pytest.mark.parametrize(
    ("must", "speaks", "unstated"),
    [
        ("lv", "lv", ("lv",)),
        ("lv", "lv:B2", ()),
        ("lv and et", "lv, et", ("lv", "et")),
        ("lv and et", "lv:C1, et", ("et",)),
        ("lv or et", "lv, et:B2", ()),  # Estonian settles it
        ("bs", "sr", ("sr",)),  # in the person's own word
        ("", "lv", ()),
        ("lv", "en", ()),  # refused, not flagged
    ],
)
def test_language_that_meets_a_need_without_a_level_is_flagged(
    must: str, speaks: str, unstated: tuple[str, ...]
) -> None:
    expected = (say("Level not stated: {languages}", languages=Terms(Vocabulary.LANGUAGE, unstated)),)
    assert flags(an_expert(speaks=speaks), a_seat(must=must)) == (expected if unstated else ())


def test_days_not_stated_are_flagged() -> None:
    assert flags(an_expert(days=None), a_seat()) == (say("Days available not stated"),)


@pytest.mark.parametrize(("days", "asked", "few"), [(5, 6, True), (6, 6, False), (5, None, False)])
def test_fewer_days_than_asked_are_flagged(days: int, asked: int | None, few: bool) -> None:
    seat = a_seat(days={} if asked is None else {Role.STRATEGIC: asked})
    expected = (say("Few days left: {days} available, {asked} asked", days=days, asked=asked or 0),)
    assert flags(an_expert(days=days), seat) == (expected if few else ())


def test_expert_who_is_free_after_the_start_only_is_flagged() -> None:
    seat = a_seat(start=date(2027, 3, 1), end=date(2027, 9, 1))
    text = "Free from {free} only; the support starts on {start}"
    expected = (say(text, free=date(2027, 4, 1), start=date(2027, 3, 1)),)
    assert flags(an_expert(available_from=date(2027, 4, 1)), seat) == expected
    assert flags(an_expert(available_from=date(2027, 3, 1)), seat) == ()


@pytest.mark.parametrize(("on_site", "flagged"), [(True, True), (None, True), (False, False)])
def test_travel_that_is_not_stated_is_flagged_unless_all_is_online(on_site: bool | None, flagged: bool) -> None:
    expected = (say("Willingness to travel not stated"),) if flagged else ()
    assert flags(an_expert(travel=None), a_seat(on_site=on_site)) == expected


@pytest.mark.parametrize(
    ("travel", "on_site", "flagged"),
    [
        (Travel.ONLINE, None, True),
        (Travel.HOME, None, True),  # lives in Finland
        (Travel.EU, None, False),
        (Travel.ONLINE, False, False),
        (Travel.ONLINE, True, False),  # refused, not flagged
    ],
)
def test_somebody_who_cannot_come_is_flagged_where_presence_is_unknown(
    travel: Travel, on_site: bool | None, flagged: bool
) -> None:
    text = "Says of travel: {travel}; the application does not say whether somebody must be on site"
    expected = (say(text, travel=Term(Vocabulary.TRAVEL, travel)),) if flagged else ()
    assert flags(an_expert(travel=travel), a_seat(on_site=on_site)) == expected


def test_residence_that_is_not_stated_is_flagged() -> None:
    assert flags(an_expert(residence=None), a_seat()) == (say("Country of residence not stated"),)


@pytest.mark.parametrize(
    ("own_country", "flagged"), [(OwnCountry.SOFT, True), (OwnCountry.OFF, False), (OwnCountry.HARD, False)]
)
def test_resident_of_one_side_is_flagged_where_that_is_soft(own_country: OwnCountry, flagged: bool) -> None:
    text = "Lives on one side of the border: {country}"
    expected = (say(text, country=Term(Vocabulary.COUNTRY, "LV")),) if flagged else ()
    assert flags(an_expert(residence="LV"), a_seat(), Policy(own_country=own_country)) == expected


def test_role_that_no_stage_bears_out_is_flagged_with_both_sides() -> None:
    expected = say(
        "Offers {role}, yet the stages named lean elsewhere: {stages}",
        role=Term(Vocabulary.ROLE, Role.STRATEGIC),
        stages=Terms(Vocabulary.STAGE, ("S6", "S7")),
    )
    assert flags(an_expert(stages=("S6", "S7")), a_seat()) == (expected,)
    assert flags(an_expert(stages=("S6", "S3")), a_seat()) == ()


def test_short_profile_is_flagged_with_its_length() -> None:
    text = "Short profile ({words} words): nearness is uncertain"
    expert = an_expert(summary="Twelve years in Latgale", assignments=("A small fund",))
    assert flags(expert, a_seat()) == (say(text, words=7),)
    assert flags(an_expert(summary="word " * 24), a_seat()) == (say(text, words=24),)
    assert flags(an_expert(summary="word " * 20, assignments=("five more words than that",)), a_seat()) == ()


def test_profile_in_a_language_that_the_text_model_does_not_read_is_flagged() -> None:
    text = "The profile is in {language}, which the text model does not read: nearness is uncertain"
    assert flags(an_expert(), a_seat(), unread={ADA: "uk"}) == (say(text, language=Term(Vocabulary.LANGUAGE, "uk")),)
    assert flags(an_expert(), a_seat(), unread={"bea@list.example": "uk"}) == ()


def test_flags_come_weightiest_first() -> None:
    expert = an_expert(speaks="lv", days=None, travel=None, residence=None, summary="", stages=("S6",))
    doubts = {("valka", ADA): (say("Named alike"),)}
    assert [flag.text.split()[0] for flag in flags(expert, a_seat(must="lv"), doubts=doubts)] == [
        "Named",
        "Level",
        "Days",
        "Willingness",
        "Country",
        "Offers",
        "Short",
    ]


def test_a_limit_named_in_a_remark_is_shown_in_its_words() -> None:
    limited = an_expert(remarks=("Not in summer",))
    text = "Says in a remark, which no rule reads: {words}"
    assert flags(limited, a_seat()) == (say(text, words=Quoted.of("Not in summer")),)
