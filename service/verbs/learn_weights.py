"""Learn weights from decisions that coordinators wrote into the workbooks of match lists."""

from collections.abc import Iterator, Mapping, Sequence

from matcher.learning import Decision, Learned, learn
from matcher.messages import say
from service.errors import ServiceError, UnreadableFile
from service.intake.files.any_file import read_table
from service.intake.files.table import Row, Table
from service.layout import ACCEPTED, DECISION, EMAIL, PASSED_OVER, ROLE, SIGNALS, TERRITORY, Column
from service.sentences import LANGUAGES, Sentences
from service.values.uploads import Upload
from service.workplace import Workplace

OTHERWISE: Mapping[str, bool] = {"yes": True, "oui": True, "no": False, "non": False}


def learn_weights(files: Sequence[Upload], workplace: Workplace) -> Learned:
    """Learn weights from workbooks in which the column Decision is filled in, starting from the weights in force.

    Raises ServiceError for a workbook that is none, a decision that is neither, or too few decisions.
    """
    decisions = [decision for file in files for decision in _decisions(file, workplace.settings.max_rows)]
    try:
        return learn(decisions, workplace.policy.weights)
    except ValueError as error:
        raise ServiceError(say("Too few decisions to learn from: {reason}", reason=str(error))) from None


def _decisions(file: Upload, max_rows: int) -> Iterator[Decision]:
    table = read_table(file, max_rows)
    places = {column: _place(column, table) for column in (TERRITORY, ROLE, EMAIL, DECISION, *SIGNALS.values())}
    if None in places.values():
        missing = next(column.heading for column, place in places.items() if place is None)
        said = say("{file} is no workbook of match lists: it has no column {column}", file=file.name, column=missing)
        raise UnreadableFile(file.name, said)
    for row in table.rows:
        told = {column: _cell(row, place) for column, place in places.items() if place is not None}
        if told[EMAIL] and told[DECISION]:
            values = {name: float(told[column]) for name, column in SIGNALS.items() if told[column]}
            seat = f"{told[TERRITORY]}\0{told[ROLE]}"
            yield Decision(told[TERRITORY], seat, _accepted(told[DECISION], file, row.number), values)


def _place(column: Column, table: Table) -> int | None:
    """Where a column stands, by its heading in any language of the service."""
    named = {Sentences(language).text(column.heading).casefold() for language in LANGUAGES}
    return next((place for place, heading in enumerate(table.headings) if heading.strip().casefold() in named), None)


def _cell(row: Row, place: int) -> str:
    return row.values[place].strip()


def _accepted(words: str, file: Upload, row: int) -> bool:
    for language in LANGUAGES:
        said = Sentences(language)
        known = {said.text(ACCEPTED): True, said.text(PASSED_OVER): False, **OTHERWISE}
        if words.casefold() in known:
            return known[words.casefold()]
    raise ServiceError(
        say(
            '{file}, row {row}: "{words}" is no decision; write accepted or passed over',
            file=file.name,
            row=row,
            words=words,
        )
    )
