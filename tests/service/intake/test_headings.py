"""A heading that no form has had yet is known by what it means, and a question of something else is not read."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from service.intake.columns.mapping import Columns, map_columns
from service.intake.form.form_fields import Form, fields_of, heading_key
from service.intake.meaning import Vectors
from service.intake.problems import Place
from service.wiring import wire

WORDINGS = tomllib.loads((Path(__file__).parent / "headings.toml").read_text(encoding="utf-8"))
AT = Place("export.csv", "", 1, "")
RIGHT = {Form.EXPERTS: 0.9, Form.TERRITORIES: 0.88}  # of headings alone; measured 0.93 and 0.90
OTHERS = [
    "How did you hear about us?",
    "Do you want to receive our newsletter?",
    "Dietary requirements",
    "Do you need an accessible room?",
    "Which browser do you use?",
    "Have you attended a webinar?",
    "T-shirt size",
    "Comment avez-vous connu le programme ?",
    "Souhaitez-vous recevoir la lettre d'information ?",
    "Would you be interested in a peer group?",
]


@pytest.fixture(scope="module")
def vectors(cache: Path) -> Vectors:
    return wire(cache=cache).read_headings


def mapped(form: Form, headings: Sequence[str], vectors: Vectors | None, answers: Sequence[str] = ("-",)) -> Columns:
    return map_columns(headings, lambda _place: answers, form, {}, AT, vectors=vectors)


def forms(form: Form) -> Iterator[dict[str, str]]:
    """Forms that ask each field once, in other words each time: fields by heading."""
    wordings = WORDINGS[form.value]
    for number in range(max(map(len, wordings.values()))):
        yield {headings[number % len(headings)]: field for field, headings in wordings.items()}


def test_no_wording_that_is_measured_is_a_known_heading() -> None:
    known = {(form, heading) for form in Form for one in fields_of(form).values() for heading in one.headings}
    asked = {(form, heading_key(h)) for form in Form for of in WORDINGS[form.value].values() for h in of}
    assert not known & asked


@pytest.mark.slow
@pytest.mark.parametrize("form", Form)
def test_nearly_every_wording_is_read_or_proposed_first_without_a_look_at_the_answers(
    form: Form, vectors: Vectors
) -> None:
    right = count = 0
    wrong: dict[str, str] = {}
    for asked in forms(form):
        columns = mapped(form, list(asked), vectors)
        found = {list(asked)[place]: name for name, place in columns.place.items()}
        found |= {one.heading: one.likeliest for one in columns.unread if one.likeliest}
        right += sum(found.get(heading) == field for heading, field in asked.items())
        count += len(asked)
        wrong |= {h: f"{h}: {found.get(h)}, not {field}" for h, field in asked.items() if found.get(h) != field}
    assert right >= RIGHT[form] * count, f"{right} of {count}\n" + "\n".join(wrong.values())


@pytest.mark.parametrize("form", Form)
def test_questions_of_something_else_are_not_read(form: Form, vectors: Vectors) -> None:
    asked = next(forms(form))
    columns = mapped(form, [*asked, *OTHERS], vectors)
    assert [OTHERS[at - len(asked)] for at in columns.place.values() if at >= len(asked)] == []
    assert {one.heading for one in columns.unread} >= set(OTHERS)


def test_where_all_headings_are_known_no_text_is_read() -> None:
    def unasked(_texts: Sequence[str]) -> object:
        raise AssertionError("the text model was asked")

    known = {one.wordings[0]: name for name, one in fields_of(Form.EXPERTS).items() if not one.account}
    columns = mapped(Form.EXPERTS, ["A", *known], unasked, ())  # type: ignore[arg-type]
    assert {list(known)[place - 1]: name for name, place in columns.place.items()} == known
    assert columns.problems == ()


def test_what_is_not_read_is_said_with_its_likeliest_field_and_two_answers(vectors: Vectors) -> None:
    answers = ["Rotary, Kaunas", "No", "Rotary, Kaunas", "Chess"]
    columns = mapped(Form.EXPERTS, ["E-mail address", "Hobbies"], vectors, answers)
    (problem,) = [one for one in columns.problems if one.place.column == "Hobbies"]
    assert problem.value == "Rotary, Kaunas | No"
    assert columns.unread[0].samples == ("Rotary, Kaunas", "No")


@pytest.mark.parametrize(
    ("heading", "answers", "field"),
    [
        ("XYZ-1", ["English C1, polski B2", "Deutsch (native)"], "languages"),
        ("XYZ-1", ["Methodological support;", "Strategic"], "roles"),
        ("XYZ-1", ["a@a.example", "b@b.example"], "email"),
    ],
)
def test_answers_that_only_one_field_can_have_tell_it(heading: str, answers: list[str], field: str) -> None:
    assert mapped(Form.EXPERTS, [heading], None, answers).place == {field: 0}


def test_a_heading_whose_answers_are_such_as_the_field_cannot_have_is_not_read_for_it(vectors: Vectors) -> None:
    columns = mapped(Form.EXPERTS, ["Languages you can work in"], vectors, ["17", "4", "5"])
    assert "languages" not in columns.place


def test_codes_that_a_tool_writes_are_not_the_languages_of_people() -> None:
    answers = [["EN", "FR", "EN"], ["English C1", "français", "polski B2"]]
    columns = map_columns(["Languages", "Langues"], lambda place: answers[place], Form.EXPERTS, {}, AT)
    assert columns.place == {"form_language": 0, "languages": 1}


def test_what_is_asked_for_one_role_is_known_by_the_role_in_its_heading(vectors: Vectors) -> None:
    headings = ["Days the strategic adviser should give", "Days that the practical adviser should give"]
    columns = mapped(Form.TERRITORIES, headings, vectors, ["10", "12"])
    assert columns.place == {"days_strategic": 0, "days_practical": 1}


@pytest.mark.parametrize("headings", [("Libero dal", "Libero fino al"), ("Libre desde", "Libre hasta")])
@pytest.mark.parametrize("turned", [False, True])
def test_a_beginning_and_its_end_are_told_apart_by_the_order_of_their_days(
    headings: tuple[str, str], turned: bool, vectors: Vectors
) -> None:
    days = [["2026-09-01", "2026-10-01"], ["2027-12-31", "2027-06-30"]]
    answers = days[::-1] if turned else days
    columns = map_columns(headings, lambda place: answers[place], Form.EXPERTS, {}, AT, vectors=vectors)
    read = {name: list(answers[place]) for name, place in columns.place.items()}
    assert read == {"available_from": days[0], "available_until": days[1]}


def test_the_moments_that_a_tool_notes_are_known_in_any_language(vectors: Vectors) -> None:
    answers = [["2026-04-27 11:12:32", "2026-04-28 18:15:45"], ["2026-04-27 12:05:32", "2026-04-28 18:48:45"]]
    headings = ["Aloitusaika", "Valmistumisaika"]
    columns = map_columns(headings, lambda place: answers[place], Form.EXPERTS, {}, AT, vectors=vectors)
    assert columns.place == {"start_time": 0, "completion_time": 1}


def test_options_in_other_words_do_not_speak_against_a_question_with_options(vectors: Vectors) -> None:
    answers = ["Landwirtschaft;Grenzpendeln;", "Klimaanpassung;Mobilität;"]
    assert mapped(Form.EXPERTS, ["Fachgebiete"], vectors, answers).place == {"themes": 0}


def test_a_column_that_nobody_answered_leaves_its_field_to_another_but_no_consent(vectors: Vectors) -> None:
    """SurveyMonkey exports "Email Address" beside the question for the address, and mostly leaves it blank."""
    asked = {
        "Email Address": "",
        "First name": "",
        "Address for our answer": "ana@example.org",
        "Consent to share": "",
        "May we show your profile to the pilots?": "Yes",
    }
    answers = list(asked.values())
    columns = map_columns(list(asked), lambda place: [answers[place]], Form.EXPERTS, {}, AT, vectors=vectors)
    told = {field: list(asked)[columns.place[field]] for field in ("email", "first_name", "consent_share")}
    assert told == {
        "email": "Address for our answer",
        "first_name": "First name",
        "consent_share": "Consent to share",
    }


def test_unread_columns_are_each_asked_for_another_field(vectors: Vectors) -> None:
    """A question of ties that is worded far from every known one is still the likeliest, consents apart."""
    asked = {
        "Suostun siihen, että profiilini näytetään alueille ja komissiolle": ["Kyllä", "En"],
        "Onko sinulla sidonnaisuuksia hakijoihin? Mihin?": ["Ei", "Työnantajani on hakijana"],
    }
    answers = list(asked.values())
    columns = map_columns(list(asked), answers.__getitem__, Form.EXPERTS, {}, AT, vectors=vectors)
    assert {one.heading: (one.likeliest, one.may_be[:1]) for one in columns.unread} == {
        heading: (field, (field,)) for heading, field in zip(asked, ("consent_share", "conflicts"), strict=True)
    }


@pytest.mark.parametrize(
    ("asked", "family"),
    [
        ({"Vezetéknév": "Fodor", "First name": "Ágnes", "E-mail address": "a@example.org"}, "Vezetéknév"),
        ({"First name": "Ágnes", "Vezetéknév": "Fodor", "E-mail address": "a@example.org"}, "Vezetéknév"),
        ({"Vezetéknév": "Fodor", "First name": "Ágnes", "Utca": "Kossuth"}, None),  # either may be it
        ({"Telefon": "+36 1", "First name": "Ágnes", "E-mail address": "a@example.org"}, None),
        ({"Vezetéknév": "Fodor", "First name": "Ágnes", "Full name": "Fodor Ágnes"}, None),
    ],
)
def test_the_family_name_stands_beside_the_first_name_whatever_its_heading(
    asked: dict[str, str], family: str | None
) -> None:
    answers = list(asked.values())
    columns = map_columns(list(asked), lambda place: [answers[place]], Form.EXPERTS, {}, AT)
    found = {name: list(asked)[place] for name, place in columns.place.items()}
    assert found.get("family_name") == family


def test_of_a_field_where_a_blank_lets_pass_only_what_is_likely_is_asked(vectors: Vectors) -> None:
    """Left-over columns and fields meet in the end; only where too much is better is that worth a question."""
    answers = ["Falvakban tartok közös tervező műhelyeket.", "592001"]
    asked = ["Bemutatkozás", "Submission ID"]
    columns = map_columns(asked, lambda place: [answers[place]], Form.EXPERTS, {}, AT, vectors=vectors)
    assert not [one.heading for one in columns.unread if "status" in one.may_be]
