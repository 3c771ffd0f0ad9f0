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
from embeddings.wording import Wording, Wordings

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
    _told: "ToldWords"

    def shown(self, need: int, profile: int) -> tuple[str, ...]:
        """The words that add most to what a need and a profile share, as the profile writes them, the rarest first."""
        product = self._needs[need].multiply(self._told.words.of_profiles[profile]).tocoo()
        best = sorted(zip(product.data, product.col, strict=True), key=lambda pair: (-pair[0], pair[1]))
        shown = self._told.wording_of(profile).shown
        written = (shown[self._told.words.names[column]] for _, column in best)
        return tuple(dict.fromkeys(written))[:MOST_SHOWN]


class ToldWords:
    """The wording of profiles, each given in pieces, prepared once: needs are compared with it as often as they come.

    `glossary` maps forms of a term to what they stand for.
    """

    def __init__(self, profiles: Sequence[Sequence[str]], glossary: Mapping[str, str] | None = None) -> None:
        self._profiles, self._glossary = profiles, glossary or {}
        self._shown: dict[int, Wording] = {}
        self._asked: dict[tuple[str, ...], Wording] = {}  # of needs, which come again with each list
        told = list(map(Wordings(self._glossary).of, profiles))
        self.letters = _Features([text.letters for text in told])
        self.words = _Features([text.words for text in told], COMMON)
        self._known = np.array([bool(text.words) for text in told], dtype=bool)
        self._languages = {
            language: np.array([language in text.languages for text in told], dtype=bool)
            for language in frozenset[str]().union(*(text.languages for text in told))
        }

    def wording_of(self, profile: int) -> Wording:
        """The wording of one profile: made anew and then kept, for few are ever shown."""
        if profile not in self._shown:
            self._shown[profile] = Wordings(self._glossary).of(self._profiles[profile])
        return self._shown[profile]

    def shared_with(self, needs: Sequence[Sequence[str]], scales: Sequence[Scale | None] = ()) -> SharedWords:
        """Measure shared wording between every need, given in pieces, and every profile.

        A value runs from 0 (nothing shared, or no more than anybody shares) towards 1, in deviations from the mean of
        the profiles that are in a language of the need, or on the `scales` that were kept for a need.
        """
        new = [one for one in dict.fromkeys(map(tuple, needs)) if one not in self._asked]
        self._asked |= dict(zip(new, map(Wordings(self._glossary).of, new), strict=True))
        asked = [self._asked[tuple(one)] for one in needs]
        words = self.words.of([text.words for text in asked])
        letters = self.letters.of([text.letters for text in asked])
        product = (1 - WHOLE_WORDS) * self.letters.products(letters) + WHOLE_WORDS * self.words.products(words)
        value = np.full(product.shape, np.nan)
        used: list[Scale | None] = [None] * len(asked)
        for row, text in enumerate(asked):
            if not text.words or not self._known.any():
                continue
            same = self._known & self._in_a_language_of(text)
            among = same if same.sum() >= FEWEST else self._known
            scale = (scales[row] if scales else None) or Scale.of(product[row], among)
            beyond = np.maximum(0.0, scale.deviations(product[row]))
            comparable = same | (self._known & (product[row] > 0))
            value[row] = np.where(comparable, np.round(1 - 0.25 ** (beyond / HALFWAY), DECIMALS), np.nan)
            used[row] = scale
        return SharedWords(value, tuple(used), words, self)

    def _in_a_language_of(self, text: Wording) -> NDArray[np.bool_]:
        columns = [self._languages[language] for language in text.languages if language in self._languages]
        return np.logical_or.reduce(columns) if columns else np.zeros(len(self._known), dtype=bool)


class _Features:
    """TF-IDF of profiles, and of whatever is compared with them."""

    def __init__(self, told: Sequence[Sequence[str]], common: float = 1.0) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(
            analyzer=lambda features: features, sublinear_tf=True, max_df=common, dtype=np.float32
        )
        try:
            self.of_profiles: csr_matrix = self._vectorizer.fit_transform(told)
        except ValueError:  # so few profiles that every word is common, or none is left
            self._vectorizer.set_params(max_df=1.0).fit([*told, ("nothing",)])
            self.of_profiles = self._vectorizer.transform(told)
        self._by_feature = self.of_profiles.T.tocsr()  # turned once: each product would turn it anew
        self.names: NDArray[np.object_] = self._vectorizer.get_feature_names_out()

    def of(self, asked: Sequence[Sequence[str]]) -> "csr_matrix":
        """The same of needs."""
        return self._vectorizer.transform(asked)

    def products(self, asked: "csr_matrix") -> NDArray[np.float64]:
        """Inner products, shape (needs, profiles)."""
        return np.asarray((asked @ self._by_feature).toarray(), dtype=np.float64)
