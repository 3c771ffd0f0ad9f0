"""Upload exports, read the report, apply."""

from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from service.errors import ServiceError
from service.pages.showing import show
from service.verbs.imports import add_import, apply_import, find_import, latest_imports
from service.web.asking import At, Coordinator, Reader
from service.web.problems import status_and_code
from service.web.uploads import uploads

router = APIRouter(prefix="/imports")
SHOWN = 200  # rows of the report on one page


@router.get("")
def all_imports(request: Request, _: Reader, at: At) -> Response:
    """The form to upload with, and what was imported before."""
    return show(request, "imports.html", imports=latest_imports(at), error=None)


@router.post("")
def upload(
    request: Request,
    actor: Coordinator,
    at: At,
    experts: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI reads the default
    territories: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI reads the default
) -> Response:
    """Read what was uploaded; a file that cannot be read is said beside the form."""
    try:
        read = add_import(uploads(experts), uploads(territories), actor, at)
    except ServiceError as error:
        status, _ = status_and_code(error)
        return show(request, "imports.html", status, imports=latest_imports(at), error=error.message)
    return RedirectResponse(f"/imports/{read.told.id}", 303)


@router.get("/{identity}")
def one_import(request: Request, identity: str, _: Reader, at: At) -> Response:
    """The report, what applying would change or changed, and the button."""
    read = find_import(identity, at)
    gaps = read.exports.gaps if read.exports else ()
    return show(request, "import.html", read=read, told=read.told, gaps=gaps, shown=SHOWN)


@router.post("/{identity}/apply")
def apply(identity: str, actor: Coordinator, at: At) -> Response:
    """Apply as one unit."""
    apply_import(identity, actor, at)
    return RedirectResponse(f"/imports/{identity}", 303)
