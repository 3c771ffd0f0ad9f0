"""Two records of one person, side by side; merged field by field, and split again."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from service.pages.showing import show
from service.render.facts import facts_of
from service.sentences import Sentences
from service.values.searches import ExpertsSought
from service.verbs import merge_experts, roster
from service.verbs.search import find_experts
from service.web.asking import At, Coordinator, language_of, whole_number

router = APIRouter(prefix="/experts/{identity}")
MOST_FOUND = 10


@router.get("/merge")
def whom(request: Request, identity: str, _: Coordinator, at: At, name: str = "") -> Response:
    """Who may be the same person, and a way to find somebody else."""
    found = find_experts(ExpertsSought(words=name), at, MOST_FOUND).items if name.strip() else ()
    return show(
        request,
        "merge_whom.html",
        expert=roster.expert(identity, at).stored.expert,
        doubles=merge_experts.may_be_doubles_of(identity, at),
        found=[one.expert for one in found if one.expert.id != identity],
        name=name,
    )


@router.get("/merge/{other}")
def beside(request: Request, identity: str, other: str, _: Coordinator, at: At) -> Response:
    """The two side by side, with what has to be chosen."""
    pair, sentences = merge_experts.pair(identity, other, at), Sentences(language_of(request))
    sides = (facts_of(one.expert, sentences) for one in (pair.kept, pair.other))
    return show(request, "merge.html", pair=pair, rows=list(zip(*sides, strict=True)), differing=pair.differing)


@router.post("/merge/{other}")
async def merge(request: Request, identity: str, other: str, actor: Coordinator, at: At) -> Response:
    """Merge the two."""
    told = {name: str(value) for name, value in (await request.form()).items()}
    stated = (told.pop("version", ""), told.pop("other_version", ""))
    version, other_version = (whole_number(one) or 0 for one in stated)
    await run_in_threadpool(merge_experts.merge_experts, identity, other, (version, other_version), told, actor, at)
    return RedirectResponse(f"/experts/{identity}", 303)


@router.post("/split")
def split(identity: str, actor: Coordinator, at: At, other: Annotated[str, Form()] = "") -> Response:
    """Split what was merged."""
    merge_experts.split_experts(identity, other, actor, at)
    return RedirectResponse(f"/experts/{identity}", 303)
