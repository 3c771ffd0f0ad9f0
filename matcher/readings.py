"""Readings of a territory's free text that a coordinator confirmed or corrected, for the words that they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from matcher.folding import folded_words
from matcher.languages import read_need
from matcher.model import ReadingOf, Role, Territory, TerritoryReading

NOTHING = "-"  # the value of a reading that asks for nothing


@dataclass(frozen=True, slots=True)
class ConfirmedReading:
    """What somebody said of a reading. It holds for these words alone: other words are asked about again."""

    territory: str  # id
    field: ReadingOf
    role: Role
    words: str  # "" where nothing had been read
    value: str
    reason: str = ""


def with_confirmed(territory: Territory, confirmed: Iterable[ConfirmedReading]) -> Territory:
    """The territory with what was said of its readings.

    Raises ValueError where a value is none of its field.
    """
    for one in confirmed:
        if one.territory == territory.id:
            territory = _with(territory, one)
    return territory


def _with(territory: Territory, said: ConfirmedReading) -> Territory:
    own = [one for one in territory.readings if (one.field, one.role) == (said.field, said.role)]
    if [folded_words(one.words) for one in own] != ([folded_words(said.words)] if said.words else []):
        return territory  # the words are others now, and are asked about again
    fresh = TerritoryReading(said.field, said.role, said.value, said.words, certain=True, confirmed=True)
    readings = (*(one for one in territory.readings if one not in own), fresh)
    return _decided(replace(territory, readings=readings), fresh)


def _decided(territory: Territory, reading: TerritoryReading) -> Territory:
    role, value = reading.role, reading.value
    nothing = value == NOTHING
    match reading.field:
        case ReadingOf.MUST_LANGUAGES:
            needs = {key: need for key, need in territory.must_languages.items() if key is not role}
            return replace(territory, must_languages=needs if nothing else {**needs, role: read_need(value)})
        case ReadingOf.EXCLUDED_RESIDENCE:
            excluded = {key: codes for key, codes in territory.excluded_residence.items() if key is not role}
            codes = () if nothing else tuple(value.split())
            return replace(territory, excluded_residence={**excluded, role: codes} if codes else excluded)
        case ReadingOf.ON_SITE:
            if value not in {"yes", "no", NOTHING}:
                raise ValueError(f"{value!r}: on site is yes, no or {NOTHING}")
            there = {key: told for key, told in territory.on_site_of.items() if key is not role}
            return replace(territory, on_site_of=there if nothing else {**there, role: value == "yes"})
