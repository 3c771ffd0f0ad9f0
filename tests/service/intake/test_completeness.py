"""Nobody drops out unsaid, letters that were damaged are noticed, and the rows add up."""

from pathlib import Path

import pytest

from service.cli.uploads import uploads_of
from service.intake import IntakeOptions, read_experts
from service.intake.cells import clean
from service.intake.files.damaged_letters import doubled, lost, put_right
from service.intake.rows.both_forms import read_exports
from service.intake.rows.completeness import RowsTold, completeness_of
from service.intake.words.countries import read_country
from service.intake.words.languages import read_languages

HEADINGS = (
    "Full name,E-mail address,Country of residence,Type of support,Working languages and level,"
    "Short description of your relevant experience,Consent to process,Consent to share"
)
TEXT = "Twenty years beside partnerships on several borders"


def exports_of(folder: Path, *rows: str) -> Path:
    path = folder / "experts.csv"
    path.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
    return path


def test_who_fits_no_seat_is_said_and_rows_add_up(tmp_path: Path) -> None:
    path = exports_of(
        tmp_path,
        f"Ada Liiv,ada@liiv.example,Estonia,practical,English C1,{TEXT},Yes,Yes",
        f"Ben Rand,ben@rand.example,Latvia,,English C1,{TEXT},Yes,Yes",
        f"Cai Lahe,cai@lahe.example,Latvia,strategic,,{TEXT},Yes,Yes",
        f"Dora Mets,dora@mets.example,nowhere at all,strategic,Klingonese,{TEXT},,",
        f"Eva Org,,Latvia,strategic,English C1,{TEXT},Yes,Yes",
    )
    exports = read_exports(uploads_of([path]), [], IntakeOptions())
    told = completeness_of(exports)
    assert told.experts == RowsTold(rows=5, read=4, merged=0, left_out=1)
    assert (told.without_role, told.without_language, told.without_consent_to_process) == (1, 1, 1)
    said = {(one.place.row, one.suggestion.text.split(":")[0]) for one in exports.problems}
    assert {(3, "No kind of support was read"), (4, "No language was read")} <= said
    assert {one.value for one in exports.problems if one.place.row == 5} == {""}  # no word of whoever does not agree


def test_a_filled_answer_from_which_nothing_came_is_said(tmp_path: Path) -> None:
    path = exports_of(tmp_path, f"Ada Liiv,ada@liiv.example,♥♥♥,practical,☺,{TEXT},Yes,Yes")
    problems = read_experts(uploads_of([path]), IntakeOptions()).problems
    assert {"♥♥♥", "☺"} <= {problem.value for problem in problems}


def test_doubled_letters_are_put_right_and_lost_ones_are_noticed() -> None:
    assert put_right("Å½ydrÅ«nÄ—") == "Žydrūnė"
    assert put_right("São Tomé, Żywiec") == "São Tomé, Żywiec"
    assert doubled(["Ã–sterreich"], ["Österreich"])[0].value == "Ã–sterreich → Österreich"
    assert not doubled(["Österreich"], ["Österreich"])
    assert lost(["Jok?bas Tverinas", "Really?", "https://a.example/?b=c"])[0].value == "Jok?bas"
    assert not lost(["Really? Yes", "Who?", "www.a.example/x?y=z"])


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Native: Polish. C1: English, German. A2: French", "pl:native en:C1 de:C1 fr:A2"),
        ("C1 English B2 German", "en:C1 de:B2"),
        ("Mother tongue: Polish. Other languages: English (C1), German (B1)", "pl:native en:C1 de:B1"),
        ("🇱🇹 native 🇬🇧 C1", "lt:native en:C1"),
        ("Latvian 5/5, English ★★★☆☆", "lv: en:"),
        ("EU, English C1", "en:C1"),
    ],
)
def test_levels_stand_before_or_behind_their_languages(text: str, spoken: str) -> None:
    read = read_languages(clean(text))
    assert " ".join(f"{one.language}:{one.level or ''}" for one in read.value) == spoken


def test_short_words_are_no_countries_by_chance() -> None:
    assert read_country("EU").value is None
    assert read_country("EU").remarks
    assert read_country("N. Ireland").value == "GB"
    assert read_country(clean("🇱🇹")).value == "LT"
