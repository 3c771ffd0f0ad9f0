"""Measure intake and ranking on sets with known truth, beside plain baselines.

    python -m benchmarks.bench_quality

Prints how many fields are right, whether anybody forbidden is suggested, and how often the people who should come first
do: for the service as it is, and for theme overlap, words, and meaning alone, and without any rule.
"""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.judged import Judged, judged_sets, retold
from benchmarks.truth import Truth, development, fields, only_read, unseen
from matcher.evidence import Evidence
from matcher.model import SeatList
from matcher.policy import DEFAULT_WEIGHTS, Policy
from matcher.suggesting import Candidates, scored, suggest
from service.asking.evidence import gather_evidence
from service.asking.question import put_question
from service.asking.scene import scene_of
from service.intake.rows.both_forms import Exports
from service.render.check_json import check_json
from service.sentences import Sentences
from service.values.requests import MatchRequest
from service.wiring import wire
from service.workplace import Workplace

AT = 3  # of nDCG


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well seats were filled: shares of the seats that name first choices."""

    seats: int
    first: float  # a first choice comes first
    in_two: float  # every first choice is among the first two
    ndcg: float  # at 3
    forbidden: int  # suggestions of somebody whom a rule forbids


def intake_of(exports: Exports, truth: Truth) -> tuple[int, int, Sequence[str]]:
    """Fields right, fields in all, and one line for each that is wrong."""
    checked = check_json(exports, scene_of(exports).findings, Sentences())
    told = list(fields(checked, truth))
    wrong = [f"{one.of}: {one.name}: read {one.read!r}, true {one.true!r}" for one in told if not one.right]
    return len(told) - len(wrong), len(told), wrong


def ranking_of(lists: Sequence[SeatList], judged: Judged) -> Ranking:
    """Measure lists against grades and forbidden people.

    Somebody who is held and whom no rule forbids counts at the place that they have once they are cleared.
    """
    measured: list[tuple[bool, bool, float]] = []
    forbidden = 0
    for seat_list in lists:
        key = (seat_list.seat.territory.id, seat_list.seat.role)
        names = [suggestion.expert for suggestion in seat_list.suggestions]
        forbidden += sum(name in judged.forbidden.get(key, ()) for name in names)
        rightly = [held for held in seat_list.held if held.expert not in judged.forbidden.get(key, ())]
        for before, held in enumerate(rightly):
            names.insert(held.rank_if_cleared - 1 + before, held.expert)
        grades = judged.grades.get(key)
        if grades:
            given = [grades.get(name, 0) for name in names]
            best = max(grades.values())
            wanted = {name for name, grade in grades.items() if grade == best}
            gain = gain_at_three(given, list(grades.values()))
            measured.append((given[:1] == [best], wanted <= set(names[:2]), gain))
    count = max(1, len(measured))
    first_, in_two, ndcg = (
        (sum(column) / count for column in zip(*measured, strict=True)) if measured else (0.0, 0.0, 0.0)
    )
    return Ranking(len(measured), first_, in_two, ndcg, forbidden)


def gain_at_three(grades: Sequence[int], of: Sequence[int]) -> float:
    """Discounted gain (nDCG) of the first three of `grades`, over the best that can be had (Burges et al. 2005)."""
    return _gain(grades) / _gain(sorted(of, reverse=True))


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:AT], start=1))


def only(*signals: str) -> Mapping[str, float]:
    """Weights with which these signals alone decide."""
    return {name: 1.0 if name in signals else 0.0 for name in DEFAULT_WEIGHTS}


WAYS: Mapping[str, Mapping[str, float]] = {
    "the service": DEFAULT_WEIGHTS,
    "theme overlap": only("themes"),
    "words only": only("words"),
    "meaning only": only("meaning"),
}


def compare(judged: Judged, workplace: Workplace) -> dict[str, Ranking]:
    """Rank with every way of ranking, and without rules."""
    field = put_question(MatchRequest(judged.places, policy=workplace.policy), judged.scene, workplace)
    evidence = gather_evidence(field, judged.scene.profiles(workplace))
    found = {}
    for name, weights in WAYS.items():
        policy = replace(workplace.policy, weights=weights)
        found[name] = ranking_of(_lists(_under(field, policy), evidence), judged)
    found["no rules"] = ranking_of(_lists(_without_rules(field), evidence), judged)
    return found


def _lists(field: Candidates, evidence: Evidence) -> Sequence[SeatList]:
    return suggest(field, scored(field, evidence), 5)


def _under(field: Candidates, policy: Policy) -> Candidates:
    return replace(field, rules=replace(field.rules, policy=policy))


def _without_rules(field: Candidates) -> Candidates:
    everybody = ~field.roster.none()
    free = [replace(verdict, eligible=everybody, held=~everybody) for verdict in field.verdicts]
    return replace(field, verdicts=tuple(free))


def show(rankings: Mapping[str, Ranking], tell: Callable[[str], None]) -> None:
    """Tell how well each way of ranking did."""
    tell(f"   {'':16}first   in two   nDCG@3   forbidden   ({rankings['the service'].seats} seats)")
    for name, ranking in rankings.items():
        tell(f"   {name:16}{ranking.first:5.2f}{ranking.in_two:9.2f}{ranking.ndcg:9.3f}{ranking.forbidden:10}")


def main() -> None:
    """Measure the reading of exports, then the ranking of every set, and of profiles in people's own languages."""
    workplace = wire()
    tell: Callable[[str], None] = lambda line: sys.stdout.write(f"{line}\n")  # noqa: E731
    tell(f"Text model: {workplace.model.identity}")
    for truth in (development(), *unseen(), *only_read()):
        right, count, wrong = intake_of(truth.exports(workplace.read_headings), truth)
        tell(f"\n{truth.name}: {right} of {count} fields right ({right / count:.1%})")
        for line in wrong:
            tell(f"   {line}")
    for judged in (*judged_sets(workplace.read_headings), retold(workplace.read_headings)):
        tell(f"\n{judged.name}")
        show(compare(judged, workplace), tell)


if __name__ == "__main__":
    main()
