"""`territory-match match` on real exports: who is suggested, who is not, and what is written."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.tiny_model import tiny_model

RULES = {"conflict_of_interest", "language", "country", "consent", "availability", "presence"}
STRENGTHS = {"very close", "close", "fair", "distant", "very distant"}
WITHOUT_CONSENT = "jn.bastogne@wallonierurale.example"


@pytest.fixture(scope="session")
def answer(lists: Any) -> Any:
    return lists[0].json


@pytest.fixture(scope="session")
def truth(fixtures: Path) -> dict[str, Any]:
    places = json.loads((fixtures / "expected_territories_dev.json").read_text(encoding="utf-8"))
    return {place["name"]: place for place in places}


def seats(answer: Any) -> Iterator[tuple[Any, Any]]:
    for territory in answer["territories"]:
        for seat in territory["seats"]:
            yield territory, seat


def test_every_territory_has_a_list_for_each_role_that_it_wants(answer: Any, truth: dict[str, Any]) -> None:
    wanted = {(name, role) for name, place in truth.items() for role in place["roles_wanted"]}
    assert {(territory["name"], seat["role"]) for territory, seat in seats(answer)} == wanted


def test_nobody_forbidden_is_suggested(answer: Any, truth: dict[str, Any]) -> None:
    suggested = {(territory["name"], one["email"]) for territory, seat in seats(answer) for one in seat["suggestions"]}
    assert not suggested & {(name, email) for name, place in truth.items() for email in place["forbidden"]}


def test_a_forbidden_person_is_refused_by_the_rule_that_forbids(
    answer: Any, truth: dict[str, Any], fixtures: Path
) -> None:
    people = json.loads((fixtures / "expected_experts_dev.json").read_text(encoding="utf-8"))
    offers = {person["email"]: set(person["roles"]) for person in people}
    refused = {
        (territory["name"], one["email"], one["rule"]) for territory, seat in seats(answer) for one in seat["refused"]
    }
    expected = {
        (name, email, rule)
        for name, place in truth.items()
        for email, rule in place["forbidden"].items()
        if offers[email] & set(place["roles_wanted"]) and email != WITHOUT_CONSENT
    }
    assert expected
    assert expected <= refused


def test_every_first_choice_is_among_the_first_two(answer: Any, truth: dict[str, Any]) -> None:
    for territory, seat in seats(answer):
        first_two = [one["email"] for one in seat["suggestions"][:2]]
        wanted = truth[territory["name"]]["first_choices"].get(seat["role"], [])
        assert set(wanted) <= set(first_two), (territory["name"], seat["role"])


def test_somebody_without_consent_to_process_is_in_the_intake_report_at_most(lists: Any) -> None:
    assert WITHOUT_CONSENT not in lists[0].out
    assert "Bastogne" not in lists[0].out


def test_a_refusal_names_a_rule_and_quotes_a_fact_once_a_person_and_rule(answer: Any) -> None:
    for _, seat in seats(answer):
        assert {one["rule"] for one in seat["refused"]} <= RULES
        assert all(one["fact"] for one in seat["refused"])
        pairs = [(one["email"], one["rule"]) for one in seat["refused"]]
        assert len(pairs) == len(set(pairs))
        assert not {one["email"] for one in seat["refused"]} & {one["email"] for one in seat["suggestions"]}


def test_a_score_is_the_sum_of_its_parts_and_every_part_has_a_reason(answer: Any) -> None:
    for _, seat in seats(answer):
        assert [one["rank"] for one in seat["suggestions"]] == list(range(1, len(seat["suggestions"]) + 1))
        for one in seat["suggestions"]:
            parts = sum(signal["weight"] * (signal["value"] or 0) for signal in one["signals"])
            assert one["score"] == pytest.approx(parts, abs=1e-3)
            assert one["strength"] in STRENGTHS
            assert all(signal["reason"] for signal in one["signals"])


def test_a_suggestion_quotes_both_sides_in_their_own_words(answer: Any, fixtures: Path) -> None:
    told = " ".join((fixtures / "experts_dev.csv").read_text(encoding="utf-8-sig").split())
    for _, seat in seats(answer):
        for one in seat["suggestions"]:
            meaning = one["signals"][0]
            assert meaning["name"] == "meaning"
            assert meaning["territory_words"]
            assert meaning["expert_words"].split()[0] in told


def test_the_answer_says_how_it_was_made(answer: Any) -> None:
    made = answer["made_with"]
    assert made["encoder"].startswith("multilingual-e5-small@")
    assert [one["name"] for one in made["files"]] == ["experts_dev.xlsx", "territories_dev.xlsx"]
    assert made["experts"] == {"read": 37, "matched": 36}
    assert made["territories"] == {"read": 12, "matched": 12}


def test_the_workbook_holds_what_the_json_holds(lists: Any, answer: Any) -> None:
    book = openpyxl.load_workbook(lists[1] / "lists.xlsx")
    assert book.sheetnames == ["Suggestions", "Territories", "Held", "Not eligible", "Intake report", "How it was made"]
    told = [(t["name"], one["rank"], one["email"], one["score"]) for t, s in seats(answer) for one in s["suggestions"]]
    rows = list(book["Suggestions"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2], row[4], row[9]) for row in rows if row[2]] == told
    refused = [(t["name"], one["email"], one["fact"]) for t, s in seats(answer) for one in s["refused"]]
    rows = list(book["Not eligible"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[3], row[5]) for row in rows if row[3]] == refused


def test_a_sheet_that_names_kosovo_carries_its_footnote(lists: Any) -> None:
    book = openpyxl.load_workbook(lists[1] / "lists.xlsx")
    last = [str(row[0]) for row in book["Intake report"].iter_rows(values_only=True) if row[0]][-1]
    assert last.startswith("* This designation is without prejudice to positions on status")


def test_nothing_that_people_wrote_becomes_a_formula(lists: Any) -> None:
    for path in [lists[1] / "lists.xlsx", *(lists[1] / "pilots").iterdir()]:
        for sheet in openpyxl.load_workbook(path):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_pilots_file_has_its_suggestions_and_nothing_that_is_not_for_it(lists: Any, answer: Any) -> None:
    files = sorted((lists[1] / "pilots").iterdir())
    assert [path.name[:3] for path in files] == [territory["key"] for territory in answer["territories"]]
    for territory, path in zip(answer["territories"], files, strict=True):
        book = openpyxl.load_workbook(path)
        cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        assert book.sheetnames == ["Suggestions"]
        assert {one["name"] for seat in territory["seats"] for one in seat["suggestions"]} <= set(cells)
        assert not [text for text in cells if "@" in text]


def test_the_refused_can_be_given_as_numbers(run: Any, exports: Any, answer: Any) -> None:
    counted = run("match", *exports, "--json", "--refused", "counts").json
    for (_, seat), (_, numbers) in zip(seats(answer), seats(counted), strict=True):
        rules = [one["rule"] for one in seat["refused"]]
        assert numbers["refused"] == {rule: rules.count(rule) for rule in dict.fromkeys(rules)}


def test_as_many_suggestions_as_asked_for(run: Any, exports: Any) -> None:
    answer = run("match", *exports, "--json", "--top", "1").json
    assert {len(seat["suggestions"]) for _, seat in seats(answer)} == {1}


def test_the_same_exports_give_the_same_lists(run: Any, exports: Any, answer: Any) -> None:
    assert run("match", *exports, "--json").json["territories"] == answer["territories"]


def test_csv_gives_the_same_lists_as_xlsx(run: Any, fixtures: Path, answer: Any) -> None:
    csv = ("--experts", fixtures / "experts_dev.csv", "--territories", fixtures / "territories_dev.csv")
    assert run("match", *csv, "--json").json["territories"] == answer["territories"]


def test_only_the_selected_pilots_are_matched(run: Any, exports: Any, tmp_path: Path) -> None:
    pilots = tmp_path / "pilots.txt"
    pilots.write_text("Tornio-Haparanda\nDRINA\nT12\n", encoding="utf-8")
    answer = run("match", *exports, "--pilots", pilots, "--json").json
    assert [territory["key"] for territory in answer["territories"]] == ["T04", "T08", "T12"]


def test_french_has_no_english_left_over(run: Any, exports: Any) -> None:
    answer = run("match", *exports, "--json", "--language", "fr").json
    told = {s["reason"] for _, seat in seats(answer) for one in seat["suggestions"] for s in one["signals"]}
    reasons = {re.sub("«[^»]*»", "…", reason) for reason in told}  # but for what people and places wrote themselves
    facts = {one["fact"] for _, seat in seats(answer) for one in seat["refused"]}
    english = {"the", "and", "not", "both", "works", "knows", "speaks", "experience", "seat"}
    assert not [text for text in reasons | facts if english & set(text.lower().split()[:4])]


@pytest.mark.slow
def test_a_second_run_encodes_nothing(exports: Any, cache: Path, lists: Any) -> None:
    """The library that encodes is made impossible to import, and the command answers all the same."""
    code = "import sys; sys.modules['sentence_transformers'] = None;from service.cli import main; main()"
    command = [sys.executable, "-c", code, "match", *map(str, exports), "--json"]
    environment = {"TERRITORY_MATCH_CACHE": str(cache), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["territories"] == lists[0].json["territories"]


def test_help_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys\nfrom service.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'faiss', 'sklearn', 'sentence_transformers', 'scipy', 'numpy'} & set(sys.modules)\n"
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "match" in done.stdout


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_lists_can_be_read_at_a_terminal(run: Callable[..., Any], exports: Any, language: str) -> None:
    answer = run("match", *exports, "--language", language)
    assert answer.code == 0
    assert "Ilze Brūvere-Saulīte" in answer.out


@pytest.mark.slow
def test_a_model_for_english_says_which_profiles_it_does_not_read(run: Any, exports: Any, tmp_path: Path) -> None:
    english = tiny_model(tmp_path, card="---\nlanguage: en\n---\n")
    answer = run("match", *exports, "--json", "--encoder", english).json
    flags = {one["name"]: one["flags"] for _, seat in seats(answer) for one in seat["suggestions"]}
    said = "The profile is in Italian, which the text model does not read: nearness is uncertain"
    assert said not in flags["Tomislav Grgurić"]
    assert [name for name, of_one in flags.items() if any("which the text model does not read" in f for f in of_one)]
    assert answer["made_with"]["encoder"].startswith(f"{english}@")


def test_a_coordinator_may_enter_a_conflict_and_override_one_with_a_reason(run: Any, exports: Any) -> None:
    decided = ("--conflict", "Taavi=T01; sits on its jury", "--no-conflict", "Rasa=T02; left the LAG in March")
    answer = run("match", *exports, "--json", *decided).json
    by_seat = {(t["key"], seat["role"]): seat for t, seat in seats(answer)}
    facts = {one["email"]: (one["rule"], one["fact"]) for one in by_seat["T01", "strategic"]["refused"]}
    assert facts["taavi.korgesaar@piirilinn.example"] == (
        "conflict_of_interest",
        "A coordinator entered a conflict of interest: sits on its jury",
    )
    rasa = [one for one in by_seat["T02", "practical"]["suggestions"] if one["email"].startswith("rasa")]
    assert "Conflict of interest overridden by a coordinator: left the LAG in March" in rasa[0]["flags"]
    (overridden,) = answer["made_with"]["conflicts_overridden"]
    assert overridden["reason"] == "left the LAG in March"
    assert overridden["expert"]["name"] == rasa[0]["name"]
    assert overridden["territory"]["name"] == answer["territories"][1]["name"]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--conflict", "Taavi=T01"), "it needs its reason after a semicolon"),
        (("--conflict", "Taavi; because"), "write it as expert=territory"),
        (("--no-conflict", "Taavi=T01; because"), "there is no conflict of interest or question to decide"),
        (("--conflict", "Nobody=T01; because"), '"Nobody": nobody and no territory in the files is called so'),
    ],
)
def test_a_decision_that_cannot_be_kept_is_one_line(run: Any, exports: Any, option: Any, said: str) -> None:
    answer = run("match", *exports, *option)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
