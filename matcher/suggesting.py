"""Match lists: for each seat the eligible, best first, with reasons; the refused, with facts; the empty, with why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.diagnosis import diagnose
from matcher.eligibility import RuleBook, Verdict, judge, questions, refusals
from matcher.evidence import Evidence
from matcher.findings import ConflictFindings
from matcher.flags import FlagContext, flags_of
from matcher.messages import Message, Terms, Vocabulary, say
from matcher.model import Held, Seat, SeatList, Suggestion, Territory
from matcher.policy import Policy
from matcher.roster import Bools, Ints, Roster
from matcher.scoring import Scores, score, strength
from matcher.signals import View

MOST_LEVEL = 3  # people whom a flag names


def seats_of(territories: Iterable[Territory]) -> tuple[Seat, ...]:
    """One seat for each territory and role that it wants, in the order in which they are given."""
    return tuple(Seat(territory, role) for territory in territories for role in territory.roles_wanted)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Seats and people under rules, before anything is known of their texts."""

    seats: tuple[Seat, ...]
    roster: Roster
    rules: RuleBook
    flags: FlagContext
    verdicts: tuple[Verdict, ...]

    @property
    def eligible(self) -> Bools:
        """Who may be suggested where, shape (seats, experts): the pairs whose texts are worth comparing."""
        if not self.verdicts:
            return np.zeros((0, len(self.roster)), dtype=bool)
        return np.vstack([verdict.eligible for verdict in self.verdicts])


def candidates(
    seats: Sequence[Seat],
    roster: Roster,
    policy: Policy,
    findings: ConflictFindings,
    known: FlagContext | None = None,
) -> Candidates:
    """Ask the hard rules about every expert for every seat.

    `known` says what was not read, for the flags; policy and doubts are put into it here.
    """
    rules = RuleBook.of(policy, findings, (seat.territory.id for seat in seats))
    flags = replace(known or FlagContext(), policy=policy, doubts=_doubts_by_pair(seats, findings))
    return Candidates(tuple(seats), roster, rules, flags, tuple(judge(seat, roster, rules) for seat in seats))


def _doubts_by_pair(seats: Iterable[Seat], findings: ConflictFindings) -> Mapping[tuple[str, str], Sequence[Message]]:
    territories = {seat.territory.id for seat in seats}
    by_pair: dict[tuple[str, str], list[Message]] = {}
    for doubt in findings.doubts:
        for territory in territories if doubt.territory is None else {doubt.territory}:
            by_pair.setdefault((territory, doubt.expert), []).append(doubt.reason)
    return by_pair


def scored(field: Candidates, evidence: Evidence) -> tuple[Scores, ...]:
    """Score everybody for every seat, once; lists, rounds and explanations all read from it."""
    policy = field.rules.policy
    return tuple(score(View(seat, row, field.roster, evidence, policy)) for row, seat in enumerate(field.seats))


def suggest(field: Candidates, scores: Sequence[Scores], top: int) -> tuple[SeatList, ...]:
    """Rank the eligible of each seat and keep the `top` best, every one with its reasons.

    Ties are broken by the roster's lots, so that the order of rows changes nothing.
    """
    return tuple(_seat_list(field, scores[row], row, top) for row in range(len(field.seats)))


def _seat_list(field: Candidates, scores: Scores, row: int, top: int) -> SeatList:
    verdict, roster = field.verdicts[row], field.roster
    order = ranked(verdict.eligible, scores, roster)
    offered = np.flatnonzero(verdict.offered & ~verdict.eligible)
    return SeatList(
        seat=verdict.seat,
        suggestions=tuple(suggestion(field, scores, order, int(place)) for place in order[:top]),
        refusals=refusals(verdict, roster, field.rules, [int(place) for place in offered]),
        eligible=int(verdict.eligible.sum()),
        held=_held(field, scores, verdict),
        diagnosis=diagnose(verdict, roster, field.rules),
    )


def _held(field: Candidates, scores: Scores, verdict: Verdict) -> tuple[Held, ...]:
    """Whom questions stand against, best first, with the rank that each alone would have."""
    roster, rules, total = field.roster, field.rules, scores.total
    held = [int(place) for place in ranked(verdict.held, scores, roster)]
    better = [int((verdict.eligible & (total > total[place])).sum()) for place in held]
    return tuple(
        Held(roster.experts[place].id, before + 1, questions(verdict, roster, rules, place))
        for place, before in zip(held, better, strict=True)
    )


def ranked(eligible: Bools, scores: Scores, roster: Roster) -> Ints:
    """The places of the eligible, best score first."""
    places = np.flatnonzero(eligible)
    return places[np.lexsort((roster.lot[places], -scores.total[places]))]


def suggestion(field: Candidates, scores: Scores, order: Ints, place: int) -> Suggestion:
    """Suggest somebody by place, with the rank among `order` (0 where a rule refuses), reasons and flags."""
    expert, total = field.roster.experts[place], float(scores.total[place])
    flags = flags_of(scores.view.seat, expert, field.flags)
    found = np.flatnonzero(order == place)
    rank = int(found[0]) + 1 if len(found) else 0
    if rank and len(order) == 1:
        flags = (*flags, say("The only person who may be suggested for this seat"))
    parts = scores.parts(place)
    unknown = tuple(one.name for one in parts if one.value is None)
    if unknown:
        flags = (
            *flags,
            say("Not known, and counted as the average: {signals}", signals=Terms(Vocabulary.SIGNAL, unknown)),
        )
    level = level_with(place, order, scores) if rank else ()
    if level:
        flags = (*flags, say("Almost level with: {names}", names=Terms(Vocabulary.PERSON, level)))
    noise = float(scores.noise[place])
    return Suggestion(rank, expert.id, total, strength(total), parts, flags, noise)


def level_with(place: int, order: Ints, scores: Scores) -> tuple[str, ...]:
    """Those whose scores differ by no more than the noise of both: which of them comes first tells nothing."""
    apart = np.abs(scores.total[order] - scores.total[place])
    near = order[(apart <= np.hypot(scores.noise[order], scores.noise[place])) & (order != place)]
    return tuple(scores.view.roster.experts[int(other)].id for other in near[:MOST_LEVEL])


def explain(field: Candidates, scores: Sequence[Scores], row: int, expert: str) -> SeatList:
    """Say what rules and signals have to tell of one expert for the seat in `row`.

    The answer has that expert alone: the broken rules, "role" among them, as refusals, and a suggestion whose rank is
    the person's rank among the eligible, or 0 where a rule refuses. Raises KeyError where the roster lacks the expert.
    """
    verdict, roster = field.verdicts[row], field.roster
    place = roster.place[expert]
    order = ranked(verdict.eligible, scores[row], roster)
    return SeatList(
        seat=verdict.seat,
        suggestions=(suggestion(field, scores[row], order, place),),
        refusals=refusals(verdict, roster, field.rules, [place]),
        eligible=len(order),
        held=tuple(one for one in _held(field, scores[row], verdict) if one.expert == expert),
    )
