"""A row of a CSV that is cut otherwise than the others is left out and said; rows in step are never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.intake.files.out_of_step import rows_out_of_step
from service.intake.files.table import Grid, make_table
from service.intake.form.form_fields import is_of_any_form
from service.intake.problems import Severity


@pytest.mark.parametrize(
    ("widths", "out"),
    [
        ({2: 3, 3: 3, 4: 3}, ()),
        ({2: 3, 3: 4, 4: 3}, ((3,),)),  # a comma that is not quoted
        ({2: 3, 3: 2, 4: 3}, ((3,),)),
        ({2: 3, 3: 2, 4: 2, 5: 3}, ((3, 4),)),  # a line break that is not quoted
        ({2: 3, 3: 2, 4: 1, 5: 3, 6: 2, 7: 3, 8: 3}, ()),  # blank ends that a tool leaves out
        ({2: 4, 3: 4, 4: 4}, ()),  # a separator after every row
        ({2: 4, 3: 3}, ()),
    ],
)
def test_rows_that_are_cut_otherwise(widths: dict[int, int], out: tuple[tuple[int, ...], ...]) -> None:
    assert rows_out_of_step(widths, 3) == out


@given(st.dictionaries(st.integers(2, 40), st.integers(0, 9)), st.integers(1, 9))
def test_most_rows_stay_and_no_row_as_wide_as_the_headings_goes(widths: dict[int, int], headings: int) -> None:
    gone = [row for together in rows_out_of_step(widths, headings) for row in together]
    assert len(set(gone)) == len(gone)
    assert all(widths[row] != headings for row in gone)
    assert len(gone) <= 2 * len(widths) / 3


def test_nothing_of_such_a_row_is_used_and_both_halves_are_named() -> None:
    rows = [
        ["First name", "E-mail address", "Languages"],
        ["Ana", "a@a.example", "English"],
        ["Ben", "b@b.example"],
        ["lost", "French"],
        ["Cy", "c@c.example", "Greek"],
        ["Di", "d@d.example", "Dutch", "C1"],
        ["Ed", "e@e.example", "Danish"],
    ]
    table = make_table(Grid("export.csv", "", enumerate(rows, start=1)), 100, is_of_any_form)
    assert [row.number for row in table.rows] == [2, 5, 7]
    assert [(one.place.row, one.also, one.severity) for one in table.problems] == [
        (3, (4,), Severity.ERROR),
        (6, (), Severity.ERROR),
    ]
