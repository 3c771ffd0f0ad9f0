"""What remarks say that decides over people is read by its meaning, in any language, and shown to be decided."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from matcher.languages import write_need
from matcher.model import ExpertStatus, ReadingOf, Role, Territory, Unread
from service.intake import IntakeOptions, read_experts, read_territories
from service.intake.meaning import Vectors
from service.intake.rows.records import ExpertExport, TerritoryExport
from service.values.uploads import Upload
from service.wiring import wire

EXPERT = {
    "Completion time": "2026-03-01 10:00", "Name": "Ada Liiv", "E-mail address": "ada@liiv.example",
    "Roles": "Strategic support", "Working languages and level": "English C1", "Conflicts of interest": "No",
    "Consent to process": "Yes", "Consent to share": "Yes", "Remarks": "",
}  # fmt: skip
APPLICATION = {
    "Name of the cross-border territory": "Upper Meadow", "Countries covered by the territory": "Austria; Hungary",
    "What kind of expert support do you need?": "Methodological support; Strategic support",
    "Please describe the support you expect from experts": "A strategy for both banks",
    "Working languages of the partnership": "German, Hungarian",
    "Languages in which experts must be able to work": "English", "Additional remarks": "",
}  # fmt: skip
M, S = Role.METHODOLOGICAL, Role.STRATEGIC


@pytest.fixture(scope="module")
def vectors(cache: Path) -> Vectors:
    return wire(cache=cache).read_headings


def file_of(row: Mapping[str, str]) -> Upload:
    text = io.StringIO()
    csv.writer(text).writerows([row.keys(), row.values()])
    return Upload.of("form.csv", text.getvalue().encode())


def registered(remark: str, vectors: Vectors | None, **said: str) -> ExpertExport:
    return read_experts([file_of({**EXPERT, "Remarks": remark, **said})], IntakeOptions(vectors=vectors))


def applied(vectors: Vectors, **said: str) -> TerritoryExport:
    row = {**APPLICATION, **{name.replace("_", " "): words for name, words in said.items()}}
    return read_territories([file_of(row)], IntakeOptions(vectors=vectors))


def readings(territory: Territory, field: ReadingOf) -> dict[Role, str]:
    return {one.role: one.value for one in territory.readings if one.field is field and not one.certain}


def remarked(export: ExpertExport | TerritoryExport) -> list[str]:
    return [problem.value for problem in export.problems if problem.place.field in {"comments", "support"}]


@pytest.mark.parametrize(
    "remark",
    ["Bitte streichen Sie mich von der Liste", "Je ne souhaite plus participer", "Ich ziehe meine Anmeldung zurück"],
)
def test_a_withdrawal_in_a_remark_is_one(remark: str, vectors: Vectors) -> None:
    export = registered(remark, vectors)
    assert export.records[0].expert.status is ExpertStatus.INACTIVE
    assert remarked(export) == [remark]


def test_a_condition_in_a_remark_is_no_consent(vectors: Vectors) -> None:
    remark = "Please do not share my data with third parties before contacting me"
    export = registered(remark, vectors)
    expert = export.records[0].expert
    assert (expert.consent_process, expert.consent_share) == (True, False)
    assert remarked(export) == [remark]


@pytest.mark.parametrize(
    ("declared", "kept"), [("No", ""), ("", ""), ("I know the mayor of Linz", "I know the mayor of Linz\n")]
)
def test_a_link_in_a_remark_is_declared(declared: str, kept: str, vectors: Vectors) -> None:
    remark = "Mój pracodawca jest partnerem w projekcie Tatry"
    export = registered(f"Thank you! {remark}.", vectors, **{"Conflicts of interest": declared})
    assert export.records[0].expert.declared_conflicts == kept + remark


def test_a_limit_that_no_rule_reads_stays_with_the_person(vectors: Vectors) -> None:
    export = registered("Nejsem k dispozici v létě", vectors)
    assert export.records[0].expert.remarks == ("Nejsem k dispozici v létě",)
    assert remarked(export) == ["Nejsem k dispozici v létě"]


@pytest.mark.parametrize(
    "remark",
    [
        "Many thanks, great initiative!",
        "Mon CV suit par courriel",
        "Mam doświadczenie w moderacji",
        "Updated availability",
        "-",
    ],
)
def test_a_remark_that_decides_nothing_says_nothing(remark: str, vectors: Vectors) -> None:
    export = registered(remark, vectors)
    expert = export.records[0].expert
    assert (expert.status, expert.consent_share, expert.declared_conflicts, expert.remarks) == (
        ExpertStatus.VALID,
        True,
        "No",
        (),
    )
    assert remarked(export) == []


@pytest.mark.parametrize(
    ("remark", "asked"),
    [
        ("Wir arbeiten ausschließlich auf Deutsch", "en and de"),
        ("Las reuniones serán en catalán", "en and ca"),
    ],
)
def test_a_language_in_a_remark_is_asked_for_once_it_is_confirmed(remark: str, asked: str, vectors: Vectors) -> None:
    territory = applied(vectors, Additional_remarks=remark).records[0].territory
    assert readings(territory, ReadingOf.MUST_LANGUAGES) == {M: asked, S: asked}
    assert {role: write_need(need) for role, need in territory.must_languages.items()} == {M: asked, S: asked}


def test_a_language_that_is_asked_for_already_is_no_question(vectors: Vectors) -> None:
    territory = applied(vectors, Additional_remarks="Our meetings are held in English").records[0].territory
    assert readings(territory, ReadingOf.MUST_LANGUAGES) == {}


def test_a_remark_speaks_of_the_adviser_that_it_names(vectors: Vectors) -> None:
    remark = "Please make sure that the methodological adviser does not come from one of our two countries"
    territory = applied(vectors, Additional_remarks=remark).records[0].territory
    assert readings(territory, ReadingOf.EXCLUDED_RESIDENCE) == {M: "AT HU"}


def test_somebody_who_has_to_visit_is_to_be_there(vectors: Vectors) -> None:
    remark = "The strategic adviser has to visit us at least three times"
    territory = applied(vectors, Additional_remarks=remark).records[0].territory
    assert readings(territory, ReadingOf.ON_SITE) == {S: "yes"}


@pytest.mark.parametrize("field", ["Additional_remarks", "Please_describe_the_support_you_expect_from_experts"])
def test_what_no_rule_can_carry_is_to_be_looked_at(field: str, vectors: Vectors) -> None:
    export = applied(vectors, **{field: "We will be closed in August"})
    assert remarked(export) == ["We will be closed in August"]


@pytest.mark.parametrize(
    "remark", ["Looking forward to working with you!", "online is fine", "Wir reichen eine Karte nach"]
)
def test_a_remark_of_a_territory_that_asks_nothing_says_nothing(remark: str, vectors: Vectors) -> None:
    export = applied(vectors, Additional_remarks=remark)
    assert (remarked(export), export.records[0].territory.remarks) == ([], remark)
    assert not any(one.words == remark for one in export.records[0].territory.readings)


def test_without_a_text_model_a_remark_decides_nothing() -> None:
    export = registered("Je ne souhaite plus participer", None)
    assert export.records[0].expert.status is ExpertStatus.VALID


@pytest.mark.parametrize(
    ("field", "answer", "unread"),
    [
        ("Available from", "ab sofort, außer August", Unread("available_from", "ab sofort, außer August")),
        ("Available from", "not before spring 2027", Unread("available_from", "not before spring 2027")),
        ("Available until", "open end", Unread("available_until", "open end")),
        ("Days available", "ninguno este año", Unread("days", "ninguno este año")),
        ("Working languages and level", "Niederländisch: nur lesen", Unread("languages", "nur lesen", "nl")),
    ],
)
def test_an_answer_that_a_rule_rests_on_and_nobody_understood_stays_with_the_person(
    field: str, answer: str, unread: Unread
) -> None:
    (record,) = registered("", None, **{field: answer}).records
    assert record.expert.unread == (unread,)


@pytest.mark.parametrize(
    "field", ["Available from", "Available until", "Days available", "Working languages and level"]
)
def test_an_answer_that_says_nothing_is_not_unread(field: str) -> None:
    (record,) = registered("", None, **{field: "-"}).records
    assert record.expert.unread == ()


def test_days_by_arrangement_are_not_none() -> None:
    (record,) = registered("", None, **{"Days available": "à convenir"}).records
    assert record.expert.unread == ()


def test_an_end_under_the_first_day_is_read_and_not_left_open() -> None:
    (record,) = registered("", None, **{"Available from": "until 30 June 2027"}).records
    assert (record.expert.available_until, record.expert.unread) == (date(2027, 6, 30), ())
