"""What answers look like: moments in the languages of tools, and what only holds a country, a language or a role."""

from datetime import datetime

import pytest

from service.intake.columns.contents import FOR, shares_of_fitting
from service.intake.words.dates import read_date
from service.intake.words.moments import read_moment


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026/06/18 9:12:04 AM GMT+2", 9),  # as one tool writes it in English,
        ("2026/06/18 9:12:04 pop. GMT+2", 21),  # and in Slovene
        ("18/06/2026 9:12:04 μ.μ.", 21),
        ("2026.06.18. 9:12:04", 9),
        ("2026/06/18 9:12:04 du. CEST", 21),
        ("Thu Jun 18 2026 09:12:04 GMT+0200", 9),
        ("2026-06-18T21:12:04.123+02:00", 21),
        ("09:12:04 18.06.2026", 9),
        ("18.6.2026. 12:12:04 PM", 12),
        ("2026/06/18 9:12:04 odp. SELČ", 21),  # the zone as Czech has it
        ("18 Jun 09:12:04 CEST 2026", 9),
    ],
)
def test_a_moment_is_read_with_the_half_of_its_day_in_any_language(text: str, hour: int) -> None:
    assert read_moment(text) == datetime(2026, 6, 18, hour, 12, 4)


def test_a_month_is_read_in_its_script() -> None:
    assert [str(read_date(text).value) for text in ("18. lipnja 2026.", "18 липня 2026")] == [
        "2026-06-18",
        "2026-07-18",
    ]
    assert read_date("1. listopada 2026.").value is None  # October in Croatian, November in Polish


def test_what_holds_countries_in_something_else_speaks_neither_for_nor_against_them() -> None:
    partners = ["Občina Ledavica (SI), Őrségi Egyesület (HU)", "Zagorska zadruga (HR)"]
    assert shares_of_fitting(["countries", "languages"], partners) == {"countries": 0.5, "languages": 0.5}
    assert shares_of_fitting(["languages"], ["Espanhol Muito bom (C1);Inglês Bom"]) == {"languages": 1.0}
    assert shares_of_fitting(["countries"], ["Slovenija, Madžarska", "Italy (mainly the north)"]) == {"countries": 1.0}


def test_sentences_that_name_roles_are_no_choice_of_roles() -> None:
    tasks = ["Methodological: rules of the partnership. Practical: the first evenings", "Strategic: a plan that pays"]
    tasks += ["Practical: help with the first small projects", "Methodological: evaluation with the villages"]
    (share,) = shares_of_fitting(["roles"], tasks).values()
    assert (share or 0.0) < FOR
    assert shares_of_fitting(["roles"], ["Methodological; Practical", "Strategic", "Practical"]) == {"roles": 1.0}


def test_now_is_a_date_as_well() -> None:
    assert shares_of_fitting(["date"], ["1. September 2026", "ab sofort", "15.01.2027"]) == {"date": 1.0}
