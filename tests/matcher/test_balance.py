"""The balance of a whole round: in sums, with small groups out of sight."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.model import Expert
from matcher.round.balance import SMALLEST_GROUP_SHOWN, Balance, balance, suppress_small
from tests.matcher.factories import an_expert


def people(gender: str | None, count: int, first: int = 0) -> list[Expert]:
    return [an_expert(f"{number}@list.example", gender=gender) for number in range(first, first + count)]


def test_people_are_counted_once_however_many_seats_they_hold() -> None:
    ada = an_expert("ada@list.example", residence="LV", speaks="lv:C1, en:B2, en", gender="F")
    bea = an_expert("bea@list.example", residence=None, speaks="en:C1")
    cai = an_expert("cai@list.example", residence="EE", speaks="")
    assert balance([ada, bea, ada, cai, ada], placed_before=["cai@list.example", "gone@list.example"]) == Balance(
        placed=3,
        by_country={"": 1, "EE": 1, "LV": 1},
        by_gender={"": None, "F": None},
        by_language={"en": 2, "lv": 1},
        by_load={1: 2, 3: 1},
        newcomers=2,
    )


def test_largest_groups_come_first_and_equal_ones_by_code() -> None:
    homes = ["SE", "FI", "NO", "FI"]
    found = balance([an_expert(f"{place}@x.example", residence=home) for place, home in enumerate(homes)])
    assert list(found.by_country.items()) == [("FI", 2), ("NO", 1), ("SE", 1)]


def test_newcomers_are_unknown_where_earlier_rounds_are() -> None:
    assert balance([an_expert()]).newcomers is None
    assert balance([an_expert()], placed_before=[]).newcomers == 1


def test_empty_round_balances() -> None:
    assert balance([]) == Balance(0, {}, {}, {}, {}, None)


def test_groups_that_are_large_enough_are_shown() -> None:
    assert balance([*people("F", 6), *people("M", 5, first=6)]).by_gender == {"F": 6, "M": 5}


def test_small_group_is_hidden_and_a_second_one_so_that_no_difference_tells_it() -> None:
    shown = balance([*people("F", 9), *people("M", 7, first=9), *people(None, 2, first=16)]).by_gender
    assert shown == {"": None, "F": 9, "M": None}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"F": 5, "M": 5}, {"F": 5, "M": 5}),
        ({"F": 4, "M": 9}, {"F": None, "M": None}),
        ({"F": 4, "M": 3, "": 8}, {"": 8, "F": None, "M": None}),
        ({"F": 3}, {}),
        ({}, {}),
    ],
)
def test_small_groups_are_suppressed(counts: dict[str, int], shown: dict[str, int | None]) -> None:
    assert suppress_small(counts) == shown


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["F", "M", "X", ""]), st.integers(1, 12)))
def test_no_group_below_the_smallest_is_shown_nor_told_by_the_sum_of_several(counts: dict[str, int]) -> None:
    shown = suppress_small(counts)
    hidden = [group for group, count in shown.items() if count is None]
    assert set(shown) == (set() if len(counts) == 1 and min(counts.values()) < SMALLEST_GROUP_SHOWN else set(counts))
    assert all(count is None or count == counts[group] >= SMALLEST_GROUP_SHOWN for group, count in shown.items())
    assert len(hidden) != 1
