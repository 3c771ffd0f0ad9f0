"""Who can come to a territory, from what a profile says of travel and residence."""

import pytest

from matcher.model import Travel
from matcher.presence import may_come

EE_LV = ("EE", "LV")
MD_UA = ("MD", "UA")


@pytest.mark.parametrize("residence", ["LV", "FI", None])
@pytest.mark.parametrize("countries", [EE_LV, MD_UA])
def test_somebody_who_works_online_only_comes_nowhere(residence: str | None, countries: tuple[str, ...]) -> None:
    assert not may_come(Travel.ONLINE, residence, countries)


@pytest.mark.parametrize("travel", [Travel.ANYWHERE, None])
@pytest.mark.parametrize("residence", ["LV", "PT", None])
def test_somebody_who_travels_anywhere_or_does_not_say_may_come(travel: Travel | None, residence: str | None) -> None:
    assert may_come(travel, residence, MD_UA)


@pytest.mark.parametrize(("residence", "comes"), [("EE", True), ("LV", True), ("LT", False), ("FI", False)])
def test_on_site_at_home_means_the_country_of_residence(residence: str, comes: bool) -> None:
    assert may_come(Travel.HOME, residence, EE_LV) is comes


@pytest.mark.parametrize(
    ("residence", "countries", "comes"),
    [
        ("EE", EE_LV, True),
        ("LT", EE_LV, True),  # borders Latvia
        ("PL", EE_LV, False),
        ("FI", EE_LV, False),  # a ferry is no border
        ("SE", ("DK",), True),  # a bridge is
        ("RO", MD_UA, True),
        ("BG", MD_UA, False),
        ("MT", ("IT",), False),
        ("MT", ("IT", "MT"), True),  # the border is the sea
    ],
)
def test_neighbouring_countries_are_the_residence_and_those_that_border_it(
    residence: str, countries: tuple[str, ...], comes: bool
) -> None:
    assert may_come(Travel.NEIGHBOURS, residence, countries) is comes


@pytest.mark.parametrize(
    ("residence", "countries", "comes"),
    [
        ("FI", EE_LV, True),
        ("NO", ("NO", "SE"), True),  # one side is in the EU
        ("FI", MD_UA, False),
        ("UA", MD_UA, False),  # as written: EU countries only
        (None, ("ME", "AL"), False),
        (None, ("GR", "AL"), True),
    ],
)
def test_eu_countries_only_needs_one_side_in_the_eu(
    residence: str | None, countries: tuple[str, ...], comes: bool
) -> None:
    assert may_come(Travel.EU, residence, countries) is comes


@pytest.mark.parametrize("travel", [Travel.HOME, Travel.NEIGHBOURS])
def test_a_residence_that_is_not_known_stands_in_nobodys_way(travel: Travel) -> None:
    assert may_come(travel, None, EE_LV)


@pytest.mark.parametrize("travel", [Travel.HOME, Travel.NEIGHBOURS, Travel.EU])
def test_countries_that_are_not_known_stand_in_nobodys_way(travel: Travel) -> None:
    assert may_come(travel, "LV", ())
