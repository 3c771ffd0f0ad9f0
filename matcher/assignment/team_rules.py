"""The rules on the advisers of one pilot together: as cuts for a solver that broke one, and as gaps for people."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.assignment.pairs import Pairs
from matcher.assignment.problem import Bools, Ints, Problem, Teams

Key = tuple[str, int, int]  # rule, pilot, and the side, residence or organisation
NOBODY = -1  # instead of a side, where there is no team that could come from one


@dataclass(frozen=True, slots=True, eq=False)
class TeamGaps:
    """Team rules that an assignment does not meet."""

    uncovered_sides: Bools  # (pilots, sides): no adviser speaks a language of the side
    one_sided: Bools  # (pilots,): asked for two or more advisers, and none comes from a second side
    same_organisation: Ints  # (pilots,): advisers beyond the first of their organisation

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.uncovered_sides.sum() + self.one_sided.sum() + self.same_organisation.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """One team rule over the pairs of one pilot: at least one of `members` (or, for an organisation, at most one)."""

    key: Key
    members: Ints  # numbers of pairs
    at_most: bool

    @property
    def gap(self) -> Key:
        """What stays unmet with it: a team is one-sided once, whichever the side."""
        rule, pilot, _ = self.key
        return (rule, pilot, NOBODY) if rule == "one side" else self.key


def gaps(problem: Problem, chosen: Bools) -> TeamGaps | None:
    """Name the team rules that chosen seats (pilots, roles, experts) leave unmet; None where there are none at all."""
    if problem.teams is None:
        return None
    sides = np.zeros(problem.teams.side_languages.shape[:2], dtype=np.bool_)
    one_sided, same = np.zeros(len(sides), dtype=np.bool_), np.zeros(len(sides), dtype=np.int64)
    for pilot in range(len(sides)):
        team = np.flatnonzero(chosen[pilot].any(axis=0))
        for rule, _, which in _broken(problem, problem.teams, pilot, team):
            match rule:
                case "side":
                    sides[pilot, which] = True
                case "one side":
                    one_sided[pilot] = True
                case _:
                    same[pilot] += int((problem.teams.organisation[team] == which).sum()) - 1
    return TeamGaps(sides, one_sided, same)


def broken_cuts(problem: Problem, pairs: Pairs, taken: Bools) -> list[Cut]:
    """The rules that the taken pairs break, as cuts over all pairs."""
    if problem.teams is None:
        return []
    cuts = []
    numbers = np.argsort(pairs.pilot, kind="stable")
    starts = np.searchsorted(pairs.pilot[numbers], np.arange(len(problem.demand) + 1))
    for pilot in range(len(problem.demand)):
        mine = numbers[starts[pilot] : starts[pilot + 1]]
        team = pairs.expert[mine[taken[mine]]]
        cuts += [
            Cut(key, mine[_concerned(problem.teams, key, pairs.expert[mine])], key[0] == "organisation")
            for key in _broken(problem, problem.teams, pilot, team)
        ]
    return cuts


def _broken(problem: Problem, teams: Teams, pilot: int, team: Ints) -> Iterator[Key]:
    spoken = teams.speaks[team].any(axis=0)
    if problem.asked[pilot]:
        for side, languages in enumerate(teams.side_languages[pilot]):
            if languages.any() and not (languages & spoken).any():
                yield "side", pilot, side
    if problem.asked[pilot] >= 2 and (one := _only_side(teams, pilot, team)) is not None:
        yield "one side", pilot, one
    codes, counts = np.unique(teams.organisation[team], return_counts=True)
    for code in codes[(counts > 1) & (codes >= 0)]:
        yield "organisation", pilot, int(code)


def _only_side(teams: Teams, pilot: int, team: Ints) -> int | None:
    """The side (or residence) that all of a team come from; None where they come from several or from outside."""
    homes = teams.residence[team]
    if not len(homes):
        return NOBODY
    if (homes < 0).any():
        return None
    if teams.side_residences is None:
        return int(homes[0]) if (homes == homes[0]).all() else None
    whole = teams.side_residences[pilot][:, homes].all(axis=1)
    return int(np.argmax(whole)) if whole.any() else None


def _concerned(teams: Teams, key: Key, experts: Ints) -> Bools:
    """Who helps to meet a rule, or for an organisation who belongs to it: bool along `experts`."""
    rule, pilot, which = key
    if rule == "side":
        return (teams.speaks[experts] & teams.side_languages[pilot, which]).any(axis=1)
    if rule == "organisation":
        return teams.organisation[experts] == which
    if which == NOBODY:
        return np.ones(len(experts), dtype=np.bool_)
    homes = teams.residence[experts]
    inside = homes == which if teams.side_residences is None else teams.side_residences[pilot, which][homes]
    return ~(inside & (homes >= 0))
