"""A pasted list of names is checked before anybody is contacted; nothing of it is kept."""

from typing import Any

import pytest

from service.store import people, places
from service.store.engine import reading
from service.verbs.scenes import current_scene
from tests.service.web.conftest import Place
from tests.service.web.test_erasure import cells_of


def checked(filled: Place, *asked: dict[str, str]) -> list[dict[str, Any]]:
    answer = filled.program().post("/api/v1/conflicts/check", json={"people": asked})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def in_conflict(filled: Place) -> tuple[str, str, str]:
    """Id and name of somebody in conflict, and the territory."""
    scene = current_scene(filled.workplace)
    found = scene.findings.conflicts[0]
    return found.expert, scene.names[found.expert], found.territory


def test_whoever_is_on_the_list_is_told_of_by_what_is_stored(filled: Place) -> None:
    expert, name, territory = in_conflict(filled)
    (told,) = checked(filled, {"name": name})
    assert (told["expert"], told["standing"]) == (expert, "listed")
    assert (territory, "conflict") in {(one["territory"], one["kind"]) for one in told["findings"]}


def test_they_are_known_by_address_and_by_a_name_in_another_order(filled: Place) -> None:
    expert, name, _ = in_conflict(filled)
    email = filled.program().get(f"/api/v1/experts/{expert}").json()["email"]
    turned = " ".join(reversed(name.upper().split()))
    asked = [{"name": turned}, {"name": "Somebody Else", "email": email.upper()}]
    assert [one["expert"] for one in checked(filled, *asked)] == [expert, expert]


def test_whoever_is_not_on_the_list_is_checked_by_what_was_written(filled: Place) -> None:
    with reading(filled.workplace.database) as database:
        place = next(one.territory for one in places.all_of(database) if one.may_be_matched and one.territory.lead)
    stranger, nobody = checked(
        filled, {"name": "Zoë Neverheard", "organisation": place.lead}, {"name": "Zoë Neverheard"}
    )
    assert (stranger["expert"], stranger["standing"]) == (None, "unlisted")
    assert (place.id, "conflict") in {(one["territory"], one["kind"]) for one in stranger["findings"]}
    assert nobody["findings"] == []


def test_nothing_is_computed_of_whoever_does_not_agree(filled: Place) -> None:
    with reading(filled.workplace.database) as database:
        withheld = next(one.expert for one in people.all_of(database).values() if not one.expert.consent_process)
    (told,) = checked(filled, {"name": "", "email": withheld.email})
    assert told == {"name": "", "email": withheld.email, "expert": None, "standing": "withheld", "findings": []}


def test_what_was_decided_counts(filled: Place) -> None:
    expert, name, territory = in_conflict(filled)
    told = {"expert": expert, "territory": territory, "ruling": "no conflict", "reason": "Left in 2019"}
    filled.program().put("/api/v1/conflicts", json=told)
    (one,) = checked(filled, {"name": name})
    assert {"territory": territory, "kind": "cleared", "fact": "Decided: Left in 2019"} in one["findings"]
    assert (territory, "conflict") not in {(each["territory"], each["kind"]) for each in one["findings"]}
    filled.program().put("/api/v1/conflicts", json={**told, "ruling": None})


def test_the_page_takes_a_pasted_list(filled: Place) -> None:
    _, name, _ = in_conflict(filled)
    text = f"{name}\n\nZoë Neverheard; zoe@nowhere.example; Nowhere Institute\n"
    page = filled.coordinator().post("/conflicts/check", data={"text": text}).text
    assert "conflict of interest" in page
    assert "not on the list: checked by what was written alone" in page
    assert "nothing was found" in page


def test_nothing_of_it_is_kept_but_that_it_was_asked(filled: Place) -> None:
    checked(filled, {"name": "Xanthippe Marker", "email": "marker@nowhere.example"}, {"name": "Another Marker"})
    assert "marker" not in cells_of(filled.workplace, "audit", "job", "import").casefold()
    line = filled.administrator().get("/api/v1/audit", params={"limit": 3}).json()["items"]
    assert ("checked names for conflicts of interest", "2") in {(one["deed"], one["detail"]) for one in line}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste the names to check"),
        (" ; \n\t", "Paste the names to check"),
        ("x" * 301, "Line 1 is too long"),
        ("Ada Liiv\n" * 301, "Check at most 300 names"),
    ],
)
def test_what_is_no_list_of_names_is_said(filled: Place, text: str, said: str) -> None:
    answer = filled.coordinator().post("/conflicts/check", data={"text": text})
    assert (answer.status_code, said in answer.text) == (422, True)
