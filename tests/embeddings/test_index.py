"""The index finds what brute force finds, under any mask, and starts again from its snapshot."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.passage_index import PassageIndex, flat_index
from embeddings.snapshot import kept_index
from embeddings.vectors import normalised


def some_vectors(count: int, seed: int) -> np.ndarray:
    return normalised(np.random.default_rng(seed).normal(size=(count, 8)))


@given(
    sizes=st.lists(st.integers(0, 4), min_size=1, max_size=8),
    asks=st.integers(1, 4),
    seed=st.integers(0, 1000),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_every_search_agrees_with_brute_force(sizes: list[int], asks: int, seed: int, data: st.DataObject) -> None:
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes))))
    owners = np.repeat(np.arange(len(sizes)), sizes)
    passages, questions = some_vectors(len(owners), seed), some_vectors(asks, seed + 1)
    found = PassageIndex(flat_index(passages), owners, len(sizes)).search(questions, allowed).best()
    for owner in range(len(sizes)):
        own = passages[owners == owner]
        if not allowed[owner] or not len(own):
            assert not found.similarity[:, owner].any()
            continue
        products = questions @ own.T
        np.testing.assert_allclose(found.similarity[:, owner], products.max(axis=1), atol=1e-6)
        chosen = products[np.arange(asks), found.passage[:, owner]]
        np.testing.assert_allclose(chosen, products.max(axis=1), atol=1e-6)


def test_vectors_of_two_encoders_never_meet() -> None:
    index = PassageIndex(flat_index(some_vectors(2, 0)), np.array([0, 1]), 2)
    with pytest.raises(ValueError, match="two encoders met"):
        index.search(normalised(np.ones((1, 5))), np.array([True, True]))


def test_an_index_is_made_once_and_then_read_from_its_snapshot(tmp_path: Path) -> None:
    vectors = some_vectors(3, 0)
    kept_index(tmp_path, "encoder", ["a", "b", "c"], lambda: vectors)
    again = kept_index(tmp_path, "encoder", ["a", "b", "c"], lambda: pytest.fail("made again"))
    np.testing.assert_array_equal(again.reconstruct_n(0, 3), vectors)


def test_another_encoder_or_text_has_a_snapshot_of_its_own(tmp_path: Path) -> None:
    for identity, texts in (("one", ["a"]), ("two", ["a"]), ("one", ["b"])):
        kept_index(tmp_path, identity, texts, lambda: some_vectors(1, 0))
    assert len(list(tmp_path.glob("*.faiss"))) == 3


def test_a_damaged_snapshot_is_put_aside_and_made_again(tmp_path: Path) -> None:
    vectors = some_vectors(2, 0)
    kept_index(tmp_path, "encoder", ["a", "b"], lambda: vectors)
    (snapshot,) = tmp_path.glob("*.faiss")
    snapshot.write_bytes(snapshot.read_bytes()[:-1] + b"?")
    again = kept_index(tmp_path, "encoder", ["a", "b"], lambda: vectors)
    np.testing.assert_array_equal(again.reconstruct_n(0, 2), vectors)
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".damaged", ".faiss"]


def test_only_the_snapshots_used_last_are_kept(tmp_path: Path) -> None:
    for number in range(12):
        kept_index(tmp_path, "encoder", [str(number)], lambda: some_vectors(1, 0))
    assert len(list(tmp_path.glob("*.faiss"))) == 8
