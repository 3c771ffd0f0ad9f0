"""Which role a part of a free text speaks of, in the languages of the programme."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.model import Role
from matcher.role_words import fold, role_of_word, split_by_role

M, S, P = Role.METHODOLOGICAL, Role.STRATEGIC, Role.PRACTICAL
WORD = re.compile(r"[^\W\d_]+")


def test_a_text_is_split_where_a_clause_opens_with_a_role() -> None:
    assert split_by_role("Strategic: English. Methodological: Latvian or Estonian") == (
        (S, "Strategic: English."),
        (M, "Methodological: Latvian or Estonian"),
    )


def test_what_stands_before_the_first_role_is_said_of_every_role() -> None:
    assert split_by_role("We start from zero. Practical: small funds") == (
        (None, "We start from zero."),
        (P, "Practical: small funds"),
    )


@pytest.mark.parametrize("text", ["Somebody patient.", "12", "English, Latvian; Estonian"])
def test_text_that_names_no_role_is_one_part_said_of_every_role(text: str) -> None:
    assert split_by_role(f" {text}\n") == ((None, text),)


@pytest.mark.parametrize("blank", ["", " ", "\n\t"])
def test_blank_text_has_no_part(blank: str) -> None:
    assert split_by_role(blank) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Methodological: a. Strategic: b. Practical: c",
        "Methodologisch: a. Strategisch: b. Praktisch: c",
        "Methodisch: a; strategisch: b; praktisch: c",
        "Méthodologique : a ; stratégique : b ; pratique : c",
        "Metodológico: a. Estratégico: b. Práctico: c",
        "Metodologico: a. Strategico: b. Pratico: c",
        "Metodológico: a. Estratégico: b. Prático: c",
        "Metodologic: a. Strategic: b. Practic: c",
        "Metodologiczne: a. Strategiczne: b. Praktyczne: c",
        "Metodické: a. Strategické: b. Praktické: c",
        "Metodološka: a. Strateška: b. Praktična: c",
        "Metodoloģiskais: a. Stratēģiskais: b. Praktiskais: c",
        "Metodologinis: a. Strateginis: b. Praktinis: c",
        "Metoodiline: a. Strateegiline: b. Praktiline: c",
        "Menetelmä: a. Strateginen: b. Käytännön: c",
        "Metodisk: a. Strategisk: b. Praktisk: c",
        "Módszertani: a. Stratégiai: b. Gyakorlati: c",
        "Методологична: a. Стратегическа: b. Практическа: c",
        "Методологічна: a. Стратегічна: b. Практична: c",
        "Методолошка: a. Стратешка: b. Практична: c",
        "Μεθοδολογικός: a. Στρατηγικός: b. Πρακτικός: c",
        "Metodolojik: a. Stratejik: b. Pratik: c",
        "Metodologjik: a. Strategjik: b. Praktik: c",
        "Method: a. Strategy: b. Practice: c",
        "M: a, S: b, P: c",
        "1) Methodological a 2) strategic b 3) practical c",
        "- methodological a\n- strategic b\n- practical c",
        "Methodological (a) / Strategic (b) / Practical (c)",
        "METHODOLOGICAL = a | STRATEGIC = b | PRACTICAL = c",
    ],
)
def test_roles_are_known_in_the_languages_and_layouts_of_the_forms(text: str) -> None:
    parts = split_by_role(text)
    assert [role for role, _ in parts] == [M, S, P]
    assert [re.findall(r"\b[abc]\b", words) for _, words in parts] == [["a"], ["b"], ["c"]]


def test_a_few_words_may_stand_before_the_role() -> None:
    assert split_by_role("Statutes first, and for the practical adviser: small funds") == (
        (None, "Statutes first"),
        (P, "and for the practical adviser: small funds"),
    )
    far = "We have been looking for some practical advice"
    assert split_by_role(far) == ((None, far),)


def test_parts_of_one_role_that_follow_one_another_are_one_part() -> None:
    text = "Strategic: statutes. Strategic advice on money. Practical: funds"
    assert split_by_role(text) == (
        (S, "Strategic: statutes. Strategic advice on money."),
        (P, "Practical: funds"),
    )


def test_a_role_may_be_spoken_of_twice() -> None:
    assert [role for role, _ in split_by_role("Strategic: a. Practical: b. Strategic: c")] == [S, P, S]


@pytest.mark.parametrize(
    ("word", "labelled", "role"),
    [
        ("Method", True, M),
        ("Method", False, None),  # an ordinary word
        ("S", True, S),
        ("s", False, None),
        ("p", True, P),
        ("PRACTICAL", False, P),
        ("Stratēģiskais", False, S),
        ("Latvian", True, None),
    ],
)
def test_nouns_and_letters_name_a_role_only_where_they_are_labels(word: str, labelled: bool, role: Role | None) -> None:
    assert role_of_word(word, labelled=labelled) is role


def test_folding_drops_case_and_accents_and_keeps_the_alphabet() -> None:
    assert fold("STRATĒĢISKĀ Στρατηγικός") == "strategiska στρατηγικοσ"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Strategic", "practical:", "M:", "advice", "12", "and", ".", ";", "\n", "-", "2)", "|", "née"]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_every_word_of_a_text_is_in_exactly_one_part(text: str) -> None:
    parts = split_by_role(text)
    assert [word for _, part in parts for word in WORD.findall(part)] == WORD.findall(text)
    assert all(one[0] is not other[0] for one, other in pairwise(parts))
