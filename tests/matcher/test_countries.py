"""The countries of the programme, the EU, and land borders."""

import pytest

from matcher.countries import EU, OTHERS, PROGRAMME, is_eu, neighbours


def test_the_programme_has_forty_countries_of_which_twenty_seven_are_in_the_eu() -> None:
    assert (len(PROGRAMME), len(EU), len(OTHERS)) == (40, 27, 13)
    assert not EU & OTHERS


@pytest.mark.parametrize(
    ("country", "member"), [("GR", True), ("NO", False), ("CH", False), ("XK", False), ("EL", False)]
)
def test_members_of_the_eu_are_known_by_their_iso_code(country: str, member: bool) -> None:
    assert is_eu(country) is member


@pytest.mark.parametrize(
    ("country", "borders"),
    [
        ("LV", {"EE", "LT"}),
        ("AD", {"ES", "FR"}),
        ("LI", {"AT", "CH"}),
        ("XK", {"AL", "ME", "MK", "RS"}),
        ("MD", {"RO", "UA"}),
        ("NO", {"FI", "SE"}),
        ("DK", {"DE", "SE"}),  # a bridge
        ("TR", {"BG", "GR"}),
        ("PT", {"ES"}),
        ("MT", set()),
        ("CY", set()),
        ("nowhere", set()),
    ],
)
def test_neighbours_share_a_land_border(country: str, borders: set[str]) -> None:
    assert neighbours(country) == borders


def test_borders_have_two_sides_and_nobody_borders_themselves() -> None:
    for country in PROGRAMME:
        assert country not in neighbours(country)
        assert all(country in neighbours(other) for other in neighbours(country))


def test_every_country_but_an_island_borders_another_of_the_programme() -> None:
    assert {country for country in PROGRAMME if not neighbours(country) & PROGRAMME} == {"CY", "IE", "MT"}
