"""Centred vectors tell what a text says, not in which language, and never meet vectors made otherwise."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings.centring import AGAINST, centring
from embeddings.errors import ModelUnavailable
from embeddings.models import find_model
from embeddings.transformer import Transformer

NEED = "Palīdziet mums uzrakstīt statūtus kopīgai biedrībai."  # statutes for a common association
ANSWERS = (
    "Redacto estatutos para asociaciones de municipios.",  # the answer, in Spanish
    "Biškopība un medus ražošana Latvijas laukos.",  # beekeeping, in the language of the need
    "I play the organ in churches on the coast.",
)


@pytest.fixture(scope="module")
def e5(models: Path) -> Transformer:
    return Transformer(find_model("e5-small", models.parent))


def test_the_answer_is_nearest_whatever_its_language(e5: Transformer) -> None:
    asked, told = e5.encode([NEED], asks=True), e5.encode(ANSWERS, asks=False)
    assert (asked @ told.T).argmax() == 0


def test_texts_of_one_language_are_no_nearer_than_texts_of_two(e5: Transformer) -> None:
    pairs = [
        ("Mežu un purvu aizsardzība", "Dejas un mūzika skolās"),
        ("Protection of forests", "Dejas un mūzika skolās"),
    ]
    plain = Transformer(replace(e5.model, centred=""))
    apart = []
    for encoder in (plain, e5):
        within, across = (
            (encoder.encode([one], asks=True) @ encoder.encode([other], asks=False).T).item() for one, other in pairs
        )
        spread = encoder.encode(ANSWERS, asks=True) @ encoder.encode(ANSWERS, asks=False).T
        apart.append((within - across) / spread.std())
    assert abs(apart[1]) < abs(apart[0])


def test_the_last_coordinate_holds_what_counts_against_a_telling_text(e5: Transformer) -> None:
    asked, told = e5.encode([NEED], asks=True), e5.encode(ANSWERS, asks=False)
    assert asked[:, -1].tolist() == [1.0]
    assert (np.abs(told[:, -1]) <= AGAINST).all()
    np.testing.assert_allclose(np.linalg.norm(told[:, :-1], axis=1), 1, atol=1e-5)


def test_what_vectors_are_centred_by_is_part_of_their_identity(e5: Transformer) -> None:
    assert e5.identity != replace(e5.model, centred="").identity
    assert e5.identity.endswith("+centred-1")


def test_centres_of_other_weights_are_refused() -> None:
    with pytest.raises(ModelUnavailable, match="were made with"):
        centring("e5-small", "other weights")
