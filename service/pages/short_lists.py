"""The page of a pilot's contact: who is suggested for their territory and why, and what they say of it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message, say
from matcher.model import ReadingOf, Role
from service.errors import NotFound, ServiceError
from service.pages.showing import show
from service.values.actors import Actor
from service.values.short_lists import Liking
from service.verbs import short_lists
from service.web.asking import At, Contact
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter(prefix="/pilot")


@router.get("")
def mine(request: Request, actor: Contact, at: At, kept: str = "") -> Response:
    """The short list, and what was said of it."""
    return _page(request, actor, at, kept=kept)


@router.post("/words")
def comment(
    request: Request,
    actor: Contact,
    at: At,
    role: Annotated[str, Form()] = "",
    expert: Annotated[str, Form()] = "",
    liking: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """Say something of somebody, or of the whole list; what cannot be kept is said where it was written."""
    try:
        about = Role(role) if role in set(Role) else None
        chosen = Liking(liking) if liking in set(Liking) else None
        short_lists.comment(about, expert or None, chosen, words, actor, at)
    except NotFound:
        raise
    except ServiceError as error:
        status, _ = status_and_code(error)
        return _page(request, actor, at, status, error=error.message, of=f"{role}-{expert}")
    return RedirectResponse(f"/pilot?kept={role}-{expert}#s-{role}-{expert}", 303)


@router.post("/readings")
def confirm(
    actor: Contact,
    at: At,
    field: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """Say that a wish was read as it is meant."""
    try:
        about = ReadingOf(field), Role(role)
    except ValueError:
        raise ServiceError(say("There is no such reading")) from None
    short_lists.confirm_reading(*about, words, actor, at)
    return RedirectResponse("/pilot?kept=readings#readings", 303)


def _page(
    request: Request,
    actor: Actor,
    at: Workplace,
    status: int = 200,
    *,
    kept: str = "",
    error: Message | None = None,
    of: str = "",
) -> Response:
    view = short_lists.short_list(actor, at)
    return show(request, "short_list.html", status, view=view, likings=list(Liking), kept=kept, error=error, of=of)
