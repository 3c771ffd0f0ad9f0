"""Weights are learned from decisions, judged where they were not learned, and never turned against a signal."""

from collections.abc import Sequence

import numpy as np
import pytest

from matcher.learning import Decision, learn

IN_FORCE = {"meaning": 0.5, "themes": 0.3, "stages": 0.2, "rotation": 0.0}


def decided(by: str, territories: int = 8, seats: int = 3, seed: int = 0) -> list[Decision]:
    """Decisions of somebody who always accepts the highest value of one signal."""
    rng = np.random.default_rng(seed)
    decisions = []
    for place in range(territories):
        for seat in range(seats):
            told = [{name: float(rng.random()) for name in IN_FORCE if name != "rotation"} for _ in range(4)]
            best = max(told, key=lambda values: values[by])
            decisions += [Decision(f"t{place}", f"t{place} {seat}", values is best, values) for values in told]
    return decisions


@pytest.mark.parametrize("by", ["meaning", "themes", "stages"])
def test_a_signal_that_decides_gets_the_most_weight_and_does_better_where_it_was_not_learned(by: str) -> None:
    learned = learn(decided(by), IN_FORCE)
    assert max(learned.weights, key=lambda name: learned.weights[name]) == by
    assert learned.right_unseen > learned.right_in_force
    assert learned.better
    assert sum(learned.weights.values()) == pytest.approx(1, abs=1e-3)
    assert min(learned.weights.values()) >= 0


def test_decisions_that_follow_the_weights_in_force_change_next_to_nothing() -> None:
    decisions = decided("meaning")
    score = {id(one): sum(IN_FORCE[name] * value for name, value in one.values.items()) for one in decisions}
    by_seat: dict[str, list[Decision]] = {}
    for one in decisions:
        by_seat.setdefault(one.seat, []).append(one)
    follow = [
        Decision(one.territory, seat, one is max(those, key=lambda each: score[id(each)]), one.values)
        for seat, those in by_seat.items()
        for one in those
    ]
    learned = learn(follow, IN_FORCE)
    assert learned.right_in_force == 1
    assert not learned.better
    assert list(learned.weights.values()) == pytest.approx(list(learned.in_force.values()), abs=0.1)
    assert learned.seats_changed <= 1


def test_signals_without_a_weight_are_not_brought_in() -> None:
    assert set(learn(decided("meaning"), IN_FORCE).weights) == {"meaning", "themes", "stages"}


def test_the_order_of_decisions_changes_nothing() -> None:
    decisions = decided("themes")
    assert learn(decisions[::-1], IN_FORCE) == learn(decisions, IN_FORCE)


def accepted_only(decisions: Sequence[Decision]) -> list[Decision]:
    return [decision for decision in decisions if decision.accepted]


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        ([], "0 pairs in 0 territories"),
        (accepted_only(decided("themes")), "0 pairs in 0 territories"),
        (decided("themes", territories=2, seats=9), "54 pairs in 2 territories; at least 20 pairs in 3"),
        (decided("themes", territories=3, seats=1), "9 pairs in 3 territories"),
    ],
)
def test_too_few_decisions_say_how_many_are_needed(decisions: list[Decision], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        learn(decisions, IN_FORCE)
