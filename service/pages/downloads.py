"""Files that a browser keeps: workbooks, tables and dossiers, each with a name that says what it is."""

from urllib.parse import quote

from fastapi.responses import Response

from service.render.as_csv import MEDIA_TYPE
from service.render.sheets import XLSX


def dossier_download(content: bytes, name: str) -> Response:
    """A dossier to keep under a name."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.json"}
    return Response(content, media_type="application/json", headers=headers)


def workbook_download(content: bytes, name: str) -> Response:
    """A workbook to keep under a name, which may be in any script (RFC 6266, section 4.3)."""
    return Response(
        content, media_type=XLSX, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.xlsx"}
    )


def csv_download(content: bytes, name: str) -> Response:
    """A table as CSV to keep under a name."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.csv"}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)
