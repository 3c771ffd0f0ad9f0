"""What a seat asks of languages, and who meets it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.languages import (
    AllOf,
    AnyOf,
    Level,
    Speaks,
    Spoken,
    SpokenLanguage,
    all_of,
    any_of,
    languages_in,
    meets,
    read_need,
    write_need,
)
from matcher.model import Expert
from matcher.roster import Roster

CODES = ("lv", "et", "en", "sr", "hr", "mk")
needs = st.recursive(
    st.builds(Speaks, st.sampled_from(CODES), st.sampled_from([None, *Level])),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(any_of), st.lists(inner, min_size=1, max_size=3).map(all_of)
    ),
    max_leaves=6,
)
stated = st.lists(
    st.builds(SpokenLanguage, st.sampled_from(CODES), st.sampled_from([None, *Level])),
    max_size=4,
    unique_by=lambda spoken: spoken.language,
)


def spoken(*statements: str) -> tuple[SpokenLanguage, ...]:
    """Languages written as "lv:C1", or "ru" where no level is stated."""
    pairs = (statement.partition(":") for statement in statements)
    return tuple(SpokenLanguage(code, Level(level) if level else None) for code, _, level in pairs)


def test_an_expression_is_read_with_and_binding_closer_than_or() -> None:
    assert read_need("en and lv or et") == AnyOf((AllOf((Speaks("en"), Speaks("lv"))), Speaks("et")))


@pytest.mark.parametrize("broken", ["", "en and", "(en or lv", "en lv", "or en"])
def test_an_expression_that_is_not_well_formed_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"expected|closed"):
        read_need(broken)


@given(needs)
def test_a_need_survives_writing_and_reading(need) -> None:
    assert read_need(write_need(need)) == need


@pytest.mark.parametrize(
    ("need", "statements", "expected"),
    [
        ("lv", ("lv:B2",), Spoken(True, spoken("lv:B2"))),
        ("lv", ("lv:B1",), Spoken(False, ())),
        ("lv", ("lv",), Spoken(True, spoken("lv"))),
        ("lv", ("en:C2",), Spoken(False, ())),
        ("bs", ("sr:native",), Spoken(True, spoken("sr:native"))),
        ("lv or et", ("lv", "et:B2"), Spoken(True, spoken("et:B2"))),
        ("en and (mk or sq)", ("en:C1", "sq:B2"), Spoken(True, spoken("en:C1", "sq:B2"))),
        ("en and (mk or sq)", ("en:C1", "sq:B1"), Spoken(False, ())),
        ("de@C1", ("de:B2",), Spoken(False, ())),
        ("de@A2", ("de:B1",), Spoken(True, spoken("de:B1"))),
    ],
)
def test_a_need_is_met_at_b2_or_better_and_by_a_language_without_a_level(need, statements, expected) -> None:
    assert meets(read_need(need), spoken(*statements), Level.B2) == expected


@given(needs, stated, st.sampled_from(list(Level)))
def test_columns_and_a_single_look_agree_on_who_meets_a_need(need, languages, required) -> None:
    roster = Roster([Expert("a@b.example", "A", languages=tuple(languages)), Expert("c@d.example", "C")])
    assert roster.languages.meet(need, required).tolist() == [
        meets(need, languages, required).met,
        False,
    ]


def test_languages_of_a_need_are_named_once_in_order() -> None:
    assert languages_in(read_need("en and (mk or en or sq)")) == ("en", "mk", "sq")
