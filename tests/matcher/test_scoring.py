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
    told = evidence([[1.0]], words=[[1.0]], setting=[[1.0]])
    assert score(a_view(SEAT, FULL, told=told)).total.tolist() == [1.0]


def test_somebody_of_whom_nothing_is_known_scores_zero() -> None:
    scores = score(a_view(a_seat(), an_expert(residence=None)))
    assert scores.total.tolist() == [0.0]
    assert [part.value for part in scores.parts(0)] == [None] * 7


def test_a_score_is_the_sum_of_weight_times_value() -> None:
    told = evidence([[0.5]], words=[[0.25]], setting=[[0.75]])
    expert = an_expert(residence="LV", speaks="et:B2", themes=("TOUR",), stages=("S3",))
    scores = score(a_view(SEAT, expert, told=told))
    assert [(part.name, part.value, part.weight) for part in scores.parts(0)] == [
        ("meaning", 0.5, 0.32),
        ("words", 0.25, 0.06),
        ("themes", 1.0, 0.14),
        ("stages", 0.25, 0.14),
        ("countries", 0.7071, 0.22),
        ("languages", 0.5, 0.08),
        ("setting", 0.75, 0.04),
    ]
    # 0.16 + 0.015 + 0.14 + 0.035 + 0.15556 + 0.04 + 0.03
    assert scores.total.tolist() == [0.5756]


def test_unknown_adds_nothing_and_is_not_zero_in_the_parts() -> None:
    told = evidence([[None, 0.0]])
    scores = score(a_view(a_seat(), an_expert("a@a.example"), an_expert("b@b.example"), told=told))
    assert scores.total.tolist() == [0.0, 0.0]
    assert [scores.parts(place)[0].value for place in (0, 1)] == [None, 0.0]


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
        (0.70, Strength.VERY_CLOSE),
        (0.6999, Strength.CLOSE),
        (0.55, Strength.CLOSE),
        (0.40, Strength.FAIR),
        (0.3999, Strength.DISTANT),
        (0.25, Strength.DISTANT),
        (0.2499, Strength.VERY_DISTANT),
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
