"""The expert's own page: territories suggested to them, and their answers."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message, Vocabulary
from service.errors import NotFound, ServiceError
from service.pages.showing import show
from service.sentences import Sentences
from service.values.actors import Actor
from service.verbs import experts_view, my_data
from service.verbs.invited import own_invitations
from service.verbs.suiting import pilots_for
from service.web.asking import AnExpert, At, language_of
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter(prefix="/me")


@router.get("")
def mine(request: Request, actor: AnExpert, at: At, answered: str = "") -> Response:
    """The territories that may suit the expert; whoever does not agree is shown their consents."""
    if not my_data.held_about(actor, at).stored.expert.consent_process:
        return RedirectResponse("/me/data", 303)
    return _page(request, actor, at, answered=answered)


@router.post("/territories/{identity}")
def answer(
    request: Request,
    identity: str,
    actor: AnExpert,
    at: At,
    answer: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """Answer about one of them; what cannot be kept is said where it was asked."""
    try:
        experts_view.answer(actor, identity, answer, words, at)
    except NotFound:
        raise
    except ServiceError as error:
        status, _ = status_and_code(error)
        return _page(request, actor, at, status, error=error.message, error_at=identity)
    return RedirectResponse(f"/me?answered={identity}", 303)


@router.get("/pilots")
def pilots(request: Request, actor: AnExpert, at: At) -> Response:
    """The pilots that may suit the expert whether or not a list was made, and what stands against the others."""
    return show(request, "my_pilots.html", view=pilots_for(actor, at))


def _page(
    request: Request,
    actor: Actor,
    at: Workplace,
    status: int = 200,
    *,
    answered: str = "",
    error: Message | None = None,
    error_at: str = "",
) -> Response:
    view, sentences = experts_view.suggested_to(actor, at), Sentences(language_of(request))
    spoken = {
        one.territory.id: [sentences.term(Vocabulary.LANGUAGE, code) for code in one.territory.working_languages]
        for one in view.territories
    }
    return show(
        request,
        "mine.html",
        status,
        invitations=own_invitations(view.expert.id, at),
        view=view,
        spoken=spoken,
        answered=answered,
        error=error,
        error_at=error_at,
    )
