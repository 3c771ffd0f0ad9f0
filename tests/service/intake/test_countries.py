"""Countries are read in the languages of Europe, with typing errors, several in one cell."""

import pytest

from service.intake.words.countries import read_countries, read_country, read_programme_countries


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Itali", "IT"),
        ("Farnce", "FR"),
        ("Österreich", "AT"),
        ("Україна", "UA"),
        ("Eesti", "EE"),
        ("Belgique/België", "BE"),
        ("Türkiye/Turkey; Bulgaria", "TR BG"),
        ("Moldova, Republic of;Romania;", "MD RO"),
        ("Kosovo*", "XK"),
        ("Repubblica Ceca; Cseh Köztársaság, República de Moldavia", "CZ MD"),  # names that CLDR does not have
        ("Bosnia and Herzegovina, Croatia, Serbia", "BA HR RS"),
        ("Serbia and Montenegro", "RS ME"),
        ("N. Macedonia", "MK"),
        ("the Netherlands / Holland", "NL"),
        ("Czech Rep.", "CZ"),
        ("Polska, Česko i Słowacja", "PL CZ SK"),
        ("DE, FR", "DE FR"),
        ("Germany - France", "DE FR"),
        ("EL; GR", "GR"),
        ("Latvia and Estonia", "LV EE"),
        ("Suisse romande", "CH"),
        ("UK", "GB"),
        ("Ireland (Donegal)", "IE"),
        ("", ""),
        ("Atlantis", ""),
    ],
)
def test_every_country_is_found_once_in_order(text: str, codes: str) -> None:
    assert " ".join(read_countries(text).value) == codes


def test_uk_is_never_ukraine() -> None:
    assert read_countries("UK").value == ("GB",)
    assert read_countries("Ukrain").value == ("UA",)


def test_a_name_that_two_countries_are_as_near_to_is_left_out_and_both_are_named() -> None:
    read = read_countries("Slovania")
    assert read.value == ()
    assert len(read.remarks) == 1
    assert "it may be one of" in read.remarks[0].suggestion.text


def test_countries_outside_the_programme_are_left_out_and_said() -> None:
    read = read_programme_countries("Ireland; United Kingdom; Georgia; Cyprus")
    assert read.value == ("IE", "CY")
    assert len(read.remarks) == 2


def test_several_countries_of_residence_are_none() -> None:
    assert read_country("France, Belgium").value is None
    assert read_country("France, Belgium").remarks
