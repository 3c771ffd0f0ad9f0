"""The points for and against somebody, picked from the signals of a suggestion."""

from dataclasses import dataclass

from matcher.model import Quotation, Signal, Suggestion

SPEAKS_FOR = 0.5
SPEAKS_AGAINST = 0.34
MOST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Points:
    """What speaks for somebody, what against, and what is not known, weightiest first."""

    in_favour: tuple[Signal, ...]
    against: tuple[Signal, ...]
    unknown: tuple[Signal, ...]


def points(suggestion: Suggestion) -> Points:
    """Pick the signals worth saying: what adds most to the score, and what takes most away from a full one.

    At least one point in favour is given where any signal has a value above zero.
    """
    known = [signal for signal in suggestion.signals if signal.value is not None]
    by_gain = sorted(known, key=lambda s: (s.value or 0) * s.weight, reverse=True)
    by_loss = sorted(known, key=lambda s: (1 - (s.value or 0)) * s.weight, reverse=True)
    strong = tuple(s for s in by_gain if (s.value or 0) >= SPEAKS_FOR)
    best = tuple(s for s in by_gain[:1] if (s.value or 0) > 0)
    in_favour = (strong or best)[:MOST_POINTS]
    return Points(
        in_favour=in_favour,
        against=tuple(s for s in by_loss if (s.value or 0) < SPEAKS_AGAINST and s not in in_favour)[:MOST_POINTS],
        unknown=tuple(s for s in suggestion.signals if s.value is None),
    )


def quoting(suggestion: Suggestion) -> Signal | None:
    """The signal that quotes both sides, if there is one: what stands beside a name."""
    return next((one for one in suggestion.signals if one.expert_words and one.territory_words), None)


def quotation(suggestion: Suggestion) -> tuple[Quotation, Quotation] | None:
    """The passage that made the score and what it answers: (expert's words, territory's words), if there is one."""
    signal = quoting(suggestion)
    if signal is None or signal.expert_words is None or signal.territory_words is None:
        return None
    return signal.expert_words, signal.territory_words
