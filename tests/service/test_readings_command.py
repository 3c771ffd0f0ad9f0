"""How free text was read is shown, confirmed and corrected once, and remembered for the words that it rests on."""

import json
from pathlib import Path
from typing import Any

import pytest

HEADINGS = (
    "Name of the cross-border territory,Countries covered by the territory,What kind of expert support do you need?,"
    "Languages in which experts must be able to work,Are there any preferences or restrictions?,"
    "Please describe the support you expect from experts,Status"
)
EXPERTS = (
    "Full name,E-mail address,Country of residence,Type of support,Working languages and level,Travel,"
    "Short description of your relevant experience,Consent to process,Consent to share\n"
    "Ada Liiv,ada@liiv.example,Estonia,practical,Estonian C1,Yes,Ran funds for villages on the coast,Yes,Yes\n"
    "Ben Rand,ben@rand.example,Finland,practical,English C1,Online only,Ran funds for villages on the coast,Yes,Yes\n"
)


def exported(folder: Path, languages: str, support: str = "Practical (sur place): calls") -> Path:
    path = folder / "territories.csv"
    path.write_text(f'{HEADINGS}\nShore,Latvia;Estonia,practical,"{languages}",,{support},selected', encoding="utf-8")
    return path


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    (tmp_path / "experts.csv").write_text(EXPERTS, encoding="utf-8")
    return tmp_path, ("--columns-file", str(tmp_path / "columns.json"), "--json")


def seat(run: Any, folder: Path, options: tuple[str, ...]) -> tuple[list[str], list[tuple[str, list[str]]], list[str]]:
    told = run("match", "--experts", folder / "experts.csv", "--territories", folder / "territories.csv", *options).json
    (one,) = told["territories"][0]["seats"]
    held = [(who["name"], [asked["rule"] for asked in who["questions"]]) for who in one["held"]]
    return [who["name"] for who in one["suggestions"]], held, [who["name"] for who in one["refused"]]


def test_a_reading_holds_until_it_is_confirmed_and_then_refuses(run: Any, place: Any) -> None:
    folder, options = place
    path = exported(folder, "English or Estonian")
    assert seat(run, folder, options) == (["Ada Liiv"], [("Ben Rand", ["presence"])], [])
    told = run("readings", "--territories", path, "--confirm", "Shore", *options).json
    states = {
        (one["field"], one["value"]): (one["certain"], one["confirmed"]) for one in told["territories"][0]["readings"]
    }
    assert states == {("must_languages", "en or et"): (True, True), ("on_site", "yes"): (True, True)}
    assert seat(run, folder, options) == (["Ada Liiv"], [], ["Ben Rand"])


def test_a_correction_counts_for_these_words_and_is_asked_again_for_others(run: Any, place: Any) -> None:
    folder, options = place
    path = exported(folder, "Estonian and English or Finnish", "calls")
    assert [name for name, _ in seat(run, folder, options)[1]] == ["Ada Liiv", "Ben Rand"]
    run("readings", "--territories", path, "--correct", "Shore: must_languages = et or en; they said so", *options)
    assert sorted(seat(run, folder, options)[0]) == ["Ada Liiv", "Ben Rand"]
    exported(folder, "Finnish and English or Estonian", "calls")
    assert len(seat(run, folder, options)[1]) == 2


@pytest.mark.parametrize(
    ("option", "stated", "said"),
    [
        ("--confirm", "Nowhere", "is called so"),
        ("--confirm", "Shore: excluded_residence", "nothing of it was read"),
        ("--confirm", "Shore: colour", "names no field or role"),
        ("--correct", "Shore: must_languages = et", "needs its reason"),
        ("--correct", "Shore: must_languages = klingon; because", "is no value of"),
        ("--correct", "Shore: on_site = perhaps; because", "is no value of"),
        ("--correct", "Shore: et; because", "names no field or role"),
    ],
)
def test_what_cannot_be_kept_is_one_line(run: Any, place: Any, option: str, stated: str, said: str) -> None:
    folder, options = place
    answer = run("readings", "--territories", exported(folder, "English"), option, stated, *options)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_damaged_list_of_readings_is_said(run: Any, place: Any) -> None:
    folder, options = place
    (folder / "columns.readings.json").write_text(json.dumps({"no": "list"}), encoding="utf-8")
    answer = run("readings", "--territories", exported(folder, "English"), *options)
    assert "is no list of readings" in answer.err


def test_the_card_shows_each_line_with_its_sentence(run: Any, place: Any) -> None:
    folder, options = place
    shown = run("readings", "--territories", exported(folder, "English"), *options[:2]).out
    assert "must_languages = en (certain)" in shown
    assert "on_site = yes (to be confirmed)" in shown
    assert "Practical (sur place): calls" in shown
