"""Shared words: what a model that reads meaning is weak at, names, acronyms, and languages it does not know.

Character n-grams forgive endings and typing errors, whole words are what can be shown. The rarer among the profiles at
hand, the more a word counts (TF-IDF, as scikit-learn computes it).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.calibration import DECIMALS, Scale
from embeddings.wording import wording

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST_SHOWN = 6
COMMON = 0.2  # the share of profiles above which a word is too common to be told
HALFWAY = 3.0  # deviations from the mean at which shared words are worth three quarters of their weight
FEWEST = 5  # profiles in a need's language that make a measure; with fewer, all profiles are the measure
WHOLE_WORDS = 0.3  # the share of whole words, names and terms; the rest is letters


@dataclass(frozen=True, slots=True, eq=False)
class SharedWords:
    """How much wording needs and profiles share."""

    # (needs, profiles) from 0 to 1; NaN where either has no text, or they share no language, no name and no term
    value: NDArray[np.float64]
    scales: tuple[Scale | None, ...]  # by need: what it is measured in; None where there was nothing to compare
    _needs: "csr_matrix"
    _profiles: "csr_matrix"
    _features: NDArray[np.object_]
    _shown: Sequence[Mapping[str, str]]  # by profile

    def shown(self, need: int, profile: int) -> tuple[str, ...]:
        """The words that add most to what a need and a profile share, as the profile writes them, the rarest first."""
        product = self._needs[need].multiply(self._profiles[profile]).tocoo()
        best = sorted(zip(product.data, product.col, strict=True), key=lambda pair: (-pair[0], pair[1]))
        written = (self._shown[profile][self._features[column]] for _, column in best)
        return tuple(dict.fromkeys(written))[:MOST_SHOWN]


def shared_words(
    needs: Sequence[Sequence[str]],
    profiles: Sequence[Sequence[str]],
    *,
    glossary: Mapping[str, str] | None = None,
    scales: Sequence[Scale | None] = (),
) -> SharedWords:
    """Measure shared wording between every need and profile, each given in pieces.

    A value runs from 0 (nothing shared, or no more than anybody shares) towards 1, in deviations from the mean of the
    profiles that are in a language of the need, or on the `scales` that were kept for a need. `glossary` maps forms of
    a term to what they stand for.
    """
    asked, told = ([wording(pieces, glossary or {}) for pieces in texts] for texts in (needs, profiles))
    letters, _ = _vectorised([text.letters for text in told], [text.letters for text in asked])
    words, features = _vectorised([text.words for text in told], [text.words for text in asked], COMMON)
    product = (1 - WHOLE_WORDS) * _products(letters) + WHOLE_WORDS * _products(words)
    known = np.array([bool(text.words) for text in told], dtype=bool)
    value = np.full(product.shape, np.nan)
    used: list[Scale | None] = [None] * len(asked)
    for row, text in enumerate(asked):
        if not text.words or not known.any():
            continue
        same = known & np.array([bool(text.languages & other.languages) for other in told])
        scale = (scales[row] if scales else None) or Scale.of(product[row], same if same.sum() >= FEWEST else known)
        beyond = np.maximum(0.0, scale.deviations(product[row]))
        comparable = same | (known & (product[row] > 0))
        value[row] = np.where(comparable, np.round(1 - 0.25 ** (beyond / HALFWAY), DECIMALS), np.nan)
        used[row] = scale
    return SharedWords(value, tuple(used), words[0], words[1], features, [text.shown for text in told])


def _products(pair: tuple["csr_matrix", "csr_matrix"]) -> NDArray[np.float64]:
    return np.asarray((pair[0] @ pair[1].T).toarray(), dtype=np.float64)


def _vectorised(
    told: Sequence[Sequence[str]], asked: Sequence[Sequence[str]], common: float = 1.0
) -> tuple[tuple["csr_matrix", "csr_matrix"], NDArray[np.object_]]:
    """TF-IDF of needs and of profiles, fitted on the profiles, with the names of the features."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=lambda features: features, sublinear_tf=True, max_df=common, dtype=np.float32)
    try:
        vectorizer.fit(told)
    except ValueError:  # so few profiles that every word is common, or none is left
        vectorizer.set_params(max_df=1.0).fit([*told, ("nothing",)])
    return (vectorizer.transform(asked), vectorizer.transform(told)), vectorizer.get_feature_names_out()
