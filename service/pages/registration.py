"""Come in, or register, by a letter to one's own address."""

import logging
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from matcher.messages import Message
from service.errors import NotFound, ServiceError
from service.pages.coming_in import show_sign_in, signed_in
from service.pages.edit_expert import Asked, answers_in, wrong_in
from service.pages.showing import show
from service.sentences import Sentences
from service.verbs import registration
from service.verbs.edit_expert import OWN_FIELDS
from service.verbs.my_data import ASKED
from service.verbs.registration import AGREES
from service.web.asking import At, Language, language_of, own_site
from service.web.limits import Asks
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter()
log = logging.getLogger("territory-match")


@router.post("/link")
def send_link(
    request: Request,
    at: At,
    language: Language,
    asks: Asks,
    background: BackgroundTasks,
    email: Annotated[str, Form()] = "",
) -> Response:
    """Have a letter with a link sent; the same answer for every address, and as soon."""
    try:
        address, site = registration.checked_address(email), own_site(request)
    except ServiceError as error:
        return show_sign_in(request, 422, email=email[:200], error=error.message)
    asks.check(address)
    background.add_task(_send, address, site, language, at)
    answer = show_sign_in(request, 202, sent=registration.same_answer())
    answer.background = background
    return answer


def _send(address: str, site: str, language: str, at: Workplace) -> None:
    try:
        registration.send_link(address, site, language, at)
    except ServiceError as error:
        log.error("a letter with a link could not be sent: %s", error.message.text)


@router.get("/register/{secret}")
def begun(request: Request, secret: str, at: At, kept: str = "") -> Response:
    """The form, with what was entered so far."""
    return _form(request, registration.begun(secret, at).answers, kept=kept)


@router.post("/register/{secret}")
async def register(request: Request, secret: str, at: At) -> Response:
    """Register, save for later, or delete what was entered."""
    form = await request.form()
    told = answers_in(form, {*OWN_FIELDS, *AGREES})
    return await run_in_threadpool(_act, request, secret, str(form.get("act", "")), told, at)


def _act(request: Request, secret: str, act: str, told: dict[str, str], at: Workplace) -> Response:
    sentences = Sentences(language_of(request))
    words = {purpose: sentences.write(asked) for purpose, asked in ASKED.items()}
    try:
        match act:
            case "register":
                return signed_in(registration.register(secret, told, words, at), "/me/data")
            case "leave":
                registration.leave(secret, at)
                return RedirectResponse("/sign-in", 303)
            case _:
                registration.keep_for_later(secret, told, at)
                return RedirectResponse(f"/register/{secret}?kept=yes", 303)
    except NotFound:
        raise
    except ServiceError as error:
        return _form(request, told, error=error)


def _form(request: Request, told: Mapping[str, str], *, kept: str = "", error: ServiceError | None = None) -> Response:
    sentences = Sentences(language_of(request))
    message: Message | None = error.message if error else None
    return show(
        request,
        "register.html",
        status_and_code(error)[0] if error else 200,
        fields=[Asked.of(name, sentences) for name in OWN_FIELDS],
        told=told,
        wrong=wrong_in(error),
        consents=ASKED,
        kept=kept,
        error=message,
    )
