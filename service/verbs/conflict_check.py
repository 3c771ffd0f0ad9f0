"""Check a pasted list of names for conflicts of interest before anybody is contacted; nothing of it is kept.

Whoever is on the list is told of by what is stored, anybody else by what was written of them alone. Of whoever does not
agree to be processed nothing is computed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from matcher.conflicts import find_conflicts
from matcher.findings import ConflictFindings
from matcher.messages import say
from matcher.model import Expert, Territory, TerritoryStatus
from matcher.person_names import name_key
from service.errors import ServiceError
from service.store import audit, people, rulings
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.conflict_checks import ConflictCheck, Finding, Kind, NameAsked, NameChecked, Standing
from service.values.rulings import ConflictRuling, Ruling
from service.verbs.scenes import current_scene
from service.workplace import Workplace

MOST_LINES, MOST_CHARACTERS = 300, 300


def names_of(text: str) -> Sequence[NameAsked]:
    """The people of a pasted text, one a line: a name, then address and organisation with semicolons or tabs between.

    Raises ServiceError where there is none, there are too many, or a line is too long.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip(" ;\t")]
    if not lines:
        raise ServiceError(say("Paste the names to check, one a line"))
    if len(lines) > MOST_LINES:
        raise ServiceError(say("Check at most {most} names at once", most=MOST_LINES))
    for number, line in enumerate(lines, start=1):
        if len(line) > MOST_CHARACTERS:
            raise ServiceError(say("Line {number} is too long to be a name", number=number))
    return [_asked(line) for line in lines]


def _asked(line: str) -> NameAsked:
    parts = [" ".join(part.split()) for part in re.split(r"[;\t]", line) if part.strip()]
    email = next((part for part in parts if "@" in part), "")
    others = [part for part in parts if part != email]
    return NameAsked(others[0] if others else "", email.strip("<>").casefold(), " ".join(others[1:]))


def check_names(asked: Sequence[NameAsked], actor: Actor, workplace: Workplace) -> ConflictCheck:
    """What stands between each and the selected pilots, or all territories that may be matched where none is.

    That it was asked is noted, with how many names and none of them.
    """
    scene = current_scene(workplace)
    places = _looked_at(tuple(scene.territories.values()))
    with reading(workplace.database) as database:
        stored = list(people.all_of(database).values())
        ruled = rulings.all_of(database, list(places))
    by_address = {address: one.expert for one in stored for address in one.expert.addresses}
    by_name: dict[str, list[Expert]] = {}
    for one in stored:
        by_name.setdefault(name_key(one.expert.name), []).append(one.expert)
    told: list[NameChecked] = []
    for number, line in enumerate(asked):
        key = name_key(line.name)
        named = by_name.get(key, []) if key else []
        known = [by_address[line.email]] if line.email in by_address else named
        told += [_known(line, expert, scene.findings, ruled, places) for expert in known]
        if not known:
            told.append(_unknown(line, _unlisted(number), tuple(places.values())))
    with writing(workplace.database) as database:
        audit.note(database, Line(workplace.clock(), actor.key, Deed.CHECKED, Thing.TERRITORY, "", str(len(asked))))
    written = {_unlisted(number): line.name or line.email for number, line in enumerate(asked)}
    names = {**{key: place.name for key, place in places.items()}, **scene.names, **written}
    return ConflictCheck(told, names)


def _looked_at(territories: Sequence[Territory]) -> Mapping[str, Territory]:
    selected = [one for one in territories if one.status is TerritoryStatus.SELECTED]
    return {one.id: one for one in selected or territories}


def _known(
    asked: NameAsked,
    expert: Expert,
    found: ConflictFindings,
    ruled: Sequence[ConflictRuling],
    places: Mapping[str, Territory],
) -> NameChecked:
    if not expert.consent_process:
        return NameChecked(asked, Standing.WITHHELD, None, ())
    cleared = {one.territory: one for one in ruled if one.expert == expert.id and one.ruling is Ruling.NO_CONFLICT}
    decided = [
        Finding(one.territory, Kind.CONFLICT, say("Decided: {reason}", reason=one.reason))
        for one in ruled
        if one.expert == expert.id and one.ruling is Ruling.CONFLICT
    ]
    computed = [
        Finding(one.territory, Kind.CLEARED, say("Decided: {reason}", reason=cleared[one.territory].reason))
        if one.territory in cleared
        else one
        for one in _findings(expert.id, found, places)
    ]
    return NameChecked(asked, Standing.LISTED, expert.id, tuple(dict.fromkeys((*decided, *computed))))


def _unlisted(number: int) -> str:
    """What somebody who is not on the list is called while they are checked."""
    return f"line {number}"


def _unknown(asked: NameAsked, identity: str, territories: Sequence[Territory]) -> NameChecked:
    person = Expert(identity, asked.name, asked.email, organisation=asked.organisation)
    found = find_conflicts([person], territories)
    places = {one.id: one for one in territories}
    return NameChecked(asked, Standing.UNLISTED, None, tuple(_findings(person.id, found, places)))


def _findings(expert: str, found: ConflictFindings, places: Mapping[str, Territory]) -> Iterator[Finding]:
    for conflict in found.conflicts:
        if conflict.expert == expert and conflict.territory in places:
            yield Finding(conflict.territory, Kind.CONFLICT, conflict.fact)
    for doubt in found.doubts:
        if doubt.expert == expert and (doubt.territory is None or doubt.territory in places):
            yield Finding(doubt.territory, Kind.QUESTION if doubt.question else Kind.REMARK, doubt.reason)
