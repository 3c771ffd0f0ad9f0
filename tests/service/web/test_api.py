"""The API: what programs rely on, and what they are told when it goes wrong."""

from time import sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.store.engine import reading
from service.store.lists import answers
from service.values.roster import Answer
from service.verbs import match_lists
from service.verbs.imports import latest_imports
from service.web.problems import CODES, OTHER_CODES
from tests.service.web.conftest import Files, Place


def test_upload_apply_match_read(empty: Place, dev_files: Files) -> None:
    program = empty.program()
    made = program.post("/api/v1/imports", files=dev_files(), data={"apply": "true"})
    assert made.status_code == 201
    told = made.json()
    assert told["experts"] == {"read": 40, "new": 37, "changed": 0, "same": 0, "merged": 3, "refused": 0}
    assert told["territories"] == {"read": 13, "new": 12, "changed": 0, "same": 0, "merged": 0, "refused": 1}
    assert {"file", "row", "column", "value", "suggestion"} <= set(told["problems"][0])
    again = program.post("/api/v1/imports", files=dev_files(), data={"apply": "true"}).json()
    assert again["experts"] == {"read": 40, "new": 0, "changed": 0, "same": 37, "merged": 3, "refused": 0}
    assert again["id"] != told["id"]


def test_a_list_is_made_and_read_in_the_shape_of_the_command(filled: Place, lists: Any) -> None:
    program = filled.program()
    made = program.post("/api/v1/match-lists", json={})
    assert made.status_code == 201
    told = made.json()
    assert program.get(made.headers["location"]).json() == told
    commands = lists[0].json
    assert _ranked(told) == _ranked(commands)
    assert set(told) == set(commands) | {"id"}
    assert set(told["territories"][0]) == set(commands["territories"][0])
    assert told["territories"][0]["seats"][0].keys() == commands["territories"][0]["seats"][0].keys()


def _ranked(told: Any) -> dict[str, list[tuple[str, float]]]:
    return {
        f"{territory['name']} {seat['role']}": [(one["email"], one["score"]) for one in seat["suggestions"]]
        for territory in told["territories"]
        for seat in territory["seats"]
    }


def test_territories_are_meant_by_id_or_name_and_roles_by_name(filled: Place) -> None:
    program = filled.program()
    (valga,) = [one for one in program.get("/api/v1/territories").json()["items"] if one["name"].startswith("Valga")]
    asked = {"territories": [valga["name"].upper()], "roles": ["strategic"], "seed": 7, "top": 2}
    told = program.post("/api/v1/match-lists", json=asked).json()
    assert [t["id"] for t in told["territories"]] == [valga["id"]]
    assert [(seat["role"], len(seat["suggestions"])) for seat in told["territories"][0]["seats"]] == [("strategic", 2)]
    assert told["made_with"]["seed"] == 7


def test_the_refused_are_names_or_numbers(filled: Place) -> None:
    program = filled.program()
    address = f"/api/v1/match-lists/{filled.list_id}"
    named, counted = (program.get(address, params={"refused": how}).json() for how in ("names", "counts"))
    for one, other in zip(named["territories"], counted["territories"], strict=True):
        for seat, numbers in zip(one["seats"], other["seats"], strict=True):
            assert sum(numbers["refused"].values()) == len(seat["refused"])


def test_a_stored_list_is_the_same_list_in_another_language(filled: Place) -> None:
    program = filled.program()
    address = f"/api/v1/match-lists/{filled.list_id}"
    english, french = (program.get(address, headers={"accept-language": one}).json() for one in ("en", "fr"))
    told = [one["territories"][0]["seats"][0]["suggestions"][0]["signals"][0]["reason"] for one in (english, french)]
    assert told[0] != told[1]
    assert program.get(address, headers={"accept-language": "en"}).json() == english


def test_experts_come_some_at_a_time_each_once(filled: Place) -> None:
    program, seen, after = filled.program(), [], None
    while True:
        page = program.get("/api/v1/experts", params={"limit": 10, **({"after": after} if after else {})}).json()
        seen += [one["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 37


def test_a_selected_pilot_is_all_that_is_matched(filled: Place) -> None:
    program = filled.program()
    one = program.get("/api/v1/territories").json()["items"][3]
    program.put(f"/api/v1/territories/{one['id']}/status", json={"status": "selected"})
    told = awaited(program, program.post("/api/v1/match-lists", json={"territories": []}))
    assert [t["id"] for t in told["territories"]] == [one["id"]]
    program.put(f"/api/v1/territories/{one['id']}/status", json={"status": "applied"})


def test_many_texts_are_read_by_a_job(empty: Place, dev_files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match_lists, "AT_ONCE", -1)  # nobody waits for anything
    program = empty.program()
    program.post("/api/v1/imports", files=dev_files(), data={"apply": "true"})
    made, again = (program.post("/api/v1/match-lists", json={"top": 1}) for _ in range(2))
    assert (made.status_code, again.headers["location"]) == (202, made.headers["location"])
    assert len(awaited(program, made)["territories"]) == 12


def awaited(program: TestClient, made: Any) -> Any:
    """The list of an answer: told at once, or by the job that makes it."""
    if made.status_code == 201:
        return made.json()
    assert made.status_code == 202
    for _ in range(600):
        job = program.get(made.headers["location"]).json()
        if job["match_list"]:
            return program.get(f"/api/v1/match-lists/{job['match_list']}").json()
        assert job["state"] in ("queued", "running")
        sleep(0.1)
    raise AssertionError("the job does not end")


def test_an_expert_sees_territories_without_scores_ranks_or_others(filled: Place) -> None:
    told = filled.expert().get("/api/v1/me/territories").json()
    assert filled.territory_id in {one["id"] for one in told["territories"]}
    text = str(told)
    assert not any(word in text for word in ("score", "rank", "strength", "email", "@"))
    assert all(seat["reasons"] for one in told["territories"] for seat in one["roles"])


def test_an_answer_is_kept_once_and_a_conflict_refuses_from_then_on(filled: Place) -> None:
    expert, program = filled.expert(filled.other_id), filled.program()
    mine = expert.get("/api/v1/me/territories").json()["territories"][0]
    address = f"/api/v1/me/territories/{mine['id']}/answer"
    for _ in range(2):
        said = expert.put(address, json={"answer": "conflict", "words": "My sister chairs the board"})
        assert said.json()["answer"] == "conflict"
    with reading(filled.workplace.database) as database:
        (kept,) = [one for one in answers(database, expert=filled.other_id) if one.territory == mine["id"]]
    assert (kept.answer, kept.words) == (Answer.CONFLICT, "My sister chairs the board")
    told = program.post("/api/v1/match-lists", json={"territories": [mine["id"]]}).json()["territories"][0]
    refused = {one["fact"] for seat in told["seats"] for one in seat["refused"] if one["id"] == filled.other_id}
    assert "Declared on the expert's page: My sister chairs the board" in refused
    assert filled.other_id not in {one["id"] for seat in told["seats"] for one in seat["suggestions"]}


LISTS, IMPORTS = "/api/v1/match-lists", "/api/v1/imports"
PDF = [("experts", ("a.pdf", b"%PDF-1.7"))]
NO_COLUMNS = [("experts", ("a.csv", b"a,b,c\n1,2,3\n"))]
PROBLEMS: dict[str, tuple[str, str, dict[str, Any], int, str]] = {
    "no token": ("GET", "/api/v1/experts", {"headers": {"authorization": "Bearer wrong"}}, 401, "not_signed_in"),
    "no such list": ("GET", f"{LISTS}/none", {}, 404, "not_found"),
    "no such expert": ("GET", "/api/v1/experts/none", {}, 404, "not_found"),
    "no such job": ("GET", "/api/v1/jobs/none", {}, 404, "not_found"),
    "no such page": ("GET", "/api/v1/nothing", {}, 404, "no_such_page"),
    "another method": ("PUT", IMPORTS, {}, 405, "wrong_method"),
    "no such territory": ("POST", LISTS, {"json": {"territories": ["Atlantis"]}}, 422, "nothing_to_match"),
    "a misspelt name": ("POST", LISTS, {"json": {"territorys": []}}, 422, "not_understood"),
    "no such role": ("POST", LISTS, {"json": {"roles": ["chief"]}}, 422, "not_understood"),
    "no JSON": ("POST", LISTS, {"content": b"{"}, 422, "not_understood"),
    "nothing given": ("POST", IMPORTS, {}, 422, "refused"),
    "no spreadsheet": ("POST", IMPORTS, {"files": PDF}, 422, "unreadable_file"),
    "no columns": ("POST", IMPORTS, {"files": NO_COLUMNS}, 422, "missing_columns"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_a_problem_has_its_status_its_code_and_one_sentence(filled: Place, case: str) -> None:
    method, path, sent, status, code = PROBLEMS[case]
    answer = filled.program().request(method, path, **sent)
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["title"]
    assert code in {*OTHER_CODES, *(one for _, _, one in CODES)}


def test_the_other_form_is_said(filled: Place, dev_files: Files) -> None:
    swapped = [("experts", dev_files()[1][1])]
    answer = filled.program().post("/api/v1/imports", files=swapped)
    assert (answer.status_code, answer.json()["code"]) == (422, "other_form")
    assert answer.json()["title"].startswith("territories_dev.xlsx is an export of the territory applications")


def test_an_empty_roster_says_what_to_do_next(empty: Place) -> None:
    answer = empty.program().post("/api/v1/match-lists", json={})
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_to_match")
    assert "import applications" in answer.json()["title"]


def test_a_trial_stores_nothing(empty: Place, dev_files: Files) -> None:
    program = empty.program()
    tried = program.post("/api/v1/imports", files=dev_files(), data={"dry_run": "true", "apply": "true"})
    told = tried.json()
    assert (tried.status_code, told["id"], told["experts"]["new"]) == (200, None, 37)
    assert {"form": "experts", "outcome": "new"}.items() <= told["changes"][0].items()
    assert latest_imports(empty.workplace) == []
    assert program.get("/api/v1/experts").json()["items"] == []


def test_a_request_that_is_sent_again_imports_nothing_twice(empty: Place, dev_files: Files) -> None:
    program, key = empty.program(), {"idempotency-key": "monday"}
    first = program.post("/api/v1/imports", files=dev_files(), data={"apply": "true"}, headers=key)
    again = program.post("/api/v1/imports", files=dev_files(), data={"apply": "true"}, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert first.json()["experts"] == again.json()["experts"]
    assert len(latest_imports(empty.workplace)) == 1
    other = program.post("/api/v1/imports", files=dev_files()[:1], headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "key_used")


def test_all_faults_of_a_request_are_told_at_once(filled: Place) -> None:
    told = filled.program().post("/api/v1/match-lists", json={"roles": ["cook"], "top": 0, "sead": 1}).json()
    assert told["code"] == "not_understood"
    assert [one["field"] for one in told["errors"]] == ["body.roles.0", "body.top", "body.sead"]
    assert all(one["problem"] for one in told["errors"])


def test_the_api_describes_every_request_in_words(filled: Place) -> None:
    told = filled.program().get("/api/v1/openapi.json").json()
    operations = {
        f"{method} {path}": operation
        for path, methods in told["paths"].items()
        for method, operation in methods.items()
    }
    assert len(operations) > 30
    assert all(path.split()[1].startswith("/api/v1/") for path in operations)
    known = {tag["name"] for tag in told["tags"]}
    for name, operation in operations.items():
        assert operation["description"], name
        assert set(operation["tags"]) <= known, name
        assert operation["responses"]["default"]["content"].keys() == {"application/problem+json"}, name
    assert {tag for operation in operations.values() for tag in operation["tags"]} == known
    assert told["security"] == [{"token": []}, {"session": []}]
