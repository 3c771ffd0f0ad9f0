"""Whether somebody can come to a territory, from what the profile says of travel and residence."""

from collections.abc import Sequence

from matcher.countries import is_eu, neighbours
from matcher.model import Travel


def may_come(travel: Travel | None, residence: str | None, countries: Sequence[str]) -> bool:
    """Tell whether somebody may be on site in one of the countries; what is not known does not stand in the way.

    "Neighbouring countries" passes where the residence is, or borders, one of the countries; "EU countries only" where
    one of them is in the EU; "online only" never.
    """
    if travel is Travel.ONLINE:
        return False
    if not countries:
        return True
    if travel is Travel.EU:
        return any(is_eu(country) for country in countries)
    if residence is None or travel is None or travel is Travel.ANYWHERE:
        return True
    if travel is Travel.HOME:
        return residence in countries
    return residence in countries or any(residence in neighbours(country) for country in countries)
