"""An option that is worded otherwise is known by its words, or stays as text; it is never taken for another."""

import tomllib
from pathlib import Path

import pytest

from matcher.messages import Vocabulary
from service.intake.cells import clean
from service.intake.words.choices import labels_in, read_choices

WORDINGS = tomllib.loads((Path(__file__).parent / "options.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vocabulary", [Vocabulary(name) for name in WORDINGS])
def test_nearly_every_wording_is_known_and_none_is_taken_for_another(vocabulary: Vocabulary) -> None:
    meant = {wording: code for code, wordings in WORDINGS[vocabulary].items() for wording in wordings}
    read = {wording: read_choices(wording, vocabulary).value.codes for wording in meant}
    assert [wording for wording, code in meant.items() if read[wording] not in {(), (code,)}] == []
    unknown = [wording for wording in meant if not read[wording]]
    assert len(unknown) <= 0.05 * len(meant), unknown


@pytest.mark.parametrize(
    "text", ["Beekeeping in schoolyards of the capital", "Esports", "Chess", "Something quite new"]
)
def test_what_is_no_option_stays_as_text(text: str) -> None:
    assert read_choices(text, Vocabulary.STAGE).value.codes == ()


@pytest.mark.parametrize("text", ["-", "?", "...", "Other", "#", "and", "–", "Other;-"])
def test_a_sign_or_a_filler_is_nothing(text: str) -> None:
    read = read_choices(text, Vocabulary.THEME)
    assert (read.value.codes, read.value.others, read.remarks) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Sustainable tourism and cultural heritage;Energy transition and energy communities;",
        "3;#Sustainable tourism and cultural heritage;#14;#Energy transition and energy communities",
        "sustainable_tourism_and_cultural_heritage energy_transition_and_energy_communities",
        clean("Sustainable tourism and cultural heritage<br/>Energy transition and energy communities"),
        clean(
            "<ul><li>Sustainable tourism and cultural heritage</li><li>Energy transition and energy communities</li>"
        ),
    ],
)
def test_a_list_is_read_however_a_tool_packed_it(text: str) -> None:
    read = read_choices(text, Vocabulary.THEME)
    assert (read.value.codes, read.value.others, read.remarks) == (("TOUR", "ENER"), (), ())


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ("Obszar wiejski, Miasta bliźniacze", ["Obszar wiejski", "Miasta bliźniacze"]),
        ("Agriculture, local food and short supply chains", ["Agriculture, local food and short supply chains"]),
        ("Fiske, kust och blå ekonomi, Räddningstjänst", ["Fiske, kust och blå ekonomi", "Räddningstjänst"]),
        ("", []),
    ],
)
def test_labels_begin_with_a_capital(cell: str, labels: list[str]) -> None:
    assert labels_in(cell) == labels


def test_unknown_labels_stay_as_texts_of_their_own() -> None:
    read = read_choices("Miasta bliźniacze, Obszar wiejski", Vocabulary.TERRITORY_TYPE)
    assert read.value.others == ("Miasta bliźniacze", "Obszar wiejski")
