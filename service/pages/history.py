"""The history of a person or a territory, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from matcher.model import Expert, Territory
from service.render.facts import Difference, differences
from service.sentences import Sentences
from service.values.roster import VersionTold

T = TypeVar("T", Expert, Territory)


@dataclass(frozen=True, slots=True)
class Step:
    """One version: where it came from, and what it changed; nothing where it is the first."""

    number: int
    file: str  # "" where somebody entered it
    row: int
    import_id: str | None
    at: datetime
    changed: Sequence[Difference]


def history_of(versions: Sequence[VersionTold[T]], sentences: Sentences) -> list[Step]:
    """The versions of one person or territory, latest first, each beside the one before."""
    later = [_step(now, differences(before.told, now.told, sentences)) for now, before in pairwise(versions)]
    first = [_step(one, ()) for one in versions[-1:]]
    return later + first


def _step(one: VersionTold[T], changed: Sequence[Difference]) -> Step:
    return Step(one.number, one.source.file, one.source.row, one.import_id, one.at, changed)
