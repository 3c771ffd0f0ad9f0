"""How near headings that no form has had yet are in meaning to those that fields have had.

The vectors come from whoever reads the forms: intake knows no text model.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from service.intake.form_fields import Field

FEW = 5  # headings at hand that count as much as all known ones
Vectors = Callable[[Sequence[str]], NDArray[np.floating]]  # of texts: shape (texts, dimensions), each of length 1


def nearness(headings: Sequence[str], fields: Sequence[Field], vectors: Vectors) -> NDArray[np.float64]:
    """How near each heading is to each field, shape (headings, fields), from about 0 to 2.

    The cosine to the nearest known heading or description of the field, and that to the mean of all of them. What the
    headings of one form have in common tells none of them apart and is taken out first, as is what all known ones have.
    The mean of a few headings says little of what they have in common: it is drawn towards that of the known ones.
    """
    told = [[*field.wordings, *filter(None, [field.description])] for field in fields]
    known = [wording for of_one in told for wording in of_one]
    read = np.asarray(vectors([*headings, *known]), dtype=np.float64)
    at_hand, usual = read[: len(headings)], read[len(headings) :].mean(axis=0)
    common = (at_hand.sum(axis=0) + FEW * usual) / (len(at_hand) + FEW)
    asked, had = _unit(at_hand - common), _unit(read[len(headings) :] - usual)
    ends = np.cumsum([len(of_one) for of_one in told])
    starts = [0, *ends[:-1]]
    nearest = np.maximum.reduceat(asked @ had.T, starts, axis=1)
    middles = _unit(np.stack([had[start:end].mean(axis=0) for start, end in zip(starts, ends, strict=True)]))
    return np.asarray(nearest + asked @ middles.T, dtype=np.float64)


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)
