"""The expert's own data: how the form was read, both consents, everything to take along, and erasure."""

import json
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message, say
from service.errors import ServiceError
from service.pages.downloads import workbook_download
from service.pages.showing import show
from service.render.facts import facts_of
from service.render.held_json import held_json
from service.render.held_workbook import held_workbook
from service.sentences import Sentences
from service.values.actors import Actor
from service.verbs import my_data
from service.verbs.my_data import ASKED
from service.web.asking import COOKIE, AnExpert, At, Language, language_of
from service.workplace import Workplace

router = APIRouter(prefix="/me/data")


@router.get("")
def mine(request: Request, actor: AnExpert, at: At, said: str = "") -> Response:
    """What is held about the expert."""
    return _page(request, actor, at, said=said)


@router.get("/all.json")
def take_along(actor: AnExpert, at: At) -> Response:
    """Everything that is held about the expert, as a file."""
    content = json.dumps(held_json(my_data.take_along(actor, at)), ensure_ascii=False, indent=2)
    head = {"content-disposition": 'attachment; filename="held-about-me.json"'}
    return Response(content, media_type="application/json", headers=head)


@router.get("/all.xlsx")
def take_along_as_tables(actor: AnExpert, at: At, language: Language) -> Response:
    """The same as a workbook."""
    return workbook_download(held_workbook(my_data.take_along(actor, at), Sentences(language)), "held-about-me")


@router.post("/consents/{purpose}")
def consent(purpose: str, actor: AnExpert, at: At, language: Language, given: Annotated[str, Form()] = "") -> Response:
    """Give or take back a consent, in the words that stand on the page."""
    asked = Sentences(language).write(ASKED[purpose]) if purpose in ASKED else ""
    if given not in ("yes", "no"):
        raise ServiceError(say("Say whether you agree, with one of the buttons of your page"))
    my_data.say_consent(actor, purpose, given == "yes", asked, at)
    return RedirectResponse(f"/me/data?said={purpose}", 303)


@router.post("/erase")
def erase(request: Request, actor: AnExpert, at: At, sure: Annotated[str, Form()] = "") -> Response:
    """Erase the expert for good, once they say that they are sure."""
    if sure != "yes":
        return _page(request, actor, at, 422, error=say("Tick that you are sure, then press the button again"))
    my_data.erase_me(actor, at)
    request.state.actor = None
    response = show(request, "erased.html")
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response


def _page(
    request: Request, actor: Actor, at: Workplace, status: int = 200, *, said: str = "", error: Message | None = None
) -> Response:
    told, sentences = my_data.held_about(actor, at), Sentences(language_of(request))
    return show(
        request,
        "my_data.html",
        status,
        told=told,
        facts=facts_of(told.stored.expert, sentences),
        asked=ASKED,
        said=said,
        error=error,
    )
