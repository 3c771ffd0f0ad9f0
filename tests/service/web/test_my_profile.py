"""People correct their own profile: it counts at once, over what was entered for them, and a later form over it."""

from collections.abc import Callable
from typing import Any

from service.store import edits, people
from service.store.engine import reading
from service.values.uploads import Upload
from service.verbs.imports import add_import, apply_import
from tests.service.conftest import ANA, Edit
from tests.service.web.conftest import Place
from tests.service.web.test_rounds import solved, version_at


def stored(place: Place) -> Any:
    with reading(place.workplace.database) as database:
        found = people.find(database, place.expert_id)
    assert found is not None
    return found


def test_what_people_say_of_themselves_counts_over_what_was_entered_for_them(filled: Place) -> None:
    coordinator, mine = filled.program(), filled.expert()
    version = stored(filled).version
    coordinator.patch(
        f"/api/v1/experts/{filled.expert_id}", json={"version": version, "answers": {"position": "Entered for them"}}
    )
    page = mine.get("/me/profile").text
    assert "Entered for them" in page
    assert 'name="email"' not in page
    told = {"version": str(stored(filled).version), "position": "Said by themselves"}
    assert "Kept. It holds from now on." in mine.post("/me/profile", data=told).text
    assert stored(filled).expert.position == "Said by themselves"
    with reading(filled.workplace.database) as database:
        assert edits.of(database, filled.expert_id) == ()


def test_an_earlier_form_changes_nothing_of_it_and_a_later_one_does(
    filled: Place, people_file: Upload, edited: Callable[[Upload, Edit], Upload]
) -> None:
    mine = filled.expert()
    mine.post("/me/profile", data={"version": str(stored(filled).version), "position": "Said by themselves again"})
    apply_import(add_import([people_file], [], ANA, filled.workplace).told.id, ANA, filled.workplace)
    assert stored(filled).expert.position == "Said by themselves again"

    def later(rows: list[list[str]]) -> None:
        times = [place for place, heading in enumerate(rows[0]) if heading.endswith("time")]
        for row in rows[1:]:
            for place in times:
                row[place] = "2031-05-01 10:00:00"

    apply_import(add_import([edited(people_file, later)], [], ANA, filled.workplace).told.id, ANA, filled.workplace)
    assert stored(filled).expert.position != "Said by themselves again"


def test_what_cannot_be_read_or_is_not_theirs_to_change_is_said_and_nothing_is_saved(filled: Place) -> None:
    mine, before = filled.expert(), stored(filled)
    wrong = mine.post("/me/profile", data={"version": str(before.version), "languages": "xyzzy"})
    assert (wrong.status_code, 'aria-invalid="true"' in wrong.text) == (422, True)
    for answers in ({"email": "other@list.example"}, {"status": "valid"}):
        refused = mine.patch("/api/v1/me/profile", json={"version": before.version, "answers": answers})
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    late = mine.patch("/api/v1/me/profile", json={"version": 0, "answers": {"position": "Late"}})
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    assert stored(filled) == before


def test_whoever_a_published_round_places_sees_the_territory_and_may_answer(filled: Place) -> None:
    program = filled.program()
    round_id, number = solved(program, program.post("/api/v1/rounds", json={}))
    version = version_at(filled, round_id, number)
    territory, role, other = next(
        (pilot["id"], seat["role"], one["id"])
        for pilot in version["territories"]
        for seat in pilot["seats"]
        for one in seat["suggestions"][5:]
    )
    mine = filled.expert(other)
    seen = {one["id"] for one in mine.get("/api/v1/me/territories").json()["territories"]}
    assert territory not in seen
    act = {"act": "pin", "expert": other, "territory": territory, "role": role}
    _, changed = solved(
        program, program.post(f"/api/v1/rounds/{round_id}/versions/{number}/changes", json={"acts": [act]})
    )
    assert territory not in {one["id"] for one in mine.get("/api/v1/me/territories").json()["territories"]}
    program.put(f"/api/v1/rounds/{round_id}/current", json={"version": changed, "was": number})
    program.patch(f"/api/v1/rounds/{round_id}/versions/{changed}", json={"state": "published"})
    assert territory in {one["id"] for one in mine.get("/api/v1/me/territories").json()["territories"]}
    answer = mine.put(f"/api/v1/me/territories/{territory}/answer", json={"answer": "interested"})
    assert answer.status_code == 200
