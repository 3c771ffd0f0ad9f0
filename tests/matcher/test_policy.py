"""What a round asks of its rules and signals."""

import pytest

from matcher.languages import Level
from matcher.policy import DEFAULT_WEIGHTS, OwnCountry, Policy


def test_unless_a_round_says_otherwise_b2_is_asked_and_residents_are_flagged() -> None:
    policy = Policy()
    assert (policy.required_level, policy.own_country) == (Level.B2, OwnCountry.SOFT)
    assert (policy.excluded_residence, dict(policy.conflict_overrides)) == ((), {})


def test_default_weights_are_shares_of_one() -> None:
    assert sum(DEFAULT_WEIGHTS.values()) == pytest.approx(1)
    assert {name: Policy().share(name) for name in DEFAULT_WEIGHTS} == pytest.approx(dict(DEFAULT_WEIGHTS))


def test_weights_are_read_as_shares_and_a_signal_without_one_has_none() -> None:
    policy = Policy(weights={"meaning": 3, "words": 1, "themes": 0})
    assert [policy.share(name) for name in ("meaning", "words", "themes", "stages")] == [0.75, 0.25, 0.0, 0.0]


@pytest.mark.parametrize("weights", [{"meaning": -0.1, "words": 1}, {"meaning": 0.0}, {}])
def test_weights_below_zero_or_all_zero_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="weights must not be negative, and one at least must be above zero"):
        Policy(weights=weights)


def test_weight_of_something_that_is_no_signal_is_refused_with_the_names() -> None:
    with pytest.raises(ValueError, match="no signal is called charm, gender; there are meaning, words, themes"):
        Policy(weights={"meaning": 1, "gender": 1, "charm": 1})
