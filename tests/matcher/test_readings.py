"""What a coordinator says of a reading counts for the words that it rests on, and for no others."""

from dataclasses import replace

import pytest

from matcher.languages import read_need
from matcher.model import ReadingOf, Role, TerritoryReading
from matcher.readings import ConfirmedReading, with_confirmed
from tests.matcher.factories import a_territory

S = Role.STRATEGIC
READ = TerritoryReading(ReadingOf.MUST_LANGUAGES, S, "lv", "Latvian, perhaps", certain=False)
PLACE = a_territory(must={S: "lv"}, readings=(READ,))


def said(value: str, field: ReadingOf = ReadingOf.MUST_LANGUAGES, words: str = READ.words) -> ConfirmedReading:
    return ConfirmedReading(PLACE.id, field, S, words, value)


def test_a_confirmed_reading_is_settled_and_a_correction_takes_its_place() -> None:
    settled = replace(READ, certain=True, confirmed=True)
    assert with_confirmed(PLACE, [said("lv")]) == replace(PLACE, readings=(settled,))
    corrected = with_confirmed(PLACE, [said("en and (lv or et)")])
    assert corrected.must_languages == {S: read_need("en and (lv or et)")}
    assert with_confirmed(PLACE, [said("-")]).must_languages == {}


def test_other_words_are_asked_about_again() -> None:
    assert with_confirmed(PLACE, [said("lv", words="LATVIAN perhaps")]).readings[0].confirmed
    assert with_confirmed(PLACE, [said("lv", words="Latvian for sure")]) == PLACE
    assert with_confirmed(PLACE, [said("lv", words="")]) == PLACE
    assert with_confirmed(replace(PLACE, id="other"), [said("lv")]) == replace(PLACE, id="other")


def test_where_nothing_was_read_something_can_be_said() -> None:
    there = with_confirmed(PLACE, [said("yes", ReadingOf.ON_SITE, "")])
    assert there.on_site_of == {S: True}
    excluded = with_confirmed(PLACE, [said("LV EE", ReadingOf.EXCLUDED_RESIDENCE, "")])
    assert excluded.excluded_residence == {S: ("LV", "EE")}
    with pytest.raises(ValueError, match="on site is yes, no or -"):
        with_confirmed(PLACE, [said("perhaps", ReadingOf.ON_SITE, "")])
