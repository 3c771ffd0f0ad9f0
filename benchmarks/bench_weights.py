"""Learn the weights of the signals on judged sets, and measure them on the set that was left out.

    python -m benchmarks.bench_weights

Weights are learned by logistic regression over pairs of one seat (`matcher.learning`): somebody with a higher grade
comes before somebody with a lower one; every seat counts the same within its set, and every set the same. Of all
combinations of signals, the smallest is taken whose loss on sets left out is within one standard error of the best
one's (Breiman et al. 1984). Each set is left out of the whole procedure in turn: what is printed for it is what a new
export may expect. The last lines are the weights learned on all sets, and how often the words are right.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from benchmarks.bench_quality import gain_at_three
from benchmarks.judged import Judged, judged_sets
from matcher.learning import pairwise
from matcher.model import Strength
from matcher.policy import DEFAULT_WEIGHTS
from matcher.roster import Floats, Ints
from matcher.scoring import strength, with_averages
from matcher.signals import SIGNALS
from matcher.suggesting import scored
from service.asking.evidence import gather_evidence
from service.asking.question import put_question
from service.values.requests import MatchRequest
from service.wiring import wire
from service.workplace import Workplace

NAMES = tuple(one.name for one in SIGNALS if one.name != "rotation")
STRENGTH = 20.0  # inverse regularisation: next to none
GOOD = 2  # the grade of a good alternative

Combination = tuple[int, ...]  # places in NAMES


@dataclass(frozen=True, slots=True, eq=False)
class GradedSeat:
    """Those who may be suggested for one seat, with what is measured of them."""

    values: Floats  # (people, signals); unknown ones are the average
    grades: Ints  # (people,)


@dataclass(frozen=True, slots=True, eq=False)
class GradedSet:
    """One author's seats, and the pairs of people that tell which weights are right."""

    name: str
    seats: tuple[GradedSeat, ...]
    apart: Floats  # (pairs, signals): the better less the other
    importance: Floats  # (pairs,), summing to 1

    @classmethod
    def of(cls, name: str, seats: Sequence[GradedSeat]) -> "GradedSet":
        """Pair people of different grades; a pair counts by the difference of their gains, as in nDCG."""
        apart, importance = [], []
        for seat in seats:
            gain = 2.0**seat.grades
            first, second = np.nonzero(seat.grades[:, None] > seat.grades[None, :])
            if len(first):
                apart.append(seat.values[first] - seat.values[second])
                importance.append((gain[first] - gain[second]) / (gain[first] - gain[second]).sum())
        together = np.concatenate(importance)
        return cls(name, tuple(seats), np.vstack(apart), together / together.sum())


def graded(judged: Judged, workplace: Workplace) -> GradedSet:
    """Measure every signal on a set; whoever is held and may be cleared is among the others."""
    field = put_question(MatchRequest(judged.places, policy=workplace.policy), judged.scene, workplace)
    seats = []
    for verdict, scores in zip(
        field.verdicts, scored(field, gather_evidence(field, judged.scene.profiles(workplace))), strict=True
    ):
        key = (verdict.seat.territory.id, verdict.seat.role)
        told, ids = judged.grades.get(key), np.array([expert.id for expert in field.roster.experts])
        places = np.flatnonzero((verdict.eligible | verdict.held) & ~np.isin(ids, list(judged.forbidden[key])))
        if told and len(places):
            grades = np.array([told.get(one, 0) for one in ids[places]])
            seats.append(GradedSeat(with_averages(scores.values[: len(NAMES), places].T), grades))
    return GradedSet.of(judged.name, seats)


def fit(sets: Sequence[GradedSet], combination: Combination) -> Floats:
    """Weights of all signals, shape (signals,); those outside the combination have none."""
    apart = np.vstack([one.apart[:, combination] for one in sets])
    weights = np.zeros(len(NAMES))
    weights[list(combination)] = pairwise(apart, np.concatenate([one.importance for one in sets]), STRENGTH)
    return weights


def loss(weights: Floats, on: GradedSet) -> float:
    """Logistic loss of a set's pairs."""
    return float((on.importance * np.logaddexp(0, -(on.apart @ weights))).sum())


def learned(sets: Sequence[GradedSet]) -> Floats:
    """Weights by the procedure above, shape (signals,)."""
    every = chain.from_iterable(combinations(range(len(NAMES)), size) for size in range(1, len(NAMES) + 1))
    usable = [one for one in every if (fit(sets, one)[list(one)] > 0).all()]  # a signal never counts against somebody
    losses = {
        one: np.array([loss(fit([o for o in sets if o is not left], one), left) for left in sets]) for one in usable
    }
    best = min(usable, key=lambda one: losses[one].mean())

    def as_good(one: Combination) -> bool:
        worse = losses[one] - losses[best]
        return bool(worse.mean() <= worse.std(ddof=1) / np.sqrt(len(sets)))

    chosen = min(filter(as_good, usable), key=lambda one: (len(one), losses[one].mean()))
    return fit(sets, chosen)


def first_and_gain(weights: Floats, on: GradedSet) -> tuple[int, float]:
    """How many seats have somebody of the best grade first, and the mean nDCG@3."""
    orders = [seat.grades[np.argsort(-np.round(seat.values @ weights, 4), kind="stable")] for seat in on.seats]
    first = sum(int(order[0] == order.max()) for order in orders)
    return first, float(np.mean([gain_at_three(order.tolist(), order.tolist()) for order in orders]))


def shares(weights: Floats) -> Floats:
    return np.asarray(weights / weights.sum())


def told(weights: Floats) -> str:
    """The signals that have a weight."""
    return ", ".join(f"{name} {share:.2f}" for name, share in zip(NAMES, shares(weights), strict=True) if share)


def words(scored_people: Sequence[tuple[float, int]]) -> Mapping[Strength, tuple[int, float, float]]:
    """For each word that is said: of how many people, and which shares of them are good, and usable at all."""
    said = {word: np.array([grade for score, grade in scored_people if strength(score) is word]) for word in Strength}
    return {
        word: (len(grades), float((grades >= GOOD).mean()), float((grades > 0).mean()))
        for word, grades in said.items()
        if len(grades)
    }


def main() -> None:
    """Print what is learned without each set, how it does there, and what is learned on all."""
    tell: Callable[[str], object] = lambda line: sys.stdout.write(f"{line}\n")  # noqa: E731
    workplace = wire()
    sets = [graded(judged, workplace) for judged in judged_sets(workplace.read_headings)]
    in_force = np.array([DEFAULT_WEIGHTS[name] for name in NAMES])
    tell(f"{'left out':14}{'seats':>6}{'first':>7}{'nDCG@3':>8}   in force       learned on the others")
    people: list[tuple[float, int]] = []
    for left in sets:
        weights = shares(learned([one for one in sets if one is not left]))
        first, gain = first_and_gain(weights, left)
        now_first, now_gain = first_and_gain(in_force, left)
        count = len(left.seats)
        tell(f"{left.name:14}{count:6}{first:7}{gain:8.3f}   {now_first:3} {now_gain:.3f}      {told(weights)}")
        for seat in left.seats:
            people += zip((seat.values @ weights).tolist(), seat.grades.tolist(), strict=True)
    tell(f"\non all sets: {told(learned(sets))}")
    tell("\nof whom it is said, where they were left out: how many, good (grade 2 or 3), usable (1 or more)")
    for word, (count, good, usable) in words(people).items():
        tell(f"   {word:14}{count:5}{good:7.2f}{usable:7.2f}")


if __name__ == "__main__":
    main()
