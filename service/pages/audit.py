"""Who saw, changed and took out what, as a page and as a table to take along."""

import csv
from io import StringIO

from fastapi import APIRouter, Request
from fastapi.responses import Response

from matcher.messages import say
from service.errors import ServiceError
from service.pages.showing import show
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
    written = StringIO(newline="")
    table = csv.writer(written)
    table.writerow(("at", "by", "deed", "thing", "id", "name", "detail"))
    for one in trail(at, limit=MOST_LINES).items:
        line = one.line
        row = (line.at.isoformat(), one.by, line.deed, line.thing, line.thing_id, one.thing, line.detail)
        table.writerow([f"'{cell}" if str(cell)[:1] in "=+-@\t\r" and cell else cell for cell in row])
    note_export(actor, at)
    headers = {"content-disposition": 'attachment; filename="audit.csv"'}
    return Response("\ufeff" + written.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _deed(told: str) -> Deed | None:
    try:
        return Deed(told) if told else None
    except ValueError:
        raise ServiceError(say("There is no such deed")) from None
