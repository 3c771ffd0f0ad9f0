"""What a round is given, on plain arrays, and what makes it impossible to begin.

Knows pilots, roles and experts by number only: names, rules and reasons stay with the caller.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Teams:
    """What the rules on the advisers of one pilot together need.

    Every side of the border is covered by somebody who speaks one of its languages; the advisers of a pilot that
    asked for two or more do not all come from one side; no two come from one organisation.
    """

    side_languages: Bools  # (pilots, sides, languages): working languages of a side; none at all: no such side
    speaks: Bools  # (experts, languages)
    residence: Ints  # (experts,) codes; below 0: unknown, which is on no side
    organisation: Ints  # (experts,) codes; below 0: unknown, which clashes with none
    side_residences: Bools | None = None  # (pilots, sides, residence codes); without it each residence is its own side


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Days that one seat of a role needs, and days that a person has over the whole round (inf: no limit)."""

    needed: Floats  # (pilots, roles)
    available: Floats  # (experts,)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A round that has been checked. Nothing here is changed by solving it."""

    scores: Floats  # (pilots, roles, experts)
    eligible: Bools  # the same shape
    demand: Ints  # (pilots, roles) seats
    capacity: Ints  # (experts,) seats
    pinned: Ints  # (pins, 3): pilot, role, expert
    teams: Teams | None
    days: Days | None

    @property
    def asked(self) -> Ints:
        """Seats that each pilot asked for: (pilots,)."""
        return self.demand.sum(axis=1)

    def open_to(self, pilot: int) -> Bools:
        """Who may take a seat of this pilot apart from its pins: (roles, experts).

        Left out: people whose pins use up their seats, who are pinned to the pilot already, or who have too few days.
        """
        left = self.capacity - np.bincount(self.pinned[:, 2], minlength=len(self.capacity))
        left[self.pinned[self.pinned[:, 0] == pilot, 2]] = 0
        wanted = self.demand[pilot] > np.bincount(
            self.pinned[self.pinned[:, 0] == pilot, 1], minlength=self.demand.shape[1]
        )
        may: Bools = self.eligible[pilot] & (left > 0) & wanted[:, None]
        if self.days is not None:
            may &= self.days.available >= self.days.needed[pilot][:, None]
        return may


def checked(
    scores: Any, eligible: Any, demand: Any, capacity: Any, *, teams: Teams | None, days: Days | None, pins: Any
) -> Problem:
    """Hold the arrays against one another.

    Raises:
        ValueError: a shape does not fit, an eligible score is not a number, a count is negative or not whole, or a pin
            is not eligible or breaks a capacity; one sentence says which.
    """
    values, may = np.asarray(scores), np.asarray(eligible, dtype=np.bool_)
    if values.ndim != 3:
        raise ValueError(f"scores must have the shape (pilots, roles, experts), not {values.shape}.")
    if not np.issubdtype(values.dtype, np.floating):
        values = values.astype(np.float64)
    pilots, roles, experts = values.shape
    _same("eligible", may.shape, values.shape)
    seats, most = _counts("demand", demand, (pilots, roles)), _counts("capacity", capacity, (experts,))
    for pilot in range(pilots):
        odd = may[pilot] & ~np.isfinite(values[pilot])
        if odd.any():
            role, expert = np.argwhere(odd)[0]
            raise ValueError(f"The score of expert {expert} for pilot {pilot}, role {role} is not a finite number.")
    given, rules = _pinned(pins, values.shape), _teams(teams, values.shape)
    problem = Problem(values, may, seats, most, given, rules, _days(days, seats, most))
    _check_pins(problem)
    return problem


def _same(name: str, shape: tuple[int, ...], expected: tuple[int, ...]) -> None:
    if shape != expected:
        raise ValueError(f"{name} must have the shape {expected}, not {shape}.")


def _counts(name: str, values: Any, shape: tuple[int, ...]) -> Ints:
    given = np.asarray(values)
    _same(name, given.shape, shape)
    counts = given.astype(np.int64)
    if (counts != given).any() or (counts < 0).any():
        raise ValueError(f"{name} must hold whole numbers from 0 on.")
    return counts


def _pinned(pins: Any, shape: tuple[int, ...]) -> Ints:
    if pins is None:
        return np.zeros((0, 3), dtype=np.int64)
    given = np.asarray(pins, dtype=np.bool_)
    _same("pins", given.shape, shape)
    return np.argwhere(given).astype(np.int64)


def _teams(teams: Teams | None, shape: tuple[int, ...]) -> Teams | None:
    if teams is None:
        return None
    pilots, _, experts = shape
    sides = np.asarray(teams.side_languages, dtype=np.bool_)
    speaks = np.asarray(teams.speaks, dtype=np.bool_)
    if sides.ndim != 3 or len(sides) != pilots:
        raise ValueError(f"teams.side_languages must have the shape ({pilots}, sides, languages), not {sides.shape}.")
    _same("teams.speaks", speaks.shape, (experts, sides.shape[2]))
    residence = np.asarray(teams.residence, dtype=np.int64)
    organisation = np.asarray(teams.organisation, dtype=np.int64)
    _same("teams.residence", residence.shape, (experts,))
    _same("teams.organisation", organisation.shape, (experts,))
    lies = None if teams.side_residences is None else np.asarray(teams.side_residences, dtype=np.bool_)
    if lies is not None:
        codes = max(int(residence.max(initial=-1)) + 1, lies.shape[-1])
        _same("teams.side_residences", lies.shape, (pilots, sides.shape[1], codes))
    return Teams(sides, speaks, residence, organisation, lies)


def _days(days: Days | None, demand: Ints, capacity: Ints) -> Days | None:
    if days is None:
        return None
    needed, available = np.asarray(days.needed, dtype=np.float64), np.asarray(days.available, dtype=np.float64)
    for name, values, shape in (("needed", needed, demand.shape), ("available", available, capacity.shape)):
        _same(f"days.{name}", values.shape, shape)
        if np.isnan(values).any() or (values < 0).any():
            raise ValueError(f"days.{name} must hold numbers from 0 on.")
    return Days(needed, available)


class PinFault(StrEnum):
    """Why a pin cannot be kept."""

    NOT_ELIGIBLE = "not eligible"
    SECOND_SEAT = "a second seat on one pilot"
    SEATS = "more than the seats of the role"
    CAPACITY = "more than the pilots of the expert"
    DAYS = "more than the days of the expert"


class PinImpossible(ValueError):
    """A pin that breaks a rule or a number; places as in the arrays."""

    def __init__(self, place: tuple[int, int, int], fault: PinFault) -> None:
        pilot, role, expert = place
        super().__init__(f"The pin of expert {expert} on pilot {pilot}, role {role}: {fault}.")
        self.pilot, self.role, self.expert, self.fault = pilot, role, expert, fault


def _check_pins(problem: Problem) -> None:
    seats, places = np.zeros_like(problem.demand), np.zeros_like(problem.capacity)
    spent, met = np.zeros(len(places)), set[tuple[int, int]]()
    for pilot, role, expert in problem.pinned.tolist():
        pin = (pilot, role, expert)
        if not problem.eligible[pin]:
            raise PinImpossible(pin, PinFault.NOT_ELIGIBLE)
        if (pilot, expert) in met:
            raise PinImpossible(pin, PinFault.SECOND_SEAT)
        met.add((pilot, expert))
        seats[pilot, role] += 1
        places[expert] += 1
        if seats[pilot, role] > problem.demand[pilot, role]:
            raise PinImpossible(pin, PinFault.SEATS)
        if places[expert] > problem.capacity[expert]:
            raise PinImpossible(pin, PinFault.CAPACITY)
        if problem.days is not None:
            spent[expert] += problem.days.needed[pilot, role]
            if spent[expert] > problem.days.available[expert]:
                raise PinImpossible(pin, PinFault.DAYS)
