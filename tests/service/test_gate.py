"""Nobody is matched while a field that a rule rests on may stand in a column that was not read."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FREE = "Available from"
EARLIEST = "Earliest?"


def rows_of(fixtures: Path) -> list[list[str]]:
    with (fixtures / "experts_dev.csv").open(encoding="utf-8-sig", newline="") as source:
        return list(csv.reader(source))


def written(rows: list[list[str]], folder: Path) -> Path:
    with (folder / "experts.csv").open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows(rows)
    return folder / "experts.csv"


@pytest.fixture
def files(fixtures: Path, tmp_path: Path) -> tuple[str | Path, ...]:
    """The development exports, with the first free day under a heading that nobody knows."""
    rows = rows_of(fixtures)
    rows[0] = [EARLIEST if heading.startswith(FREE) else heading for heading in rows[0]]
    assert EARLIEST in rows[0]
    columns = ("--columns-file", tmp_path / "columns.json")
    return ("--experts", written(rows, tmp_path), "--territories", fixtures / "territories_dev.xlsx", *columns)


def suggestions(answer: Any) -> list[Any]:
    return [one for place in answer.json["territories"] for seat in place["seats"] for one in seat["suggestions"]]


@pytest.mark.parametrize("command", ["match", "round"])
def test_matching_stops_and_says_what_to_write(command: str, run: Run, files: tuple[str | Path, ...]) -> None:
    answer = run(command, *files)
    assert (answer.code, answer.out) == (2, "")
    assert "rules rest on available_from" in answer.err
    assert f'--column "{EARLIEST}=available_from"' in answer.err
    assert "--unread-ok FIELD" in answer.err


def test_a_program_is_told_by_a_code(run: Run, files: tuple[str | Path, ...]) -> None:
    answer = run("match", *files, "--json")
    error = answer.json["error"]
    assert (answer.code, error["code"]) == (2, "unread_rule_fields")
    (field,) = error["fields"]
    assert (field["file"], field["field"]) == ("experts.csv", "available_from")
    (column,) = field["columns"]
    assert (column["heading"], len(column["answers"])) == (EARLIEST, 2)


def test_the_line_that_is_shown_mends_it_once_for_all(
    run: Run, files: tuple[str | Path, ...], lists: tuple[Any, Path]
) -> None:
    mended = run("match", *files, "--json", "--column", f"{EARLIEST}=available_from")
    assert mended.code == 0, mended.err
    assert suggestions(mended) == suggestions(lists[0])
    assert run("match", *files, "--json").json["territories"] == mended.json["territories"]


def test_a_column_that_holds_nothing_of_it_is_left_out_for_good(run: Run, files: tuple[str | Path, ...]) -> None:
    assert run("match", *files, "--json", "--column", f"{EARLIEST}=-").code == 0
    assert run("match", *files, "--json").code == 0


def test_every_suggestion_made_without_it_says_so(run: Run, files: tuple[str | Path, ...]) -> None:
    answer = run("match", *files, "--json", "--unread-ok", "available_from")
    stamped = [one for one in suggestions(answer) if "Not read from the form" in " ".join(one["flags"])]
    assert stamped
    assert stamped == suggestions(answer)


def test_a_field_that_no_rule_rests_on_needs_no_leave(run: Run, files: tuple[str | Path, ...]) -> None:
    answer = run("match", *files, "--unread-ok", "cv")
    assert answer.code == 2
    assert "--unread-ok cv: no rule rests on it. There are: available_from" in answer.err


PARTIAL = "Is there anything that could make you partial?"


def test_of_conflicts_too_much_is_better_read_than_too_little(
    run: Run, fixtures: Path, tmp_path: Path, lists: tuple[Any, Path]
) -> None:
    """A likely column of declared conflicts is read and shown to be confirmed: reading it can only refuse."""
    rows = rows_of(fixtures)
    rows[0] = [PARTIAL if heading.startswith("Do you have any professional") else heading for heading in rows[0]]
    given = ("--experts", written(rows, tmp_path), "--territories", fixtures / "territories_dev.xlsx")
    (warning,) = [one for one in run("check", *given, "--json").json["problems"] if one["column"] == PARTIAL]
    assert (warning["severity"], warning["suggestion"][:41]) == (
        "warning",
        "Not sure: read as the field conflicts, as",
    )
    assert suggestions(run("match", *given, "--json")) == suggestions(lists[0])


def test_checking_says_it_as_a_warning(run: Run, files: tuple[str | Path, ...]) -> None:
    answer = run("check", *files, "--json")
    (warning,) = [one for one in answer.json["problems"] if one["column"] == EARLIEST]
    assert warning["severity"] == "warning"
    assert "A rule rests on the field available_from" in warning["suggestion"]
