"""A coordinator confirms on a territory's page how its free text was read, once for its words."""

from dataclasses import replace

from matcher.model import ReadingOf, Territory, TerritoryReading
from service.store import places
from service.store.engine import writing
from service.values.roster import RowTold
from tests.service.web.conftest import Place

WORDS = "Somebody who is with us sur place"


def with_reading(place: Place) -> Territory:
    """The territory of the place, with a reading that nobody has confirmed."""
    with writing(place.workplace.database) as database:
        stored = places.find(database, place.territory_id)
        assert stored is not None
        role = stored.territory.roles_wanted[0]
        reading = TerritoryReading(ReadingOf.ON_SITE, role, "yes", WORDS, certain=False)
        territory = replace(stored.territory, on_site_of={role: True}, readings=(reading,))
        places.change(
            database, replace(stored, territory=territory, version=stored.version + 1), RowTold("", 0), None, "test"
        )
    return territory


def test_a_reading_is_confirmed_on_the_territorys_page(filled: Place) -> None:
    territory = with_reading(filled)
    browser = filled.coordinator()
    shown = browser.get(f"/territories/{territory.id}").text
    assert WORDS in shown
    assert "to be confirmed" in shown
    said = {"field": "on_site", "role": territory.roles_wanted[0].value, "words": WORDS, "value": "yes"}
    told = browser.post(f"/territories/{territory.id}/readings", data=said)
    assert (told.status_code, 'class="state">confirmed<' in told.text) == (200, True)
    with writing(filled.workplace.database) as database:
        stored = places.find(database, territory.id)
    assert stored is not None
    (one,) = stored.territory.readings
    assert (one.field, one.words, one.value, one.confirmed) == (ReadingOf.ON_SITE, WORDS, "yes", True)


def test_a_program_corrects_a_reading_and_is_told_what_cannot_be(filled: Place) -> None:
    territory = with_reading(filled)
    program, role = filled.program(), territory.roles_wanted[0].value
    there = f"/api/v1/territories/{territory.id}/readings"
    asked = {"field": "on_site", "role": role, "words": WORDS, "value": "no"}
    told = program.put(there, json=asked).json()
    assert told["readings"] == [{**asked, "certain": True, "confirmed": True}]
    stale = program.put(there, json={**asked, "words": "other words"})
    assert stale.status_code == 409
    wrong = program.put(there, json={**asked, "value": "perhaps"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "refused")
    assert program.put(there, json={**asked, "role": "none"}).status_code == 422


def test_a_new_reading_is_said_where_nothing_was_read(filled: Place) -> None:
    territory = with_reading(filled)
    role = territory.roles_wanted[0].value
    asked = {"field": "must_languages", "role": role, "words": "", "value": "en and (lv or et)"}
    told = filled.program().put(f"/api/v1/territories/{territory.id}/readings", json=asked)
    assert (told.status_code, told.json()["must_languages"][role]) == (200, "en and (lv or et)")
