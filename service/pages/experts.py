"""Experts as a list and as pages, and the links that are made for them."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service.pages.showing import show
from service.verbs import access, roster
from service.web.asking import At, Coordinator, Reader

router = APIRouter(prefix="/experts")


@router.get("")
def all_experts(request: Request, _: Reader, at: At, after: str | None = None, name: str = "") -> Response:
    """Experts by name, found by a part of it."""
    found = roster.experts(at, after, 50, name.strip())
    return show(request, "experts.html", page=found, name=name.strip(), figures=roster.figures(at))


@router.get("/{identity}")
def one_expert(request: Request, identity: str, _: Reader, at: At) -> Response:
    """Somebody: what is stored, consents, answers."""
    return show(request, "expert.html", page=roster.expert(identity, at), link=None)


@router.post("/{identity}/link")
def make_link(request: Request, identity: str, actor: Coordinator, at: At) -> Response:
    """Make a link for somebody and show it, once."""
    secret = access.link_for_expert(identity, actor, at)
    address = f"{request.url.scheme}://{request.headers.get('host', '')}/in/{secret}"
    return show(request, "expert.html", 201, page=roster.expert(identity, at), link=address)
