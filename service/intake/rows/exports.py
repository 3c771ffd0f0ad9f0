"""The exports of the two forms as records: every file read, every row understood as far as it goes, nothing lost."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from matcher.memory import remembering
from matcher.messages import Message, say
from matcher.readings import ConfirmedReading
from service.errors import MissingColumns, OtherForm, UnreadableFile
from service.intake.cells import clean
from service.intake.columns.column_dates import styles_of
from service.intake.columns.gaps import Gap, gaps_of, problem_of, unread_agreements
from service.intake.columns.mapping import Columns, map_columns
from service.intake.columns.turned_tables import questions_in_a_column
from service.intake.files.any_file import read_grid
from service.intake.files.table import Grid, Table, make_table
from service.intake.form.form_fields import Form, is_known, is_of_any_form
from service.intake.form.read_as import ReadAs, StatedWording
from service.intake.form.stated_columns import answers_stated, fields_stated
from service.intake.meaning import Vectors
from service.intake.problems import Place, Problem, Severity, said_once
from service.intake.questions.whole_questions import WholeQuestions, whole_questions
from service.intake.rows.answers import Answers
from service.intake.rows.confirmed_readings import apply_readings
from service.intake.rows.duplicates import merge
from service.intake.rows.experts import read_expert
from service.intake.rows.records import ExpertExport, ExpertRecord, SourceFile, TerritoryExport, TerritoryRecord
from service.intake.rows.selection import PilotList, select
from service.intake.rows.territories import read_territory
from service.intake.words.choices import NOTHING_MEANT, Meant
from service.intake.words.closed_questions import FIELDS, told_by_meaning
from service.intake.words.options_by_meaning import VOCABULARIES, meant_by
from service.intake.words.remarks import REMARKS, told_by_remarks
from service.intake.words.restrictions import kinds_in
from service.values.uploads import Upload

LOOKED_AT = 200  # rows from which the kind of a column may be told

# Without these a table is not the form that it was given for.
NEEDED: Mapping[Form, tuple[tuple[str, ...], ...]] = {
    Form.EXPERTS: (("email", "account_email"), ("roles",), ("languages",)),
    Form.TERRITORIES: (("name",), ("countries",)),
}


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How exports are to be read."""

    stated: Mapping[str, str] = field(default_factory=dict)  # fields by folded heading; yes and no by folded answer
    pilots: PilotList | None = None
    max_rows: int = 200_000
    vectors: Vectors | None = None  # reads headings that no form has had yet; they count by their answers without it

    readings: tuple[ConfirmedReading, ...] = ()  # of territories, that somebody confirmed or corrected
    wordings: tuple[StatedWording, ...] = ()  # of answers, that somebody said how to read
    read_grid: Callable[[Upload], Grid] = read_grid  # a service reads files of strangers apart

    @property
    def fields(self) -> Mapping[str, str]:
        """The fields of stated columns, by folded heading."""
        return fields_stated(self.stated)

    @property
    def answers(self) -> Mapping[str, bool]:
        """What stated answers mean, by folded wording."""
        return answers_stated(self.stated)


@remembering()
def read_experts(uploads: Sequence[Upload], options: IntakeOptions) -> ExpertExport:
    """Read exports of the registration form. Raises UnreadableFile for a file that is none."""
    found = _read(uploads, Form.EXPERTS, options)
    files = found.files
    answers = sorted(found.answers, key=_moment)
    read = [record for one in answers if (record := read_expert(one))]
    records, merges = merge(read)
    records = tuple(sorted(records, key=lambda record: (_file_order(record.place, files), record.place.row)))
    said = [problem for one in answers for problem in one.problems]
    unasked = [_not_agreed(record) for record in records if not record.expert.consent_process]
    missing = [problem for record in records if record.expert.consent_process for problem in _what_is_missing(record)]
    withheld = [record for record in records if not record.expert.consent_process]
    told = _without_words_of(withheld, [*found.problems, *said, *merges])
    report = _in_order((*told, *unasked, *missing), files)
    return ExpertExport(records, report, files, len(read) - len(records), found.gaps)


@remembering()
def read_territories(uploads: Sequence[Upload], options: IntakeOptions) -> TerritoryExport:
    """Read exports of the application form. Raises UnreadableFile for a file that is none."""
    found = _read(uploads, Form.TERRITORIES, options)
    answers = found.answers
    read = [record for one in answers if (record := read_territory(one))]
    records, repeats = _latest_of_each(read)
    said = [problem for one in answers for problem in one.problems]
    if options.pilots and records:
        records, unclear = select(records, options.pilots)
        said += unclear
    elif any(record.selected for record in records):
        records = tuple(replace(record, selected=bool(record.selected)) for record in records)
    report = _in_order((*found.problems, *said, *repeats), found.files)
    export = TerritoryExport(records, report, found.files, len(read) - len(records), found.gaps)
    return apply_readings(export, options.readings)


@dataclass(frozen=True, slots=True)
class _Found:
    """The answers of all files of one form, and what was said of their columns."""

    answers: Sequence[Answers]
    problems: Sequence[Problem]
    files: tuple[SourceFile, ...]
    gaps: tuple[Gap, ...]


def _read(uploads: Sequence[Upload], form: Form, options: IntakeOptions) -> _Found:
    answers: list[Answers] = []
    problems: list[Problem] = []
    files: list[SourceFile] = []
    gaps: list[Gap] = []
    read_as = ReadAs(options.wordings)
    for upload in dict.fromkeys(uploads):
        table = make_table(options.read_grid(upload), options.max_rows, is_of_any_form)
        whole = whole_questions(table, form, options.fields)
        columns = _columns(table, whole, form, options)
        table = whole.table
        missing = gaps_of(columns, form, table.file)
        asked = [problem_of(gap, table.place_of_headings) for gap in missing]
        problems += (*table.problems, *_not_asked(columns.problems, asked), *asked)
        gaps += (*missing, *unread_agreements(table, columns, form, options.answers))
        meant = {name: _meant(table, form, name, place, options.vectors) for name, place in columns.place.items()}
        styles, said = styles_of(table, form, columns.place)
        problems += said
        answers += [Answers(table, row, columns.place, meant, options.answers, styles, read_as) for row in table.rows]
        files.append(SourceFile(upload.name, upload.sha256, len(table.rows)))
    return _Found(answers, problems, tuple(files), tuple(gaps))


def _meant(table: Table, form: Form, field: str, place: int, vectors: Vectors | None) -> Meant:
    """What the wordings in the column of a field mean that no words tell."""
    if field not in {*FIELDS, *VOCABULARIES, *REMARKS, "restrictions"}:
        return NOTHING_MEANT
    cells = [clean(row.values[place]) for row in table.rows]
    if field in FIELDS:
        return told_by_meaning(clean(table.headings[place]), cells, field, vectors)
    if field in REMARKS:
        return told_by_remarks(cells, form, vectors)
    return kinds_in(cells, vectors) if field == "restrictions" else meant_by(cells, field, vectors)


def _not_asked(problems: Sequence[Problem], asked: Sequence[Problem]) -> list[Problem]:
    """What is said of columns that nobody is asked about."""
    columns = {one.place.column for one in asked}
    return [problem for problem in problems if problem.place.column not in columns]


def _answers_of(table: Table) -> Callable[[int], Sequence[str]]:
    return lambda place: [row.values[place] for row in table.rows[:LOOKED_AT]]


def _columns(table: Table, whole: WholeQuestions, form: Form, options: IntakeOptions) -> Columns:
    columns = _mapped(whole, form, options)
    missing = tuple(names[0] for names in NEEDED[form] if not set(names) & set(columns.place))
    if _fits_other_form(table, form, columns, options):
        raise OtherForm(table.file, _swapped(table.file, form))
    if missing:
        turned = questions_in_a_column(table)
        if turned:
            raise UnreadableFile(table.file, turned)
        said = say(
            "{file} has no column for {fields}. If one of its headings holds it, state which",
            file=table.file,
            fields=", ".join(missing),
        )
        headings = tuple(one.heading for one in columns.unread if missing[0] in one.may_be)
        raise MissingColumns(table.file, missing, said, headings)
    return columns


def _mapped(whole: WholeQuestions, form: Form, options: IntakeOptions) -> Columns:
    table = whole.table
    at = table.place_of_headings
    return map_columns(table.headings, _answers_of(table), form, options.fields, at, whole.told, options.vectors)


def _fits_other_form(table: Table, form: Form, columns: Columns, options: IntakeOptions) -> bool:
    """Whether the table is rather an export of the other form: all that it needs is there, and more of it.

    A table that is known by its headings is not looked at a second time.
    """
    other = next(one for one in Form if one is not form)
    known = {one: sum(is_known(one, heading) for heading in table.headings) for one in Form}
    by_heading = set(columns.place) - columns.on_evidence
    if all(set(names) & by_heading for names in NEEDED[form]) and known[form] >= known[other]:
        return False
    found = _mapped(whole_questions(table, other, options.fields), other, options).place
    return all(set(names) & set(found) for names in NEEDED[other]) and len(found) > len(columns.place)


def _swapped(file: str, form: Form) -> Message:
    if form is Form.EXPERTS:
        return say("{file} is an export of the territory applications: give it as that", file=file)
    return say("{file} is an export of the expert registrations: give it as that", file=file)


def _not_agreed(record: ExpertRecord) -> Problem:
    """Why somebody takes no part at all, so that nobody drops out in silence."""
    if "process" in record.refused_consents:
        said = say("Says no: nothing is computed about this person, and they are suggested nowhere")
        severity = Severity.NOTE  # what they want is done, and nobody has to do anything
    else:
        severity = Severity.WARNING
        said = say("Not answered, or not with a yes: nothing is computed about this person. Ask them, and read again")
    return Problem(record.place, "", say("Consent to the processing"), said, severity)


def _what_is_missing(record: ExpertRecord) -> Iterator[Problem]:
    """Why somebody who agrees fits no seat, or hardly any: nobody drops out in silence."""
    expert = record.expert
    told = {
        say("The kind of support offered"): (expert.roles, say("No kind of support was read: fits no seat")),
        say("The languages spoken"): (expert.languages, say("No language was read: fits no seat that asks for one")),
        say("Consent that the profile is shared"): (
            expert.consent_share or "share" in record.refused_consents,
            say("Not answered, or not with a yes: suggested nowhere. Ask them, and read again"),
        ),
    }
    for expected, (is_told, said) in told.items():
        if not is_told:
            yield Problem(record.place, expert.name, expected, said)


def _without_words_of(withheld: Sequence[ExpertRecord], problems: Sequence[Problem]) -> list[Problem]:
    """The report without the words of people who do not agree, but for their answers about consent."""
    rows = {(record.place.file, record.place.sheet, record.place.row) for record in withheld}
    questions = {one.question for record in withheld for one in record.consents}
    nothing = say("Nothing more is said: this person does not agree to be processed")
    told = (
        problem
        if (problem.place.file, problem.place.sheet, problem.place.row) not in rows or problem.place.column in questions
        else Problem(problem.place, "", say("Consent to the processing"), nothing, Severity.NOTE)
        for problem in problems
    )
    return list(dict.fromkeys(told))  # once a cell, whatever there was to say


def _moment(answers: Answers) -> datetime:
    return answers.moment or datetime.min


def _latest_of_each(
    records: Sequence[TerritoryRecord],
) -> tuple[tuple[TerritoryRecord, ...], tuple[Problem, ...]]:
    """Keep the latest of several applications of one territory."""
    latest = {record.territory.id: record for record in records}
    problems = tuple(
        _left_out(record, latest[record.territory.id])
        for record in records
        if latest[record.territory.id] is not record
    )
    return tuple(latest.values()), problems


def _left_out(record: TerritoryRecord, kept: TerritoryRecord) -> Problem:
    if record.answered_at and kept.answered_at:
        severity, said = Severity.NOTE, say("Left out: row {row} is a later application of it", row=kept.place.row)
    else:
        severity = Severity.WARNING
        said = say("Left out: row {row} is of the same territory. Which is later cannot be told", row=kept.place.row)
    return Problem(record.place, record.territory.name, say("One application a territory"), said, severity)


def _file_order(place: Place, files: Sequence[SourceFile]) -> int:
    return next((number for number, file in enumerate(files) if file.name == place.file), len(files))


def _in_order(problems: Sequence[Problem], files: Sequence[SourceFile]) -> tuple[Problem, ...]:
    ordered = sorted(problems, key=lambda problem: (_file_order(problem.place, files), problem.place.row))
    return said_once(ordered)
