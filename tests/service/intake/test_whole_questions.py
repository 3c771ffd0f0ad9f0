"""One question in several columns is put together, whatever tool exported it; what only looks alike stays apart."""

import pytest

from service.intake.files.heading_rows import find_headings
from service.intake.files.marks import Marks
from service.intake.files.table import Grid, Table, make_table
from service.intake.form.form_fields import Form, is_of_any_form
from service.intake.problems import Severity
from service.intake.questions.ticks import ticks_of
from service.intake.questions.tool_columns import tool_columns
from service.intake.questions.whole_questions import whole_questions
from service.intake.rows.exports import IntakeOptions, read_experts
from service.values.uploads import Upload

Sheet = list[list[str]]


def table_of(sheet: Sheet) -> Table:
    return make_table(Grid("export.csv", "", enumerate(sheet, start=1), marks=Marks()), 100, is_of_any_form)


def joined(sheet: Sheet, form: Form = Form.EXPERTS, **stated: str) -> Sheet:
    table = whole_questions(table_of(sheet), form, stated).table
    return [list(table.headings), *(list(row.values) for row in table.rows)]


NAMES = ["E-mail address", "First name"]


def sheet(headings: list[str], *answers: list[str]) -> Sheet:
    return [[*NAMES, *headings], *([f"{n}@a.example", "Ana", *row] for n, row in enumerate(answers))]


@pytest.mark.parametrize(
    ("headings", "yes", "no"),
    [
        (["Apoyo [Methodological]", "Apoyo [Strategic]"], "Sí", "No"),
        (["support/methodological", "support/strategic"], "1", "0"),
        (["Welche Unterstützung? - Methodisch", "Welche Unterstützung? - Strategisch"], "Ja", "Nein"),
        (["Support: Methodological", "Support: Strategic"], "Checked", "Unchecked"),
        (["Support (Methodological)", "Support (Strategic)"], "selected", "not selected"),
        (["Support » Methodological", "Support » Strategic"], "☑", "☐"),
        (["Support > Methodological", "Support > Strategic"], "X", ""),
    ],
)
def test_a_column_per_option_is_one_question(headings: list[str], yes: str, no: str) -> None:
    options = [heading.split()[-1].split("/")[-1].strip("[]()") for heading in headings]
    read = joined(sheet(headings, [yes, no], [no, yes], [yes, yes]))
    assert [row[2:] for row in read[1:]] == [[options[0]], [options[1]], [";".join(options)]]


def test_a_question_whose_options_nobody_knows_is_one_question_from_three_on() -> None:
    headings = ["Teemad [Kalandus]", "Teemad [Metsandus]", "Teemad [Käsitöö]"]
    assert joined(sheet(headings, ["Jah", "Ei", "Jah"]))[1][2:] == ["Kalandus;Käsitöö"]


def test_a_grid_of_levels_is_the_languages_with_their_levels() -> None:
    read = joined(sheet(["Deutsch", "français", "polski"], ["C1", "", "B2"], ["-", "native", "None"]))
    assert [row[2:] for row in read[1:]] == [["Deutsch C1;polski B2"], ["français native"]]


def test_in_a_grid_what_denies_or_is_no_level_leaves_the_language_out() -> None:
    asked = sheet(
        ["Deutsch", "français", "polski"], ["Muito bom (C1)", "Nenhum", "B2"], ["Moins que rien", "B1", "none at all"]
    )
    table = whole_questions(table_of(asked), Form.EXPERTS, {}).table
    assert [row.values[2:] for row in table.rows] == [("Deutsch Muito bom (C1);polski B2",), ("français B1",)]
    warned = [(one.place.row, one.value) for one in table.problems if one.severity is Severity.WARNING]
    assert warned == [(3, "Moins que rien")]


def test_sections_are_no_questions_and_options_stand_one_step_deeper() -> None:
    headings = ["You/Town", "You/Trade", "You/Subjects", "You/Subjects/Fish", "You/Subjects/Wood", "You/Subjects/Clay"]
    consents = ["Rules/You may store it", "Rules/You may show it", "Rules/You may write to me"]
    read = joined(sheet([*headings, *consents], ["Riga", "baker", "Fish Clay", "1", "0", "1", "yes", "yes", "no"]))
    assert [row[2:] for row in read] == [
        ["You/Town", "You/Trade", "You/Subjects", *consents],
        ["Riga", "baker", "Fish;Clay", "yes", "yes", "no"],
    ]


def test_a_bracket_of_an_option_is_its_own() -> None:
    read = joined(sheet(["Help/how to (method)", "Help/where to (strategy)"], ["1", "1"], ["0", "1"]))
    assert [row[2:] for row in read] == [["Help"], ["how to (method);where to (strategy)"], ["where to (strategy)"]]


def test_a_packed_answer_beside_its_options_is_read_once() -> None:
    headings = ["themes", "themes/tourism", "themes/energy"]
    assert joined(sheet(headings, ["tourism energy", "1", "1"], ["energy", "0", "1"])) == [
        [*NAMES, "themes"],
        ["0@a.example", "Ana", "tourism;energy"],
        ["1@a.example", "Ana", "energy"],
    ]


def test_what_is_asked_for_each_role_stays_apart() -> None:
    asked = sheet(["Days - methodological", "Days - strategic", "Days - practical"], ["10", "10", "5"])
    assert joined(asked, Form.TERRITORIES) == asked


def test_two_consents_with_one_beginning_stay_apart() -> None:
    asked = sheet(["I agree: processing of my data", "I agree: sharing of my profile"], ["Yes", "No"])
    assert joined(asked) == asked


def test_a_tool_has_one_pair_of_words_for_ticks() -> None:
    options = ("Stored", "Shown", "Gender")
    assert ticks_of(options, [["yes", "yes"], ["no", "yes"], ["female", "male"]]) is None
    assert ticks_of(options[:2], [["Checked", "Unchecked"], ["", "Checked"]]) == ((True, False), (False, True))


def test_a_choice_among_options_is_no_tick() -> None:
    options = ("Methodological", "Strategic")
    assert ticks_of(options, [["Strategic", ""], ["", "Methodological"]]) is None
    assert ticks_of(options, [["Methodological", ""], ["", "Strategic"]]) == ((True, False), (False, True))


def test_the_second_branch_of_a_form_fills_the_first() -> None:
    headings = ["Country of residence", "Organisation", "Country of residence2", "Organisation2"]
    read = joined(sheet(headings, ["Latvia", "A", "", ""], ["", "", "Malta", "B"]))
    assert read == [
        [*NAMES, "Country of residence", "Organisation"],
        ["0@a.example", "Ana", "Latvia", "A"],
        ["1@a.example", "Ana", "Malta", "B"],
    ]


def test_two_branches_that_differ_are_both_kept_and_said() -> None:
    whole = whole_questions(table_of(sheet(["Residence", "Residence2"], ["Latvia", "Malta"])), Form.EXPERTS, {}).table
    assert whole.rows[0].values[2] == "Latvia;Malta"
    assert [(one.place.row, one.severity) for one in whole.problems] == [(1, Severity.NOTE), (2, Severity.WARNING)]


def test_a_numbered_list_is_one_answer_and_years_are_not() -> None:
    read = joined(sheet(["Project 1", "Project 2", "Days in 2026", "Days in 2027"], ["Harbour", "School", "10", "12"]))
    assert [read[0][2:], read[1][2:]] == [["Project", "Days in 2026", "Days in 2027"], ["Harbour;School", "10", "12"]]


def test_columns_stated_as_one_field_are_joined() -> None:
    asked = sheet(["Sa metoodika", "Sa strateegia"], ["Methodological support", ""], ["Practical", "Strategic"])
    read = joined(asked, **{"sa metoodika": "roles", "sa strateegia": "roles"})
    assert [row[2:] for row in read[1:]] == [["Methodological support"], ["Practical;Strategic"]]


@pytest.mark.parametrize("before", ["Points - ", "Punkte – ", "Feedback: ", "Pisteet | "])
def test_what_a_tool_puts_beside_every_question_is_its_own(before: str) -> None:
    headings = ["Name", "Country", "Languages"]
    assert tool_columns([*headings, *(before + heading for heading in headings)]) == {3, 4, 5}


def test_a_question_that_begins_like_others_is_a_question() -> None:
    assert not tool_columns(["Name", "Email", "Language", "Your Name", "Your Email", "Your Language"])


QUESTIONS = ["Nimi", "E-posti aadress", "Elukoht", "Keeled", "Tugi"]
CODES = ["Q1", "Q2", "Q3", "Q4", "Q5"]
IMPORT = [
    '{"ImportId":"QID1_TEXT"}',
    '{"ImportId":"QID2"}',
    '{"ImportId":"QID3"}',
    '{"ImportId":"x"}',
    '{"ImportId":"y"}',
]
ANSWERS = ["Ana", "a@a.example", "Malta", "English C1", "Strategic"]


@pytest.mark.parametrize(
    ("rows", "row", "answers"),
    [
        ([QUESTIONS, ANSWERS], 0, 1),
        ([CODES, QUESTIONS, ANSWERS], 1, 2),
        ([CODES, QUESTIONS, IMPORT, ANSWERS], 1, 3),
        ([QUESTIONS, CODES, ANSWERS], 0, 2),
        ([["Experts of the round", "", "", "", ""], QUESTIONS, ANSWERS], 1, 2),
    ],
)
def test_the_row_of_questions_is_found_among_rows_of_codes(rows: Sheet, row: int, answers: int) -> None:
    found = find_headings(rows, lambda _cell: False)
    assert found
    assert (found.headings, found.row, found.answers) == (tuple(QUESTIONS), row, answers)


def test_options_under_a_question_that_spans_them_go_into_its_headings() -> None:
    rows = [
        ["Nimi", "Post", "Elukoht", "Kes", "Tugi", "", "Keeled"],
        ["Response", "Open-Ended Response", "Response", "Response", "Strategic", "Practical", "Response"],
        ["Ana", "a@a.example", "Malta", "X", "Strategic", "", "English C1"],
    ]
    found = find_headings(rows, lambda _cell: False)
    assert found
    assert found.headings == ("Nimi", "Post", "Elukoht", "Kes", "Tugi [Strategic]", "Tugi [Practical]", "Keeled")
    assert found.answers == 2


def test_a_row_of_answers_below_a_blank_heading_is_no_row_of_options() -> None:
    rows = [["Nimi", "Post", "", "Keeled"], ["Ana", "a@a.example", "Malta", "English C1"]]
    found = find_headings(rows, lambda _cell: False)
    assert found
    assert found.answers == 1


def test_a_column_with_answers_and_no_heading_is_named_by_its_letter() -> None:
    table = table_of([["E-mail address", "First name", "", "Languages"], ["a@a.example", "Ana", "Malta", "English C1"]])
    assert table.headings == ("E-mail address", "First name", "C", "Languages")
    assert [(one.place.column, one.value, one.severity) for one in table.problems] == [("C", "Malta", Severity.WARNING)]


def test_what_is_said_of_columns_holds_no_word_of_whoever_does_not_agree() -> None:
    head = "E-mail address,First name,Last name,Type of support,Deutsch,français,polski"
    head += ",I agree to the processing of my data,I agree that my profile is shared"
    rows = ["a@a.example,Ana,Kos,Practical support,C1,Moins que rien,B2,No,No"]
    rows += ["b@a.example,Eva,Lah,Practical support,C1,Encore moins,B2,Yes,Yes"]
    upload = Upload.of("export.csv", "\n".join([head, *rows]).encode())
    export = read_experts([upload], IntakeOptions(stated={"i agree to the processing of my data": "consent_process"}))
    assert [record.expert.consent_process for record in export.records] == [False, True]
    told = [problem.value for problem in export.problems]
    assert "Encore moins" in told
    assert not any("Moins que rien" in value for value in told)


ECHOES = ["Quomque", "Zivorad", "Nilpen", "Trebusa"]  # that no form has had, and that mean nothing


def test_columns_that_repeat_their_headings_are_the_options_of_one_question_whatever_they_mean() -> None:
    told = joined(sheet(ECHOES, ["Quomque", "", "", "Trebusa"], ["", "Zivorad", "", ""], ["", "", "", ""]))
    assert told[0] == [*NAMES, "Quomque … Trebusa"]
    assert [row[2] for row in told[1:]] == ["Quomque;Trebusa", "Zivorad", ""]  # nobody ticked Nilpen


@pytest.mark.parametrize(
    "answers",
    [
        [["Quomque", "", "", ""], ["", "Zivorad", "", ""]],  # two are too few to tell
        [["Quomque", "no", "Nilpen", "Trebusa"], ["", "Zivorad", "", ""]],  # one says something else as well
    ],
)
def test_columns_that_say_something_else_stay_apart(answers: Sheet) -> None:
    assert joined(sheet(ECHOES, *answers))[0] == [*NAMES, *ECHOES]
