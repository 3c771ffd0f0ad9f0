"""An invitation, behind the link of its letter and on one's own page: accept or decline. Looking changes nothing."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message
from service.errors import NotFound, ServiceError
from service.pages.showing import show
from service.values.invitations import DeclineReason, Reply
from service.verbs import invited
from service.verbs.invited import Own
from service.web.asking import AnExpert, At
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter()
Text = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as the form sends it."""

    answer: str
    reason: str
    words: str
    again_after: str
    colleague: str

    def checked(self) -> Reply | None:
        """The answer, None where nothing was chosen. Raises ServiceError where it cannot be kept."""
        return invited.checked_reply(self.answer, self.reason, self.words, self.again_after, self.colleague)


def _told(
    answer: Text = "", reason: Text = "", words: Text = "", again_after: Text = "", colleague: Text = ""
) -> _Answer:
    return _Answer(answer, reason, words, again_after, colleague)


Told = Annotated[_Answer, Depends(_told)]


@router.get("/invited/{secret}")
def look(request: Request, secret: str, at: At, kept: str = "") -> Response:
    """What one is invited to, and the answer that was given."""
    return _page(request, secret, at, kept=kept)


@router.post("/invited/{secret}")
def reply(request: Request, secret: str, at: At, told: Told) -> Response:
    """Keep the answer that was chosen, or take one back."""
    return _keep(request, secret, at, told)


@router.get("/me/invitations/{identity}")
def look_at_own(request: Request, identity: str, actor: AnExpert, at: At, kept: str = "") -> Response:
    """The same for whoever is signed in."""
    return _page(request, Own(identity, actor.expert or ""), at, kept=kept)


@router.post("/me/invitations/{identity}")
def reply_to_own(request: Request, identity: str, actor: AnExpert, at: At, told: Told) -> Response:
    """Keep the answer that was chosen, or take one back."""
    return _keep(request, Own(identity, actor.expert or ""), at, told)


def _keep(request: Request, key: invited.Key, at: Workplace, told: "_Answer") -> Response:
    try:
        if told.answer == "take back":
            invited.take_back(key, at)
        else:
            invited.reply(key, told.checked(), at)
    except NotFound:
        raise
    except ServiceError as error:
        return _page(request, key, at, status_and_code(error)[0], error=error.message)
    return RedirectResponse(f"{request.scope['path']}?kept=yes", 303)


def _page(
    request: Request,
    key: invited.Key,
    at: Workplace,
    status: int = 200,
    *,
    kept: str = "",
    error: Message | None = None,
) -> Response:
    view = invited.look(key, at)
    return show(request, "invited.html", status, view=view, reasons=list(DeclineReason), kept=kept, error=error)
