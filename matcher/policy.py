"""What a round asks of its rules and signals: everything that domain experts may set, with its default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from matcher.languages import Level


class OwnCountry(StrEnum):
    """How residents of a territory's own countries are treated; residence is not nationality."""

    OFF = "off"
    SOFT = "soft"  # shown as a flag
    HARD = "hard"  # refused


# Shares of a score, learned by `benchmarks.bench_weights`; what has none is shown and does not count.
# `docs/matching.md` tells how to change them. Rotation counts only where earlier rounds are known (see `ROTATION`).
DEFAULT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "meaning": 0.43,
        "words": 0.00,
        "themes": 0.00,
        "stages": 0.22,
        "countries": 0.35,
        "languages": 0.00,
        "rotation": 0.00,
    }
)
ROTATION = 0.06  # the weight of rotation in a round that knows of earlier ones


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules in force and the weights of the signals.

    Raises ValueError where a weight is negative, names no signal, or all of them are zero.
    """

    required_level: Level = Level.B2  # of a must-language
    own_country: OwnCountry = OwnCountry.SOFT
    excluded_residence: tuple[str, ...] = ()  # countries whose residents this round excludes
    conflict_overrides: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (expert, territory): reason
    served: Mapping[str, int] = field(default_factory=dict)  # pilots in earlier rounds, by expert; empty: none known
    weights: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))

    def __post_init__(self) -> None:
        unknown = sorted(set(self.weights) - set(DEFAULT_WEIGHTS))
        if unknown:
            raise ValueError(f"no signal is called {', '.join(unknown)}; there are {', '.join(DEFAULT_WEIGHTS)}")
        if any(weight < 0 for weight in self.weights.values()) or not sum(self.weights.values()):
            raise ValueError("weights must not be negative, and one at least must be above zero")

    def share(self, signal: str) -> float:
        """The weight of a signal as a share of all weights."""
        return self.weights.get(signal, 0.0) / sum(self.weights.values())
