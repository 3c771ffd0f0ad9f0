"""The experts as columns."""

from datetime import date

import pytest

from matcher.languages import Level, read_need
from matcher.model import ExpertStatus, Role, Travel
from matcher.roster import CodeColumns, Roster
from tests.matcher.factories import an_expert


def test_two_people_cannot_share_a_key() -> None:
    with pytest.raises(ValueError, match="two experts share a key"):
        Roster([an_expert("a@a.example"), an_expert("a@a.example", name="Another")])


def test_people_are_found_by_their_key_in_the_order_given() -> None:
    roster = Roster([an_expert("b@b.example"), an_expert("a@a.example")])
    assert (len(roster), roster.place) == (2, {"b@b.example": 0, "a@a.example": 1})
    assert roster.none().tolist() == [False, False]


def test_lots_are_a_permutation_that_belongs_to_the_keys() -> None:
    keys = [f"{number}@list.example" for number in range(20)]
    one, other = Roster(map(an_expert, keys)), Roster(map(an_expert, reversed(keys)))
    assert sorted(one.lot.tolist()) == list(range(20))
    assert one.lot.tolist() == other.lot.tolist()[::-1]
    assert Roster(map(an_expert, keys), seed=1).lot.tolist() != one.lot.tolist()


def test_lots_of_two_people_do_not_turn_when_somebody_joins() -> None:
    keys = [f"{number}@list.example" for number in range(20)]
    few, many = Roster(map(an_expert, keys[:10])), Roster(map(an_expert, keys))
    assert sorted(keys[:10], key=lambda key: few.lot[few.place[key]]) == sorted(
        keys[:10], key=lambda key: many.lot[many.place[key]]
    )


def test_codes_are_counted_once_a_person() -> None:
    columns = CodeColumns([("S1", "S2", "S1"), (), ("S2",)])
    assert columns.size.tolist() == [2, 0, 1]
    assert columns.has("S2").tolist() == [True, False, True]
    assert columns.has("S9").tolist() == [False, False, False]
    assert columns.shared(["S1", "S2", "S2", "S9"]).tolist() == [2, 0, 1]
    assert columns.shared([]).tolist() == [0, 0, 0]


def test_best_level_of_a_language_that_is_stated_twice_counts() -> None:
    roster = Roster([an_expert(speaks="lv:A2, lv:C1"), an_expert("b@b.example", speaks="lv:A2, lv")])
    assert roster.languages.speaks("lv", Level.B2).tolist() == [True, False]
    assert roster.languages.speaks("lv", Level.A1).tolist() == [True, True]


def test_language_that_nobody_speaks_is_met_by_nobody() -> None:
    assert Roster([an_expert()]).languages.meet(read_need("lv or (et and fi)"), Level.A1).tolist() == [False]


def test_countries_known_are_those_lived_and_worked_in() -> None:
    roster = Roster(
        [an_expert(residence="LV", countries_worked=("EE", "LV")), an_expert("b@b.example", residence=None)]
    )
    assert roster.countries.size.tolist() == [2, 0]
    assert roster.lives_in(["LV", "EE"]).tolist() == [True, False]
    assert roster.lives_in(["EE"]).tolist() == [False, False]


@pytest.mark.parametrize(
    ("stated", "shared"),
    [
        ({}, True),
        ({"consent_process": False}, False),
        ({"consent_share": False}, False),
        *(({"status": status}, status is ExpertStatus.VALID) for status in ExpertStatus),
    ],
)
def test_profile_may_be_shared_with_both_consents_and_while_valid(stated: dict[str, object], shared: bool) -> None:
    assert Roster([an_expert(**stated)]).may_be_shared.tolist() == [shared]


def test_dates_that_are_not_stated_are_no_bounds() -> None:
    roster = Roster([an_expert(), an_expert("b@b.example", available_from=date(2027, 1, 1), days=0)])
    assert roster.free_from.tolist() == [date.min.toordinal(), date(2027, 1, 1).toordinal()]
    assert roster.free_until.tolist() == [date.max.toordinal()] * 2
    assert roster.no_days.tolist() == [False, True]


def test_a_question_about_travel_is_put_once_for_those_who_do_not_differ() -> None:
    travels = [Travel.HOME, Travel.EU, Travel.HOME]
    roster = Roster([an_expert(f"{place}@a.example", travel=travel) for place, travel in enumerate(travels)])
    asked = []

    def only_in_the_eu(travel: Travel | None, residence: str | None) -> bool:
        asked.append((travel, residence))
        return travel is Travel.EU

    answers = roster.whereabouts.told(only_in_the_eu)
    assert asked == [(Travel.HOME, "FI"), (Travel.EU, "FI")]
    assert answers.tolist() == [False, True, False]


def test_an_empty_list_has_empty_columns() -> None:
    roster = Roster([])
    assert roster.roles.has(Role.STRATEGIC).tolist() == []
    assert roster.themes.shared(["TOUR"]).tolist() == []
    assert roster.languages.meet(read_need("en"), Level.B2).tolist() == []
    assert roster.whereabouts.told(lambda *_: True).tolist() == []
    assert roster.lot.tolist() == []
