"""People for programs: found, added, corrected, merged, erased."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import Field

from service.api.shapes import AnswersAsked, AnswersChanged, Asked, Limit, Sure, about_json, passage_json
from service.values.json import Json
from service.values.roster import StoredExpert
from service.values.searches import Found, FoundExpert
from service.verbs import access, edit_expert, merge_experts, roster, search
from service.verbs.audit_trail import note_look
from service.verbs.erase import erase
from service.verbs.load import LoadView, loads
from service.web.asking import At, Coordinator, Reader, WholeNumber
from service.web.sought import SoughtExperts

router = APIRouter(prefix="/api/v1")


class EditDecided(Asked):
    """What counts: what was entered, or what a later form says."""

    take: Literal["entered", "form"]


class MergeAsked(Asked):
    """Another record of the same person, the versions of both that were seen, and the fields to take from the other."""

    other: str
    version: WholeNumber
    other_version: WholeNumber
    take_from_other: list[str] = Field(default=[])


class SplitAsked(Asked):
    """The record that is to stand on its own again."""

    other: str


def found_experts_json(found: Found[FoundExpert]) -> dict[str, Json]:
    """Whom a search found, best first, each with the passage that shows why."""
    items: list[Json] = [{**about_json(one.expert), "passage": passage_json(one.passage)} for one in found.items]
    return {"items": items, "next": None, "count": found.count, "by_meaning": found.by_meaning}


def expert_json(stored: StoredExpert) -> dict[str, Json]:
    """Somebody as coordinators' programs see them."""
    version: dict[str, Json] = {"version": stored.version, "changed_at": stored.changed_at.isoformat()}
    return {**about_json(stored.expert), **version}


@router.get("/experts")
def get_experts(
    _: Reader, at: At, sought: SoughtExperts, after: str | None = None, limit: Limit = 50, name: str = ""
) -> dict[str, Any]:
    """Experts by name, some at a time: `next` is what to give as `after` for the next ones.

    With `q` or a condition the best `limit` of whoever is found, each with the passage that shows why, and how many
    there are.
    """
    if not sought.is_open:
        return found_experts_json(search.find_experts(sought, at, limit))
    found: roster.Page[StoredExpert] = roster.experts(at, after, limit, name)
    return {"items": [expert_json(one) for one in found.items], "next": found.next}


@router.get("/experts/load")
def get_load(_: Reader, at: At, view: LoadView = LoadView.EVERYBODY) -> dict[str, Any]:
    """Who is asked how much, whoever was not asked for longest first; whom nobody asks, and which rules refuse them."""
    told = loads(view, at)
    items = [
        {
            "id": one.expert.id,
            "name": one.expert.name,
            "open": one.asks.open,
            "accepted": one.asks.accepted,
            "declined": one.asks.declined,
            "last_asked": one.asks.last_asked.isoformat() if one.asks.last_asked else None,
            "again_after": one.asks.again_after.isoformat() if one.asks.again_after else None,
            "seats": one.placed,
            "may_take": one.chances.eligible,
            "of_seats": one.chances.seats,
            "refused_by": {rule.value: count for rule, count in one.chances.refused_by.items()},
        }
        for one in told.people
    ]
    return {"items": items, "counts": {each.value: count for each, count in told.counts.items()}}


@router.get("/experts/{identity}")
def get_expert(identity: str, actor: Reader, at: At) -> dict[str, Any]:
    """One expert; that it was looked at is noted in the audit."""
    told = dict(expert_json(roster.expert(identity, at).stored))
    note_look(identity, actor, at)
    return told


@router.post("/experts", status_code=201)
def post_expert(asked: AnswersAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Add somebody who has not registered yet: nothing is computed about them before they give their consent."""
    identity = edit_expert.add_expert(asked.answers, actor, at)
    return dict(expert_json(roster.expert(identity, at).stored))


@router.patch("/experts/{identity}")
def patch_expert(identity: str, asked: AnswersChanged, actor: Coordinator, at: At) -> dict[str, Any]:
    """Correct answers of somebody, as a form would be answered; 409 where they were changed since `version`."""
    return dict(expert_json(edit_expert.edit_expert(identity, asked.version, asked.answers, actor, at)))


@router.post("/experts/{identity}/merge")
def post_merge(identity: str, asked: MergeAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Merge another record of the same person into this one, field by field; 409 where one was changed meanwhile."""
    take = dict.fromkeys(asked.take_from_other, "other")
    versions = (asked.version, asked.other_version)
    return dict(expert_json(merge_experts.merge_experts(identity, asked.other, versions, take, actor, at)))


@router.post("/experts/{identity}/split")
def post_split(identity: str, asked: SplitAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Split a record that was merged into this one from it again."""
    merge_experts.split_experts(identity, asked.other, actor, at)
    return dict(expert_json(roster.expert(identity, at).stored))


@router.put("/experts/{identity}/edits/{field}")
def put_edit(identity: str, field: str, asked: EditDecided, actor: Coordinator, at: At) -> dict[str, Any]:
    """Decide where a later form says something else than what was entered."""
    edit_expert.decide_edit(identity, field, asked.take == "form", actor, at)
    return dict(expert_json(roster.expert(identity, at).stored))


@router.post("/experts/{identity}/links", status_code=201)
def post_link(identity: str, actor: Coordinator, at: At) -> dict[str, str]:
    """Make a link for an expert; it is told once."""
    return {"path": f"/in/{access.link_for_expert(identity, actor, at)}"}


@router.delete("/experts/{identity}")
def delete_expert(identity: str, actor: Coordinator, at: At, sure: Sure) -> dict[str, int]:
    """Erase somebody for good, at their wish; says of how many lists, versions and waiting imports."""
    told = erase(identity, actor, at)
    return {"match_lists": told.lists, "round_versions": told.rounds, "imports_dropped": told.imports}
