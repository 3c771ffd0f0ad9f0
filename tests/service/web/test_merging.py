"""Two records of one person become one, field by field, and are split again, with nothing lost."""

from typing import Any

from service.store import people
from service.store.engine import reading
from service.verbs.imports import latest_imports
from tests.service.web.conftest import Files, Place


def known(place: Place) -> dict[str, Any]:
    with reading(place.workplace.database) as database:
        return {one.expert.name: one for one in people.all_of(database).values()}


def brought(place: Place, files: Files) -> tuple[Any, Any]:
    """Two people of the development exports who agree to everything."""
    place.program().post("/api/v1/imports", files=files(), data={"apply": "true"})
    assert len(latest_imports(place.workplace)) == 1
    agreed = [one for one in known(place).values() if one.expert.consent_process and one.expert.consent_share]
    return agreed[0], agreed[1]


def test_what_is_chosen_holds_and_the_other_stands_in_it(empty: Place, dev_files: Files) -> None:
    one, two = brought(empty, dev_files)
    browser = empty.coordinator()
    page = browser.get(f"/experts/{one.expert.id}/merge/{two.expert.id}").text
    assert one.expert.name in page
    assert 'name="summary" value="other"' in page
    assert 'name="consent_process"' not in page
    sent = {"version": one.version, "other_version": two.version, "summary": "other", "organisation": "kept"}
    shown = browser.post(f"/experts/{one.expert.id}/merge/{two.expert.id}", data=sent)
    assert "Merged with another record of the same person" in shown.text
    assert two.expert.name not in known(empty)
    merged = known(empty)[one.expert.name].expert
    assert (merged.summary, merged.organisation) == (two.expert.summary, one.expert.organisation)
    assert set(merged.addresses) == {*one.expert.addresses, *two.expert.addresses}
    assert browser.get(f"/experts/{two.expert.id}").url.path == f"/experts/{one.expert.id}"
    told = browser.get("/api/v1/experts", params={"limit": 500}).json()["items"]
    assert two.expert.id not in {expert["id"] for expert in told}


def test_imported_again_they_stay_one(empty: Place, dev_files: Files) -> None:
    one, two = brought(empty, dev_files)
    sent = {"other": two.expert.id, "version": one.version, "other_version": two.version}
    program = empty.program()
    assert program.post(f"/api/v1/experts/{one.expert.id}/merge", json=sent).status_code == 200
    merged = known(empty)[one.expert.name].expert
    counts = program.post("/api/v1/imports", files=dev_files(), data={"apply": "true"}).json()["experts"]
    assert (counts["new"], counts["merged"]) == (0, 4)
    assert known(empty)[one.expert.name].expert == merged
    assert two.expert.name not in known(empty)


def test_split_again_both_are_as_before(empty: Place, dev_files: Files) -> None:
    one, two = brought(empty, dev_files)
    browser = empty.coordinator()
    sent = {"version": one.version, "other_version": two.version, "summary": "other", "days": "other"}
    browser.post(f"/experts/{one.expert.id}/merge/{two.expert.id}", data=sent)
    browser.post(f"/experts/{one.expert.id}/split", data={"other": two.expert.id})
    after = known(empty)
    assert (after[one.expert.name].expert, after[two.expert.name].expert) == (one.expert, two.expert)
    with reading(empty.workplace.database) as database:
        found = people.by_address(database, [one.expert.email, two.expert.email])
    assert found == {one.expert.email: one.expert.id, two.expert.email: two.expert.id}
    assert browser.post(f"/experts/{one.expert.id}/split", data={"other": two.expert.id}).status_code == 404


def test_a_no_and_a_conflict_of_either_count(empty: Place, dev_files: Files) -> None:
    one, _ = brought(empty, dev_files)
    (refusing,) = [it for it in known(empty).values() if it.expert.consent_process and not it.expert.consent_share][:1]
    program = empty.program()
    territory = program.get("/api/v1/territories").json()["items"][0]["id"]
    ruling = {"expert": refusing.expert.id, "territory": territory, "ruling": "conflict", "reason": "Chairs the lead"}
    program.put("/api/v1/conflicts", json=ruling)
    sent = {"other": refusing.expert.id, "version": one.version, "other_version": refusing.version}
    merged = program.post(f"/api/v1/experts/{one.expert.id}/merge", json=sent).json()
    assert (merged["consent_process"], merged["consent_share"]) == (True, False)
    in_force = program.get("/api/v1/conflicts").json()["items"]
    assert [(it["expert"], it["ruling"]) for it in in_force] == [(one.expert.id, "conflict")]


def test_what_cannot_be_merged_is_said(empty: Place, dev_files: Files) -> None:
    one, two = brought(empty, dev_files)
    program, there = empty.program(), f"/api/v1/experts/{one.expert.id}/merge"
    itself = program.post(there, json={"other": one.expert.id, "version": 1, "other_version": 1})
    assert (itself.status_code, itself.json()["code"]) == (422, "refused")
    nobody = program.post(there, json={"other": "none", "version": 1, "other_version": 1})
    assert nobody.status_code == 404
    stale = program.post(there, json={"other": two.expert.id, "version": 9, "other_version": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert two.expert.name in known(empty)


def test_whoever_may_be_the_same_is_offered_first(empty: Place, dev_files: Files) -> None:
    one, two = brought(empty, dev_files)
    browser = empty.coordinator()
    assert "Nobody on the list has the same name" in browser.get(f"/experts/{one.expert.id}/merge").text
    sent = {"version": str(two.version), "full_name": one.expert.name}
    browser.post(f"/experts/{two.expert.id}/edit", data=sent)
    assert two.expert.email in browser.get(f"/experts/{one.expert.id}/merge").text
    found = browser.get(f"/experts/{one.expert.id}/merge", params={"name": two.expert.email.split("@")[0]})
    assert found.status_code == 200
