"""How relevant people's texts are to a need, each pair of texts judged by the encoder that knows their languages.

Two English texts are compared by the English encoder, any other pair by the multilingual one; both on one fixed scale
(see `scales`), so that a value depends on the need and the profile alone. A profile counts by its three nearest texts.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.library import Library
from embeddings.models import find_model
from embeddings.scales import OTHER, SCALES
from embeddings.text_language import language_of
from embeddings.transformer import Transformer

NEAREST = 3  # texts of a profile that count
UNKNOWN = -4.0  # for a need or a profile without text: farther than unrelated texts are
MULTILINGUAL, ENGLISH = "e5-small", "minilm"

Floats = NDArray[np.float64]


def relevance(
    needs: Sequence[str],
    profiles: Sequence[Sequence[str]],
    *,
    encoder: str = "default",
    cache: Path | None = None,
) -> Floats:
    """Measure how relevant each profile is to each need, shape (needs, profiles); higher is nearer.

    Values are finite, in standard deviations above what unrelated texts have, comparable along both axes, and the same
    whatever else is asked. `encoder` is "default" (each pair of texts by the encoder that knows its languages) or the
    name of one encoder for all. Vectors are kept in `cache`, the user's own where none is given. Raises
    ModelUnavailable where an encoder is missing.
    """
    texts = [text for profile in profiles for text in profile if text.strip()]
    owners = np.repeat(np.arange(len(profiles)), [sum(bool(text.strip()) for text in own) for own in profiles])
    found = np.full((len(needs), len(profiles)), UNKNOWN)
    asked = [row for row, need in enumerate(needs) if need.strip()]
    if not asked or not texts:
        return found
    pairs = _pairs([needs[row] for row in asked], texts, encoder, cache or _users_cache())
    for profile in np.unique(owners).tolist():
        found[asked, profile] = _of_nearest(pairs[:, owners == profile])
    return found


def _pairs(needs: Sequence[str], texts: Sequence[str], encoder: str, cache: Path) -> Floats:
    """How near every need is to every text, shape (needs, texts)."""
    asked, told = [language_of(text) for text in needs], [language_of(text) for text in texts]
    same = np.array([[one == other for other in told] for one in asked])
    if encoder != "default":
        return _judged_by(encoder, needs, texts, same, cache)
    english_needs = np.array([language == "en" for language in asked])
    english_texts = np.array([language == "en" for language in told])
    english = english_needs[:, None] & english_texts
    pairs = np.empty(english.shape)
    if not english.all():
        pairs[:] = _judged_by(MULTILINGUAL, needs, texts, same, cache)
    if english.any():
        rows, columns = np.flatnonzero(english_needs).tolist(), np.flatnonzero(english_texts).tolist()
        block = np.ix_(rows, columns)
        some_needs, some_texts = [needs[row] for row in rows], [texts[column] for column in columns]
        pairs[block] = _judged_by(ENGLISH, some_needs, some_texts, same[block], cache)
    return pairs


def _judged_by(
    encoder: str, needs: Sequence[str], texts: Sequence[str], same: NDArray[np.bool_], cache: Path
) -> Floats:
    library = Library(Transformer(find_model(encoder, cache)), cache)
    asks, passages = library.encoded(needs, asks=True), library.encoded(texts, asks=False)
    return SCALES.get(encoder, OTHER).deviations(asks, passages, same)


def _of_nearest(pairs: Floats) -> Floats:
    """The mean of the nearest texts of one profile, for each need."""
    nearest = min(NEAREST, pairs.shape[1])
    return np.asarray(np.partition(pairs, -nearest, axis=1)[:, -nearest:].mean(axis=1))


def _users_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("territory-match")
