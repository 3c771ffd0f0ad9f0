"""What somebody who reads texts has told about asks and passages, taken as plain arrays.

Rows are seats in the order in which they are asked about; columns are experts in the order of the roster.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matcher.model import Quotation
from matcher.roster import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Closeness:
    """How near each seat's asks are to each expert's passages, and which pair of them is nearest."""

    value: Floats  # (seats, experts) from 0 to 1; NaN where either side has no text
    best_ask: Ints  # (seats, experts): place in `asks[seat]`; meaningless where value is NaN
    best_passage: Ints  # (seats, experts): place in `passages[expert]`
    stands_out: Floats  # (seats, experts): the passage's nearness to that ask, in deviations from everybody's best ones
    noise: Floats  # (seats, experts): how far the value may be off, as one standard error
    asks: Sequence[Sequence[Quotation]]
    passages: Sequence[Sequence[Quotation]]

    def nearest(self, seat: int, expert: int) -> tuple[Quotation, Quotation]:
        """The passage that answers best, and the ask it answers: (expert's words, territory's words)."""
        return (
            self.passages[expert][int(self.best_passage[seat, expert])],
            self.asks[seat][int(self.best_ask[seat, expert])],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All that texts tell: nearness in meaning, and shared words."""

    meaning: Closeness
    words: Floats  # (seats, experts) from 0 to 1; NaN where either side has no text
    shared_words: Callable[[int, int], Sequence[str]]  # (seat, expert) -> words that both sides use
