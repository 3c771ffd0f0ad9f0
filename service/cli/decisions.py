"""The mini-language of decisions about conflicts: "expert=territory; reason"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matcher.findings import EnteredConflict
from matcher.messages import say
from service.asking.scene import Scene
from service.cli.finding import find_expert, find_territory
from service.errors import ServiceError
from service.intake.rows.both_forms import Exports
from service.values.requests import MatchRequest, Override


def with_decisions(
    request: MatchRequest, conflicts: Sequence[str], overrides: Sequence[str], exports: Exports, scene: Scene
) -> MatchRequest:
    """The request with what a coordinator decided about conflicts, in their own words.

    Raises ServiceError where one names nobody, has no reason, or overrides a conflict that there is none of.
    """
    entered = tuple(EnteredConflict(*told) for _, *told in _decided(conflicts, exports))
    known = {(one.expert, one.territory) for one in scene.findings.conflicts}
    known |= {(one.expert, one.territory) for one in entered}
    known |= {
        (one.expert, territory)
        for one in scene.findings.doubts
        for territory in (scene.territories if one.territory is None else (one.territory,))
    }
    overridden = []
    for stated, expert, territory, reason in _decided(overrides, exports):
        if (expert, territory) not in known:
            raise ServiceError(say('"{stated}": there is no conflict of interest or question to decide', stated=stated))
        overridden.append(Override(expert, territory, reason))
    return replace(request, entered=entered, overrides=tuple(overridden))


def _decided(statements: Sequence[str], exports: Exports) -> Iterator[tuple[str, str, str, str]]:
    """Each statement as it stands, with expert and territory by id, and the reason."""
    for stated in statements:
        place, reason = split_reason(stated)
        person, territory = split_pair(place)
        expert = find_expert(exports.experts.records, person)
        yield stated, expert.id, find_territory(exports.territories.records, territory).territory.id, reason


def split_reason(stated: str) -> tuple[str, str]:
    """Cut "what; reason". Raises ServiceError where the reason is missing: nothing is decided without one."""
    place, _, reason = stated.partition(";")
    if not reason.strip():
        raise ServiceError(say('"{stated}": it needs its reason after a semicolon', stated=stated))
    return place, reason.strip()


def split_pair(stated: str) -> tuple[str, str]:
    """Cut "expert=territory". Raises ServiceError where there is nothing to cut."""
    person, equals, place = stated.partition("=")
    if not equals:
        raise ServiceError(say('"{stated}": write it as expert=territory', stated=stated))
    return person, place
