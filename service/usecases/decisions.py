"""What a coordinator decided about conflicts of interest: one that no form tells, or one that does not hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from matcher.conflicts import Conflict, Link, entered_fact
from matcher.messages import say
from service.errors import ServiceError
from service.usecases.finding import find_expert, find_territory
from service.usecases.read_exports import Exports


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions in the coordinator's own words: "expert=territory; reason"."""

    conflicts: Sequence[str] = field(default=())  # entered
    overrides: Sequence[str] = field(default=())  # found conflicts that do not hold


NO_DECISIONS = Decisions()


def with_entered(exports: Exports, decisions: Decisions) -> Exports:
    """The exports with the conflicts that a coordinator entered. Raises ServiceError where one names nobody."""
    entered = [
        Conflict(expert, territory, Link.COORDINATOR, entered_fact(reason))
        for (expert, territory), reason in _decided(decisions.conflicts, exports).items()
    ]
    findings = replace(exports.findings, conflicts=(*exports.findings.conflicts, *entered))
    return replace(exports, findings=findings)


def overridden(exports: Exports, decisions: Decisions) -> Mapping[tuple[str, str], str]:
    """The reasons for overriding conflicts, by expert and territory.

    Raises ServiceError where one names nobody, or a pair that has no conflict.
    """
    decided = _decided(decisions.overrides, exports)
    known = {(conflict.expert, conflict.territory) for conflict in exports.findings.conflicts}
    for stated, pair in zip(decisions.overrides, decided, strict=True):
        if pair not in known:
            raise ServiceError(say('"{stated}": there is no conflict of interest to override', stated=stated))
    return decided


def _decided(statements: Sequence[str], exports: Exports) -> dict[tuple[str, str], str]:
    decided = {}
    for stated in statements:
        place, reason = split_reason(stated)
        person, territory = split_pair(place)
        expert = find_expert(exports.experts.records, person)
        record = find_territory(exports.territories.records, territory)
        decided[expert.id, record.territory.id] = reason
    return decided


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
