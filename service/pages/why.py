"""Why somebody suits a territory, or why not."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from service.pages.showing import show
from service.verbs import roster
from service.verbs.why import why
from service.web.asking import At, Reader

router = APIRouter(prefix="/territories/{identity}/why")
MOST_NAMES = 20  # that one name may mean


@router.get("")
def ask(request: Request, identity: str, _: Reader, at: At, name: str = "") -> Response:
    """Whom a name means: the one who bears it at once, several to choose from."""
    found = roster.experts(at, None, MOST_NAMES, name).items if name.strip() else ()
    if len(found) == 1:
        return RedirectResponse(f"/territories/{identity}/why/{found[0].expert.id}", 303)
    return show(request, "why_whom.html", territory=roster.territory(identity, at).territory, name=name, found=found)


@router.get("/{expert}")
def answer(request: Request, identity: str, expert: str, _: Reader, at: At) -> Response:
    """Role by role: refused, held or ranked, with everything that speaks for and against."""
    told = why(expert, identity, at)
    return show(request, "why.html", names=dict(told.names), told=told)
