"""Say which field a column of the exports holds."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from service.errors import ServiceError
from service.pages.showing import show
from service.verbs.columns import all_fields, state_column, stated_columns
from service.verbs.wordings import state_wording, stated_wordings, take_wording_back
from service.web.asking import At, Coordinator, Reader
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter()


@router.get("/columns")
def all_columns(request: Request, _: Reader, at: At) -> Response:
    """What was stated, and the form to state another one."""
    return _page(request, at)


def _page(request: Request, at: Workplace, error: ServiceError | None = None) -> Response:
    status = status_and_code(error)[0] if error else 200
    return show(
        request,
        "columns.html",
        status,
        columns=stated_columns(at),
        wordings=stated_wordings(at),
        fields=all_fields(),
        error=error.message if error else None,
    )


def _back_to(identity: str) -> RedirectResponse:
    """Back to the import that somebody came from."""
    return RedirectResponse(f"/imports/{identity}" if identity.replace("-", "").isalnum() else "/columns", 303)


@router.post("/columns")
def state(
    request: Request,
    actor: Coordinator,
    at: At,
    heading: Annotated[str, Form()] = "",
    field: Annotated[str, Form()] = "",
    identity: Annotated[str, Form(alias="import")] = "",
) -> Response:
    """State one; from an import's page the way leads back to it."""
    try:
        state_column(heading, field, actor, at)
    except ServiceError as error:
        return _page(request, at, error)
    return _back_to(identity)


@router.post("/wordings")
def word(
    request: Request,
    actor: Coordinator,
    at: At,
    field: Annotated[str, Form()] = "",
    wording: Annotated[str, Form()] = "",
    meaning: Annotated[str, Form()] = "",
    identity: Annotated[str, Form(alias="import")] = "",
    back: Annotated[bool, Form()] = False,
) -> Response:
    """Say how an answer is to be read in every row, or take that back."""
    try:
        if back:
            take_wording_back(field, wording, actor, at)
        else:
            state_wording(field, wording, meaning, actor, at)
    except ServiceError as error:
        return _page(request, at, error)
    return _back_to(identity)
