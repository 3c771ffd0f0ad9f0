"""Nearness is measured on the people at hand, passage by passage, and shared words beside it."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.lexical import ToldWords
from embeddings.library import FolderLibrary, Library
from embeddings.models import find_model
from embeddings.nearness import Need, Part, Told, nearness
from embeddings.transformer import Transformer

PROFILES = (
    ("I draft statutes and conventions for groupings that share a river.", "Legal adviser to three associations."),
    ("Ich begleite Imkerinnen und Käsereien beim Aufbau eines gemeinsamen Markenzeichens in den Bergen.",),
    ("J'anime des ateliers avec des patients et des soignants des deux côtés de la frontière.",),
    (),
)
NEEDS = (
    Need((Part(("A lawyer who writes the statutes of our cross-border association.",), 1.0),)),
    Need((Part(("Santé de proximité : faire dialoguer hôpitaux et habitants.",), 1.0), Part(("We like music.",), 0.2))),
    Need(()),
)
EVERYBODY = np.ones((3, 4), dtype=bool)


@pytest.fixture(scope="module")
def library(cache: Path) -> Library:
    return FolderLibrary(Transformer(find_model("e5-small", cache)), cache)


def test_a_need_finds_its_profile_in_another_language(library: Library) -> None:
    found = nearness(NEEDS, Told.read(PROFILES, library), EVERYBODY)
    assert found.value[:2, :3].argmax(axis=1).tolist() == [0, 2]
    assert found.best_ask[1, 2] == 0


def test_who_tells_nothing_and_what_asks_nothing_is_unknown(library: Library) -> None:
    found = nearness(NEEDS, Told.read(PROFILES, library), EVERYBODY)
    assert np.isnan(found.value[:, 3]).all()
    assert np.isnan(found.value[2]).all()


def test_a_profile_outside_the_mask_has_no_value_and_moves_nobody(library: Library) -> None:
    masked = EVERYBODY.copy()
    masked[:, 1] = False
    without = nearness(NEEDS, Told.read((PROFILES[0], (), PROFILES[2], ()), library), EVERYBODY)
    found = nearness(NEEDS, Told.read(PROFILES, library), masked)
    assert np.isnan(found.value[:, 1]).all()
    np.testing.assert_allclose(found.value[:2, [0, 2]], without.value[:2, [0, 2]], atol=1e-6)


def test_the_order_of_the_profiles_changes_nothing(library: Library) -> None:
    turned = nearness(NEEDS, Told.read(PROFILES[::-1], library), EVERYBODY)
    np.testing.assert_allclose(
        turned.value[:, ::-1], nearness(NEEDS, Told.read(PROFILES, library), EVERYBODY).value, atol=1e-6
    )


def test_shared_words_are_told_without_those_that_everybody_uses() -> None:
    needs = [["We need help with the statutes of an EGTC on the river"]]
    profiles = [
        ["I wrote the statutes of an EGTC"],
        ["We need who can help with the bees"],
        [],
        ["We play music on the river"],
        ["and so on"],
        ["x"],
    ]
    shared = ToldWords(profiles).shared_with(needs)
    assert shared.shown(0, 0) == ("EGTC", "statutes")
    assert np.isnan(shared.value[0, 2])
    assert shared.value[0, 0] == np.nanmax(shared.value)


@pytest.mark.parametrize(
    "profiles", [[[], []], [["the and of"], ["und der die"]], [["alone"]], [["a word"], ["a word"]]]
)
def test_profiles_that_tell_nothing_of_their_own_share_no_words(profiles: list[list[str]]) -> None:
    shared = ToldWords(profiles).shared_with([["a need for a lawyer"]])
    assert shared.value.shape == (1, len(profiles))
    assert shared.shown(0, 0) == ()


def test_words_of_two_languages_are_not_compared_but_names_and_terms_are() -> None:
    needs = [["Wir suchen Hilfe bei der Satzung für einen EVTZ an der Oder."]]
    profiles = [
        ["I wrote the statutes of an EGTC for two river towns."],
        ["I keep bees and help schools to plant hedges along the road."],
        ["Ich habe Satzungen für Vereine und Verbände geschrieben."],
    ]
    shared = ToldWords(profiles, {"EVTZ": "EGTC", "EGTC": "EGTC"}).shared_with(needs)
    assert shared.shown(0, 0) == ("EGTC",)
    assert np.isnan(shared.value[0, 1])
    assert shared.shown(0, 2) == ("satzungen",)


def test_one_part_of_a_need_counts_by_its_weight_however_many_asks_it_has() -> None:
    need = Need((Part(("Law",), 1.0), Part(("Bees", "Hives", "Honey"), 0.5)))
    np.testing.assert_allclose(need.weights, [2 / 3, 1 / 9, 1 / 9, 1 / 9])
    np.testing.assert_allclose(need.weights_of_wholes, [2 / 3, 1 / 3])


def test_a_kept_scale_measures_a_later_profile_as_those_before_it(library: Library) -> None:
    first = nearness(NEEDS, Told.read(PROFILES, library), EVERYBODY)
    more = (*PROFILES, ("I write statutes for associations of towns.",))
    everybody = np.ones((3, 5), dtype=bool)
    kept = nearness(NEEDS, Told.read(more, library), everybody, scales=first.scales)
    anew = nearness(NEEDS, Told.read(more, library), everybody)
    np.testing.assert_array_equal(kept.value[:, :4], first.value)
    assert np.nanmax(np.abs(anew.value[:, :4] - first.value)) > 0
