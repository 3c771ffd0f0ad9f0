"""How near words that no form has had yet are in meaning to those that are known.

The vectors come from whoever reads the forms: intake knows no text model.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

NEAR = 0.6  # from which words are read as what they are nearest to; measured in docs/forms.md
WORTH_SAYING = 0.2  # from which somebody is told what words are nearest to, which is right nine times in ten
FEW = 5  # texts at hand that count as much as all known ones
Vectors = Callable[[Sequence[str]], NDArray[np.floating]]  # of texts: shape (texts, dimensions), each of length 1


def nearness(texts: Sequence[str], told: Sequence[Sequence[str]], vectors: Vectors) -> NDArray[np.float64]:
    """How near each text is to each of several meanings, shape (texts, meanings), from about 0 to 2.

    `told` has the known wordings of each meaning: headings and description of a field, labels of an option. The cosine
    to the nearest of them, and that to the mean of all of them. What the texts at hand have in common tells none of
    them apart and is taken out first, as is what all known wordings have. The mean of a few texts says little of what
    they have in common: it is drawn towards that of the known ones.
    """
    known = [wording for of_one in told for wording in of_one]
    read = np.asarray(vectors([*texts, *known]), dtype=np.float64)
    at_hand, usual = read[: len(texts)], read[len(texts) :].mean(axis=0)
    common = (at_hand.sum(axis=0) + FEW * usual) / (len(at_hand) + FEW)
    asked, had = _unit(at_hand - common), _unit(read[len(texts) :] - usual)
    ends = np.cumsum([len(of_one) for of_one in told])
    starts = [0, *ends[:-1]]
    nearest = np.maximum.reduceat(asked @ had.T, starts, axis=1)
    middles = _unit(np.stack([had[start:end].mean(axis=0) for start, end in zip(starts, ends, strict=True)]))
    return np.asarray(nearest + asked @ middles.T, dtype=np.float64)


def nearest(
    texts: Sequence[str], told: Mapping[str, Sequence[str]], vectors: Vectors, least: float = NEAR
) -> dict[str, tuple[str, float]]:
    """The meaning that each text is nearest to, and how near; texts that are less near than `least` are left out."""
    names = list(told)
    near = nearness(texts, list(told.values()), vectors)
    return {
        text: (names[int(row.argmax())], float(row.max()))
        for text, row in zip(texts, near, strict=True)
        if row.max() >= least
    }


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)
