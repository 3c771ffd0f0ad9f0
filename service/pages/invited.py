"""The page behind the link of a letter: accept or decline without an account. Looking changes nothing."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message
from service.errors import NotFound, ServiceError
from service.pages.showing import show
from service.values.invitations import DeclineReason
from service.verbs import invited
from service.web.asking import At
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter()
Text = Annotated[str, Form()]


@router.get("/invited/{secret}")
def look(request: Request, secret: str, at: At, kept: str = "") -> Response:
    """What one is invited to, and the answer that was given."""
    return _page(request, secret, at, kept=kept)


@router.post("/invited/{secret}")
def reply(
    request: Request,
    secret: str,
    at: At,
    answer: Text = "",
    reason: Text = "",
    words: Text = "",
    again_after: Text = "",
    colleague: Text = "",
) -> Response:
    """Keep the answer that was chosen, or take one back."""
    try:
        if answer == "take back":
            invited.take_back(secret, at)
        else:
            invited.reply(secret, invited.checked_reply(answer, reason, words, again_after, colleague), at)
    except NotFound:
        raise
    except ServiceError as error:
        return _page(request, secret, at, status_and_code(error)[0], error=error.message)
    return RedirectResponse(f"/invited/{secret}?kept=yes", 303)


def _page(
    request: Request, secret: str, at: Workplace, status: int = 200, *, kept: str = "", error: Message | None = None
) -> Response:
    view = invited.look(secret, at)
    return show(request, "invited.html", status, view=view, reasons=list(DeclineReason), kept=kept, error=error)
