"""The start page, links that let in, and signing out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from service.pages.showing import show
from service.values.actors import may_answer
from service.verbs import access, passwords
from service.verbs.match_lists import latest_lists
from service.verbs.roster import figures
from service.web.asking import COOKIE, At, Somebody, actor_of

router = APIRouter()


@router.get("/")
def start(request: Request, actor: Somebody, at: At) -> Response:
    """What is there, and what to do next; an expert is shown their own page."""
    if may_answer(actor):
        return RedirectResponse("/me", 303)
    return show(request, "start.html", figures=figures(at), lists=latest_lists(at, 5))


@router.get("/sign-in")
def sign_in(request: Request) -> Response:
    """How to come in."""
    return show(request, "sign_in.html", email="", error=None)


@router.post("/sign-in")
def sign_in_with_password(
    request: Request, at: At, email: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
) -> Response:
    """Come in with an address and a password."""
    try:
        session = passwords.sign_in(email, password, at)
    except passwords.SignInRefused as error:
        return show(request, "sign_in.html", 403, email=email[:200], error=error.message)
    return _signed_in(session)


@router.get("/in/{secret}")
def link(request: Request, secret: str, at: At) -> Response:
    """What a link still is; looking changes nothing, for mail scanners look as well."""
    state = access.look_at_link(secret, at)
    if state is not access.LinkState.GOOD:
        raise access.LinkRefused(state)
    return show(request, "link.html", secret=secret)


@router.post("/in/{secret}")
def come_in(secret: str, at: At) -> Response:
    """Use a link up, and open a session."""
    return _signed_in(access.use_link(secret, at))


def _signed_in(session: str) -> Response:
    response = RedirectResponse("/", 303)
    seconds = int(access.SESSION.total_seconds())
    response.set_cookie(COOKIE, session, max_age=seconds, secure=True, httponly=True, samesite="lax", path="/")
    return response


@router.post("/sign-out")
def sign_out(request: Request, at: At) -> Response:
    """End the session; signed out already is signed out."""
    session, actor = request.cookies.get(COOKIE), actor_of(request)
    if session and actor:
        access.sign_out(session, actor, at)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response
