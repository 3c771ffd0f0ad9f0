"""`territory-match round`: all seats of all pilots together, on the demo data."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from matcher.identity import expert_id

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DEMO = ("--experts", EXAMPLES / "experts.xlsx", "--territories", EXAMPLES / "territories.xlsx")

pytestmark = pytest.mark.slow  # the demo data is read and solved anew for most of them


@pytest.fixture(scope="module")
def answer(run: Any, once: Any) -> Any:
    def solve(folder: Path) -> None:
        done = run("round", *DEMO, "--json", "--output", folder / "round.xlsx")
        assert done.code == 0, done.err
        (folder / "round.json").write_text(done.out, encoding="utf-8")

    folder = once("round", solve)
    return json.loads((folder / "round.json").read_text(encoding="utf-8")), folder


def seats(told: Any) -> Iterator[tuple[Any, Any]]:
    for territory in told["territories"]:
        for seat in territory["seats"]:
            yield territory, seat


def chosen(told: Any) -> list[tuple[str, str, str]]:
    return [(one["email"], t["key"], seat["role"]) for t, seat in seats(told) for one in seat["chosen"]]


def test_every_seat_has_as_many_advisers_as_wanted_or_says_why_not(answer: Any) -> None:
    for _, seat in seats(answer[0]):
        assert len(seat["chosen"]) + seat["empty"] == seat["wanted"] == 1
        assert bool(seat["diagnosis"]) == bool(seat["empty"])


def test_nobody_sits_twice_on_a_pilot_or_serves_more_pilots_than_allowed(answer: Any) -> None:
    pairs = Counter((email, key) for email, key, _ in chosen(answer[0]))
    assert set(pairs.values()) == {1}
    assert max(Counter(email for email, _, _ in chosen(answer[0])).values()) <= 2


def test_nobody_whom_a_rule_refuses_is_chosen_or_stands_by(answer: Any) -> None:
    for _, seat in seats(answer[0]):
        refused = {one["email"] for one in seat["refused"]}
        assert not refused & {one["email"] for one in (*seat["chosen"], *seat["reserves"])}


def test_a_reserve_is_free_and_not_on_the_team(answer: Any) -> None:
    load = Counter(email for email, _, _ in chosen(answer[0]))
    teams = {key: {email for email, its, _ in chosen(answer[0]) if its == key} for _, key, _ in chosen(answer[0])}
    for territory, seat in seats(answer[0]):
        assert len(seat["reserves"]) <= 2
        for one in seat["reserves"]:
            assert load[one["email"]] < 2
            assert one["email"] not in teams.get(territory["key"], set())


def test_service_is_the_mean_score_over_the_seats_wanted(answer: Any) -> None:
    for territory in answer[0]["territories"]:
        scores = [one["score"] for seat in territory["seats"] for one in seat["chosen"]]
        wanted = sum(seat["wanted"] for seat in territory["seats"])
        assert territory["service"] == pytest.approx(sum(scores) / wanted, abs=1e-3)


def test_an_empty_seat_says_what_would_fill_it_and_whom_to_recruit(answer: Any) -> None:
    (empty,) = [seat for _, seat in seats(answer[0]) if seat["empty"]]
    said = " ".join(empty["diagnosis"])
    assert "The rule language refuses" in said
    assert "A tandem of" in said
    assert len(answer[0]["diagnosis"]) == 1
    assert "Greek and Turkish" in answer[0]["diagnosis"][0]


def test_a_side_that_nobody_covers_is_shown_as_a_gap(answer: Any) -> None:
    gaps = {territory["key"]: territory["gaps"] for territory in answer[0]["territories"] if territory["gaps"]}
    assert gaps == {"T12": ["No adviser works in a language of the side of Türkiye: Turkish"]}


def test_the_whole_round_sums_up_what_its_territories_say(answer: Any) -> None:
    told = answer[0]
    assert told["gaps"] == [{"territory": one["id"], "gap": gap} for one in told["territories"] for gap in one["gaps"]]
    for territory in told["territories"]:
        assert territory["diagnosis"] == [said for seat in territory["seats"] for said in seat["diagnosis"]]
        team = {one["email"] for seat in territory["seats"] for one in seat["chosen"]}
        assert territory["balance"]["placed"] == len(team)
        assert all(number is None for number in territory["balance"]["by_gender"].values())


def test_solved_again_without_a_change_nothing_changes(run: Any, answer: Any) -> None:
    again = run("round", *DEMO, "--json", "--before", answer[1] / "round.json").json
    assert {change["kind"] for change in again["changes"]} == {"kept"}
    assert chosen(again) == chosen(answer[0])


def test_a_pin_survives_an_exclusion_never_appears_and_the_rest_is_kept(run: Any, answer: Any) -> None:
    told = run(
        *("round", *DEMO, "--json", "--before", answer[1] / "round.json"),
        *("--pin", "Sarnecki=DZUKIJA:practical", "--exclude", "Hohenwarter=SUMAVA; on leave"),
    ).json
    keys = {territory["id"]: territory["key"] for territory in told["territories"]}
    names = {(change["name"], change["kind"], keys[change["territory"]]): change["cause"] for change in told["changes"]}
    assert names["Wojciech Sarnecki", "new", "T13"] == "Pinned by the coordinator"
    assert names["Christa Hohenwarter", "gone", "T05"] == "Excluded by the coordinator: on leave"
    kinds = Counter(change["kind"] for change in told["changes"])
    assert kinds["kept"] >= len(chosen(answer[0])) - 2


def test_a_late_expert_moves_nobodys_score(run: Any, answer: Any, tmp_path: Path) -> None:
    late = _with_a_late_expert(tmp_path / "late.xlsx")
    told = run("round", "--experts", late, *DEMO[2:], "--json", "--before", answer[1] / "round.json").json
    assert _scores(told) | _scores(answer[0]) == _scores(told)
    assert {change["kind"] for change in told["changes"]} <= {"kept", "new", "moved", "gone"}
    new = [change["cause"] for change in told["changes"] if change["email"] == "late@comer.example"]
    assert new in ([], ["New on the list of experts"])
    was, now = (one["stored"]["value"]["frozen"]["experts"] for one in (answer[0], told))
    assert [expert for expert in now if expert not in was] == [expert_id("late@comer.example")]


def _with_a_late_expert(path: Path) -> Path:
    """The demo experts and one more, who tells and offers what the first of them does."""
    book = openpyxl.load_workbook(EXAMPLES / "experts.xlsx")
    sheet = book.active
    new = {"ID": 9_999, "First name": "Late", "Family name": "Comer", "E-mail address": "late@comer.example"}
    row = [new.get(str(heading.value), first.value) for heading, first in zip(sheet[1], sheet[2], strict=True)]
    sheet.append(row)
    book.save(path)
    return path


def _scores(told: Any) -> dict[tuple[str, str, str], float]:
    return {
        (territory["key"], seat["role"], one["email"]): one["score"]
        for territory, seat in seats(told)
        for one in seat["chosen"]
    }


def test_pins_and_exclusions_of_the_earlier_round_hold_on(run: Any, answer: Any, tmp_path: Path) -> None:
    again = ("round", *DEMO, "--json", "--before")
    first = run(*again, answer[1] / "round.json", "--pin", "Sarnecki=DZUKIJA:practical",
                "--exclude", "Hohenwarter=SUMAVA; on leave")  # fmt: skip
    (tmp_path / "first.json").write_text(first.out, encoding="utf-8")
    second = run(*again, tmp_path / "first.json").json
    assert chosen(second) == chosen(first.json)
    assert second["made_with"]["terms"] == first.json["made_with"]["terms"]
    released = run(*again, tmp_path / "first.json", "--exclude", "Sarnecki=DZUKIJA:practical; declined").json
    assert released["made_with"]["terms"]["pins"] == []


def test_earlier_calls_count_newcomers_and_let_others_go_first(run: Any, answer: Any, tmp_path: Path) -> None:
    told = run("round", *DEMO, "--json", "--earlier", answer[1] / "round.json").json
    served = {email for email, _, _ in chosen(answer[0])}
    newcomers = {email for email, _, _ in chosen(told)} - served
    assert told["balance"]["newcomers"] == len(newcomers)
    assert answer[0]["balance"]["newcomers"] is None
    before = Counter(email for email, _, _ in chosen(answer[0]))
    rotation = {
        one["email"]: signal["value"]
        for _, seat in seats(told)
        for one in seat["chosen"]
        for signal in one["signals"]
        if signal["name"] == "rotation"
    }
    assert rotation == {email: round(1 / (1 + before[email]), 4) for email, _, _ in chosen(told)}
    (tmp_path / "later.json").write_text(json.dumps(told), encoding="utf-8")
    again = run("round", *DEMO, "--json", "--before", tmp_path / "later.json").json
    assert _scores(again) == _scores(told)


def test_one_person_may_serve_more_or_fewer_and_one_pilot_get_more(run: Any, answer: Any) -> None:
    busiest = Counter(email for email, _, _ in chosen(answer[0])).most_common(1)[0][0]
    told = run("round", *DEMO, "--json", "--capacity", f"{busiest}=0", "--advisers", "TESIN:practical=2").json
    assert busiest not in {email for email, _, _ in chosen(told)}
    wanted = {(t["key"], seat["role"]): seat["wanted"] for t, seat in seats(told)}
    assert {key for key, number in wanted.items() if number == 2} == {("T01", "practical")}


def test_standard_output_holds_nothing_but_json(tmp_path: Path, cache: Path) -> None:
    command = [Path(sys.executable).parent / "territory-match", "round", *map(str, DEMO), "--json"]
    done = subprocess.run(
        command, capture_output=True, env=os.environ | {"TERRITORY_MATCH_CACHE": str(cache)}, check=True
    )
    assert json.loads(done.stdout)["quality"]["proven"]


def test_one_pilot_a_person_spreads_the_work_further(run: Any) -> None:
    told = run("round", *DEMO, "--json", "--most-pilots", "1").json
    assert set(told["balance"]["by_load"]) == {"1"}


def test_two_advisers_of_a_role_for_each_pilot(run: Any) -> None:
    told = run("round", *DEMO, "--json", "--advisers", "methodological=2").json
    assert {seat["wanted"] for _, seat in seats(told) if seat["role"] == "methodological"} == {2}
    assert {seat["wanted"] for _, seat in seats(told) if seat["role"] != "methodological"} == {1}


def test_the_best_total_is_no_worse_than_the_fair_one(run: Any, answer: Any) -> None:
    total = run("round", *DEMO, "--json", "--total").json["quality"]
    assert total["proven"]
    assert total["total"] >= answer[0]["quality"]["total"] - 1e-6


def test_the_workbook_holds_who_takes_each_seat(answer: Any) -> None:
    book = openpyxl.load_workbook(answer[1] / "round.xlsx")
    assert book.sheetnames == ["Placements", "Pilots", "The whole round", "Intake report", "How it was made"]
    rows = list(book["Placements"].iter_rows(min_row=2, values_only=True))
    assert [row[4] for row in rows if row[2] == "chosen"] == [email for email, _, _ in chosen(answer[0])]
    assert len([row for row in rows if row[2] == "empty"]) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pin", "Dabo=TESIN:practical"), "Krešimir Dabo cannot be pinned to Těšín Silesia"),
        (("--pin", "Tobias=TESIN:practical"), "has not agreed to the processing"),
        (("--pin", "Dabo"), '"Dabo": write it as expert=territory'),
        (("--pin", "Dabo=BODENSEE:practical"), "Lake Constance villages asks for no such role"),
        (("--exclude", "Dabo=UNA"), "it needs its reason after a semicolon"),
        (("--advisers", "BODENSEE:practical=2"), "Lake Constance villages asks for no such role"),
        (("--capacity", "Dabo"), '"Dabo": write a person and a number of pilots'),
        (("--capacity", "Dabo=many"), "write a person and a number of pilots, such as Ilze=1"),
        (("--advisers", "chief=2"), "write a role and a number, such as methodological=2"),
        (("--before", EXAMPLES / "README.md"), "README.md is no earlier round"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Any, options: tuple[str, ...], said: str) -> None:
    answer = run("round", *DEMO, *options)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_round_can_be_read_at_a_terminal_in_both_languages(run: Any) -> None:
    for language, words in (("en", "Seats filled: 34"), ("fr", "Postes pourvus")):
        assert words in run("round", *DEMO, "--language", language).out


def test_two_rounds_side_by_side_say_what_moves_and_why(run: Any, answer: Any, tmp_path: Path) -> None:
    changed = run("round", *DEMO, "--json", "--exclude", "Hohenwarter=SUMAVA; on leave")
    (tmp_path / "changed.json").write_text(changed.out, encoding="utf-8")
    told = run("compare", answer[1] / "round.json", tmp_path / "changed.json", "--json").json
    gone = [change["name"] for change in told["changes"] if change["kind"] == "gone"]
    assert "Christa Hohenwarter" in gone
    assert told["quality"]["total"]["before"] == pytest.approx(answer[0]["quality"]["total"])
    assert {one["territory"] for one in told["service"]} == {one["id"] for one in answer[0]["territories"]}
    assert "Christa Hohenwarter" in run("compare", answer[1] / "round.json", tmp_path / "changed.json").out


def test_a_round_beside_itself_has_nothing_to_tell(run: Any, answer: Any) -> None:
    told = run("compare", answer[1] / "round.json", answer[1] / "round.json", "--json").json
    assert {change["kind"] for change in told["changes"]} == {"kept"}


def test_what_if_another_weight_or_rule_held(run: Any, answer: Any) -> None:
    stricter = run("round", *DEMO, "--json", "--level", "C2", "--own-country", "hard").json
    empty = [sum(seat["empty"] for _, seat in seats(told)) for told in (answer[0], stricter)]
    assert empty[1] > empty[0]
    weighed = run("round", *DEMO, "--json", "--weight", "themes=1", "--weight", "meaning=0").json
    assert weighed["made_with"]["weights"]["meaning"] == 0
    assert chosen(weighed) != chosen(answer[0])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--weight", "beauty=1"), "no signal is called beauty"),
        (("--weight", "meaning=much"), "write a signal and a number"),
        (("--level", "D7"), "Setting required_level"),
    ],
)
def test_a_rule_or_weight_that_there_is_none_of_is_refused(run: Any, options: tuple[str, ...], said: str) -> None:
    answer = run("round", *DEMO, *options)
    assert answer.code == 2
    assert said in answer.err.replace("\n", " ")


def test_the_order_of_two_files_moves_no_exclusion_and_places_nobody_elsewhere(run: Any, tmp_path: Path) -> None:
    """Two exports number their rows alike; what was decided about one territory must not reach the other's."""
    one, other = _halves(tmp_path)
    there = run("round", *DEMO[:2], "--territories", one, "--territories", other, "--json",
                "--exclude", "Hohenwarter=SUMAVA; on leave")  # fmt: skip
    (tmp_path / "there.json").write_text(there.out, encoding="utf-8")
    back = run("round", *DEMO[:2], "--territories", other, "--territories", one, "--json",
               "--before", tmp_path / "there.json").json  # fmt: skip
    assert back["made_with"]["terms"]["exclusions"] == there.json["made_with"]["terms"]["exclusions"] != []
    assert {change["kind"] for change in back["changes"]} == {"kept"}


def _halves(folder: Path) -> tuple[Path, Path]:
    """The demo territories in two files, each with answers numbered from 1."""
    files = []
    for name, odd in (("one.xlsx", True), ("other.xlsx", False)):
        book = openpyxl.load_workbook(EXAMPLES / "territories.xlsx")
        sheet = book.active
        for row in range(sheet.max_row, 1, -1):
            if (row % 2 == 0) is odd:
                sheet.delete_rows(row)
        for number, row in enumerate(range(2, sheet.max_row + 1), start=1):
            sheet.cell(row, 1).value = number
        book.save(folder / name)
        files.append(folder / name)
    return files[0], files[1]


def test_an_earlier_round_whose_people_are_others_now_is_refused(run: Any, answer: Any, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EXAMPLES / "experts.xlsx")
    sheet = book.active
    places = {str(cell.value): cell.column for cell in sheet[1]}
    address = answer[0]["territories"][0]["seats"][0]["chosen"][0]["email"]
    for row in range(2, sheet.max_row + 1):
        if str(sheet.cell(row, places["E-mail address"]).value).strip().lower() == address:
            sheet.cell(row, places["First name"]).value, sheet.cell(row, places["Family name"]).value = "Nemo", "Other"
    book.save(tmp_path / "renamed.xlsx")
    told = run("round", "--experts", tmp_path / "renamed.xlsx", *DEMO[2:], "--before", answer[1] / "round.json")
    assert (told.code, told.out) == (2, "")
    assert f"{address} is Nemo Other in these exports" in told.err


def test_a_round_of_another_version_is_said_to_be_one(run: Any, answer: Any, tmp_path: Path) -> None:
    old = {**answer[0], "stored": None}
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    told = run("round", *DEMO, "--before", tmp_path / "old.json")
    assert (told.code, told.out) == (2, "")
    assert "old.json is a round of another version" in told.err


def test_a_round_stored_in_french_is_compared_in_english_throughout(run: Any, answer: Any, tmp_path: Path) -> None:
    french = run("round", *DEMO, "--json", "--language", "fr", "--exclude", "Hohenwarter=SUMAVA; on leave")
    english = run("round", *DEMO, "--json", "--exclude", "Hohenwarter=SUMAVA; on leave")
    for name, one in (("fr", french), ("en", english)):
        (tmp_path / f"{name}.json").write_text(one.out, encoding="utf-8")
    first = answer[1] / "round.json"
    told = [run("compare", first, tmp_path / f"{name}.json", "--json").json for name in ("fr", "en")]
    assert told[0] == told[1]
