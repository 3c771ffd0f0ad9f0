"""Tables in which the questions stand in a column: one row an answer, or the table turned on its side."""

from matcher.messages import Message, say
from service.intake.files.table import Table
from service.intake.form.form_fields import is_of_any_form

FEWEST_QUESTIONS = 3  # known headings among the answers of a column


def questions_in_a_column(table: Table) -> Message | None:
    """What to say of a table whose questions stand in a column; None where they stand in the first row."""
    for place, heading in enumerate(table.headings):
        values = [heading, *(row.values[place] for row in table.rows)]
        known = [value for value in values if value.strip() and is_of_any_form(value)]
        if len(set(known)) < FEWEST_QUESTIONS:
            continue
        if len(set(known)) < len(known):
            return say(
                "{file} has one row for each answer: the questions stand in the column {column}. Export it with one "
                "row per person or application",
                file=table.file,
                column=heading,
            )
        return say(
            "{file} is turned on its side: the questions stand in the column {column}. Turn the table (copy it, then "
            "paste special, transpose) and give it again",
            file=table.file,
            column=heading,
        )
    return None
