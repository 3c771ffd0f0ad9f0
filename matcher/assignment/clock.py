"""What a solve is told from outside: how long it may take, who looks on, and when it is called off."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter


class Stage(StrEnum):
    """What a solve is settling, in this order."""

    FILL = "fill"
    RULES = "rules"  # teams, days, and the total under them
    FAIR = "fair"
    KEEP = "keep"  # what an earlier round had


# Told the stage and the number of programmes solved so far; True calls the rest off.
Watch = Callable[[Stage, int], bool]


class OutOfTimeError(Exception):
    """A limit was reached, or the solve was called off, before anything was found."""


@dataclass(slots=True)
class Clock:
    """Looked at before each programme; a programme that runs ends by itself or at the limit."""

    until: float | None = None  # of perf_counter
    watch: Watch | None = None
    stage: Stage = Stage.FILL
    solved: int = 0

    def limits(self) -> dict[str, float]:
        """The seconds that are left, as an option for the solver. Raises OutOfTimeError where none are."""
        if self.watch is not None and self.watch(self.stage, self.solved):
            raise OutOfTimeError
        self.solved += 1
        if self.until is None:
            return {}
        left = self.until - perf_counter()
        if left <= 0:
            raise OutOfTimeError
        return {"time_limit": left}
