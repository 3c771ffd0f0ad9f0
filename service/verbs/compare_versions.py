"""Two versions of rounds side by side: who comes, goes and moves between them, and how each pilot is served in both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.round.comparison import Change, Circumstances, compare
from matcher.round.result import PilotPlan
from service.values.answers import RoundAnswer
from service.verbs.rounds import ShownRound, find_round
from service.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PilotsService:
    """How one pilot is served in two versions; None in one that has no such pilot."""

    territory: str
    before: PilotPlan | None
    after: PilotPlan | None


@dataclass(frozen=True, slots=True)
class VersionsCompared:
    """Two versions and what lies between them."""

    before: ShownRound
    after: ShownRound
    pilots: tuple[PilotsService, ...]
    changes: tuple[Change, ...]

    @property
    def names(self) -> Mapping[str, str]:
        """Names of people and territories in either, by id."""
        return {**self.before.names, **self.after.names}

    @property
    def counts(self) -> Mapping[str, int]:
        """How many are kept, new, moved and gone."""
        return Counter(change.kind.value for change in self.changes)


def compare_versions(before: tuple[str, int], after: tuple[str, int], workplace: Workplace) -> VersionsCompared:
    """Lay two versions, each a round and a number, side by side; they may be of different rounds.

    Whoever is gone because a rule refuses them in the later one is gone with the fact. Raises NotFound where there is
    no such version.
    """
    one = find_round(*before, workplace)
    other = find_round(*after, workplace, refusals=True)
    terms = other.answer.terms
    said = Circumstances(pinned=terms.pins, refused=other.answer.round.refused, fill_only=terms.fill_only)
    changes = compare(one.answer.round.placements, other.answer.round.placements, said)
    return VersionsCompared(one, other, tuple(_pilots(one.answer, other.answer)), changes)


def _pilots(before: RoundAnswer, after: RoundAnswer) -> Sequence[PilotsService]:
    was, now = ({pilot.territory.id: pilot for pilot in one.round.pilots} for one in (before, after))
    return [PilotsService(one, was.get(one), now.get(one)) for one in {**now, **was}]
