"""Why somebody suits a territory, or why not."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message
from matcher.model import Role
from service.errors import ServiceError
from service.pages.showing import show
from service.verbs import roster, rulings
from service.verbs.load import asks_of
from service.verbs.why import side_by_side, why
from service.web.asking import At, Coordinator, Reader
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter(prefix="/territories/{identity}")
MOST_NAMES = 20  # that one name may mean


@router.get("/why")
def ask(request: Request, identity: str, _: Reader, at: At, name: str = "") -> Response:
    """Whom a name means: the one who bears it at once, several to choose from."""
    found = roster.experts(at, None, MOST_NAMES, name).items if name.strip() else ()
    if len(found) == 1:
        return RedirectResponse(f"/territories/{identity}/why/{found[0].expert.id}", 303)
    return show(request, "why_whom.html", territory=roster.territory(identity, at).territory, name=name, found=found)


@router.get("/why/{expert}")
def answer(request: Request, identity: str, expert: str, _: Reader, at: At) -> Response:
    """Role by role: refused, held or ranked, with everything that speaks for and against."""
    return _page(request, identity, expert, at)


@router.post("/why/{expert}")
def decide(
    request: Request,
    identity: str,
    expert: str,
    actor: Coordinator,
    at: At,
    ruling: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Decide about a conflict of interest, or take a decision back; the page shows at once what it does."""
    try:
        rulings.decide(expert, identity, ruling, reason, actor, at)
    except ServiceError as error:
        status, _ = status_and_code(error)
        return _page(request, identity, expert, at, status, error.message)
    return RedirectResponse(f"/territories/{identity}/why/{expert}", 303)


@router.get("/compare/{role}")
def compare(
    request: Request, identity: str, role: Role, _: Reader, at: At, expert: Annotated[Sequence[str], Query()] = ()
) -> Response:
    """Some people for one seat beside one another, as things stand now."""
    told = side_by_side(expert, identity, role, at)
    return show(
        request,
        "compare.html",
        names={key: name for one in told for key, name in one.names.items()},
        told=told,
        role=role,
        asks=asks_of(expert, at),
        today=at.clock().date(),
    )


def _page(
    request: Request, identity: str, expert: str, at: Workplace, status: int = 200, error: Message | None = None
) -> Response:
    told = why(expert, identity, at)
    decided = next((one for one in rulings.rulings_in_force(at, [told.territory.id]) if one.expert == expert), None)
    return show(request, "why.html", status, names=dict(told.names), told=told, decided=decided, error=error)
