"""What stands before every request: other sites' forms are refused, and every answer says how browsers must treat it.

Plain ASGI, so that it costs next to nothing. CSRF as OWASP has it: Fetch Metadata first, Origin where a browser sends
none; a request with a bearer token carries no cookie that could be abused.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from matcher.messages import say
from service.web.problems import problem

SECURITY = {
    # No inline script or style anywhere: a profile that holds markup can do nothing.
    "content-security-policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000; includeSubDomains",  # browsers pass over it on plain HTTP
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SECURITY_RAW = tuple((name.encode(), value.encode()) for name, value in SECURITY.items())  # as ASGI sends them
NOT_KEPT = (b"cache-control", b"no-store")  # of pages and answers: they hold people's data
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
MOST_BYTES = 128 * 1024 * 1024  # of one request: several exports of the largest kind


class Guard:
    """Refuses what another site sends in somebody's name, and what is far too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        keep = scope["path"].startswith("/static/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *(SECURITY_RAW if keep else (*SECURITY_RAW, NOT_KEPT))]
            await send(message)

        if scope["method"] not in SAFE_METHODS and "authorization" not in headers and not from_here(headers):
            said = say("This request comes from another site and is refused")
            await problem(403, "cross_site", said)(scope, receive, with_headers)
        elif _length(headers) > MOST_BYTES:
            said = say("This is far larger than any export; nothing was read")
            await problem(413, "too_large", said)(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)


def _length(headers: Headers) -> int:
    stated = headers.get("content-length", "0")
    return int(stated) if stated.isdecimal() else 0


def from_here(headers: Headers) -> bool:
    """Whether a request comes from our own pages, or from no browser."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
