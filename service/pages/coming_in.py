"""The start page, links that let in, and signing out."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message
from service.pages.showing import show
from service.sign_on import Attempt, SignOnRefused
from service.values.actors import may_answer, may_comment
from service.values.needs import Need, NeedKind, Whose
from service.verbs import access, passwords, single_sign_on
from service.verbs.match_lists import latest_lists
from service.verbs.needs import desk
from service.web.asking import COOKIE, At, Somebody, actor_of, own_site, workplace_of
from service.workplace import Workplace

router = APIRouter()
SEAT = "/rounds/{need.round_id}/versions/{need.version}/seats/{need.territory}/{need.role}"
ADDRESS: Mapping[NeedKind, str] = {
    NeedKind.DECLINED: SEAT,
    NeedKind.EMPTY: SEAT,
    NeedKind.PROPOSAL: "/rounds/{need.round_id}/versions/{need.version}",
    NeedKind.HELD: "/territories/{need.territory}/why/{need.expert}",
    NeedKind.WAITING: "/imports/{need.import_id}",
    NeedKind.DISPUTED: "/experts/{need.expert}",
    NeedKind.READING: "/territories/{need.territory}#readings",
    NeedKind.UNMATCHED: "/match-lists",
    NeedKind.INCOMPLETE: "/experts/{need.expert}/edit",
}
BACK = "/sign-in/organisation/back"
CARRIED = "__Host-sign-on"
PATIENCE = 600  # seconds that signing in elsewhere may take
MOST_SHOWN = 25  # of all kinds together; one kind is shown whole


@router.get("/")
def start(request: Request, actor: Somebody, at: At, view: str = "", whose: str = "") -> Response:
    """What needs somebody, and what is there; an expert is shown their own page."""
    if may_answer(actor):
        return RedirectResponse("/me", 303)
    if may_comment(actor):
        return RedirectResponse("/pilot", 303)
    everything, of = desk(at), Whose(whose) if whose in set(Whose) else Whose.ALL
    told = everything.of(of, actor.account)
    shown = told.only(NeedKind(view) if view in set(NeedKind) else None)
    return show(
        request,
        "start.html",
        names=dict(told.names),
        figures=told.figures,
        lists=latest_lists(at, 5),
        desk=told,
        needs=[(one, address_of(one), days_since(one, at)) for one in (shown if view else shown[:MOST_SHOWN])],
        view=view,
        whose=of,
        whose_counts={one: len(everything.of(one, actor.account).needs) for one in Whose},
        all_counted=len(told.needs),
    )


def days_since(need: Need, at: Workplace) -> int | None:
    """Whole days for which something has waited."""
    return None if need.since is None else (at.clock() - need.since).days


def address_of(need: Need) -> str:
    """The page where something is done about a need."""
    return "/invitations/" + need.invitation if need.invitation else ADDRESS[need.kind].format(need=need)


@router.get("/sign-in")
def sign_in(request: Request) -> Response:
    """How to come in."""
    return show_sign_in(request)


@router.get("/sign-in/organisation")
def sign_in_elsewhere(request: Request, at: At) -> Response:
    """Go to the sign-in of one's organisation."""
    try:
        address, attempt = single_sign_on.begin(_back(request, at), at)
    except SignOnRefused as error:
        return show_sign_in(request, 503, error=error.message)
    response = RedirectResponse(address, 303)
    response.set_cookie(CARRIED, str(attempt), max_age=PATIENCE, secure=True, httponly=True, samesite="lax", path="/")
    return response


@router.get(BACK)
def signed_in_elsewhere(request: Request, at: At, code: str = "", state: str = "") -> Response:
    """Come back from there; the only page that opens a session without a button, as OpenID Connect has it."""
    back, carried = _back(request, at), Attempt.read(request.cookies.get(CARRIED, ""))
    try:
        session = single_sign_on.end(code, state, carried, back, at)
    except SignOnRefused as error:
        response = show_sign_in(request, 403, error=error.message)
    else:
        response = signed_in(session)
    response.delete_cookie(CARRIED, path="/", secure=True, httponly=True, samesite="lax")
    return response


def _back(request: Request, at: Workplace) -> str:
    """Where people come back to. Raises NotFound where no provider is set, ServiceError where our address is not."""
    single_sign_on.check_set_up(at)
    return own_site(request) + BACK


@router.post("/sign-in")
def sign_in_with_password(
    request: Request, at: At, email: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
) -> Response:
    """Come in with an address and a password."""
    try:
        session = passwords.sign_in(email, password, at)
    except passwords.SignInRefused as error:
        return show_sign_in(request, 403, email=email[:200], error=error.message)
    return signed_in(session)


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
    return signed_in(access.use_link(secret, at))


def show_sign_in(
    request: Request, status: int = 200, email: str = "", error: Message | None = None, sent: Message | None = None
) -> Response:
    """How to come in, and what stood in the way or was sent."""
    elsewhere = single_sign_on.is_set_up(workplace_of(request))
    return show(request, "sign_in.html", status, email=email, error=error, sent=sent, elsewhere=elsewhere)


def signed_in(session: str, to: str = "/") -> Response:
    """Go on as somebody who is signed in."""
    response = RedirectResponse(to, 303)
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
    response.headers["clear-site-data"] = '"cache", "storage"'  # whoever sits down next finds no page of somebody
    return response
