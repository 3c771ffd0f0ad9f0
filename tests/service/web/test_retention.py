"""Nobody is kept longer than the settings say: reported first, erased by a person, and whoever is heard of stays."""

import pytest
from typer.testing import CliRunner

from service.cli.app import app as commands
from service.store import people
from service.store.engine import reading
from service.values.uploads import Upload
from service.verbs.imports import add_import, apply_import
from service.verbs.retention import due, erase_due
from tests.service.conftest import ANA
from tests.service.web.conftest import Place

pytestmark = pytest.mark.slow  # a service of its own for each


@pytest.fixture
def kept(empty: Place, people_file: Upload, places_file: Upload) -> Place:
    """A service that keeps people for three years, with the development exports."""
    empty.workplace.settings = empty.workplace.settings.model_copy(update={"keep_months": 36})
    told = add_import([people_file], [places_file], ANA, empty.workplace).told
    apply_import(told.id, ANA, empty.workplace)
    return empty


def everybody(place: Place) -> dict[str, str]:
    with reading(place.workplace.database) as database:
        return {key: one.expert.name for key, one in people.all_of(database).items()}


def test_nobody_is_due_before_the_time_is_over(kept: Place) -> None:
    kept.clock.move(days=365.25 * 3 - 1)
    assert due(kept.workplace).people == []
    kept.clock.move(days=2)
    assert {one.id: one.name for one in due(kept.workplace).people} == everybody(kept)


def test_nobody_is_ever_due_where_no_time_is_set(kept: Place) -> None:
    kept.workplace.settings = kept.workplace.settings.model_copy(update={"keep_months": 0})
    kept.clock.move(days=40_000)
    assert due(kept.workplace).people == []
    assert "nobody is due" in kept.administrator().get("/retention").text


@pytest.mark.parametrize("sign", ["a sign-in", "a consent", "a correction"])
def test_whoever_is_heard_of_stays(kept: Place, sign: str) -> None:
    kept.clock.move(days=365.25 * 2)
    identity = next(iter(everybody(kept)))
    expert = kept.expert(identity)
    if sign == "a consent":
        expert.put("/api/v1/me/consents/share", json={"given": False})
    if sign == "a correction":
        asked = {"version": 1, "answers": {"position": "Retired"}}
        kept.program().patch(f"/api/v1/experts/{identity}", json=asked)
    kept.clock.move(days=365.25 * 2)
    assert {one.id for one in due(kept.workplace).people} == set(everybody(kept)) - {identity}


def test_whoever_is_ticked_is_erased_and_nobody_else(kept: Place) -> None:
    kept.clock.move(days=1200)
    first, second = sorted(everybody(kept))[:2]
    before, boss = everybody(kept), kept.administrator()
    silent = boss.post("/retention", data={"expert": [first, second]})
    assert (silent.status_code, everybody(kept)) == (422, before)
    page = boss.post("/retention", data={"expert": [first, second, "nobody"], "sure": "yes"}).text
    assert "Erased: people: 2; uploads: 0." in page
    assert set(everybody(kept)) == set(before) - {first, second}
    assert before[first] not in page


def test_whoever_was_heard_of_since_they_were_shown_is_not_erased(kept: Place) -> None:
    kept.clock.move(days=1200)
    identity = due(kept.workplace).people[0].id
    kept.expert(identity)
    assert erase_due([identity], ANA, kept.workplace).people == []
    assert identity in everybody(kept)


def test_uploads_that_nobody_applied_go_after_a_month(kept: Place, people_file: Upload) -> None:
    waiting = add_import([people_file], [], ANA, kept.workplace).told.id
    kept.clock.move(days=29)
    assert due(kept.workplace).files == []
    kept.clock.move(days=2)
    boss = kept.administrator()
    told = boss.get("/api/v1/retention").json()
    assert [one["id"] for one in told["imports"]] == [waiting]
    assert boss.post("/api/v1/retention", json={"experts": []}).status_code == 422
    done = boss.post("/api/v1/retention", json={"experts": [], "sure": "yes"}).json()
    assert (done["people"], [one["id"] for one in done["imports"]]) == ([], [waiting])
    assert boss.get(f"/imports/{waiting}").status_code == 404
    assert boss.get("/api/v1/retention").json() == {"people": [], "imports": []}


def test_from_the_command_line(kept: Place) -> None:
    """By the clock of the machine: nobody is due for a hundred years."""
    folder, cache = str(kept.workplace.settings.folder), str(kept.workplace.settings.cache)
    environment = {"TERRITORY_MATCH_CACHE": cache, "TERRITORY_MATCH_KEEP_MONTHS": "1200"}
    told = CliRunner().invoke(commands, ["retention", "--erase", "--data", folder], env=environment)
    assert (told.exit_code, "Erased: people: 0; uploads: 0." in told.stderr) == (0, True)
