"""The relevance of profiles to needs: finite, comparable, and the same whatever else is asked."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import embeddings
from embeddings.text_language import language_of

NEEDS = (
    "We look for a lawyer who can draft the statutes of a cross-border association of municipalities.",
    "Meklējam cilvēku, kas palīdzētu zvejniekiem izveidot kopīgu zivju zīmolu.",
    "",
)
PROFILES = (
    ("I have drafted conventions and statutes for three groupings of municipalities.", "Legal adviser to a region."),
    ("Acompaño a cofradías de pescadores en la creación de marcas comunes de pescado.",),
    ("I restore organs and harpsichords in village churches.",),
    (),
)


@pytest.fixture(scope="module")
def found(cache: Path) -> np.ndarray:
    return embeddings.relevance(NEEDS, PROFILES, cache=cache)


def test_the_nearest_profile_wins_within_and_across_languages(found: np.ndarray) -> None:
    assert found.shape == (3, 4)
    assert found[:2].argmax(axis=1).tolist() == [0, 1]
    assert found[:2].argmax(axis=0).tolist()[:2] == [0, 1]


def test_every_value_is_finite_and_no_text_is_the_farthest(found: np.ndarray) -> None:
    assert np.isfinite(found).all()
    assert (found[:2, :3] > found[0, 3]).all()
    assert set(found[2]) == {found[0, 3]}


@pytest.mark.parametrize("encoder", ["default", "e5-small", "minilm"])
def test_a_value_is_the_same_in_whatever_order_and_company(encoder: str, cache: Path) -> None:
    together = embeddings.relevance(NEEDS, PROFILES, encoder=encoder, cache=cache)
    turned = embeddings.relevance(NEEDS[::-1], PROFILES[::-1], encoder=encoder, cache=cache)
    alone = [[embeddings.relevance([n], [p], encoder=encoder, cache=cache)[0, 0] for p in PROFILES] for n in NEEDS]
    np.testing.assert_allclose(turned[::-1, ::-1], together, atol=1e-4)
    np.testing.assert_allclose(alone, together, atol=1e-4)


def test_two_english_texts_are_judged_mostly_by_the_english_encoder(cache: Path, found: np.ndarray) -> None:
    english = embeddings.relevance(NEEDS[:1], PROFILES[2:3], encoder="minilm", cache=cache)
    both = embeddings.relevance(NEEDS[:1], PROFILES[1:3], encoder="e5-small", cache=cache)
    np.testing.assert_allclose(found[0, 1], both[0, 0], atol=1e-4)
    np.testing.assert_allclose(found[0, 2], (0.75 * english[0, 0] + 0.25 * both[0, 1]) / 0.90, atol=1e-4)


def test_nothing_asked_is_nothing_answered(cache: Path) -> None:
    assert embeddings.relevance([], PROFILES, cache=cache).shape == (0, 4)
    assert embeddings.relevance(NEEDS, [], cache=cache).shape == (3, 0)


def test_importing_the_package_loads_no_torch() -> None:
    heavy = "{'torch', 'sentence_transformers', 'faiss', 'sklearn'}"
    code = f"import sys, embeddings; sys.exit(','.join({heavy} & set(sys.modules)) or 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I drafted the statutes of a grouping that shares a river.", "en"),
        ("Es vadu vietējo rīcības grupu un rakstu stratēģijas.", "lv"),
        ("Radim sa ženama i omladinom u malim mestima pored reke.", "sh"),
        ("Радим са женама и омладином у малим местима поред реке.", "sh"),
        ("Punoj me gratë dhe të rinjtë në fshatrat e vogla.", "sq"),
        ("LEADER", None),
    ],
)
def test_the_language_of_a_text_is_told_where_it_can_be(text: str, language: str | None) -> None:
    assert language_of(text) == language
