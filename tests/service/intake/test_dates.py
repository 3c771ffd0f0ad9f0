"""Dates and periods are read in every form that a spreadsheet or a person writes them."""

from datetime import date

import pytest

from service.intake.words.dates import read_date
from service.intake.words.windows import Window, read_window, tells_period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-09-01 12:30:00", date(2026, 9, 1)),
        ("46266", date(2026, 9, 1)),
        ("01/09/2026", date(2026, 9, 1)),
        ("15.06.2026", date(2026, 6, 15)),
        ("9/15/2026", date(2026, 9, 15)),
        ("1-9-26", date(2026, 9, 1)),
        ("1. 9. 2026", date(2026, 9, 1)),
        ("1er juillet 2026", date(2026, 7, 1)),
        ("1 July 2026", date(2026, 7, 1)),
        ("2026-05", date(2026, 5, 1)),
        ("09/2026", date(2026, 9, 1)),
        ("15 sierpnia 2026", date(2026, 8, 15)),
        ("2026. szeptember 1.", date(2026, 9, 1)),
        ("вересень 2026", date(2026, 9, 1)),
        ("Μάρτιος 2027", date(2027, 3, 1)),
        ("Sept. 2026", date(2026, 9, 1)),
        ("Sep '26", date(2026, 9, 1)),
        ("mid-September 2026", date(2026, 9, 15)),
        ("4e trimestre 2026", date(2026, 10, 1)),
        ("Q4 2026", date(2026, 10, 1)),
        ("from 01/09/2026 (flexible)", date(2026, 9, 1)),
        ("à partir du 01/09/2026", date(2026, 9, 1)),
        ("Dès le 15/09/2026", date(2026, 9, 15)),
        ("Dès septembre 2026", date(2026, 9, 1)),
        ("15. des. 2026", date(2026, 12, 15)),
        ("as soon as possible, from September 2026", date(2026, 9, 1)),
        ("until 15.06.2026", None),
        ("01/09/2026 - 31/12/2026", None),
        ("", None),
        ("soon", None),
        ("31/02/2026", None),
        ("01.01.0206", None),
        ("September", None),
    ],
)
def test_a_date_is_read_as_europe_writes_it(text: str, day: date | None) -> None:
    assert read_date(text).value == day


@pytest.mark.parametrize("text", ["soon", "31/02/2026", "01.01.0206", "September", "mid-September 2026", "Q4 2026"])
def test_what_is_assumed_or_left_out_is_said(text: str) -> None:
    assert read_date(text).remarks


def test_a_month_without_a_year_is_the_next_one_after_the_answer() -> None:
    assert read_date("September", date(2026, 3, 2)).value == date(2026, 9, 1)
    assert read_date("1er février", date(2026, 3, 2)).value == date(2027, 2, 1)


def test_now_is_the_day_of_the_answer() -> None:
    assert read_date("ab sofort", date(2026, 3, 2)).value == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Sept 2026 - June 2027", date(2027, 6, 30)),
        ("12 months", date(2027, 8, 31)),
        ("18 mois", date(2028, 2, 29)),
        ("2 years", date(2028, 8, 31)),
        ("12 luni", date(2027, 8, 31)),
        ("two years", date(2028, 8, 31)),
        ("Until December 2027", date(2027, 12, 31)),
        ("until end of 2027", date(2027, 12, 31)),
        ("sept. 2026 – déc. 2027", date(2027, 12, 31)),
        ("9/2026 - 6/2027", date(2027, 6, 30)),
        ("Autumn 2026 and 2027", None),
        ("flexible", None),
        ("Sept 2026", None),
        ("", None),
    ],
)
def test_a_period_ends_with_its_last_month_or_its_duration(text: str, end: date | None) -> None:
    assert read_window(text, date(2026, 9, 1)).value.end == end


def test_a_period_tells_its_own_start_where_nothing_else_does() -> None:
    read = read_window("from March 2027 for 9 months", None)
    assert read.value == Window(date(2027, 3, 1), date(2027, 11, 30))
    assert tells_period("01.03.2027–30.11.2027")
    assert not tells_period("1 July 2026")
