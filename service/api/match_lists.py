"""Match lists for programs, and the jobs that make what takes long."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from matcher.model import Role
from service.api.shapes import Asked, Limit
from service.render.match_json import match_json
from service.sentences import Sentences
from service.store.lists import ListSummary
from service.values.jobs import JobKind
from service.values.json import Json
from service.verbs import jobs, match_lists
from service.verbs.dossiers import dossier_of_list
from service.verbs.match_lists import find_list
from service.verbs.renditions import rendered
from service.web.asking import At, Coordinator, Language, Reader, Wake
from service.workplace import Workplace

router = APIRouter(prefix="/api/v1")


class ListAsked(Asked):
    """A match list that a program asks for."""

    territories: list[str] = Field(default=[], max_length=1_000)  # ids or names; none: all that may be matched
    roles: list[Role] = Field(default=[])  # none: those that each territory asks for
    seed: int | None = None
    top: Annotated[int, Field(ge=1, le=100)] | None = None


class NameAsked(Asked):
    """What a list is to be called; "" for nothing."""

    name: str


def list_json(one: ListSummary) -> dict[str, Json]:
    """A match list without what is in it."""
    return {
        "id": one.id,
        "name": one.name,
        "territories": list(one.territories),
        "by": one.by,
        "made_at": one.made_at.isoformat(),
    }


@router.post("/match-lists", status_code=201)
def post_list(
    asked: ListAsked,
    actor: Coordinator,
    at: At,
    wake: Wake,
    language: Language,
    refused: Annotated[str, Query(pattern="^(names|counts)$")] = "",
) -> Response:
    """Make a match list: 201 with the list, or 202 with the job that makes it where many texts are to be read first."""
    request = match_lists.request_for(asked.territories, asked.roles, at, seed=asked.seed, top=asked.top)
    if match_lists.takes_long(request, at):
        job = jobs.queue(request, actor, at)
        wake(job)
        body = {"job": job, "state": "queued"}
        return JSONResponse(body, 202, {"location": f"/api/v1/jobs/{job}", "retry-after": "1"})
    identity = match_lists.make_list(request, actor.key, at)
    location = {"location": f"/api/v1/match-lists/{identity}"}
    return Response(list_body(identity, at, language, refused), 201, location, "application/json")


@router.get("/match-lists/{identity}")
def get_list(
    identity: str,
    _: Reader,
    at: At,
    language: Language,
    refused: Annotated[str, Query(pattern="^(names|counts)$")] = "",
) -> Response:
    """A match list, in the shape of `match --json`."""
    return Response(list_body(identity, at, language, refused), media_type="application/json")


@router.get("/match-lists/{identity}/dossier")
def get_dossier(
    identity: str, actor: Coordinator, at: At, language: Language, territory: str = "", role: Role | None = None
) -> Response:
    """Everything that a list, or a territory or seat of it, rests on; `territory-match verify` checks it offline."""
    content = dossier_of_list(identity, territory, role, Sentences(language), actor, at)
    return Response(content, media_type="application/json")


@router.get("/match-lists")
def get_lists(_: Reader, at: At, limit: Limit = 50) -> dict[str, Any]:
    """The lists that were made last, newest first."""
    return {"items": [list_json(one) for one in match_lists.latest_lists(at, limit)]}


@router.patch("/match-lists/{identity}")
def patch_list(identity: str, asked: NameAsked, actor: Coordinator, at: At) -> dict[str, str]:
    """Give a list a name; nothing else of it ever changes."""
    return {"id": identity, "name": match_lists.name_list(identity, asked.name, actor, at)}


@router.get("/jobs/{identity}")
def get_job(identity: str, _: Reader, at: At, language: Language) -> dict[str, Any]:
    """How far a job is; once it is done, `match_list` is the id of its list; a round has `round` and `version`."""
    return job_json(identity, at, language)


@router.delete("/jobs/{identity}")
def delete_job(identity: str, _: Coordinator, at: At, language: Language) -> dict[str, Any]:
    """Ask a job to stop."""
    jobs.cancel_job(identity, at)
    return job_json(identity, at, language)


def job_json(identity: str, at: Workplace, language: str) -> dict[str, Any]:
    """A job as programs read it."""
    from service.sentences import Sentences

    told = jobs.find_job(identity, at)
    sentences = Sentences(language, jobs.names_in_failure(told, at))
    made: dict[str, Any] = {"match_list": told.result}
    if told.kind in {JobKind.ROUND, JobKind.FALLS}:
        round_id, _, number = (told.result or "").partition("/")
        made = {"round": round_id or None, "version": int(number) if number else None, "stage": told.stage}
    return {
        "id": told.id,
        "state": told.state,
        "done": told.done,
        "total": told.total,
        **made,
        "failure": sentences.write(told.failure) if told.failure else None,
    }


NAMED = {"names": True, "counts": False, "": None}


def list_body(identity: str, at: Workplace, language: str, refused: str) -> bytes:
    """A list as JSON; `refused` is names, counts, or "" for what suits its size.

    Raises NotFound where there is no such list.
    """

    def written() -> bytes:
        shown = find_list(identity, at, named=NAMED[refused])
        told = match_json(shown.list, Sentences(language), counts=None if shown.named else shown.counts)
        return json.dumps({"id": identity, **told}, ensure_ascii=False).encode()

    return rendered(identity, f"{language} {refused}", at, written)
