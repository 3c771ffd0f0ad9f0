"""People and territories are found by name, by words, by meaning and under conditions, with what shows why."""

import re
from typing import Any

import pytest

from matcher.languages import Level
from tests.service.web.conftest import Place


def found(filled: Place, **asked: str) -> dict[str, Any]:
    answer = filled.program().get("/api/v1/experts", params=asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def everybody(filled: Place) -> list[dict[str, Any]]:
    return list(filled.program().get("/api/v1/experts", params={"limit": 500}).json()["items"])


def test_somebody_is_found_by_a_part_of_the_name_first(filled: Place) -> None:
    told = found(filled, q="chiara")
    assert told["items"][0]["name"].startswith("Chiara")
    assert told["items"][0]["passage"] is None


def test_somebody_is_found_by_what_a_profile_means_in_another_language(filled: Place) -> None:
    told = found(filled, q="Krankenhäuser und Rettungsdienste über die Grenze hinweg")
    assert told["by_meaning"]
    said = {one["name"]: one["passage"]["words"] for one in told["items"][:5] if one["passage"]}
    assert "spitale" in said["Sorin Bălăceanu"]


def test_words_that_stand_in_a_profile_are_quoted(filled: Place) -> None:
    told = found(filled, q="tourism")
    said = [one["passage"]["words"] for one in told["items"] if one["passage"]]
    assert "tourism" in said[0].casefold()


@pytest.mark.parametrize("condition", [{"role": "practical"}, {"lives_in": "PL"}, {"theme": "TOUR"}])
def test_a_condition_holds_of_all_who_are_found(filled: Place, condition: dict[str, str]) -> None:
    ((name, value),) = condition.items()
    field = {"role": "roles", "lives_in": "residence", "theme": "themes"}[name]
    told = {one["id"] for one in found(filled, **condition)["items"]}
    agreed = [one for one in everybody(filled) if one["consent_process"]]
    assert told == {one["id"] for one in agreed if value in (one[field] or "")}
    assert told


def test_a_language_is_found_at_its_level_or_better(filled: Place) -> None:
    ranks = {level.value: level.rank for level in Level}
    for one in found(filled, language="de", level="C1")["items"]:
        levels = [spoken["level"] for spoken in one["languages"] if spoken["language"] == "de"]
        assert any(level is None or ranks[level] >= ranks["C1"] for level in levels)
    assert found(filled, language="de", level="C1")["count"] < found(filled, language="de")["count"]


def test_nobody_who_does_not_agree_is_searched(filled: Place) -> None:
    withheld = [one["name"] for one in everybody(filled) if not one["consent_process"]]
    assert withheld
    assert [one["name"] for one in found(filled, q=withheld[0])["items"] if one["name"] in withheld] == []


@pytest.mark.parametrize(
    "wrong", [{"level": "B2"}, {"role": "cook"}, {"free_on": "soon"}, {"lives_in": "ZZZ"}, {"q": "a" * 501}]
)
def test_a_condition_that_is_none_is_said(filled: Place, wrong: dict[str, str]) -> None:
    assert filled.program().get("/api/v1/experts", params=wrong).json()["code"] == "refused"
    assert filled.coordinator().get("/experts", params=wrong).status_code == 422


def test_conditions_come_off_one_by_one(filled: Place) -> None:
    page = filled.coordinator().get("/experts", params={"q": "water", "role": "practical", "lives_in": "PL"}).text
    taken_off = re.findall(r'<a class="tag" href="([^"]+)"', page)
    assert [one.replace("&amp;", "&") for one in taken_off] == [
        "/experts?role=practical&lives_in=PL",
        "/experts?q=water&lives_in=PL",
        "/experts?q=water&role=practical",
    ]


def test_the_other_language_keeps_what_was_looked_for(filled: Place) -> None:
    page = filled.coordinator().get("/experts", params={"q": "water", "lang": "en"}).text
    assert 'href="/experts?q=water&amp;lang=fr"' in page


def test_an_empty_answer_says_what_to_do(filled: Place) -> None:
    page = filled.coordinator().get("/experts", params={"lives_in": "LI"}).text
    assert "Nobody is found. Take a condition off" in page


def test_territories_are_found_by_name_words_and_conditions(filled: Place) -> None:
    program = filled.program()
    territory = program.get(f"/api/v1/territories/{filled.territory_id}").json()
    named = program.get("/api/v1/territories", params={"q": territory["name"]}).json()
    assert named["items"][0]["id"] == filled.territory_id
    country = territory["countries"][0]
    there = program.get("/api/v1/territories", params={"country": country}).json()["items"]
    assert filled.territory_id in {one["id"] for one in there}
    assert all(country in one["countries"] for one in there)
    page = filled.coordinator().get("/territories", params={"q": "tourisme", "country": country}).text
    assert "found:" in page
