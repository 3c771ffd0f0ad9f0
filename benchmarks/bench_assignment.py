"""Weigh the round solver line by line beside a plain minimum-cost flow, in one run.

    python benchmarks/bench_assignment.py [--short]

The baseline is OR-tools through its array interface with one arc for every eligible pair: what a careful programmer
writes first. It knows no fairness and no team rules, so those lines name what it leaves. Every number is measured here;
`--short` leaves out the two largest instances, and allows more seconds: it runs where others work too. What is not kept
beside this file is made in memory, the same on every machine.
"""

import argparse
import importlib.util
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

import numpy as np

from matcher.assignment import Assignment, Teams, assign, reassign

HERE = Path(__file__).parent / "assignment"
COST = 10**6  # the baseline's integer costs per unit of score


@dataclass(frozen=True)
class Instance:
    """The arrays of one round."""

    scores: np.ndarray
    eligible: np.ndarray
    demand: np.ndarray
    capacity: np.ndarray
    pins: np.ndarray
    teams: Teams | None = None

    def solved(self, *, fair: bool, eligible: np.ndarray | None = None) -> Assignment:
        may = self.eligible if eligible is None else eligible
        return assign(self.scores, may, self.demand, self.capacity, pins=self.pins & may, teams=self.teams, fair=fair)


@dataclass(frozen=True)
class Plain:
    """What the baseline found."""

    chosen: np.ndarray
    total: float
    seconds: float


ELSEWHERE = 3  # times the seconds, on a machine that does other work at the same time


@dataclass(frozen=True)
class Line:
    """One measured claim."""

    name: str
    measured: str
    aim: str
    kept: bool


def one_role(arrays: Any) -> Instance:
    """An instance of the one-role form: constraints of -1 are not eligible, 1 is a pin."""
    constraints = arrays["constraints"][:, None, :]
    return Instance(
        arrays["scores"][:, None, :],
        constraints >= 0,
        arrays["demands"][:, None],
        arrays["max_loads"],
        constraints == 1,
    )


def three_roles(arrays: Any, *, teams: bool) -> Instance:
    """An instance of the three-role form, with invented organisations of one and a half people on average."""
    pilots, _, experts = arrays["scores"].shape
    sides = np.zeros((pilots, 2, arrays["speaks"].shape[1]), dtype=bool)
    sides[np.arange(pilots)[:, None], np.arange(2), arrays["sides"]] = True
    organisation = np.random.default_rng(0).integers(0, experts * 2 // 3, experts)
    rules = Teams(sides, arrays["speaks"], arrays["country"], organisation) if teams else None
    pins = np.zeros(arrays["eligible"].shape, dtype=bool)
    return Instance(arrays["scores"], arrays["eligible"], arrays["demand"], arrays["capacity"], pins, rules)


def plain_flow(instance: Instance) -> Plain:
    """Every eligible pair an arc of capacity 1; the best total, pins and second roles unheard of."""
    from ortools.graph.python import min_cost_flow

    start = perf_counter()
    pilots, roles, experts = instance.scores.shape
    pilot, role, expert = np.nonzero(instance.eligible)
    seats, count = pilots * roles, len(pilot)
    source, sink = seats + experts, seats + experts + 1
    network: Any = min_cost_flow.SimpleMinCostFlow()
    tails = pilot * roles + role, np.full(seats, source), seats + np.arange(experts)
    heads = seats + expert, np.arange(seats), np.full(experts, sink)
    network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate(tails).astype(np.int32),
        np.concatenate(heads).astype(np.int32),
        np.concatenate([np.ones(count, dtype=np.int64), instance.demand.ravel(), instance.capacity]),
        np.r_[-np.round(instance.scores[pilot, role, expert] * COST).astype(np.int64), np.zeros(seats + experts, int)],
    )
    wanted = int(instance.demand.sum())
    network.set_nodes_supplies(np.array([source, sink], dtype=np.int32), np.array([wanted, -wanted]))
    network.solve_max_flow_with_min_cost()
    chosen = np.zeros(instance.scores.shape, dtype=bool)
    taken = network.flows(np.arange(count, dtype=np.int32)) > 0
    chosen[pilot[taken], role[taken], expert[taken]] = True
    return Plain(chosen, float(instance.scores[chosen].sum(dtype=np.float64)), perf_counter() - start)


def sums(instance: Instance, chosen: np.ndarray) -> np.ndarray:
    """Scores summed over each pilot's seats."""
    return np.array([instance.scores[pilot][chosen[pilot]].sum(dtype=np.float64) for pilot in range(len(chosen))])


def total_line(name: str, instance: Instance, most_seconds: float) -> Iterator[Line]:
    plain, ours = plain_flow(instance), instance.solved(fair=False)
    yield Line(
        f"{name}: total",
        f"{ours.total / plain.total:.6f} of the flow's total ({ours.total:.3f}) in {ours.seconds:.2f} s, "
        f"{ours.seconds / plain.seconds:.2f} x its {plain.seconds:.2f} s",
        f"at least 0.9999, proven, under {most_seconds:g} s",
        ours.total >= 0.9999 * plain.total and ours.proven and ours.seconds < most_seconds,
    )


def fair_line(
    name: str, instance: Instance, most_seconds: float, worst: float = 0.0, share: float = 0.0
) -> Iterator[Line]:
    plain, ours = plain_flow(instance), instance.solved(fair=True)
    asked = instance.demand.sum(axis=1)
    lowest, usual = sums(instance, ours.chosen).min(), sums(instance, plain.chosen).min()
    yield Line(
        f"{name}: fair",
        f"worst pilot {lowest:.4f} (bound {ours.bound * asked.min():.4f}; the flow {usual:.4f}), "
        f"{ours.total / plain.total:.5f} of the total in {ours.seconds:.2f} s",
        f"worst at least {worst:g}, gap at most 0.0004, total at least {share:g}, proven, under {most_seconds:g} s",
        lowest >= worst and ours.gap <= 0.0004 and ours.proven and ours.total >= share * plain.total
        and ours.seconds < most_seconds,
    )  # fmt: skip


def team_line(name: str, instance: Instance, most_seconds: float) -> Iterator[Line]:
    plain, ours = plain_flow(instance), instance.solved(fair=True)
    doubles = int((plain.chosen.sum(axis=1) > 1).sum())
    yield Line(
        f"{name}: team rules and fair",
        f"gap {ours.gap:.5f}, {0 if ours.gaps is None else ours.gaps.count} team gaps, "
        f"{int((ours.chosen.sum(axis=1) > 1).sum())} people twice on one pilot (the flow {doubles}), "
        f"{int(ours.unfilled.sum())} seats empty, in {ours.seconds:.2f} s",
        f"proven optimum in {most_seconds:g} s",
        ours.proven and ours.gap <= 0.0004 and ours.seconds < most_seconds,
    )


def pin_line(instance: Instance) -> Iterator[Line]:
    plain, ours = plain_flow(instance), instance.solved(fair=True)
    yield Line(
        "30 x 200 with pins",
        f"{int((ours.chosen & instance.pins).sum())} of {int(instance.pins.sum())} kept "
        f"(the flow {int((plain.chosen & instance.pins).sum())})",
        "all",
        bool((ours.chosen | ~instance.pins).all()),
    )


def short_line(instance: Instance) -> Iterator[Line]:
    ours = instance.solved(fair=True)
    seats, short = int(instance.demand.sum()), np.flatnonzero(ours.unfilled.sum(axis=1))
    yield Line(
        "30 x 60, not enough people",
        f"{seats - int(ours.unfilled.sum())} of {seats} seats filled, short: pilots {short.tolist()}",
        "265 of 270, the two short pilots named",
        seats - int(ours.unfilled.sum()) >= 265 and len(short) == 2,
    )


def withdrawal_line(instance: Instance, *, fair: bool) -> Iterator[Line]:
    before = instance.solved(fair=fair)
    placed = np.flatnonzero(before.chosen.any(axis=(0, 1)))
    kept, lost, seconds = [], [], []
    for number in range(5):
        eligible = instance.eligible.copy()
        eligible[:, :, np.random.default_rng(number).choice(placed, 3, replace=False)] = False
        after = reassign(before.chosen, instance.scores, eligible, instance.demand, instance.capacity, fair=fair)
        afresh, stays = instance.solved(fair=fair, eligible=eligible), before.chosen & eligible
        kept.append((after.chosen & stays).sum() / stays.sum())
        lost.append(1 - after.total / afresh.total)
        seconds.append(after.seconds)
    yield Line(
        f"3 of 200 placed people withdraw, {'fair' if fair else 'total'} (worst of 5 draws)",
        f"{min(kept):.4f} of the placements stay for {max(lost):.5f} of the total, in {max(seconds):.2f} s",
        "at least 0.97 for at most 0.002",
        min(kept) >= 0.97 and max(lost) <= 0.002,
    )


def huge_line(instance: Instance) -> Iterator[Line]:
    # The flow over every pair is left out: its 17 million arcs would be the memory that is measured.
    ours = instance.solved(fair=False)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    yield Line(
        "1,000 x 3 roles x 20,000: total",
        f"{ours.seconds:.1f} s, {memory:.1f} GB at most, gap {ours.gap:.6f}, {int(ours.unfilled.sum())} seats empty",
        "proven, under 15 s, under 4 GB",
        ours.proven and ours.seconds < 15 and memory < 4,
    )


def kept(name: str) -> Any:
    """An instance of the repository."""
    return np.load(HERE / f"{name}.npz")


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_assignment_instances", HERE / "make.py")
    if spec is None or spec.loader is None:
        raise ImportError("benchmarks/assignment/make.py is missing.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def short_lines(make: ModuleType, patience: float) -> Iterator[Line]:
    """`patience` is how many times the seconds are allowed."""
    usual, tight = one_role(kept("syn_200x30_d3")), one_role(kept("syn_60x30_d9_tight"))
    instance = one_role(make.one_role(300, 2000, 3, 3, 3))
    yield from total_line("30 x 200, demand 3", usual, 0.12 * patience)
    yield from fair_line("30 x 200, demand 3", usual, 0.4 * patience)
    yield from fair_line("30 x 60, demand 9, tight", tight, 0.82 * patience, 5.614, 0.999)
    yield from total_line("300 x 2,000, demand 3", instance, 1 * patience)
    yield from fair_line("300 x 2,000, demand 3", instance, 5 * patience, 2.243)
    yield from team_line(
        "30 x 3 roles x 3, 200 people", three_roles(make.three_roles(30, 200, 3, 3, 1), teams=True), 3 * patience
    )
    yield from team_line(
        "30 x 3 roles x 1, 400 people", three_roles(make.three_roles(30, 400, 1, 2, 2), teams=True), 10 * patience
    )
    yield from pin_line(one_role(kept("syn_200x30_locks")))
    yield from short_line(one_role(kept("syn_60x30_d9_infeasible")))
    for fair in (False, True):
        yield from withdrawal_line(usual, fair=fair)


def long_lines(make: ModuleType) -> Iterator[Line]:
    # The total of the largest comes first: the memory that is reported is the highest so far.
    yield from huge_line(three_roles(make.three_roles(1000, 20000, 1, 2, 7), teams=False))
    instance = one_role(make.one_role(1000, 10000, 3, 3, 4))
    yield from total_line("1,000 x 10,000, demand 3", instance, 10)
    yield from fair_line("1,000 x 10,000, demand 3", instance, 60)


def shown(lines: Iterator[Line], write: Callable[[str], object]) -> bool:
    """Write every line as it is measured; returns whether all were kept."""
    good = True
    for line in lines:
        good &= line.kept
        write(f"{'ok  ' if line.kept else 'MISS'} {line.name}: {line.measured} [{line.aim}]\n")
        sys.stdout.flush()
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description="Weigh the round solver beside a plain minimum-cost flow.")
    parser.add_argument("--short", action="store_true", help="leave out the two largest instances, be patient")
    options, make = parser.parse_args(), maker()
    three = three_roles(make.three_roles(2, 9, 1, 1, 0), teams=True)
    plain_flow(three), three.solved(fair=True)  # loads the solvers, so that no line pays for that
    good = shown(short_lines(make, ELSEWHERE if options.short else 1), sys.stdout.write)
    if not options.short:
        good &= shown(long_lines(make), sys.stdout.write)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
