"""A table with one column a question, out of one as survey tools export it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.messages import say
from service.intake.files.table import Row, Table
from service.intake.form.form_fields import Form
from service.intake.problems import Place, Problem
from service.intake.questions.columns_of_a_sheet import Said, SheetColumn, named
from service.intake.questions.repeated_questions import joined_repeats
from service.intake.questions.split_questions import joined_options
from service.intake.questions.stated_questions import joined_stated
from service.intake.questions.tool_columns import tool_columns

EXPECTED = say("One column a question")


@dataclass(frozen=True, slots=True, eq=False)
class WholeQuestions:
    """A table with one column a question, and the fields that options tell, by the place of the column."""

    table: Table
    told: Mapping[int, str]


def whole_questions(table: Table, form: Form, stated: Mapping[str, str]) -> WholeQuestions:
    """Leave out what the tool adds and put split questions together; what was done is said in the table's report.

    `stated` has fields by folded heading: columns of which the user states one field are one question, too.
    """
    by_column = list(zip(*(row.values for row in table.rows), strict=True))
    columns = [SheetColumn(heading, answers) for heading, answers in zip(table.headings, by_column, strict=True)]
    kept, tools = _without_tools(columns)
    together, asked = joined_stated(kept, stated)
    once, repeats = joined_repeats(together, form)
    whole, splits = joined_options(once, form)
    said = [*tools, *asked, *repeats, *splits]
    if not said:
        return WholeQuestions(table, {})
    answers = zip(*(column.answers for column in whole), strict=True)
    rows = tuple(Row(row.number, values) for row, values in zip(table.rows, answers, strict=True))
    problems = (*table.problems, *(_problem(one, table) for one in said))
    told = {place: column.field for place, column in enumerate(whole) if column.field}
    headings = tuple(column.heading for column in whole)
    return WholeQuestions(replace(table, headings=headings, rows=rows, problems=problems), told)


def _without_tools(columns: Sequence[SheetColumn]) -> tuple[list[SheetColumn], list[Said]]:
    places = tool_columns([column.heading for column in columns])
    if not places:
        return list(columns), []
    added = [columns[place] for place in sorted(places)]
    said = say(
        "{count} columns are the survey tool's own and are passed over: {columns}",
        count=len(added),
        columns=named(added),
    )
    return [column for place, column in enumerate(columns) if place not in places], [Said("", said)]


def _problem(said: Said, table: Table) -> Problem:
    row = table.heading_row if said.row is None else table.rows[said.row].number
    return Problem(Place(table.file, table.sheet, row, said.column), said.value, EXPECTED, said.message, said.severity)
