"""Whether two names mean one organisation."""

import pytest

from matcher.organisations import Likeness, common_words, compare, read_organisation


def likeness(one: str, other: str, weak: frozenset[str] = frozenset()) -> Likeness:
    return max(compare(a, b, weak) for a in read_organisation(one) for b in read_organisation(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GAL Lemn și Lână (fictional)", "Lemn si Lana LAG"),
        ("AECT Río Noso / Rio Nosso (fictional EGTC)", "AECT Río Noso"),
        ("Doppelstadtbüro", "DOPPELSTADT-BÜRO gGmbH"),
        ("Valkas attīstības aģentūra", "Valka Development Agency"),
        ("Общество Родопи ООД", "Obshtestvo Rodopi"),
        ("Ewaluatornia sp. z o.o.", "Ewaluatornia"),
        ("University of Maribor, Faculty of Sciences", "Univerza v Mariboru"),
        ("Byanätet Fjällvind ek. för.", "Byanatet Fjallvind"),
        ("Stowarzyszenie Olza Razem", "Stowarzyszenie Olza Raezm"),
        ("Fundación Arribes Abierta (FAARA)", "FAARA"),
    ],
)
def test_one_organisation_under_two_names_is_the_same(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.SAME
    assert likeness(other, one) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Freelance", "Freelance"),
        ("Independent consultant", "Independent expert"),
        ("Općina (fictional)", "Općina (fictional)"),
        ("CIM (fictional)", "CIM"),
        ("Ośrodek Kultury", "Kulturzentrum"),
        ("University of Maribor", "Zavod Mladi"),
        ("Rajapalvelu Osuuskunta", "Rajajoki ry"),
        ("Fshati i Liqenit (fictional NGO)", "Fshati i Prespës (fictional)"),
        ("", ""),
    ],
)
def test_names_that_tell_no_organisation_or_another_are_not_alike(one: str, other: str) -> None:
    found = [compare(a, b) for a in read_organisation(one) for b in read_organisation(other)]
    assert max(found, default=Likeness.NONE) is Likeness.NONE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Maribor", "Municipality of Maribor"),
        ("Local Development Agency", "Local Development Agency"),
        ("Karitas Drina (RS)", "Karitas Drina (BA)"),
    ],
)
def test_a_shared_place_without_a_shared_kind_is_worth_a_look_only(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.NEAR


def test_a_place_alone_does_not_make_two_bodies_one() -> None:
    assert likeness("Zemgale Konsult", "Zemgales ciemu tīkls", weak=frozenset({"zemgales"})) is Likeness.NEAR


def test_a_word_of_many_different_names_tells_none_apart() -> None:
    names = [name for letter in "abcdefghij" for name in read_organisation(f"Vivo {letter * 4}ra")]
    assert common_words(names) == {"vivo"}
