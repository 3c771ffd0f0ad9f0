"""What the service did, as Prometheus reads it: requests by route, work that waits. Nothing of anybody, no addresses.

Routes stand as templates (`/experts/{identity}`), so that neither an id nor a guess at an address makes a series.
"""

from time import perf_counter

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.verbs.jobs import how_many_wait
from service.version import VERSION
from service.web.asking import At, Reader

UNKNOWN = "none"  # the route of an address that there is none of, and a method that HTTP has none of
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)

metrics = APIRouter(include_in_schema=False)


class Metrics:
    """The series of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "territory_match_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "territory_match_request_seconds", "From a request to the end of its answer", ("route",), buckets=SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self.waiting = Gauge("territory_match_jobs", "Jobs that are queued or running", registry=self.registry)
        build = Gauge("territory_match_build", "The version that answers", ("version",), registry=self.registry)
        build.labels(VERSION).set(1)


class Measured:
    """Counts every request of an application, and how long it took."""

    def __init__(self, app: ASGIApp, told: Metrics) -> None:
        self._app, self._told = app, told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", UNKNOWN)
            method = scope["method"] if scope["method"] in METHODS else UNKNOWN
            self._told.requests.labels(method, route, str(status)).inc()
            self._told.seconds.labels(route).observe(perf_counter() - began)


@metrics.get("/api/v1/metrics")
def told(request: Request, _: Reader, at: At) -> Response:
    """The series of this process, in Prometheus' text format."""
    held: Metrics = request.app.state.metrics
    held.waiting.set(how_many_wait(at))
    return Response(generate_latest(held.registry), media_type=CONTENT_TYPE_LATEST)
