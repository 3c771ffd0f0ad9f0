"""Say which field a column of the exports holds."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from service.errors import ServiceError
from service.pages.showing import show
from service.verbs.columns import all_fields, state_column, stated_columns
from service.web.asking import At, Coordinator, Reader
from service.web.problems import status_and_code

router = APIRouter(prefix="/columns")


@router.get("")
def all_columns(request: Request, _: Reader, at: At) -> Response:
    """What was stated, and the form to state another one."""
    return show(request, "columns.html", columns=stated_columns(at), fields=all_fields(), error=None)


@router.post("")
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
        status, _ = status_and_code(error)
        columns, fields = stated_columns(at), all_fields()
        return show(request, "columns.html", status, columns=columns, fields=fields, error=error.message)
    back = f"/imports/{identity}" if identity.replace("-", "").isalnum() else "/columns"
    return RedirectResponse(back, 303)
