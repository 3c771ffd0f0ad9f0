"""Match lists: ask the rules, compare texts, rank, say how it was made."""

from collections.abc import Sequence
from datetime import datetime

from embeddings.passage_index import IDENTITY
from matcher.model import SeatList
from matcher.suggesting import Candidates, scored, suggest
from service.asking.evidence import gather_evidence
from service.asking.profiles import Progress, Reader
from service.asking.question import put_question
from service.asking.scene import Scene
from service.values.answers import MadeWith, MatchedTerritory, MatchList, People, decided_on, named_in
from service.values.requests import MatchRequest
from service.version import VERSION


def make_match_list(
    request: MatchRequest, scene: Scene, reader: Reader, at: datetime, progress: Progress | None = None
) -> MatchList:
    """Rank the eligible experts for every seat that a request means; `at` is the moment that it is made.

    Raises ServiceError where nobody or nothing is left to match.
    """
    field = put_question(request, scene, reader)
    lists = suggest(
        field, scored(field, gather_evidence(field, scene.profiles(reader, progress), progress)), request.top
    )
    return _list_of(lists, field, scene, made_with(request, field, scene, reader, at))


def _list_of(lists: Sequence[SeatList], field: Candidates, scene: Scene, made: MadeWith) -> MatchList:
    by_territory: dict[str, list[SeatList]] = {}
    for one in lists:
        by_territory.setdefault(one.seat.territory.id, []).append(one)
    territories = tuple(MatchedTerritory(scene.territories[place], tuple(its)) for place, its in by_territory.items())
    named = {expert for one in lists for expert in named_in(one)} | set(decided_on(made))
    people = {expert.id: expert for expert in field.roster.experts if expert.id in named}
    suggested = {one.expert for seat in lists for one in seat.suggestions}
    languages = scene.profile_languages(people[one] for one in sorted(suggested))
    return MatchList(territories, scene.provenance.rows, People(people, languages), made)


def made_with(request: MatchRequest, field: Candidates, scene: Scene, reader: Reader, at: datetime) -> MadeWith:
    """Everything needed to make an answer again."""
    policy, provenance = field.rules.policy, scene.provenance
    return MadeWith(
        version=VERSION,
        made_at=at,
        encoder=reader.model.identity,
        index=IDENTITY,
        seed=request.seed,
        settings={
            "top": request.top,
            "required_level": policy.required_level,
            "own_country": policy.own_country,
        },
        entered=request.entered,
        overrides=request.overrides,
        weights={name: round(policy.share(name), 4) for name in policy.weights},
        files=provenance.files,
        revision=provenance.revision,
        experts_read=provenance.experts_read,
        experts_matched=len(field.roster),
        territories_read=provenance.territories_read,
        territories_matched=len({seat.territory.id for seat in field.seats}),
    )
