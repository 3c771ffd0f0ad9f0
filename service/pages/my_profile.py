"""The expert's own profile, to be corrected by themself."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from service.pages.edit_expert import form_of, save_answers, told_in
from service.values.actors import Actor
from service.verbs.edit_expert import editable
from service.web.asking import AnExpert, At
from service.workplace import Workplace

router = APIRouter(prefix="/me/profile")


@router.get("")
def edit(request: Request, actor: AnExpert, at: At) -> Response:
    """What is known of the expert, to be changed."""
    known = editable(actor.expert or "", at)
    return form_of(request, known, known.answers, known.stored.version, own=True)


@router.post("")
async def save(request: Request, actor: AnExpert, at: At) -> Response:
    """Save what was changed."""
    told = await told_in(request)
    return await run_in_threadpool(_save, request, told, actor, at)


def _save(request: Request, told: dict[str, str], actor: Actor, at: Workplace) -> Response:
    refused = save_answers(request, actor.expert or "", told, actor, at)
    return refused or RedirectResponse("/me/data?said=profile", 303)
