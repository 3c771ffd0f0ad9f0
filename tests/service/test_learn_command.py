"""`territory-match learn`: from decisions in a workbook to weights that a person may adopt."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

pytestmark = pytest.mark.slow  # the demo data is matched anew for most of them

DEMO = Path(__file__).parent.parent.parent / "examples"
MATCH = ("match", "--experts", DEMO / "experts.xlsx", "--territories", DEMO / "territories.xlsx")


def decide(source: Path, target: Path, by: str, words: tuple[str, str] = ("accepted", "passed over")) -> Path:
    """Accept whoever has the highest value in a column, seat by seat, and pass over the others."""
    book = openpyxl.load_workbook(source)
    sheet = book.worksheets[0]
    places = {str(cell.value): cell.column for cell in sheet[1]}
    territory, role, decision, column = 1, 2, places.get("Decision") or places["Décision"], places[by]
    seats: dict[tuple[str, str], list[int]] = {}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 5).value:
            seats.setdefault((sheet.cell(row, territory).value, sheet.cell(row, role).value), []).append(row)
    for rows in seats.values():
        best = max(rows, key=lambda row: (sheet.cell(row, column).value or 0, -row))
        for row in rows:
            sheet.cell(row, decision).value = words[row != best]
    book.save(target)
    return target


@pytest.fixture(scope="module")
def lists_of_demo(run: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("lists") / "lists.xlsx"
    assert run(*MATCH, "--top", "8", "--output", path).code == 0
    return path


def test_the_decision_column_offers_its_two_answers(lists_of_demo: Path) -> None:
    sheet = openpyxl.load_workbook(lists_of_demo).worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"accepted,passed over"'


def test_weights_follow_what_was_decided_and_are_adopted_only_when_asked(
    run: Any, lists_of_demo: Path, tmp_path: Path
) -> None:
    decided = decide(lists_of_demo, tmp_path / "decided.xlsx", "Stages")
    told = run("learn", decided, "--output", tmp_path / "weights.json", "--json").json
    assert told["weights"]["stages"] > told["in_force"]["stages"]
    assert told["better"]
    assert told["seats_changed"] > 0
    assert json.loads((tmp_path / "weights.json").read_text(encoding="utf-8")) == told["weights"]
    before, after = (run(*MATCH, "--json", *more).json for more in ((), ("--weights", tmp_path / "weights.json")))
    assert before["made_with"]["weights"]["stages"] == 0.22
    assert after["made_with"]["weights"]["stages"] == pytest.approx(told["weights"]["stages"], abs=1e-3)


def test_a_french_workbook_with_french_decisions_is_read_as_well(run: Any, tmp_path: Path) -> None:
    french = tmp_path / "listes.xlsx"
    assert run(*MATCH, "--top", "8", "--output", french, "--language", "fr").code == 0
    decided = decide(french, tmp_path / "decided.xlsx", "Étapes", ("retenu", "écarté"))
    assert "Appris" in run("learn", decided, "--language", "fr").out


@pytest.mark.parametrize("words", [("maybe", "passed over"), ("accepted", "later")])
def test_a_decision_that_is_none_is_named_with_its_row(
    run: Any, lists_of_demo: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    answer = run("learn", decide(lists_of_demo, tmp_path / "decided.xlsx", "Stages", words))
    assert answer.code == 2
    assert "is no decision; write accepted or passed over" in answer.err


def test_lists_without_decisions_and_other_files_are_refused_in_one_line(run: Any, lists_of_demo: Path) -> None:
    undecided, other = run("learn", lists_of_demo), run("learn", DEMO / "experts.xlsx")
    assert (undecided.code, other.code) == (2, 2)
    assert "Too few decisions to learn from: 0 pairs" in undecided.err
    assert "is no workbook of match lists: it has no column" in other.err
