"""Measure intake and ranking on exports with known truth, beside plain baselines.

    python -m benchmarks.bench_quality

Prints how many fields are right, whether anybody forbidden is suggested, and how often the people who should come first
do: for the service as it is, and for theme overlap, words, and meaning alone, and without any rule.
"""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.truth import Truth, development, fields, in_own_languages, unseen
from matcher.evidence import Evidence
from matcher.model import SeatList
from matcher.policy import DEFAULT_WEIGHTS, Policy
from matcher.suggesting import Candidates, scored, suggest
from service.asking.evidence import gather_evidence
from service.asking.question import put_question
from service.asking.scene import scene_of
from service.intake.both_forms import Exports
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


def ranking_of(lists: Sequence[SeatList], truth: Truth, exports: Exports) -> Ranking:
    """Measure lists against first choices and forbidden people.

    Somebody who is held counts at the place that they have once a coordinator has cleared them.
    """
    labels = {record.territory.id: record.label for record in exports.territories.records}
    addresses = {record.expert.id: record.expert.email for record in exports.experts.records}
    measured: list[tuple[bool, bool, float]] = []
    forbidden = 0
    for seat_list in lists:
        place = truth.of_territories.get(labels[seat_list.seat.territory.id], {})
        names = [addresses[suggestion.expert] for suggestion in seat_list.suggestions]
        forbidden += sum(name in place.get("forbidden", {}) for name in names)
        for before, held in enumerate(seat_list.held):
            names.insert(held.rank_if_cleared - 1 + before, addresses[held.expert])
        wanted = place.get("first_choices", {}).get(seat_list.seat.role.value, [])
        if wanted:
            measured.append(
                (names[:1] != [] and names[0] in wanted, set(wanted) <= set(names[:2]), _ndcg(names, wanted))
            )
    count = max(1, len(measured))
    first, in_two, ndcg = (
        (sum(column) / count for column in zip(*measured, strict=True)) if measured else (0.0, 0.0, 0.0)
    )
    return Ranking(len(measured), first, in_two, ndcg, forbidden)


def _ndcg(names: Sequence[str], wanted: Sequence[str]) -> float:
    """Discounted gain of the first three, over the best that can be had (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / math.log2(rank + 1) for rank, name in enumerate(names[:AT], start=1) if name in wanted)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(AT, len(wanted)) + 1))


def only(*signals: str) -> Mapping[str, float]:
    """Weights with which these signals alone decide."""
    return {name: 1.0 if name in signals else 0.0 for name in DEFAULT_WEIGHTS}


WAYS: Mapping[str, Mapping[str, float]] = {
    "the service": DEFAULT_WEIGHTS,
    "theme overlap": only("themes"),
    "words only": only("words"),
    "meaning only": only("meaning"),
}


def compare(exports: Exports, truth: Truth, workplace: Workplace) -> dict[str, Ranking]:
    """Rank with every way of ranking, and without rules."""
    scene = scene_of(exports)
    places = tuple(record.territory.id for record in exports.to_be_matched)
    field = put_question(MatchRequest(places, policy=workplace.policy), scene, workplace)
    evidence = gather_evidence(field, scene.profiles(workplace))
    found = {}
    for name, weights in WAYS.items():
        policy = replace(workplace.policy, weights=weights)
        found[name] = ranking_of(_lists(_under(field, policy), evidence), truth, exports)
    found["no rules"] = ranking_of(_lists(_without_rules(field), evidence), truth, exports)
    return found


def _lists(field: Candidates, evidence: Evidence) -> Sequence[SeatList]:
    return suggest(field, scored(field, evidence), 5)


def _under(field: Candidates, policy: Policy) -> Candidates:
    return replace(field, rules=replace(field.rules, policy=policy))


def _without_rules(field: Candidates) -> Candidates:
    everybody = ~field.roster.none()
    return replace(field, verdicts=tuple(replace(verdict, eligible=everybody) for verdict in field.verdicts))


def measure(truth: Truth, workplace: Workplace, tell: Callable[[str], None]) -> dict[str, Any]:
    """Measure one pair of exports and tell what was found."""
    exports = truth.exports(workplace.read_headings)
    right, count, wrong = intake_of(exports, truth)
    tell(f"\n{truth.name}: {right} of {count} fields right ({right / count:.1%})")
    for line in wrong:
        tell(f"   {line}")
    rankings = compare(exports, truth, workplace)
    show(rankings, tell)
    return {"right": right / count, "rankings": rankings}


def show(rankings: Mapping[str, Ranking], tell: Callable[[str], None]) -> None:
    """Tell how well each way of ranking did."""
    tell(f"   {'':16}first   in two   nDCG@3   forbidden   ({rankings['the service'].seats} seats)")
    for name, ranking in rankings.items():
        tell(f"   {name:16}{ranking.first:5.2f}{ranking.in_two:9.2f}{ranking.ndcg:9.3f}{ranking.forbidden:10}")


def main() -> None:
    """Measure the development exports, those that nothing was developed on, and profiles in people's own languages."""
    workplace = wire()
    tell: Callable[[str], None] = lambda line: sys.stdout.write(f"{line}\n")  # noqa: E731
    tell(f"Text model: {workplace.model.identity}")
    for truth in (development(), *unseen()):
        measure(truth, workplace, tell)
    tell("\ndevelopment, English profiles put into their authors' languages")
    retold = in_own_languages(development().exports(workplace.read_headings))
    show(compare(retold, development(), workplace), tell)


if __name__ == "__main__":
    main()
