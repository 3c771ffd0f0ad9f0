"""What has been kept as long as the settings say, to be erased by a person."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from matcher.messages import say
from service.pages.showing import show
from service.verbs.retention import due, erase_due
from service.web.asking import Administrator, At

router = APIRouter(prefix="/retention")


@router.get("")
def report(request: Request, _: Administrator, at: At) -> Response:
    """Who and what is due, and by which settings."""
    return show(request, "retention.html", due=due(at), settings=at.settings, done=None, error=None)


@router.post("")
def erase_them(
    request: Request,
    actor: Administrator,
    at: At,
    expert: Annotated[Sequence[str], Form()] = (),
    sure: Annotated[str, Form()] = "",
) -> Response:
    """Erase those who are ticked, for good, and drop the files that are due."""
    if sure != "yes":
        error = say("Tick that you are sure, then press the button again")
        return show(request, "retention.html", 422, due=due(at), settings=at.settings, done=None, error=error)
    done = erase_due(expert, actor, at)
    return show(request, "retention.html", due=due(at), settings=at.settings, done=done, error=None)
