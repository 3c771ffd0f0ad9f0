"""Check a pasted list of names for conflicts of interest."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from service.errors import ServiceError
from service.pages.showing import show
from service.verbs.conflict_check import check_names, names_of
from service.web.asking import At, Coordinator
from service.web.problems import status_and_code

router = APIRouter(prefix="/conflicts")


@router.get("/check")
def ask(request: Request, _: Coordinator) -> Response:
    """Where names are pasted."""
    return show(request, "conflict_check.html", text="", told=None, error=None)


@router.post("/check")
def check(request: Request, actor: Coordinator, at: At, text: Annotated[str, Form()] = "") -> Response:
    """What was found, above the names that were pasted; nothing is kept."""
    try:
        told = check_names(names_of(text), actor, at)
    except ServiceError as error:
        status, _ = status_and_code(error)
        return show(request, "conflict_check.html", status, text=text, told=None, error=error.message)
    return show(request, "conflict_check.html", names=told.names, text=text, told=told, error=None)
