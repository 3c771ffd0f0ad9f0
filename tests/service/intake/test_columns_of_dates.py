"""Dates are read in one order a column, numbers by what they count, and nobody is the latest without a time."""

from datetime import date, datetime

import pytest

from service.intake.columns.column_dates import style_of
from service.intake.words.dates import DateStyle, read_date, says_until
from service.intake.words.moments import read_moment
from service.intake.words.numbers import read_days
from service.intake.words.units import Unit, quarter_in, unit_of


@pytest.mark.parametrize(
    ("cells", "month_first", "is_known"),
    [
        (["9/1/2026", "10/15/2026"], True, True),
        (["1/9/2026", "15/10/2026"], False, True),
        (["1/9/2026", "2/3/2026"], False, False),
        (["15/10/2026", "10/15/2026"], False, False),
        (["3/4/2026 9:20 AM"], True, True),
        (["3/4/2026 9:20", "4/3/2026 9:20", "4/5/2026 9:20"], True, True),
        (["2026-09-01"], False, True),
        ([], False, True),
    ],
)
def test_the_order_of_a_column_is_told_from_all_its_cells(cells: list[str], month_first: bool, is_known: bool) -> None:
    assert style_of(cells) == DateStyle(month_first, is_known)


def test_where_nothing_tells_the_order_the_other_reading_is_said() -> None:
    unsure = DateStyle(is_known=False)
    assert read_date("9/1/2026", style=unsure).value == date(2026, 1, 9)
    assert "it could be" in read_date("9/1/2026", style=unsure).remarks[0].suggestion.text
    assert not read_date("9/9/2026", style=unsure).remarks


def test_plain_numbers_count_from_the_epoch_of_the_workbook() -> None:
    assert read_date("46174").value == date(2026, 6, 1)
    assert read_date("44712", style=DateStyle(since_1904=True)).value == date(2026, 6, 1)
    assert read_moment("46113,401") == datetime(2026, 4, 1, 9, 37, 26, 400000)


@pytest.mark.parametrize(
    ("text", "day"),
    [("Q3/2026", date(2026, 7, 1)), ("III kwartał 2026", date(2026, 7, 1)), ("2e trimestre 2026", date(2026, 4, 1)),
     ("ab 1.9.2026", date(2026, 9, 1)), ("now (part-time), full from 1/2027", date(2026, 3, 1))],
)  # fmt: skip
def test_quarters_and_now_are_dates(text: str, day: date) -> None:
    assert read_date(text, date(2026, 3, 1)).value == day


def test_an_end_is_no_beginning() -> None:
    assert says_until("until 30 June 2026")
    assert says_until("bis 30.6.2026")
    assert not says_until("not before September 2026")
    assert not says_until("from September 2026")


@pytest.mark.parametrize(
    ("text", "days"),
    [("160 hours", 20), ("3 Monate", 60), ("2 viikkoa", 10), ("1 000", 1000), ("25 jours en 2026-2027", 25),
     ("50%", None), ("0.5 FTE", None), ("0,5 etatu", None), ("25 VZÄ", None), ("15 Stunden pro Woche", None),
     ("vingt-cinq jours", None), ("40 in total (20 per year)", None), ("2 dni w tygodniu", None), ("not 30", None)],
)  # fmt: skip
def test_a_number_that_counts_something_else_is_no_number_of_days(text: str, days: int | None) -> None:
    read = read_days(text)
    assert read.value == days
    assert read.remarks or days in {25, 1000}


def test_units_are_known_in_every_language_and_abbreviations_are_none() -> None:
    assert [unit_of(word) for word in ("dnů", "Stunden", "savaitės", "%", "FTE")] == [
        Unit.DAY,
        Unit.HOUR,
        Unit.WEEK,
        Unit.PERCENT,
        None,
    ]
    assert quarter_in("1 September 2026") is None
