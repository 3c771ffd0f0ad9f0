"""How relevant people's texts are to a need, each pair of texts judged by the encoders that know its languages.

Two English texts are compared by the English encoder and, for a quarter, by the multilingual one; any other pair by the
multilingual one alone. All is on one fixed scale (see `scales`): a value depends on the need and the profile alone. A
profile counts by its three nearest texts.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.library import FolderLibrary
from embeddings.models import find_model
from embeddings.scales import OTHER, SCALES
from embeddings.text_language import language_of
from embeddings.transformer import Transformer

NEAREST = 3  # texts of a profile that count
UNKNOWN = -4.0  # for a need or a profile without text: farther than unrelated texts are
MULTILINGUAL, ENGLISH = "e5-small", "minilm"
# What the English encoder counts for two English texts. Two encoders err apart: on documentation of scientific
# software, sorted by subject, 3 % fewer pairs stand in the wrong order than with the better one alone (docs/adr/0007).
BY_ENGLISH = 0.75
BLEND_SPREAD = 0.90  # of the two together on unrelated English texts, in deviations of each

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
    whatever else is asked. `encoder` is "default" (each pair of texts by the encoders that know its languages) or the
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
    if encoder != "default":
        return _judged_by(encoder, needs, texts, cache)
    pairs = _judged_by(MULTILINGUAL, needs, texts, cache)
    rows = [row for row, need in enumerate(needs) if language_of(need) == "en"]
    columns = [column for column, text in enumerate(texts) if language_of(text) == "en"]
    if rows and columns:
        block = np.ix_(rows, columns)
        english = _judged_by(ENGLISH, [needs[row] for row in rows], [texts[column] for column in columns], cache)
        pairs[block] = (BY_ENGLISH * english + (1 - BY_ENGLISH) * pairs[block]) / BLEND_SPREAD
    return pairs


def _judged_by(encoder: str, needs: Sequence[str], texts: Sequence[str], cache: Path) -> Floats:
    library = FolderLibrary(Transformer(find_model(encoder, cache)), cache)
    asks, tellings = library.encoded(needs, asks=True), library.encoded(texts, asks=False)
    return SCALES.get(encoder, OTHER).deviations(np.asarray(asks @ tellings.T, dtype=np.float64))


def _of_nearest(pairs: Floats) -> Floats:
    """The mean of the nearest texts of one profile, for each need."""
    return np.asarray(np.sort(pairs, axis=1)[:, -NEAREST:].mean(axis=1))


def _users_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("territory-match")
