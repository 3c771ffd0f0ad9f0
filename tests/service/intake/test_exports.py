"""Exports become people and applications: columns found, registrations merged, conditions checked, nothing lost."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.findings import ConflictFindings
from matcher.messages import say
from matcher.model import Unread
from service.asking.scene import scene_of
from service.cli.uploads import uploads_of
from service.errors import ServiceError, UnreadableFile
from service.intake import ExpertExport, IntakeOptions, TerritoryExport, read_experts, read_territories
from service.intake.form.read_as import StatedWording
from service.intake.form.stated_columns import Statements, state_columns
from service.intake.rows.both_forms import read_exports
from service.wiring import wire

Change = Callable[[list[list[str]]], None]
HEADINGS = {"consent": 28, "share": 29, "email": 9, "summary": 21, "roles": 15, "completion": 2, "first": 7, "last": 8}


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.reader(source))


@pytest.fixture
def experts(fixtures: Path, tmp_path: Path) -> Callable[[Change], ExpertExport]:
    """Read the development registrations after a change."""

    def read(change: Change) -> ExpertExport:
        rows = rows_of(fixtures / "experts_dev.csv")
        change(rows)
        path = tmp_path / "experts.csv"
        with path.open("w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows(rows)
        return read_experts(uploads_of([path]), IntakeOptions())

    return read


@pytest.fixture
def territories(fixtures: Path, tmp_path: Path) -> Callable[[Change], TerritoryExport]:
    """Read the development applications after a change."""

    def read(change: Change) -> TerritoryExport:
        rows = rows_of(fixtures / "territories_dev.csv")
        change(rows)
        path = tmp_path / "territories.csv"
        with path.open("w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows(rows)
        return read_territories(uploads_of([path]), IntakeOptions())

    return read


def test_the_latest_full_registration_of_a_person_wins(experts: Callable[[Change], ExpertExport]) -> None:
    merged = {r.expert.email: (r.numbers, r.number) for r in experts(lambda rows: None).records if len(r.numbers) > 1}
    assert merged == {
        "dorota.haak@bruecke-most.example": ((9, 13), 13),
        "anca.muresanu@satulviu.example": ((16, 20), 20),
        "ilze.bruvere@laukulab.example": ((26, 31), 31),
    }


def test_a_later_and_poorer_registration_does_not_win(experts: Callable[[Change], ExpertExport]) -> None:
    def add_a_poor_one(rows: list[list[str]]) -> None:
        poor = rows[1][:]
        poor[0], poor[2] = "99", "46200.5"
        poor[HEADINGS["summary"]] = poor[HEADINGS["roles"]] = ""
        rows.append(poor)

    (chiara,) = [r for r in experts(add_a_poor_one).records if r.expert.email.startswith("c.pellegrinotti")]
    assert (chiara.numbers, chiara.number) == ((1, 99), 1)


def test_a_consent_taken_back_later_is_taken_back_however_poor_the_registration(
    experts: Callable[[Change], ExpertExport],
) -> None:
    def take_back(rows: list[list[str]]) -> None:
        poor = rows[1][:]
        poor[0], poor[2] = "99", "46200.5"
        poor[HEADINGS["summary"]] = ""
        poor[HEADINGS["consent"]] = poor[HEADINGS["share"]] = "No"
        rows.append(poor)

    (chiara,) = [r for r in experts(take_back).records if r.expert.email.startswith("c.pellegrinotti")]
    assert (chiara.expert.consent_process, chiara.expert.consent_share) == (False, False)


def test_two_addresses_under_one_name_are_reported_and_kept_apart(experts: Callable[[Change], ExpertExport]) -> None:
    def register_again(rows: list[list[str]]) -> None:
        again = rows[1][:]
        again[0], again[HEADINGS["email"]] = "99", "chiara@elsewhere.example"
        again[HEADINGS["first"]], again[HEADINGS["last"]] = again[HEADINGS["last"]], again[HEADINGS["first"]]
        rows.append(again)

    read = experts(register_again)
    assert len(read.records) == 38
    assert [p.place.row for p in read.problems if "May be the same person" in p.suggestion.text] == [42]


def test_the_order_of_rows_changes_nobody(experts: Callable[[Change], ExpertExport]) -> None:
    def turn(rows: list[list[str]]) -> None:
        rows[1:] = rows[:0:-1]

    straight, turned = experts(lambda rows: None), experts(turn)
    assert {r.expert.id: r.expert for r in turned.records} == {r.expert.id: r.expert for r in straight.records}


def test_the_order_of_columns_changes_nobody(experts: Callable[[Change], ExpertExport]) -> None:
    def turn(rows: list[list[str]]) -> None:
        rows[:] = [[*row[:6], *row[:5:-1]] for row in rows]

    straight, turned = experts(lambda rows: None), experts(turn)
    assert {r.expert.id: r.expert for r in turned.records} == {r.expert.id: r.expert for r in straight.records}


def test_a_file_given_twice_or_in_two_formats_adds_nobody(fixtures: Path) -> None:
    xlsx, csv_file = fixtures / "experts_dev.xlsx", fixtures / "experts_dev.csv"
    once = read_experts(uploads_of([xlsx]), IntakeOptions())
    twice, both = (
        read_experts(uploads_of([xlsx, xlsx]), IntakeOptions()),
        read_experts(uploads_of([xlsx, csv_file]), IntakeOptions()),
    )
    people = {r.expert.id: r.expert for r in once.records}
    assert {r.expert.id: r.expert for r in twice.records} == people
    assert {r.expert.id: r.expert for r in both.records} == people


def test_a_second_form_in_another_language_is_read_beside_the_first(fixtures: Path) -> None:
    french = fixtures / "unseen" / "experts_fr.csv"
    both = read_experts(uploads_of([fixtures / "experts_dev.xlsx", french]), IntakeOptions())
    assert len(both.records) == 37 + len(read_experts(uploads_of([french]), IntakeOptions()).records)


@pytest.mark.slow
def test_territories_of_two_files_have_ids_of_their_own(fixtures: Path, cache: Path) -> None:
    files = [fixtures / "territories_dev.xlsx", fixtures / "unseen" / "territories_2.csv"]
    options = IntakeOptions(vectors=wire(cache=cache).read_headings)
    ids = [record.territory.id for record in read_territories(uploads_of(files), options).records]
    assert len(ids) == len(set(ids)) == 20


def test_somebody_without_an_address_is_left_out_and_reported(experts: Callable[[Change], ExpertExport]) -> None:
    def forget(rows: list[list[str]]) -> None:
        rows[1][HEADINGS["email"]] = ""

    read = experts(forget)
    assert len(read.records) == 36
    assert [p.place.row for p in read.problems if "An e-mail address" in p.expected.text] == [2]


@pytest.mark.parametrize(
    ("column", "value", "missed"),
    [
        (8, "Latvia", "A cross-border territory has two countries or more; {countries}"),
        (8, "Latvia;Georgia", "{countries}: not among the programme's 40 countries"),
        (16, "LV: Valkas attīstības aģentūra", "No partner on the side of {countries}"),
        (33, "", "The partners' agreement is not confirmed"),
    ],
)
def test_an_application_says_which_condition_it_misses(
    territories: Callable[[Change], TerritoryExport], column: int, value: str, missed: str
) -> None:
    def spoil(rows: list[list[str]]) -> None:
        rows[1][column] = value

    record = territories(spoil).records[0]
    assert missed in [miss.text for miss in record.misses]
    assert not record.to_be_matched


def test_a_tri_border_area_needs_a_partner_on_all_three_sides(territories: Callable[[Change], TerritoryExport]) -> None:
    def spoil(rows: list[list[str]]) -> None:
        rows[7][16] = "MK: Ezerski Krug; AL: Fshati i Prespës (fictional)"

    (ohrid,) = [r for r in territories(spoil).records if r.label == "T07"]
    assert [miss.text for miss in ohrid.misses] == ["No partner on the side of {countries}"]


def test_a_column_may_say_which_applications_were_selected(territories: Callable[[Change], TerritoryExport]) -> None:
    def select(rows: list[list[str]]) -> None:
        for number, row in enumerate(rows):
            row.append("Selected?" if not number else "yes" if number in {2, 4} else "no")

    matched = [r.label for r in territories(select).records if r.to_be_matched]
    assert matched == ["T02", "T04"]


def test_a_table_without_a_column_that_is_needed_says_how_to_state_it(
    experts: Callable[[Change], ExpertExport],
) -> None:
    def hide(rows: list[list[str]]) -> None:
        rows[0][20] = "Zzz"
        for row in rows[1:]:
            row[20] = "-"

    with pytest.raises(UnreadableFile) as raised:
        experts(hide)
    assert "has no column for {fields}" in raised.value.message.text
    assert dict(raised.value.message.arguments)["fields"] == "languages"


def test_a_heading_that_is_not_known_is_told_by_its_answers(experts: Callable[[Change], ExpertExport]) -> None:
    def rename(rows: list[list[str]]) -> None:
        rows[0][20], rows[0][16] = "Zzz", "Yyy"

    read = experts(rename)
    assert {r.expert.id: r.expert for r in read.records} == {
        r.expert.id: r.expert for r in experts(lambda rows: None).records
    }
    assert {p.place.column for p in read.problems} >= {"Zzz", "Yyy"}


def test_a_newsletter_question_is_never_taken_for_a_consent(experts: Callable[[Change], ExpertExport]) -> None:
    def ask(rows: list[list[str]]) -> None:
        for number, row in enumerate(rows):
            row[28] = "I agree that my data are used to send me the newsletter" if not number else "Yes"

    assert not any(record.expert.consent_process for record in experts(ask).records)


def test_stated_columns_are_remembered_and_faults_are_told(tmp_path: Path) -> None:
    remembered = tmp_path / "columns.json"
    assert state_columns(["My heading?=themes"], remembered) == Statements({"my heading": "themes"}, ())
    assert state_columns([], remembered) == Statements({"my heading": "themes"}, ())
    told = state_columns(["types: Obszar wiejski=Rural area"], remembered)
    assert told == Statements({"my heading": "themes"}, (StatedWording("types", "Obszar wiejski", "Rural area"),))
    assert state_columns([], remembered) == told
    for wrong in ("summary: I like it=Rural area", "no equals sign", "Heading=nonsense", "=themes"):
        with pytest.raises(ServiceError):
            state_columns([wrong], remembered)
    remembered.write_text("not json", encoding="utf-8")
    with pytest.raises(ServiceError):
        state_columns([], remembered)


def test_somebody_who_does_not_agree_is_a_row_of_the_report_and_has_no_conflict_computed(
    tmp_path: Path, fixtures: Path
) -> None:
    rows = rows_of(fixtures / "experts_dev.csv")
    for row in rows[1:]:
        row[HEADINGS["consent"]] = "No"
    path = tmp_path / "no.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows(rows)
    read = read_exports(uploads_of([path]), uploads_of([fixtures / "territories_dev.xlsx"]), IntakeOptions())
    assert scene_of(read).findings == ConflictFindings((), ())
    said = say("Says no: nothing is computed about this person, and they are suggested nowhere")
    (told,) = [problem for problem in read.problems if problem.suggestion == said]
    rows_told = {told.place.row, *told.also}
    assert (told.value, len(rows_told)) == ("", len(read.experts.records))
    assert not [one for one in read.problems if one.place.file == "no.csv" and one.value]


EXPORTS = [
    *(("experts", name) for name in ("experts_dev.xlsx", "unseen/experts_2.csv", "unseen/experts_fr.csv")),
    *(
        ("territories", name)
        for name in ("territories_dev.xlsx", "unseen/territories_2.csv", "unseen2/territories_3.ods")
    ),
]


@pytest.mark.parametrize(("form", "name"), EXPORTS)
def test_an_export_given_for_the_other_form_is_refused(fixtures: Path, form: str, name: str) -> None:
    read_as = {"experts": read_territories, "territories": read_experts}[form]
    with pytest.raises(UnreadableFile):
        read_as(uploads_of([fixtures / name]), IntakeOptions())


def test_an_answer_that_may_refuse_and_is_not_understood_is_kept_in_its_words(
    experts: Callable[[Change], ExpertExport],
) -> None:
    def change(rows: list[list[str]]) -> None:
        rows[1][25], rows[2][25], rows[3][13] = "If I am home the same night", "-", "Canton of nowhere"

    export = experts(change)
    people = {record.number: record.expert for record in export.records}
    first, second, third = (people[int(number)] for number in ("1", "2", "3"))
    assert (first.travel, first.unread) == (None, (Unread("travel", "If I am home the same night"),))
    assert (second.travel, second.unread) == (None, ())
    assert (third.residence, third.unread) == (None, (Unread("residence", "Canton of nowhere"),))
