"""The programme's conditions for an application, from the open call: what one misses, in plain words."""

from matcher.countries import PROGRAMME
from matcher.messages import Message, Terms, Vocabulary, say
from matcher.model import Territory


def misses(territory: Territory) -> tuple[Message, ...]:
    """Every condition that an application does not meet; empty where it is valid.

    Countries among the programme's 40, at least two of them; a partner on each side of the border, on all three of a
    tri-border area; the agreement of the partners. A partner whose side is not stated may be on any.
    """
    found: list[Message] = []
    outside = tuple(code for code in territory.countries if code not in PROGRAMME)
    if outside:
        found.append(say("{countries}: not among the programme's 40 countries", countries=_countries(outside)))
    if len(territory.countries) < 2:
        found.append(
            say(
                "A cross-border territory has two countries or more; {countries}",
                countries=_countries(territory.countries),
            )
        )
    sides = {partner.country for partner in territory.partners} | {territory.lead_country}
    without = tuple(code for code in territory.countries if code not in sides)
    unplaced = sum(partner.country is None for partner in territory.partners)
    if len(without) > unplaced and len(territory.countries) > 1:
        found.append(say("No partner on the side of {countries}", countries=_countries(without)))
    if not territory.agreed:
        found.append(say("The partners' agreement is not confirmed"))
    return tuple(found)


def _countries(codes: tuple[str, ...]) -> Terms:
    return Terms(Vocabulary.COUNTRY, codes)
