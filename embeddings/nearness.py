"""How near the asks of a need are to the passages of a profile: late interaction beside whole texts, calibrated.

For each ask of a need the best passage of a profile is taken, the asks are weighed, and what comes out is averaged with
the nearness of the whole need to the whole profile. (A short passage in another language is a noisy one; the whole text
steadies it.) Both are measured in standard deviations from the mean of all profiles at hand, for each need on its own:
what everybody writes lies at the mean and counts for nothing, and a value means the same for every need and encoder.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embeddings.calibration import DECIMALS, LEAST, Scale
from embeddings.library import Library
from embeddings.noise import standard_errors
from embeddings.passage_index import Best, PassageIndex
from embeddings.transformer import Progress
from embeddings.vectors import Vectors

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

WHOLE = 0.7  # the share of whole texts; the rest is late interaction
THIN = 12  # words at which a profile's deviation counts half: a few words tell little
STEEPNESS = 1.2  # of the curve from deviations to values: a profile 1.2 deviations above the mean has 0.81


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a need, cut into single asks; its weight is theirs together, however many they are."""

    asks: tuple[str, ...]
    weight: float

    @property
    def whole(self) -> str:
        return " ".join(self.asks)


@dataclass(frozen=True, slots=True)
class Need:
    """What is asked, in parts of which none is empty."""

    parts: tuple[Part, ...]

    @property
    def asks(self) -> tuple[str, ...]:
        return tuple(ask for part in self.parts for ask in part.asks)

    @property
    def weights(self) -> Floats:
        """The weight of each ask, as shares of 1."""
        each = [part.weight / len(part.asks) for part in self.parts for _ in part.asks]
        return np.array(each) / sum(each)

    @property
    def weights_of_wholes(self) -> Floats:
        """The weight of each part, as shares of 1."""
        each = [part.weight for part in self.parts]
        return np.array(each) / sum(each)


@dataclass(frozen=True, slots=True)
class NeedScales:
    """What nearness to one need is measured in."""

    whole: Scale  # whole texts
    late: Scale  # asks against passages


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """The answer for every need and profile; NaN where either has no text."""

    value: Floats  # (needs, profiles) from 0 to 1; 0.5 is the mean of the profiles at hand
    best_ask: Ints  # (needs, profiles): the ask that adds most
    best_passage: Ints  # (needs, profiles): its best passage
    stands_out: Floats  # (needs, profiles): its similarity, in deviations from those of all profiles' best passages
    noise: Floats  # (needs, profiles): how far the value may be off, as one standard error
    scales: tuple[NeedScales | None, ...]  # by need; None where there was nothing to compare

    @classmethod
    def of_nothing(cls, needs: int, profiles: int) -> "Nearness":
        """No value for anybody, to be filled."""
        shape = (needs, profiles)
        places = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        return cls(np.full(shape, np.nan), *places, np.zeros(shape), np.zeros(shape), (None,) * needs)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What profiles tell, read once: needs are compared with it as often as they come."""

    library: Library
    count: int  # profiles
    length: Ints  # (profiles,) words
    wholes: Vectors  # (profiles, dimensions): whole texts; of shape (0, 0) where nobody has any text
    index: PassageIndex | None  # of the passages; None where nobody has any

    @classmethod
    def read(cls, profiles: Sequence[Sequence[str]], library: Library, progress: Progress | None = None) -> "Told":
        """Read profiles, each given in passages. Every text is encoded once, whatever repeats it."""
        passages = [passage for own in profiles for passage in own]
        wholes = [" ".join(own) for own in profiles]
        length = np.array([len(whole.split()) for whole in wholes], dtype=np.int64)
        if not passages:
            return cls(library, len(profiles), length, np.zeros((0, 0), dtype=np.float32), None)
        vectors = library.encoded([*passages, *wholes], asks=False, progress=progress)
        owners = np.repeat(np.arange(len(profiles)), [len(own) for own in profiles])
        of_passages = vectors[: len(passages)]
        index = library.index(passages, owners, len(profiles), of_passages)
        return cls(library, len(profiles), length, vectors[len(passages) :], index)


def nearness(
    needs: Sequence[Need],
    told: Told,
    asked_about: Bools,
    *,
    progress: Progress | None = None,
    scales: Sequence[NeedScales | None] = (),
) -> Nearness:
    """Measure how near each need is to each profile that it is asked about.

    `asked_about` has shape (needs, profiles); a profile outside has no value, and the mean and spread that a value is
    measured in are those of the profiles inside, or the `scales` that were kept for a need.
    """
    asking = _Asking(needs)
    found = Nearness.of_nothing(len(needs), told.count)
    if told.index is None or not asking.asks:
        return found
    vectors = told.library.encoded([*asking.asks, *asking.wholes], asks=True, progress=progress)
    of_asks, of_wholes = vectors[: len(asking.asks)], vectors[len(asking.asks) :]
    wholes = of_wholes @ told.wholes.T
    used: list[NeedScales | None] = [None] * len(needs)
    for row, need in enumerate(needs):
        about = asked_about[row] & (told.length > 0)
        if not need.asks or not about.any():
            continue
        asks, parts = of_asks[asking.asks_of(row)], of_wholes[asking.parts_of(row)]
        searched = told.index.search(np.vstack([asks, parts]), about)
        by_ask, by_part = searched.rows(slice(len(asks))), searched.rows(slice(len(asks), None))
        best, weights = by_ask.best(), need.weights
        late = (weights[:, None] * best.similarity).sum(axis=0)
        whole = (need.weights_of_wholes[:, None] * wholes[asking.parts_of(row)]).sum(axis=0)
        kept = scales[row] if scales else None
        scale = kept or NeedScales(Scale.of(whole, about), Scale.of(late, about))
        used[row] = scale
        deviation = WHOLE * scale.whole.deviations(whole) + (1 - WHOLE) * scale.late.deviations(late)
        slope = STEEPNESS * told.length / (told.length + THIN)
        value = 1 / (1 + np.exp(-slope * deviation))
        found.value[row] = np.where(about, np.round(value, DECIMALS), np.nan)
        found.best_ask[row], found.best_passage[row], found.stands_out[row] = _worth_quoting(best, weights, about)
        per_whole, per_late = WHOLE / max(scale.whole.spread, LEAST), (1 - WHOLE) / max(scale.late.spread, LEAST)
        errors = standard_errors(
            by_ask, best, weights, need.weights_of_wholes @ by_part.similarity, per_whole, per_late
        )
        found.noise[row] = np.round(slope * value * (1 - value) * _or_the_noisiest(errors), DECIMALS)
    return replace(found, scales=tuple(used))


def _or_the_noisiest(errors: Floats) -> Floats:
    """The errors, with the greatest of those at hand for whoever has too few passages to tell."""
    known = errors[~np.isnan(errors)]
    return np.where(np.isnan(errors), known.max() if len(known) else 0.0, errors)


def _worth_quoting(best: Best, weights: Floats, about: Bools) -> tuple[Ints, Ints, Floats]:
    """For each profile the ask that adds most, its best passage, and how far that stands out; each (profiles,)."""
    beyond = best.similarity - best.similarity[:, about].mean(axis=1, keepdims=True)
    ask = (weights[:, None] * beyond).argmax(axis=0)
    spread = np.maximum(best.similarity[:, about].std(axis=1, keepdims=True), LEAST)
    passage, far = (np.take_along_axis(of_each, ask[None, :], axis=0)[0] for of_each in (best.passage, beyond / spread))
    return ask, passage, far


class _Asking:
    """Needs laid out as flat lists of texts."""

    def __init__(self, needs: Sequence[Need]) -> None:
        self.asks = [ask for need in needs for ask in need.asks]
        self.wholes = [part.whole for need in needs for part in need.parts]
        self._asks = np.cumsum([0, *(len(need.asks) for need in needs)])
        self._parts = np.cumsum([0, *(len(need.parts) for need in needs)])

    def asks_of(self, row: int) -> slice:
        return slice(int(self._asks[row]), int(self._asks[row + 1]))

    def parts_of(self, row: int) -> slice:
        return slice(int(self._parts[row]), int(self._parts[row + 1]))
