"""The demo data are what their source says, fictional, and show what the README promises."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def source() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_exports", EXAMPLES / "make_exports.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_exports_are_those_that_the_source_makes(source: ModuleType, tmp_path: Path) -> None:
    source.main(tmp_path)
    for name in ("experts.xlsx", "territories.xlsx"):
        assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes()


def test_there_are_people_and_places_enough(source: ModuleType) -> None:
    assert len({source.address(entry) for entry in source.experts()}) >= 60
    assert len([entry for entry in source.territories() if entry.get("roles")]) >= 15


def test_every_address_is_in_the_reserved_domain() -> None:
    for name in ("experts.xlsx", "territories.xlsx"):
        rows = CalamineWorkbook.from_path(EXAMPLES / name).get_sheet_by_index(0).to_python()
        addresses = [cell for row in rows for cell in row if isinstance(cell, str) and "@" in cell]
        assert addresses
        assert {address.lower().rsplit(".", 1)[-1] for address in addresses} == {"example"}


@pytest.mark.slow
def test_the_demo_shows_lists_a_lone_candidate_and_an_empty_seat(run: Any) -> None:
    answer = run(
        *("match", "--experts", EXAMPLES / "experts.xlsx", "--territories", EXAMPLES / "territories.xlsx", "--json")
    ).json
    eligible = [seat["eligible"] for territory in answer["territories"] for seat in territory["seats"]]
    assert (len(answer["territories"]), eligible.count(0)) == (16, 1)
    assert 1 in eligible
    (empty,) = [s for territory in answer["territories"] for s in territory["seats"] if not s["eligible"]]
    assert any("two people could share the seat" in line for line in empty["diagnosis"])
    rules = {one["rule"] for territory in answer["territories"] for s in territory["seats"] for one in s["refused"]}
    assert {"conflict_of_interest", "consent", "country", "language"} <= rules
