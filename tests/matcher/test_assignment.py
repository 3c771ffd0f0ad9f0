"""What a filled round keeps: hard rules always, then filling, team rules, fairness and the total, in that order."""

import subprocess
import sys
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.assignment import Assignment, Days, Fairness, PinFault, PinImpossible, Teams, assign, reassign

CLOSE = 1e-6


@dataclass(frozen=True)
class Round:
    """The arrays of a small round."""

    scores: np.ndarray
    eligible: np.ndarray
    demand: np.ndarray
    capacity: np.ndarray
    pins: np.ndarray
    days: Days | None = None
    teams: Teams | None = None

    def solved(self, **how: Any) -> Assignment:
        return assign(
            self.scores, self.eligible, self.demand, self.capacity,
            pins=self.pins, days=self.days, teams=self.teams, **how,
        )  # fmt: skip


def a_round(scores: Any, demand: Any, capacity: Any, eligible: Any = None, pins: Any = ()) -> Round:
    """A round from nested lists: scores (pilots, roles, experts), pins as (pilot, role, expert)."""
    values = np.array(scores, dtype=float)
    may = np.ones(values.shape, dtype=bool) if eligible is None else np.array(eligible, dtype=bool)
    pinned = np.zeros(values.shape, dtype=bool)
    for pin in pins:
        pinned[pin] = True
    return Round(values, may, np.array(demand), np.array(capacity), pinned)


@st.composite
def rounds(draw: st.DrawFn, most: int = 3, experts: int = 4, roles: int = 2) -> Round:
    """Small rounds: scores in hundredths (so that there are ties), pins that are possible."""
    shape = draw(st.integers(1, most)), draw(st.integers(1, roles)), draw(st.integers(1, experts))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scores = rng.integers(1, draw(st.sampled_from([5, 100, 10_000])), shape) / 10_000 * 100 % 1
    eligible = rng.random(shape) < draw(st.sampled_from([0.5, 0.8, 1.0]))
    demand, capacity = rng.integers(0, 3, shape[:2]), rng.integers(0, 3, shape[2])
    pins = np.zeros(shape, dtype=bool)
    if draw(st.booleans()):
        for pilot, role, expert in np.argwhere(eligible):
            fits = demand[pilot, role] > pins[pilot, role].sum() and capacity[expert] > pins[:, :, expert].sum()
            if fits and not pins[pilot, :, expert].any() and rng.random() < 0.2:
                pins[pilot, role, expert] = True
    return Round(scores, eligible, demand, capacity, pins)


def every_assignment(given_round: Round) -> list[np.ndarray]:
    """All assignments that keep the hard rules, by brute force."""
    pilots, roles, experts = given_round.scores.shape
    choices = []
    for pilot, role in product(range(pilots), range(roles)):
        able = np.flatnonzero(given_round.eligible[pilot, role])
        sizes = range(given_round.demand[pilot, role] + 1)
        choices.append([team for size in sizes for team in combinations(able, size)])
    found = []
    for teams in product(*choices):
        chosen = np.zeros((pilots * roles, experts), dtype=bool)
        for seat, team in enumerate(teams):
            chosen[seat, list(team)] = True
        shaped = chosen.reshape(pilots, roles, experts)
        if keeps_hard_rules(given_round, shaped):
            found.append(shaped)
    return found


def keeps_hard_rules(given_round: Round, chosen: np.ndarray) -> bool:
    days = given_round.days
    spent = 0 if days is None else (chosen * days.needed[:, :, None]).sum(axis=(0, 1))
    return bool(
        not (chosen & ~given_round.eligible).any()
        and not (given_round.pins & ~chosen).any()
        and (chosen.sum(axis=2) <= given_round.demand).all()
        and (chosen.sum(axis=1) <= 1).all()
        and (chosen.sum(axis=(0, 1)) <= given_round.capacity).all()
        and (days is None or (spent <= days.available + 1e-9).all())
    )


def services(given_round: Round, chosen: np.ndarray) -> np.ndarray:
    asked = given_round.demand.sum(axis=1)
    got = (given_round.scores * chosen).sum(axis=(1, 2))
    return np.where(asked > 0, got / np.maximum(asked, 1), 1.0)


def small(maximum: int) -> Any:
    return settings(max_examples=maximum, deadline=None)


@small(60)
@given(rounds(), st.booleans())
def test_no_assignment_breaks_a_hard_rule_and_pins_survive(given_round: Round, fair: bool) -> None:
    result = given_round.solved(fair=fair)
    assert keeps_hard_rules(given_round, result.chosen)
    assert (result.unfilled == given_round.demand - result.chosen.sum(axis=2)).all()
    assert np.allclose(result.service, services(given_round, result.chosen))
    assert result.total == pytest.approx((given_round.scores * result.chosen).sum())
    assert result.worst == pytest.approx(result.service.min())


@small(60)
@given(rounds(most=2))
def test_total_agrees_with_brute_force_after_filling(given_round: Round) -> None:
    everything = every_assignment(given_round)
    most = max(chosen.sum() for chosen in everything)
    best = max((given_round.scores * chosen).sum() for chosen in everything if chosen.sum() == most)
    result = given_round.solved(fair=False)
    assert result.chosen.sum() == most
    assert result.total == pytest.approx(best, abs=CLOSE)
    assert result.proven
    assert result.bound == pytest.approx(best, abs=CLOSE)
    assert result.gap == pytest.approx(0, abs=CLOSE)


@small(80)
@given(rounds(most=3, experts=3, roles=1))
def test_leximin_then_total_agree_with_brute_force(given_round: Round) -> None:
    everything = every_assignment(given_round)
    most = max(chosen.sum() for chosen in everything)

    def rank(chosen: np.ndarray) -> tuple[float, ...]:
        levels = np.sort(np.round(services(given_round, chosen), 9))
        return (*levels, round((given_round.scores * chosen).sum(), 9))

    best = max(rank(chosen) for chosen in everything if chosen.sum() == most)
    result = given_round.solved(fair=True)
    assert result.chosen.sum() == most
    assert rank(result.chosen) == pytest.approx(best, abs=CLOSE)
    assert result.proven
    assert result.bound == pytest.approx(best[0], abs=CLOSE)


@small(25)
@given(rounds(most=2, experts=3), st.integers(0, 2**32 - 1), st.booleans())
def test_days_hold_and_agree_with_brute_force(given_round: Round, number: int, fair: bool) -> None:
    rng = np.random.default_rng(number)
    needed, available = rng.integers(1, 4, given_round.demand.shape), rng.integers(0, 6, len(given_round.capacity))
    timed = replace(given_round, days=Days(needed, available), pins=np.zeros_like(given_round.pins))
    most = max(chosen.sum() for chosen in every_assignment(timed))
    result = timed.solved(fair=fair)
    assert keeps_hard_rules(timed, result.chosen)
    assert result.chosen.sum() == most


@small(40)
@given(rounds(), st.integers(0, 2**32 - 1), st.booleans())
def test_order_of_rows_changes_nothing(given_round: Round, number: int, fair: bool) -> None:
    rng = np.random.default_rng(number)
    noisy = replace(given_round, scores=given_round.scores + rng.random(given_round.scores.shape) / 10)
    pilots, experts = (rng.permutation(size) for size in (noisy.scores.shape[0], noisy.scores.shape[2]))
    shuffled = Round(
        *(table[pilots][:, :, experts] for table in (noisy.scores, noisy.eligible)),
        noisy.demand[pilots], noisy.capacity[experts], noisy.pins[pilots][:, :, experts],
    )  # fmt: skip
    one, other = noisy.solved(fair=fair), shuffled.solved(fair=fair)
    assert (other.chosen == one.chosen[pilots][:, :, experts]).all()


@small(30)
@given(rounds(), st.booleans())
def test_same_input_and_seed_give_the_same_round(given_round: Round, fair: bool) -> None:
    assert (given_round.solved(fair=fair, seed=3).chosen == given_round.solved(fair=fair, seed=3).chosen).all()


@small(40)
@given(rounds(experts=5))
def test_one_more_expert_never_lowers_the_filling_nor_the_worst_service(given_round: Round) -> None:
    all_but_one = replace(
        given_round, capacity=np.r_[given_round.capacity[:-1], 0], pins=np.zeros_like(given_round.pins)
    )
    one_more = replace(given_round, pins=np.zeros_like(given_round.pins))
    before, after = all_but_one.solved(), one_more.solved()
    assert after.chosen.sum() >= before.chosen.sum()
    if after.chosen.sum() == before.chosen.sum():
        assert after.worst >= before.worst - CLOSE


@small(30)
@given(rounds())
def test_relaxing_a_rule_never_lowers_coverage(given_round: Round) -> None:
    relaxed = replace(given_round, eligible=np.ones_like(given_round.eligible))
    assert relaxed.solved(fair=False).chosen.sum() >= given_round.solved(fair=False).chosen.sum()


@small(30)
@given(rounds(), st.booleans())
def test_solving_again_with_no_change_changes_nothing(given_round: Round, fair: bool) -> None:
    before = given_round.solved(fair=fair)
    again = reassign(
        before.chosen, given_round.scores, given_round.eligible, given_round.demand, given_round.capacity,
        pins=given_round.pins, fair=fair,
    )  # fmt: skip
    assert (again.chosen == before.chosen).all()


def test_worst_served_pilot_comes_before_the_total() -> None:
    contested = a_round([[[0.9, 0.5]], [[0.8, 0.1]]], [[1], [1]], [1, 1])
    assert contested.solved(fair=True).service.tolist() == [0.5, 0.8]
    tempting = a_round([[[0.9, 0.3]], [[0.5, 0.2]]], [[1], [1]], [1, 1])
    assert tempting.solved(fair=False).service.tolist() == [0.9, 0.2]
    assert tempting.solved(fair=True).service.tolist() == [0.3, 0.5]


def test_filling_comes_before_the_total() -> None:
    only_one_can = a_round([[[0.9, 0.2]], [[0.9, 0.0]]], [[1], [1]], [1, 1], eligible=[[[1, 1]], [[1, 0]]])
    result = only_one_can.solved(fair=False)
    assert result.unfilled.sum() == 0
    assert result.chosen[0, 0].tolist() == [False, True]


def test_pilot_that_asked_for_nobody_is_served_in_full() -> None:
    result = a_round([[[0.4]], [[0.3]]], [[0], [1]], [1]).solved()
    assert result.service.tolist() == [1.0, 0.3]
    assert result.worst == 0.3


def test_round_without_pilots_is_solved() -> None:
    result = assign(np.zeros((0, 1, 2)), np.zeros((0, 1, 2), bool), np.zeros((0, 1), int), np.ones(2, int))
    assert (result.total, result.worst, result.proven) == (0.0, 1.0, True)


def test_empty_seats_are_told_by_pilot_and_role() -> None:
    result = a_round([[[0.5, 0.5]], [[0.5, 0.5]]], [[2], [1]], [1, 0]).solved()
    assert result.unfilled.sum() == 2
    assert result.proven


def test_seed_decides_between_ties() -> None:
    tied = a_round(np.full((1, 1, 12), 0.5), [[1]], np.ones(12, int))
    chosen = {int(np.argmax(tied.solved(seed=seed).chosen)) for seed in range(12)}
    assert len(chosen) > 1


def teams_of(sides: Any, speaks: Any, residence: Any, organisation: Any) -> Teams:
    """Team data from lists: `sides` gives one language number for each side of each pilot."""
    spoken = np.array(speaks, dtype=bool)
    languages = np.zeros((*np.shape(sides), spoken.shape[1]), dtype=bool)
    for (pilot, side), language in np.ndenumerate(sides):
        languages[pilot, side, language] = True
    return Teams(languages, spoken, np.array(residence), np.array(organisation))


def test_team_covers_every_side_where_it_can() -> None:
    team = teams_of([[0, 1]], [[1, 0], [1, 0], [0, 1]], [0, 1, 2], [-1, -1, -1])
    result = replace(a_round([[[0.9, 0.8, 0.1]]], [[2]], [1, 1, 1]), teams=team).solved()
    assert result.chosen[0, 0].tolist() == [True, False, True]
    assert result.gaps is not None
    assert result.gaps.count == 0
    assert result.proven


def test_team_rule_that_cannot_be_met_is_a_gap_and_leaves_no_seat_empty() -> None:
    team = teams_of([[0, 1]], [[1, 0], [1, 0]], [0, 0], [7, 7])
    result = replace(a_round([[[0.9, 0.8]]], [[2]], [1, 1]), teams=team).solved()
    assert result.unfilled.sum() == 0
    assert result.gaps is not None
    assert result.gaps.uncovered_sides.tolist() == [[False, True]]
    assert result.gaps.one_sided.tolist() == [True]
    assert result.gaps.same_organisation.tolist() == [1]


def test_no_two_come_from_one_organisation_nor_all_from_one_side() -> None:
    team = teams_of([[0, 0]], [[1]] * 4, [0, 1, 0, 1], [5, 5, 6, 7])
    result = replace(a_round([[[0.9, 0.8, 0.7, 0.1]]], [[2]], [1] * 4), teams=team).solved()
    assert result.chosen[0, 0].tolist() == [False, True, True, False]
    unknown = replace(team, residence=np.full(4, -1), organisation=np.full(4, -1))
    result = replace(a_round([[[0.9, 0.8, 0.7, 0.1]]], [[2]], [1] * 4), teams=unknown).solved()
    assert result.chosen[0, 0].tolist() == [True, True, False, False]


def test_residences_of_one_side_count_together() -> None:
    lies = np.array([[[True, True, False], [False, False, True]]])
    team = replace(teams_of([[0, 0]], [[1]] * 3, [0, 1, 2], [-1] * 3), side_residences=lies)
    result = replace(a_round([[[0.9, 0.8, 0.1]]], [[2]], [1] * 3), teams=team).solved()
    assert result.chosen[0, 0].tolist() == [True, False, True]


@small(25)
@given(rounds(most=2, experts=4, roles=1), st.integers(0, 2**32 - 1))
def test_team_gaps_are_as_few_as_brute_force_finds(given_round: Round, number: int) -> None:
    rng = np.random.default_rng(number)
    pilots, _, experts = given_round.scores.shape
    team = teams_of(
        rng.integers(0, 3, (pilots, 2)), rng.random((experts, 3)) < 0.5,
        rng.integers(-1, 2, experts), rng.integers(-1, 2, experts),
    )  # fmt: skip
    result = replace(given_round, teams=team).solved(fair=False)
    everything = every_assignment(given_round)
    most = max(chosen.sum() for chosen in everything)
    assert result.chosen.sum() == most
    assert result.gaps is not None
    assert result.gaps.count == min(
        plain_gaps(team, given_round.demand, chosen) for chosen in everything if chosen.sum() == most
    )


def plain_gaps(teams: Teams, demand: np.ndarray, chosen: np.ndarray) -> int:
    """Unmet team rules, counted the slow way."""
    count = 0
    for pilot in np.flatnonzero(demand.sum(axis=1)):
        team = [int(expert) for expert in np.flatnonzero(chosen[pilot].any(axis=0))]
        for side in teams.side_languages[pilot]:
            count += not any((teams.speaks[expert] & side).any() for expert in team)
        homes = {int(teams.residence[expert]) for expert in team}
        count += bool(demand[pilot].sum() >= 2 and (not homes or (len(homes) == 1 and homes != {-1})))
        employers = [int(teams.organisation[expert]) for expert in team if teams.organisation[expert] >= 0]
        count += len(employers) - len(set(employers))
    return count


def test_withdrawals_leave_nearly_everybody_where_they_are() -> None:
    rng = np.random.default_rng(5)
    given_round = a_round(rng.uniform(0.3, 0.9, (10, 1, 60)), np.full((10, 1), 3), np.full(60, 2))
    before = given_round.solved(fair=False)
    gone = np.flatnonzero(before.chosen.any(axis=(0, 1)))[:2]
    eligible = given_round.eligible.copy()
    eligible[:, :, gone] = False
    after = reassign(before.chosen, given_round.scores, eligible, given_round.demand, given_round.capacity, fair=False)
    can_stay = before.chosen & eligible
    afresh = replace(given_round, eligible=eligible).solved(fair=False)
    assert (after.chosen & can_stay).sum() >= 0.97 * can_stay.sum()
    assert after.total >= 0.998 * afresh.total


def larger_round(fair_price: float) -> tuple[Assignment, Assignment]:
    rng = np.random.default_rng(9)
    given_round = a_round(rng.uniform(0.3, 0.9, (14, 1, 24)), np.full((14, 1), 4), np.full(24, 3))
    return given_round.solved(fair=False), given_round.solved(fair=Fairness(price=fair_price))


def test_evenness_of_a_larger_round_keeps_to_its_price() -> None:
    best, fair = larger_round(0.02)
    assert fair.proven
    assert fair.worst >= fair.bound * (1 - 0.0004)
    assert fair.worst > best.worst
    assert fair.total >= 0.95 * best.total


@pytest.mark.slow
@pytest.mark.parametrize("number", range(6))
def test_people_left_out_at_first_are_found_by_the_prices(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    rng = np.random.default_rng(number)
    common = rng.uniform(0.2, 0.9, 40)  # all pilots want the same people
    scores = (common + rng.uniform(0, 0.1, (12, 2, 40))).astype(np.float32)
    team = teams_of(rng.integers(0, 3, (12, 2)), rng.random((40, 3)) < 0.6, rng.integers(0, 4, 40), np.full(40, -1))
    given_round = a_round(scores, np.ones((12, 2)), np.ones(40))
    with_team = replace(given_round, teams=team)
    whole = [one.solved(fair=False) for one in (given_round, with_team)]
    monkeypatch.setattr("matcher.assignment.pairs.EVERYBODY", 0)
    monkeypatch.setattr("matcher.assignment.pairs.BEST", 1)
    few = [one.solved(fair=False) for one in (given_round, with_team)]
    for one, other in zip(whole, few, strict=True):
        assert one.proven
        assert other.chosen.sum() == one.chosen.sum()
        assert other.total <= one.total + CLOSE
        assert not other.proven or other.total == pytest.approx(one.total, abs=CLOSE)
    assert few[0].proven


def test_larger_round_is_the_same_whatever_the_order_of_rows() -> None:
    rng = np.random.default_rng(4)
    given_round = a_round(rng.uniform(0.3, 0.9, (14, 1, 30)), np.full((14, 1), 3), np.full(30, 2))
    pilots, experts = rng.permutation(14), rng.permutation(30)
    shuffled = a_round(given_round.scores[pilots][:, :, experts], given_round.demand, given_round.capacity)
    assert (shuffled.solved().chosen == given_round.solved().chosen[pilots][:, :, experts]).all()


def test_time_limit_gives_the_best_so_far_and_says_that_it_is_not_proven() -> None:
    rng = np.random.default_rng(2)
    team = teams_of(
        rng.integers(0, 4, (12, 2)), rng.random((40, 4)) < 0.3, rng.integers(0, 3, 40), rng.integers(0, 9, 40)
    )
    given_round = a_round(rng.uniform(0.3, 0.9, (12, 2, 40)), np.full((12, 2), 2), np.full(40, 2))
    result = replace(given_round, teams=team).solved(time_limit=0.0)
    assert not result.proven
    assert keeps_hard_rules(given_round, result.chosen)
    assert result.unfilled.sum() == 0
    assert result.bound >= result.worst


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"scores": np.zeros((2, 2))}, r"scores must have the shape \(pilots, roles, experts\), not \(2, 2\)\."),
        ({"eligible": np.ones((1, 1, 3), bool)}, r"eligible must have the shape \(2, 1, 3\), not \(1, 1, 3\)\."),
        ({"demand": np.array([1, 1])}, r"demand must have the shape \(2, 1\), not \(2,\)\."),
        ({"demand": np.array([[1], [-1]])}, "demand must hold whole numbers from 0 on."),
        ({"capacity": np.array([1, 1.5, 1])}, "capacity must hold whole numbers from 0 on."),
        ({"days": Days(np.ones((2, 1)), np.array([1, -1, 1]))}, "days.available must hold numbers from 0 on."),
        ({"scores": np.full((2, 1, 3), np.nan)}, "The score of expert 0 for pilot 0, role 0 is not a finite number."),
    ],
)
def test_arrays_that_do_not_fit_are_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        replace(a_round(np.ones((2, 1, 3)), [[1], [1]], [1, 1, 1]), **change).solved()


@pytest.mark.parametrize(
    ("pins", "refused", "fault"),
    [
        ([(1, 0, 2)], (1, 0, 2), PinFault.NOT_ELIGIBLE),
        ([(0, 0, 0), (0, 0, 1)], (0, 0, 1), PinFault.SEATS),
        ([(0, 0, 0), (1, 0, 0)], (1, 0, 0), PinFault.CAPACITY),
        ([(0, 0, 1), (0, 1, 1)], (0, 1, 1), PinFault.SECOND_SEAT),
    ],
)
def test_impossible_pins_are_refused_by_place(
    pins: list[tuple[int, int, int]], refused: tuple[int, int, int], fault: PinFault
) -> None:
    eligible = np.ones((2, 2, 3), bool)
    eligible[1, 0, 2] = False
    with pytest.raises(PinImpossible) as caught:
        a_round(np.ones((2, 2, 3)), [[1, 1], [1, 1]], [1, 2, 1], eligible=eligible, pins=pins).solved()
    assert (caught.value.pilot, caught.value.role, caught.value.expert) == refused
    assert caught.value.fault is fault


def test_solvers_are_loaded_only_when_a_round_is_solved() -> None:
    code = "import sys, matcher.assignment; print([name for name in ('ortools', 'scipy') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
