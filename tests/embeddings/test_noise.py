"""The noise of what is measured: the jackknife over a profile's passages, told by its definition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.noise import standard_errors
from embeddings.passage_index import PassageIndex, flat_index
from embeddings.vectors import normalised

PER_WHOLE, PER_LATE = 0.7, 0.3


def some_vectors(count: int, seed: int) -> np.ndarray:
    return normalised(np.random.default_rng(seed).normal(size=(count, 8)))


def measured(own: np.ndarray, asks: np.ndarray, weights: np.ndarray, whole: np.ndarray) -> float:
    return float(PER_WHOLE * (own @ whole).mean() + PER_LATE * weights @ (asks @ own.T).max(axis=1))


@given(sizes=st.lists(st.integers(0, 5), min_size=1, max_size=6), asks=st.integers(1, 4), seed=st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_noise_is_what_leaving_out_each_passage_in_turn_says(sizes: list[int], asks: int, seed: int) -> None:
    owners = np.repeat(np.arange(len(sizes)), sizes)
    passages, questions, whole = (
        some_vectors(len(owners), seed),
        some_vectors(asks, seed + 1),
        some_vectors(1, seed + 2),
    )
    weights = np.full(asks, 1 / asks)
    searched = PassageIndex(flat_index(passages), owners, len(sizes)).search(questions, np.ones(len(sizes), dtype=bool))
    found = standard_errors(searched, searched.best(), weights, (passages @ whole.T)[:, 0], PER_WHOLE, PER_LATE)
    for owner, size in enumerate(sizes):
        own = passages[owners == owner]
        if size < 2:
            assert np.isnan(found[owner])
            continue
        without = [measured(np.delete(own, one, axis=0), questions, weights, whole[0]) for one in range(size)]
        assert found[owner] == pytest.approx(np.sqrt((size - 1) * np.var(without)), abs=1e-5)


def test_a_profile_that_says_everything_twice_is_less_noisy_than_one_that_says_it_once() -> None:
    ask, other = normalised(np.eye(8)[:1]), normalised(np.eye(8)[1:2])
    once, twice = np.vstack([ask, other]), np.vstack([ask, other, ask, other])
    owners = np.repeat([0, 1], [2, 4])
    searched = PassageIndex(flat_index(np.vstack([once, twice])), owners, 2).search(ask, np.array([True, True]))
    parts = (np.vstack([once, twice]) @ ask.T)[:, 0]
    noise = standard_errors(searched, searched.best(), np.ones(1), parts, PER_WHOLE, PER_LATE)
    assert noise[1] < noise[0]
