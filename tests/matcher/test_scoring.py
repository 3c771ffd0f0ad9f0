"""Scores that remember their parts."""

import numpy as np
import pytest

from matcher.model import Strength
from matcher.policy import Policy
from matcher.scoring import STEPS, score, strength
from tests.matcher.factories import a_seat, a_view, an_expert, evidence, no_evidence

FULL = an_expert(
    speaks="lv:C1, et:C1", residence="LV", countries_worked=("EE",), themes=("TOUR",), stages=("S3", "S4", "S5", "S10")
)
SEAT = a_seat(themes=("TOUR",), working_languages=("lv", "et"))


def test_somebody_who_is_best_in_everything_scores_one() -> None:
    assert score(a_view(SEAT, FULL, told=evidence([[1.0]], words=[[1.0]]))).total.tolist() == [1.0]


def test_a_score_is_the_sum_of_weight_times_value_and_what_has_no_weight_is_shown_beside_it() -> None:
    told = evidence([[0.5]], words=[[0.25]])
    expert = an_expert(residence="LV", speaks="et:B2", themes=("TOUR",), stages=("S3",))
    scores = score(a_view(SEAT, expert, told=told))
    assert [(part.name, part.value, part.weight) for part in scores.parts(0)] == [
        ("meaning", 0.5, 0.43),
        ("words", 0.25, 0.0),
        ("themes", 1.0, 0.0),
        ("stages", 0.625, 0.22),
        ("countries", 0.7071, 0.35),
        ("languages", 0.5, 0.0),
    ]
    # 0.215 + 0.1375 + 0.24749
    assert scores.total.tolist() == [0.6]


def test_unknown_counts_as_the_average_of_those_at_hand_and_is_not_a_value() -> None:
    told = evidence([[None, 0.0, 1.0, 0.2]])
    people = [an_expert(f"{name}@a.example") for name in "abcd"]
    scores = score(a_view(SEAT, *people, told=told, policy=Policy(weights={"meaning": 1})))
    assert scores.total.tolist() == [0.4, 0.0, 1.0, 0.2]
    assert [scores.parts(place)[0].value for place in (0, 1)] == [None, 0.0]


def test_of_whom_nothing_is_known_has_a_half_where_nobody_is_known_better() -> None:
    scores = score(a_view(a_seat(), an_expert(residence=None, stages=())))
    assert scores.total.tolist() == [0.5]
    assert [(part.name, part.value) for part in scores.parts(0)] == [
        ("meaning", None), ("stages", None), ("countries", None)
    ]  # fmt: skip


def test_weights_of_a_round_are_taken_as_shares() -> None:
    policy = Policy(weights={"themes": 3, "countries": 1})
    scores = score(a_view(SEAT, an_expert(residence="SE", themes=("TOUR",)), policy=policy))
    assert scores.total.tolist() == [0.75]
    assert {part.name: part.weight for part in scores.parts(0) if part.weight} == {"themes": 0.75, "countries": 0.25}


def test_somebodys_score_does_not_depend_on_who_else_is_scored() -> None:
    rng = np.random.default_rng(7)
    values = rng.random((1, 40)).tolist()
    people = [an_expert(f"{number}@x.example") for number in range(40)]
    together = score(a_view(a_seat(), *people, told=evidence(values))).total
    alone = [
        score(a_view(a_seat(), person, told=evidence([[value]]))).total[0]
        for person, value in zip(people, values[0], strict=True)
    ]
    assert together.tolist() == alone


def test_scoring_an_empty_list_gives_no_score() -> None:
    assert score(a_view(a_seat(), told=no_evidence(1, 0))).total.tolist() == []


@pytest.mark.parametrize(
    ("total", "word"),
    [
        (1.0, Strength.VERY_CLOSE),
        (0.80, Strength.VERY_CLOSE),
        (0.7999, Strength.CLOSE),
        (0.65, Strength.CLOSE),
        (0.50, Strength.FAIR),
        (0.4999, Strength.DISTANT),
        (0.35, Strength.DISTANT),
        (0.3499, Strength.VERY_DISTANT),
        (0.0, Strength.VERY_DISTANT),
    ],
)
def test_a_score_has_a_word_from_its_lower_bound_up(total: float, word: Strength) -> None:
    assert strength(total) is word


def test_every_word_has_one_step_and_the_steps_fall_to_zero() -> None:
    bounds, words = zip(*STEPS, strict=True)
    assert list(words) == list(Strength)
    assert list(bounds) == sorted(bounds, reverse=True)
    assert bounds[-1] == 0
