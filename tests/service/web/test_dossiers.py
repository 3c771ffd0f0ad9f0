"""A dossier holds without the service: its numbers follow from what it rests on, and one changed byte is found."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from service.cli.app import app
from service.errors import ServiceError
from service.render.dossier import canonical, dossier, hash_of
from service.render.dossier_check import check_dossier
from service.store import audit
from service.store.engine import reading
from service.values.audit import Thing
from tests.service.web.conftest import Place
from tests.service.web.test_rounds import solved


@pytest.fixture(scope="module")
def of_list(filled: Place) -> bytes:
    return filled.program().get(f"/api/v1/match-lists/{filled.list_id}/dossier").content


@pytest.fixture(scope="module")
def of_round(filled: Place) -> bytes:
    program = filled.program()
    round_id, number = solved(program, program.post("/api/v1/rounds", json={"name": "to be checked"}))
    return program.get(f"/api/v1/rounds/{round_id}/versions/{number}/dossier").content


def said(content: bytes) -> list[str]:
    return [fault.text for fault in check_dossier(content)[1]]


def changed(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """A dossier that somebody changed, and gave the hash that fits."""
    told = json.loads(content)
    del told["sha256"]
    change(told["content"])
    return canonical({**told, "sha256": hash_of(told)})


@pytest.mark.parametrize("of", ["of_list", pytest.param("of_round", marks=pytest.mark.slow)])
def test_what_the_service_wrote_holds(of: str, request: pytest.FixtureRequest) -> None:
    content: bytes = request.getfixturevalue(of)
    assert said(content) == []
    told = json.loads(content)["content"]
    seats = [seat for pilot in told["territories"] for seat in pilot["seats"]]
    assert all(isinstance(seat["refused"], list) for seat in seats)  # by name, each with the fact
    assert any(seat["refused"] for seat in seats)
    assert {"seed", "encoder", "version", "weights", "made_at"} <= set(told["made_with"])


def test_one_changed_byte_is_found_wherever_it_is(of_list: bytes) -> None:
    for place in range(0, len(of_list), max(1, len(of_list) // 60)):
        other = bytes([of_list[place] ^ 1])
        broken = of_list[:place] + other + of_list[place + 1 :]
        with suppress(ServiceError):  # what is no JSON any more is refused
            assert said(broken), place


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda seat: seat["suggestions"][0].update(score=0.99), "is not the sum of what it is made of"),
        (lambda seat: seat["suggestions"][0].update(strength="very distant"), "the word for the score"),
        (lambda seat: seat["suggestions"].reverse(), "ranks do not go up"),
        (lambda seat: seat["suggestions"][0]["signals"][0].update(weight=0.9), "weighed otherwise"),
        (lambda seat: seat["held"].append({**seat["suggestions"][0]}), "suggested, held or refused at once"),
        (lambda seat: seat.update(eligible=0), "more people are suggested than may be"),
    ],
)
def test_a_change_is_found_also_by_whoever_knows_how_the_hash_is_made(
    of_list: bytes, change: Callable[[dict[str, Any]], None], fault: str
) -> None:
    def first_seat(told: dict[str, Any]) -> None:
        seats = (seat for pilot in told["territories"] for seat in pilot["seats"])
        change(next(seat for seat in seats if len(seat["suggestions"]) > 1))

    assert any(fault in one for one in said(changed(of_list, first_seat)))


@pytest.mark.slow
def test_the_service_of_a_pilot_follows_from_whoever_was_chosen(of_round: bytes) -> None:
    def better(told: dict[str, Any]) -> None:
        told["territories"][0]["service"] = 1.0

    assert any("its service is not the mean score" in one for one in said(changed(of_round, better)))


def test_it_can_be_of_one_territory_and_one_seat(filled: Place) -> None:
    address, program = f"/api/v1/match-lists/{filled.list_id}/dossier", filled.program()
    whole = program.get(address).json()["content"]
    pilot = next(one for one in whole["territories"] if one["id"] == filled.territory_id)
    role = pilot["seats"][0]["role"]
    asked = {"territory": filled.territory_id, "role": role}
    (only,) = program.get(address, params=asked).json()["content"]["territories"]
    assert only == {**pilot, "seats": pilot["seats"][:1]}
    assert program.get(address, params={"territory": "nowhere"}).status_code == 404


def test_its_hash_stands_in_the_audit_and_a_browser_keeps_it_under_a_name(filled: Place) -> None:
    kept = filled.coordinator().get(f"/match-lists/{filled.list_id}/dossier.json")
    assert kept.headers["content-disposition"].endswith(f"dossier-{filled.list_id[:8]}.json")
    with reading(filled.workplace.database) as database:
        details = [line.detail for line in audit.lines(database, Thing.LIST, filled.list_id)]
    assert f"dossier {kept.json()['sha256']}" in details


def test_the_command_checks_without_a_service(of_list: bytes, tmp_path: Path) -> None:
    good, bad, other = (tmp_path / name for name in ("good.json", "bad.json", "other.json"))
    good.write_bytes(of_list)
    bad.write_bytes(of_list.replace(b'"eligible"', b'"eligibel"', 1))
    other.write_text("[]", encoding="utf-8")
    run = CliRunner()
    fine = run.invoke(app, ["verify", str(good)])
    assert (fine.exit_code, json.loads(of_list)["sha256"] in fine.output.replace("\n", "")) == (0, True)
    assert run.invoke(app, ["verify", str(good), str(bad)]).exit_code == 1
    assert run.invoke(app, ["verify", str(other)]).exit_code == 2


def test_what_somebody_made_up_is_no_dossier() -> None:
    for content in (
        {},
        {"territories": [{"name": "a", "seats": [{}]}], "made_with": {"weights": {}}},
        {"territories": 1},
    ):
        with pytest.raises(ServiceError, match="no dossier"):
            check_dossier(dossier("match list", content)[0])  # type: ignore[arg-type]


def test_a_file_of_another_version_is_told_as_that() -> None:
    told = json.loads(dossier("match list", {"territories": [], "made_with": {}})[0])
    with pytest.raises(ServiceError) as refused:
        check_dossier(canonical({**told, "format": "territory-match dossier 9"}))
    assert "another version" in refused.value.message.text


def test_it_holds_still_once_somebody_in_it_is_erased(filled: Place) -> None:
    """The last test of the module: somebody is gone after it."""
    program = filled.program()
    assert program.delete(f"/api/v1/experts/{filled.expert_id}?sure=yes").status_code == 200
    content = program.get(f"/api/v1/match-lists/{filled.list_id}/dossier").content
    assert filled.expert_id not in str(json.loads(content)["content"]["made_with"])
    assert said(content) == []
