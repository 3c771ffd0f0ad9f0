"""In which order a column writes day and month: told from all its cells, never cell by cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from matcher.messages import Message, say
from service.intake.cells import clean
from service.intake.files.any_file import Table
from service.intake.form.form_fields import Form, fields_of
from service.intake.problems import Place, Problem, Severity
from service.intake.words.dates import MONTHS, DateStyle, numbers_in
from service.intake.words.moments import read_moment

_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.I)  # of the computers that write the month first
DAY_FIRST, MONTH_FIRST = DateStyle(), DateStyle(month_first=True)


def style_of(cells: Sequence[str], *, since_1904: bool = False) -> DateStyle:
    """How the dates of a column are written.

    A number above 12 proves the order; else "am" and "pm" do, or that the moments of answers run on in one order only.
    Where nothing tells, or cells disagree, the order is day first and counts as not known.
    """
    numbers = [found for cell in cells if (found := numbers_in(cell))]
    day_first, month_first = (any(pair[place] > MONTHS for pair in numbers) for place in (0, 1))
    if day_first is not month_first:
        style = MONTH_FIRST if month_first else DAY_FIRST
    elif not day_first and any(map(_HALF_DAY.search, cells)):
        style = MONTH_FIRST
    elif not day_first and (running := _running(cells)):
        style = running
    else:
        style = replace(DAY_FIRST, is_known=not numbers)
    return replace(style, since_1904=since_1904)


def _running(cells: Sequence[str]) -> DateStyle | None:
    """The only order in which moments rise or fall from row to row; None where both do, or neither."""
    found = [style for style in (DAY_FIRST, MONTH_FIRST) if _runs(cells, style)]
    return found[0] if len(found) == 1 else None


def _runs(cells: Sequence[str], style: DateStyle) -> bool:
    moments = [moment for cell in cells if (moment := read_moment(cell, style))]
    pairs = list(pairwise(moments))
    return len(pairs) > 1 and (all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs))


def styles_of(
    table: Table, form: Form, places: Mapping[str, int]
) -> tuple[Mapping[str, DateStyle], tuple[Problem, ...]]:
    """The style of each column of dates and moments, by field, and what there is to say of them.

    The tool writes all its moments alike: one of them tells for the others.
    """
    kinds = {name: fields_of(form)[name].answers for name in places}
    columns = {
        name: [clean(row.values[place]) for row in table.rows]
        for name, place in places.items()
        if kinds[name] in {"date", "moment"}
    }
    styles = {name: style_of(cells, since_1904=table.since_1904) for name, cells in columns.items()}
    moments = {name: style for name, style in styles.items() if kinds[name] == "moment"}
    known = next((style for name, style in moments.items() if style.is_known and _has(columns[name])), None)
    if known:
        styles |= {name: known for name, style in moments.items() if not style.is_known}
    problems = [
        Problem(
            Place(table.file, table.sheet, table.heading_row, clean(table.headings[places[name]])),
            next(filter(None, columns[name]), ""),
            say("Dates in one order"),
            said,
            Severity.NOTE,
        )
        for name, style in styles.items()
        if (said := said_of(style, columns[name]))
    ]
    return styles, tuple(problems)


def _has(cells: Sequence[str]) -> bool:
    return any(map(numbers_in, cells))


def said_of(style: DateStyle, cells: Sequence[str]) -> Message | None:
    """What a coordinator should know of a column's dates; None where they are as usual."""
    if style.since_1904 and any(cell.replace(".", "").isdigit() for cell in cells):
        return say("Plain numbers are read as days counted from 1904, as the workbook says")
    if style.month_first and _has(cells):
        return say("Its dates are read month first, as 12/31/2026")
    return None
