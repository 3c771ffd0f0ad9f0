"""`territory-match check` and `explain`, and what every command does when it is used wrongly."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow  # each reads exports anew


@pytest.fixture(scope="module")
def checked(run: Any, exports: Any) -> Any:
    return run("check", *exports, "--json")


def truth(fixtures: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((fixtures / name).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_check_reads_every_expert_as_the_truth_has_them(checked: Any, fixtures: Path) -> None:
    by_address = {one["email"]: {name: one[name] for name in one if name != "id"} for one in checked.json["experts"]}
    wanted = {one["email"]: one for one in truth(fixtures, "expected_experts_dev.json")}
    assert by_address == wanted


def test_check_reads_every_territory_as_the_truth_has_them(checked: Any, fixtures: Path) -> None:
    for read, true in zip(checked.json["territories"], truth(fixtures, "expected_territories_dev.json"), strict=True):
        assert {name: read[name] for name in true if name in read} == {
            name: value for name, value in true.items() if name not in {"first_choices", "forbidden"}
        }


def test_check_says_what_was_not_understood_and_ends_with_1(checked: Any) -> None:
    assert checked.code == 1
    test_row = [one for one in checked.json["problems"] if one["value"] == "TEST please ignore"]
    assert test_row == [
        {
            "file": "territories_dev.xlsx",
            "sheet": "Sheet1",
            "row": 14,
            "column": "Name of the cross-border territory",
            "field": "name",
            "value": "TEST please ignore",
            "severity": "error",
            "expected": "An application with the name of its territory",
            "suggestion": "Left out: it looks like a test",
            "also_in_rows": [],
        }
    ]


def test_check_ends_with_0_where_everything_was_understood(run: Any, fixtures: Path, tmp_path: Path) -> None:
    with (fixtures / "experts_dev.csv").open(encoding="utf-8-sig", newline="") as source:
        headings, first, *_ = csv.reader(source)
    first[headings.index("Country of residence")] = "Italy"
    path = tmp_path / "one.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([headings, first])
    answer = run("check", "--experts", path, "--json")
    assert (answer.code, answer.json["problems"]) == (0, [])


def test_explain_says_for_each_role_what_rules_and_signals_say(run: Any, exports: Any) -> None:
    answer = run("explain", "Aivars Pūcītis", "T01", *exports, "--json")
    assert answer.code == 0
    roles = {one["role"]: one for one in answer.json["roles"]}
    assert list(roles) == ["methodological", "strategic", "practical"]
    assert [one["rule"] for one in roles["practical"]["refused"]] == ["conflict_of_interest"]
    assert {one["rule"] for one in roles["strategic"]["refused"]} == {"role", "conflict_of_interest", "language"}
    counted = [[told["name"] for told in one["signals"] if told["weight"]] for one in roles.values()]
    assert counted == [["meaning", "stages", "countries"]] * 3


def test_explain_agrees_with_the_list(run: Any, exports: Any, lists: Any) -> None:
    (territory,) = [one for one in lists[0].json["territories"] if one["key"] == "T08"]
    for seat in territory["seats"]:
        for suggestion in seat["suggestions"]:
            told = run("explain", suggestion["email"], "T08", *exports, "--json").json["roles"]
            (role,) = [one for one in told if one["role"] == seat["role"]]
            assert (role["rank"], role["score"]) == (suggestion["rank"], suggestion["score"])


def test_explain_is_readable_at_a_terminal(run: Any, exports: Any) -> None:
    answer = run("explain", "biljana", "ohrid", *exports)
    assert "strategic support: very close" in answer.out
    assert "rank 1 of 12" in answer.out


@pytest.mark.parametrize(
    ("expert", "territory", "said"),
    [
        ("Nobody Atall", "T01", '"Nobody Atall": nobody and no territory in the files is called so'),
        ("Ilze", "Atlantis", '"Atlantis": nobody and no territory in the files is called so'),
        ("jn.bastogne@wallonierurale.example", "T12", "has not agreed to the processing"),
    ],
)
def test_explain_says_in_one_line_what_it_cannot_explain(
    run: Any, exports: Any, expert: str, territory: str, said: str
) -> None:
    answer = run("explain", expert, territory, *exports)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_wrong_file_is_one_line_and_nothing_is_written(run: Any, fixtures: Path, tmp_path: Path) -> None:
    pdf, lists = tmp_path / "experts.xlsx", tmp_path / "lists.xlsx"
    pdf.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    answer = run("match", "--experts", pdf, "--territories", fixtures / "territories_dev.xlsx", "--output", lists)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert "experts.xlsx" in answer.err
    assert not lists.exists()


def test_swapped_files_are_told_apart(run: Any, fixtures: Path) -> None:
    swapped = ("--experts", fixtures / "territories_dev.xlsx", "--territories", fixtures / "experts_dev.xlsx")
    answer = run("match", *swapped)
    assert answer.code == 2
    assert "is an export of the" in answer.err


def test_a_column_can_be_stated_and_is_remembered(run: Any, fixtures: Path, tmp_path: Path) -> None:
    text = (fixtures / "experts_dev.csv").read_text(encoding="utf-8-sig")
    path, columns = tmp_path / "experts.csv", tmp_path / "columns.json"
    path.write_text(text.replace("Current position", "Zzz", 1), encoding="utf-8")
    unknown = run("check", "--experts", path, "--columns-file", columns, "--json").json["problems"]
    assert [one["column"] for one in unknown if one["column"] == "Zzz"] == ["Zzz"]
    stated = ("--columns-file", columns, "--json")
    run("check", "--experts", path, *stated, "--column", "Zzz=position")
    again = run("check", "--experts", path, *stated).json["problems"]
    assert not [one for one in again if one["column"] == "Zzz"]


def test_a_field_that_there_is_none_of_is_refused_with_those_that_there_are(run: Any, exports: Any) -> None:
    answer = run("check", *exports, "--column", "Comments=nonsense")
    assert answer.code == 2
    assert 'There is no field "nonsense". There are:' in answer.err


def test_a_command_without_files_says_what_it_needs(run: Any) -> None:
    answer = run("check")
    assert answer.code == 2
    assert "--experts" in answer.err


def test_a_list_of_pilots_that_names_nobody_is_refused(run: Any, exports: Any, tmp_path: Path) -> None:
    pilots = tmp_path / "pilots.txt"
    pilots.write_text("Atlantis\n", encoding="utf-8")
    answer = run("match", *exports, "--pilots", pilots)
    assert (answer.code, "pilots.txt names none of the applications" in answer.err) == (2, True)


def test_an_output_that_cannot_be_written_is_one_line(run: Any, exports: Any, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    answer = run("match", *exports, "--output", tmp_path / "a-file" / "lists.xlsx")
    assert answer.code == 2
    assert answer.err.count("\n") == 1
