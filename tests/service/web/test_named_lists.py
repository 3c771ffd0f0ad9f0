"""Lists have names; an equal request is answered by the list that is there, as long as nothing has changed."""

from dataclasses import replace

import pytest

from service.verbs.match_lists import equal_list, latest_lists, request_for
from tests.service.web.conftest import Place


def test_a_list_is_called_as_somebody_says_and_nothing_else_of_it_changes(filled: Place) -> None:
    browser, program = filled.coordinator(), filled.program()
    address = f"/api/v1/match-lists/{filled.list_id}"
    before = program.get(address).json()
    page = browser.post(f"/match-lists/{filled.list_id}/name", data={"name": "  First   round "}).text
    assert 'value="First round"' in page
    assert "First round" in browser.get("/match-lists").text
    assert program.get(address).json() == before
    assert program.get("/api/v1/match-lists").json()["items"][0]["name"] == "First round"
    assert program.patch(address, json={"name": ""}).json() == {"id": filled.list_id, "name": ""}
    assert program.patch(address, json={"name": "a" * 201}).json()["code"] == "refused"
    assert program.patch("/api/v1/match-lists/none", json={"name": "a"}).status_code == 404


def test_an_equal_request_is_answered_by_the_list_that_is_there(filled: Place) -> None:
    browser = filled.coordinator()
    shown = browser.post("/match-lists", data={})
    assert shown.url.path == f"/match-lists/{filled.list_id}"
    assert "no second one was made" in shown.text
    assert len(latest_lists(filled.workplace)) == 1


def test_a_list_of_another_text_model_is_no_equal_one(filled: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    request = request_for([], [], filled.workplace, seed=None, top=None)
    assert equal_list(request, filled.workplace) == filled.list_id
    other = replace(filled.workplace.model, weights="others")
    monkeypatch.setitem(filled.workplace.__dict__, "model", other)
    assert equal_list(request, filled.workplace) is None


def test_once_something_has_changed_a_new_one_is_made(filled: Place) -> None:
    browser, program = filled.coordinator(), filled.program()
    told = program.put(f"/api/v1/territories/{filled.territory_id}/status", json={"status": "selected"})
    assert told.status_code == 200
    assert browser.post("/match-lists", data={}, follow_redirects=False).headers["location"].startswith("/jobs/")
