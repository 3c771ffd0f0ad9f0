"""Shared words: what a model that reads meaning is weak at, names, acronyms, and languages it does not know.

Character n-grams forgive endings and typing errors, whole words are what can be shown. The rarer among the profiles at
hand, the more a word counts (TF-IDF, as scikit-learn computes it).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.calibration import DECIMALS, Scale

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST_SHOWN = 6
SHORTEST = 3  # letters of a word that is shown
COMMON = 0.2  # the share of profiles above which a word is too common to be told
LANGUAGES = "bg ca cs da de el en es et eu fi fr ga gl hr hu it lt lv nl no pl pt ro ru sk sl sv tr uk".split()
HALFWAY = 2.0  # deviations from the mean at which shared words are worth three quarters of their weight


@dataclass(frozen=True, slots=True, eq=False)
class SharedWords:
    """How much wording needs and profiles share."""

    value: NDArray[np.float64]  # (needs, profiles) from 0 to 1; NaN where either has no text
    scales: tuple[Scale | None, ...]  # by need: what it is measured in; None where there was nothing to compare
    _needs: "csr_matrix"
    _profiles: "csr_matrix"
    _words: NDArray[np.object_]

    def shown(self, need: int, profile: int) -> tuple[str, ...]:
        """The words that add most to what a need and a profile share, the rarest first."""
        product = self._needs[need].multiply(self._profiles[profile]).tocoo()
        best = sorted(zip(product.data, product.col, strict=True), key=lambda pair: (-pair[0], pair[1]))
        return tuple(str(self._words[column]) for _, column in best[:MOST_SHOWN])


def shared_words(needs: Sequence[str], profiles: Sequence[str], scales: Sequence[Scale | None] = ()) -> SharedWords:
    """Measure shared wording between every need and profile.

    A value runs from 0 (nothing shared, or no more than anybody shares) towards 1, in deviations from the mean of the
    profiles at hand, or on the `scales` that were kept for a need.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    told, asked = [text.strip() for text in profiles], [text.strip() for text in needs]
    shape = (len(asked), len(told))
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32)
    words = TfidfVectorizer(
        token_pattern=rf"(?u)[^\W\d_]{{{SHORTEST},}}", stop_words=_stop_words(), max_df=COMMON, dtype=np.float32
    )
    corpus = [text for text in told if text] or ["-"]
    letters.fit(corpus)
    try:
        words.fit(corpus)
    except ValueError:  # so few profiles that every word is common, or none is left
        words.set_params(max_df=1.0, stop_words=None).fit([*corpus, "nothing"])
    product = (letters.transform(asked) @ letters.transform(told).T).toarray().astype(np.float64)
    known = np.array([bool(text) for text in told])
    value = np.full(shape, np.nan)
    used: list[Scale | None] = [None] * len(asked)
    for row, text in enumerate(asked):
        if text and known.any():
            scale = (scales[row] if scales else None) or Scale.of(product[row], known)
            beyond = np.maximum(0.0, scale.deviations(product[row]))
            value[row] = np.where(known, np.round(1 - 0.25 ** (beyond / HALFWAY), DECIMALS), np.nan)
            used[row] = scale
    names = words.get_feature_names_out()
    return SharedWords(value, tuple(used), words.transform(asked), words.transform(told), names)


def _stop_words() -> list[str]:
    """Words that tell nothing in any language of Europe; a few that mean something elsewhere are lost with them."""
    import stopwordsiso

    of_europe = stopwordsiso.stopwords(LANGUAGES)
    return sorted(word for entry in of_europe for word in re.findall(r"[^\W\d_]+", entry.lower()))
