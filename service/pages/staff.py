"""Who may come in: accounts of the staff, one's own account, tokens for programs."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message, say
from service.errors import ServiceError
from service.pages.showing import show
from service.values.actors import STAFF, Actor, ActorRole
from service.verbs import passwords, staff
from service.verbs.access import hashed
from service.web.asking import COOKIE, Administrator, At, Coordinator, Staff, whole_number
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter()


@router.get("/staff")
def everybody(request: Request, _: Administrator, at: At) -> Response:
    """Everybody of the staff, and the form to let somebody in."""
    return _staff(request, at)


@router.post("/staff")
def let_in(
    request: Request,
    actor: Administrator,
    at: At,
    name: Annotated[str, Form()] = "",
    email: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    """Make an account and show its link, once."""
    try:
        made, secret = staff.add_account(name, email, _role(role), actor, at)
    except ServiceError as error:
        return _staff(request, at, error)
    return _staff(request, at, link=_address(request, secret), of=made.name)


@router.post("/staff/{identity}")
def change(
    request: Request,
    identity: str,
    actor: Administrator,
    at: At,
    role: Annotated[str, Form()] = "",
    withdrawn: Annotated[bool | None, Form()] = None,
) -> Response:
    """Say what somebody may do, or withdraw the account, or let them in again."""
    try:
        staff.change_account(identity, actor, at, role=_role(role) if role else None, withdrawn=withdrawn)
    except ServiceError as error:
        return _staff(request, at, error)
    return RedirectResponse("/staff", 303)


@router.post("/staff/{identity}/link")
def make_link(request: Request, identity: str, actor: Administrator, at: At) -> Response:
    """Make a link for somebody who cannot come in otherwise, and show it, once."""
    try:
        secret = staff.link_for_staff(identity, actor, at)
    except ServiceError as error:
        return _staff(request, at, error)
    name = next((one.name for one in staff.staff(at) if one.id == identity), "")
    return _staff(request, at, link=_address(request, secret), of=name)


def _staff(
    request: Request, at: Workplace, error: ServiceError | None = None, *, link: str | None = None, of: str = ""
) -> Response:
    status = status_and_code(error)[0] if error else 201 if link else 200
    told = error.message if error else None
    return show(request, "staff.html", status, staff=staff.staff(at), kinds=STAFF, error=told, link=link, of=of)


@router.get("/account")
def mine(request: Request, actor: Staff, at: At) -> Response:
    """One's own password and sessions."""
    return _account(request, actor, at)


@router.post("/account/password")
def set_password(
    request: Request,
    actor: Staff,
    at: At,
    email: Annotated[str, Form()] = "",
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
) -> Response:
    """Set one's own address and password."""
    try:
        passwords.set_password(email, old, new, request.cookies.get(COOKIE, ""), actor, at)
    except ServiceError as error:
        return _account(request, actor, at, error.message)
    return RedirectResponse("/account?kept=1", 303)


@router.post("/account/sessions/end")
def end_session(actor: Staff, at: At, session: Annotated[str, Form()] = "") -> Response:
    """End one of one's own sessions."""
    staff.end_my_session(session, actor, at)
    return RedirectResponse("/account", 303)


def _account(request: Request, actor: Actor, at: Workplace, error: Message | None = None) -> Response:
    return show(
        request,
        "account.html",
        422 if error else 200,
        account=next(one for one in staff.staff(at) if one.id == actor.account),
        sessions=staff.my_sessions(actor, at),
        this=hashed(request.cookies.get(COOKIE, "")),
        fewest=passwords.FEWEST_CHARACTERS,
        kept="kept" in request.query_params and not error,
        error=error,
    )


@router.get("/tokens")
def tokens(request: Request, actor: Coordinator, at: At) -> Response:
    """The tokens that programs come in with."""
    return _tokens(request, actor, at)


@router.post("/tokens")
def add_token(
    request: Request,
    actor: Coordinator,
    at: At,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    days: Annotated[str, Form()] = "",
) -> Response:
    """Make a token and show it, once."""
    try:
        wanted = whole_number(days) or 0
        secret = staff.add_token(name, _role(role), wanted, actor, at)
    except ServiceError as error:
        return _tokens(request, actor, at, error)
    return _tokens(request, actor, at, secret=secret)


@router.post("/tokens/{identity}/withdraw")
def withdraw_token(identity: int, actor: Coordinator, at: At) -> Response:
    """Let no program in with a token any more."""
    staff.withdraw_token(identity, actor, at)
    return RedirectResponse("/tokens", 303)


def _tokens(
    request: Request, actor: Actor, at: Workplace, error: ServiceError | None = None, *, secret: str | None = None
) -> Response:
    return show(
        request,
        "tokens.html",
        status_and_code(error)[0] if error else 201 if secret else 200,
        tokens=staff.all_tokens(at),
        kinds=STAFF[STAFF.index(actor.role) :],
        now=at.clock(),
        secret=secret,
        most=staff.DAYS_OF_A_TOKEN,
        error=error.message if error else None,
    )


def _role(told: str) -> ActorRole:
    try:
        return ActorRole(told)
    except ValueError:
        raise ServiceError(say("There is no such role")) from None


def _address(request: Request, secret: str) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}/in/{secret}"
