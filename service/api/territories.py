"""Territories for programs: found, decided about; conflicts of interest; why, and why not."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from matcher.languages import write_need
from matcher.model import ReadingOf, Role, TerritoryStatus
from service.api.shapes import Asked, Limit, passage_json
from service.render.check_json import reading_json
from service.sentences import Sentences
from service.values.conflict_checks import NameAsked
from service.values.json import Json
from service.values.roster import StoredTerritory
from service.values.rulings import ConflictRuling, Ruling
from service.values.searches import Found, FoundTerritory
from service.verbs import readings, roster, rulings, search
from service.verbs.conflict_check import MOST_CHARACTERS, MOST_LINES, check_names
from service.verbs.in_charge import put_in_charge
from service.verbs.why import side_by_side, why
from service.web.asking import At, Coordinator, Language, Reader
from service.web.sought import SoughtTerritories

router = APIRouter(prefix="/api/v1")


class PersonNamed(Asked):
    """Somebody by name, with what else is known of them."""

    name: str = Field(max_length=MOST_CHARACTERS)
    email: str = Field(default="", max_length=MOST_CHARACTERS)
    organisation: str = Field(default="", max_length=MOST_CHARACTERS)


class NamesAsked(Asked):
    """People to check for conflicts of interest."""

    people: list[PersonNamed] = Field(min_length=1, max_length=MOST_LINES)


class StatusAsked(Asked):
    """A status that somebody decides; with `was` only where it still is that."""

    status: TerritoryStatus
    was: TerritoryStatus | None = None


class ChargeAsked(Asked):
    """The account of somebody of the staff who is in charge; null for nobody."""

    account: str | None


class ReadingAsked(Asked):
    """How a sentence of a territory is meant for one role; `words` are those that were read, "" where none were."""

    field: ReadingOf
    role: Role
    words: str = ""
    value: str


class RulingAsked(BaseModel):
    """A decision about a conflict of interest; without a ruling the one in force is taken back."""

    expert: str
    territory: str
    ruling: Ruling | None
    reason: str = ""


def ruling_json(one: ConflictRuling) -> dict[str, Json]:
    """A decision about a conflict of interest."""
    return {
        "expert": one.expert,
        "territory": one.territory,
        "ruling": one.ruling,
        "reason": one.reason,
        "by": one.by,
        "at": one.at.isoformat(),
    }


def found_territories_json(found: Found[tuple[StoredTerritory, FoundTerritory]]) -> dict[str, Json]:
    """Which territories a search found, best first."""
    items: list[Json] = [
        {**territory_json(stored), "passage": passage_json(one.passage)} for stored, one in found.items
    ]
    return {"items": items, "next": None, "count": found.count, "by_meaning": found.by_meaning}


def territory_json(stored: StoredTerritory) -> dict[str, Json]:
    """A territory as coordinators' programs see it."""
    territory = stored.territory
    return {
        "id": territory.id,
        "key": stored.label,
        "name": territory.name,
        "countries": list(territory.countries),
        "roles_wanted": list(territory.roles_wanted),
        "must_languages": {role.value: write_need(need) for role, need in territory.must_languages.items()},
        "readings": [reading_json(one) for one in territory.readings],
        "status": territory.status,
        "status_by": stored.status_by,
        "in_charge": stored.in_charge,
        "may_be_matched": stored.may_be_matched,
        "version": stored.version,
        "changed_at": stored.changed_at.isoformat(),
    }


@router.get("/conflicts")
def get_rulings(_: Reader, at: At) -> dict[str, Any]:
    """The decisions about conflicts of interest that are in force."""
    return {"items": [ruling_json(one) for one in rulings.rulings_in_force(at)]}


@router.post("/conflicts/check")
def check_conflicts(asked: NamesAsked, actor: Coordinator, at: At, language: Language) -> dict[str, Any]:
    """Conflicts of interest of some people with the selected pilots, before anybody is contacted; nothing is kept."""
    people = [NameAsked(one.name, one.email.strip().casefold(), one.organisation) for one in asked.people]
    told = check_names(people, actor, at)
    sentences = Sentences(language).knowing(told.names)
    return {
        "items": [
            {
                "name": one.asked.name,
                "email": one.asked.email,
                "expert": one.expert,
                "standing": one.standing.name.lower(),
                "findings": [
                    {"territory": found.territory, "kind": found.kind.name.lower(), "fact": sentences.write(found.fact)}
                    for found in one.findings
                ],
            }
            for one in told.people
        ]
    }


@router.put("/conflicts")
def put_ruling(asked: RulingAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Decide whether somebody has a conflict of interest with a territory, with a reason, or take it back."""
    if asked.ruling is None:
        rulings.take_back(asked.expert, asked.territory, actor, at)
        return {"expert": asked.expert, "territory": asked.territory, "ruling": None}
    return dict(ruling_json(rulings.rule(asked.expert, asked.territory, asked.ruling, asked.reason, actor, at)))


@router.get("/territories")
def get_territories(
    _: Reader, at: At, sought: SoughtTerritories, after: str | None = None, limit: Limit = 50
) -> dict[str, Any]:
    """Territories by name, some at a time: `next` is what to give as `after` for the next ones.

    With `q` or a condition those that are found, each with the passage that shows why.
    """
    if not sought.is_open:
        return found_territories_json(search.find_territories(sought, at))
    found: roster.Page[StoredTerritory] = roster.territories(at, after, limit)
    return {"items": [territory_json(one) for one in found.items], "next": found.next}


@router.get("/territories/{identity}")
def get_territory(identity: str, _: Reader, at: At) -> dict[str, Any]:
    """One territory."""
    return dict(territory_json(roster.territory(identity, at)))


@router.get("/territories/{identity}/experts/{expert}")
def get_why(identity: str, expert: str, _: Reader, at: At, language: Language) -> dict[str, Any]:
    """Why an expert suits a territory, or why not, role by role, in the shape of `explain --json`."""
    from service.render.match_json import explain_json

    return dict(explain_json(why(expert, identity, at), Sentences(language)))


@router.get("/territories/{identity}/compare/{role}")
def get_comparison(
    identity: str, role: Role, _: Reader, at: At, language: Language, expert: Annotated[Sequence[str], Query()] = ()
) -> dict[str, Any]:
    """Two to four people for one seat, measured on the same scale, each in the shape of `explain --json`."""
    from service.render.match_json import explain_json

    told = side_by_side(expert, identity, role, at)
    return {"items": [explain_json(one, Sentences(language)) for one in told]}


@router.put("/territories/{identity}/readings")
def put_reading(identity: str, asked: ReadingAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Confirm how a territory's text was read, or say how it is meant."""
    told = readings.decide_reading(identity, asked.field, asked.role, asked.words, asked.value, actor, at)
    return dict(territory_json(told))


@router.put("/territories/{identity}/status")
def put_status(identity: str, asked: StatusAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Decide the status of a territory."""
    roster.decide_statuses([roster.StatusDecision(identity, asked.status, asked.was)], actor, at)
    return dict(territory_json(roster.territory(identity, at)))


@router.put("/territories/{identity}/in-charge")
def put_charge(identity: str, asked: ChargeAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Say who is in charge of a territory."""
    put_in_charge({identity: asked.account}, actor, at)
    return dict(territory_json(roster.territory(identity, at)))
