"""Nearness is measured on the people at hand, passage by passage, and shared words beside it."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.lexical import shared_words
from embeddings.library import Library
from embeddings.models import find_model
from embeddings.nearness import Need, nearness
from embeddings.transformer import Transformer

PROFILES = (
    ("I draft statutes and conventions for groupings that share a river.", "Legal adviser to three associations."),
    ("Ich begleite Imkerinnen und Käsereien beim Aufbau eines gemeinsamen Markenzeichens in den Bergen.",),
    ("J'anime des ateliers avec des patients et des soignants des deux côtés de la frontière.",),
    (),
)
NEEDS = (
    Need(("A lawyer who writes the statutes of our cross-border association.",), (1.0,)),
    Need(("Santé de proximité : faire dialoguer hôpitaux et habitants.", "We like music."), (1.0, 0.2)),
    Need((), ()),
)
EVERYBODY = np.ones((3, 4), dtype=bool)


@pytest.fixture(scope="module")
def library(cache: Path) -> Library:
    return Library(Transformer(find_model("e5-small", cache)), cache)


def test_a_need_finds_its_profile_in_another_language(library: Library) -> None:
    found = nearness(NEEDS, PROFILES, EVERYBODY, library)
    assert found.value[:2, :3].argmax(axis=1).tolist() == [0, 2]
    assert found.best_ask[1, 2] == 0


def test_who_tells_nothing_and_what_asks_nothing_is_unknown(library: Library) -> None:
    found = nearness(NEEDS, PROFILES, EVERYBODY, library)
    assert np.isnan(found.value[:, 3]).all()
    assert np.isnan(found.value[2]).all()


def test_a_profile_outside_the_mask_has_no_value_and_moves_nobody(library: Library) -> None:
    masked = EVERYBODY.copy()
    masked[:, 1] = False
    without = nearness(NEEDS, (PROFILES[0], (), PROFILES[2], ()), EVERYBODY, library)
    found = nearness(NEEDS, PROFILES, masked, library)
    assert np.isnan(found.value[:, 1]).all()
    np.testing.assert_allclose(found.value[:2, [0, 2]], without.value[:2, [0, 2]], atol=1e-6)


def test_the_order_of_the_profiles_changes_nothing(library: Library) -> None:
    turned = nearness(NEEDS, PROFILES[::-1], EVERYBODY, library)
    np.testing.assert_allclose(turned.value[:, ::-1], nearness(NEEDS, PROFILES, EVERYBODY, library).value, atol=1e-6)


def test_shared_words_are_told_without_those_that_everybody_uses() -> None:
    needs = ["We need help with the statutes of an EGTC on the river"]
    profiles = [
        "The statutes of an EGTC",
        "We need who can help with the bees",
        "",
        "music on the river",
        "and so on",
        "x",
    ]
    shared = shared_words(needs, profiles)
    assert shared.shown(0, 0) == ("egtc", "statutes")
    assert np.isnan(shared.value[0, 2])
    assert shared.value[0, 0] == np.nanmax(shared.value)


@pytest.mark.parametrize("profiles", [["", ""], ["the and of", "und der die"], ["alone"], ["a word", "a word"]])
def test_profiles_that_tell_nothing_of_their_own_share_no_words(profiles: list[str]) -> None:
    shared = shared_words(["a need for a lawyer"], profiles)
    assert shared.value.shape == (1, len(profiles))
    assert shared.shown(0, 0) == ()
