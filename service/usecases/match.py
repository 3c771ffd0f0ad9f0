"""Make match lists from form exports: read, ask the rules, compare texts, rank, say how it was made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from embeddings.passage_index import IDENTITY
from matcher.messages import say
from matcher.model import Seat, SeatList
from matcher.roster import Roster
from matcher.suggesting import Candidates, candidates, seats_of, suggest
from service.answers import MadeWith, MatchAnswer, MatchedTerritory, People
from service.errors import ServiceError
from service.house import House
from service.intake import IntakeOptions, TerritoryRecord
from service.intake.problems import Problem
from service.usecases.decisions import NO_DECISIONS, Decisions, overridden, with_entered
from service.usecases.evidence import gather_evidence, profile_languages, unread_profiles
from service.usecases.read_exports import Exports, read_exports
from service.version import VERSION

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """What a coordinator asks for: exports of the two forms, and how to read them."""

    experts: Sequence[Path]
    territories: Sequence[Path]
    options: IntakeOptions
    decisions: Decisions = NO_DECISIONS


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Exports turned into seats and candidates, with the rules already asked."""

    exports: Exports
    records: tuple[TerritoryRecord, ...]  # those that are matched
    field: Candidates
    decisions: Decisions


def make_match_lists(
    request: MatchRequest, house: House, progress: Progress
) -> tuple[MatchAnswer, tuple[Problem, ...]]:
    """Rank the eligible experts for every seat of every territory that is to be matched.

    Returns the lists and the intake report. Raises ServiceError where a file cannot be read or nothing is left to
    match.
    """
    exports = read_exports(request.experts, request.territories, request.options)
    question = put_question(exports, matched(exports), house, request.decisions)
    evidence = gather_evidence(question.field, house, progress)
    lists = suggest(question.field, evidence, house.settings.top)
    return _answer(question, lists, house), exports.problems


def matched(exports: Exports) -> tuple[TerritoryRecord, ...]:
    """The applications that are to be matched: valid and selected. Raises ServiceError where none is left."""
    records = tuple(record for record in exports.territories.records if record.to_be_matched)
    if not records:
        raise ServiceError(say("No application is left to match; the check command says what each one misses"))
    return records


def put_question(
    exports: Exports,
    records: tuple[TerritoryRecord, ...],
    house: House,
    decisions: Decisions,
    seats: Sequence[Seat] | None = None,
) -> Question:
    """Ask the rules about everybody who agreed to be processed, for `seats` or all that the territories want.

    Raises ServiceError where nobody agreed, or a decision names nobody.
    """
    exports = with_entered(exports, decisions)
    policy = replace(house.policy, conflict_overrides=overridden(exports, decisions))
    agreed = (record.expert for record in exports.experts.records if record.expert.consent_process)
    roster = Roster(agreed, house.settings.seed)
    if not roster.experts:
        raise ServiceError(say("No expert is left to match: nobody in the export agrees to the processing"))
    asked = seats_of(record.territory for record in records) if seats is None else seats
    field = candidates(asked, roster, policy, exports.findings, unread_profiles(roster.experts, house))
    return Question(exports, records, field, decisions)


def _answer(question: Question, lists: Sequence[SeatList], house: House) -> MatchAnswer:
    by_territory: dict[str, list[SeatList]] = {record.territory.id: [] for record in question.records}
    for seat_list in lists:
        by_territory[seat_list.seat.territory.id].append(seat_list)
    territories = tuple(
        MatchedTerritory(record.territory, record.label, record.place.row, tuple(by_territory[record.territory.id]))
        for record in question.records
    )
    named = {key for seat_list in lists for key in _named(seat_list)}
    people = {expert.id: expert for expert in question.field.roster.experts if expert.id in named}
    suggested = {one.expert for seat_list in lists for one in seat_list.suggestions}
    languages = profile_languages(people[key] for key in sorted(suggested))
    return MatchAnswer(territories, People(people, languages), made_with(question, house))


def _named(seat_list: SeatList) -> Iterable[str]:
    yield from (suggestion.expert for suggestion in seat_list.suggestions)
    yield from (refusal.expert for refusal in seat_list.refusals)


def made_with(question: Question, house: House) -> MadeWith:
    """Everything needed to make an answer again."""
    exports, policy = question.exports, house.policy
    return MadeWith(
        version=VERSION,
        made_at=house.clock(),
        encoder=house.model.identity,
        index=IDENTITY,
        seed=house.settings.seed,
        settings={
            "top": house.settings.top,
            "required_level": policy.required_level,
            "own_country": policy.own_country,
            "conflicts_entered": " | ".join(question.decisions.conflicts),
            "conflicts_overridden": " | ".join(question.decisions.overrides),
        },
        weights={name: round(policy.share(name), 4) for name in policy.weights},
        files=(*exports.experts.files, *exports.territories.files),
        experts_read=len(exports.experts.records),
        experts_matched=len(question.field.roster),
        territories_read=len(exports.territories.records),
        territories_matched=len(question.records),
    )
