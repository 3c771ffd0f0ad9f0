"""A denial, an exception or a condition never passes unread: what it turns round is not taken for granted."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.model import ExpertStatus, Role, Travel
from service.intake.problems import Reading
from service.intake.words.agreement import read_agreement
from service.intake.words.countries import read_countries
from service.intake.words.languages import read_languages
from service.intake.words.polarity import Part, Turn, is_plain, parts_of
from service.intake.words.presence import read_on_site
from service.intake.words.roles import read_roles
from service.intake.words.statuses import read_expert_status
from service.intake.words.travel import read_travel

M, S, P = Role.METHODOLOGICAL, Role.STRATEGIC, Role.PRACTICAL


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "All except strategic, practical",
            [(Turn.PLAIN, "All"), (Turn.EXCEPT, "strategic"), (Turn.EXCEPT, "practical")],
        ),
        ("nicht methodisch, sondern strategisch", [(Turn.NOT, "methodisch"), (Turn.PLAIN, "strategisch")]),
        ("nie tylko praktyczne", [(Turn.PLAIN, "praktyczne")]),
        ("Stratejik hariç hepsi", [(Turn.EXCEPT, "Stratejik"), (Turn.PLAIN, "hepsi")]),
        ("Да, освен Сърбия", [(Turn.PLAIN, "Да"), (Turn.EXCEPT, "Сърбия")]),
        ("NO, SE", [(Turn.PLAIN, "NO"), (Turn.PLAIN, "SE")]),
        ("Oui, si besoin jusqu'en mai", [(Turn.PLAIN, "Oui"), (Turn.PLAIN, "si besoin"), (Turn.WHEN, "'en mai")]),
    ],
)
def test_an_answer_is_cut_where_its_meaning_turns(text: str, parts: list[tuple[Turn, str]]) -> None:
    assert [(part.turn, part.text.strip()) for part in parts_of(text)] == parts


def test_a_no_that_answers_the_question_turns_nothing_else() -> None:
    assert is_plain("No, online only")
    assert not is_plain("No travel restrictions")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("All except strategic", (M, P)),
        ("Alles außer Methodik: methodisch", (S, P)),
        ("Wszystko oprócz strategicznego", (M, P)),
        ("Strategic support only, not methodological", (S,)),
        ("pas d'appui stratégique; appui pratique", (P,)),
        ("practical, unless it is winter: then strategic", (P,)),
    ],
)
def test_a_role_that_is_denied_is_not_offered_and_that_is_said(text: str, roles: tuple[Role, ...]) -> None:
    read = read_roles(text)
    assert read.value == roles
    assert read.remarks


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("not active", ExpertStatus.INACTIVE),
        ("OK - withdrawn 3 May", ExpertStatus.WITHDRAWN),
        ("not withdrawn", ExpertStatus.WITHDRAWN),
        ("active until June", ExpertStatus.INACTIVE),
        ("plus active", ExpertStatus.VALID),
    ],
)
def test_of_a_status_in_doubt_the_cautious_one_holds(text: str, status: ExpertStatus) -> None:
    assert read_expert_status(text).value is status


@pytest.mark.parametrize(
    ("text", "agreed"),
    [("Wyrażam zgodę", True), ("Ano, souhlasím", True), ("Да, съгласен съм", True), ("Ναι, συμφωνώ", True),
     ("Nesouhlasím", False), ("Nu sunt de acord", False), ("Kabul etmiyorum", False), ("Evet, kabul ediyorum", True),
     ("ja, aber nicht weitergeben", False), ("Yes, if asked first", False), ("Oui sauf à la Commission", False),
     ("jo", False)],
)  # fmt: skip
def test_a_consent_is_made_of_phrases_that_say_yes_and_nothing_else(text: str, agreed: bool) -> None:
    assert read_agreement(text).value is agreed


def test_an_answer_may_repeat_the_statement_above_it() -> None:
    statement = "I agree that the OECD processes my personal data"
    assert read_agreement(statement, statement).value
    assert not read_agreement(statement).value
    assert not read_agreement("I do not agree to that at all", "I do not agree to that at all").value


def test_what_somebody_said_of_a_wording_holds() -> None:
    assert read_agreement("Passt schon!", stated={"passt schon": True}) == Reading(True)
    assert read_agreement("Passt schon!").remarks


TURNS = (
    "not",
    "pas",
    "nicht",
    "nie",
    "unless",
    "sauf",
    "except",
    "außer",
    "oprócz",
    "освен",
    "okrem",
    "kivéve",
    "εκτός",
)
READ: dict[Callable[[str], Reading[object]], tuple[str, ...]] = {
    read_agreement: ("Yes", "Oui, j'accepte", "I agree"),
    read_expert_status: ("active", "valid"),
    read_travel: ("Yes, in all participating countries", "EU countries only", "Online only"),
    read_on_site: ("On site", "Online"),
    read_roles: ("Methodological support", "Strategic support; practical support", "all three"),
    read_countries: ("Latvia and Estonia", "Poland; Slovakia"),
    read_languages: ("English C1, German B2", "Latvian"),
}


@given(st.sampled_from([(reader, text) for reader, texts in READ.items() for text in texts]), st.data())
def test_a_turning_word_put_in_anywhere_changes_the_reading_or_is_said(
    read: tuple[Callable[[str], Reading[object]], str], data: st.DataObject
) -> None:
    reader, text = read
    words = text.split(" ")
    place = data.draw(st.integers(0, len(words)))
    turned = " ".join([*words[:place], data.draw(st.sampled_from(TURNS)), *words[place:]])
    assert reader(turned).remarks or reader(turned).value != reader(text).value


def test_travel_that_is_denied_or_bounded_is_left_open() -> None:
    assert read_travel("No travel restrictions").value is None
    assert read_travel("Yes, also outside the EU").value is None
    assert read_travel("Nein").value is Travel.ONLINE


def test_parts_say_how_they_are_meant() -> None:
    assert parts_of("pas stratégique") == (Part(Turn.NOT, " stratégique"),)
