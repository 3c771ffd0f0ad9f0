"""Who saw, changed and took out what, as a page and as a table to take along."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from matcher.messages import say
from service.errors import ServiceError
from service.pages.downloads import csv_download
from service.pages.showing import show
from service.render.as_csv import csv_of
from service.values.audit import Deed
from service.verbs.audit_trail import note_export, trail
from service.web.asking import Administrator, At, whole_number

router = APIRouter(prefix="/audit")
MOST_LINES = 100_000


@router.get("")
def read_trail(request: Request, _: Administrator, at: At, after: str = "", deed: str = "") -> Response:
    """The audit, latest first."""
    page = trail(at, whole_number(after), deed=_deed(deed))
    return show(request, "audit.html", page=page, deeds=tuple(Deed), deed=deed)


@router.get(".csv")
def take_along(actor: Administrator, at: At) -> Response:
    """All of it as CSV; a cell never begins with a sign that a spreadsheet would compute."""
    headings = ("at", "by", "deed", "thing", "id", "name", "detail")
    rows = [
        (line.at.isoformat(), one.by, line.deed, line.thing, line.thing_id, one.thing or "", line.detail)
        for one in trail(at, limit=MOST_LINES).items
        for line in [one.line]
    ]
    note_export(actor, at)
    return csv_download(csv_of(headings, rows), "audit")


def _deed(told: str) -> Deed | None:
    try:
        return Deed(told) if told else None
    except ValueError:
        raise ServiceError(say("There is no such deed")) from None
