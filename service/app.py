"""The web application: pages and API over one workplace."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from matcher.messages import Message, say
from service.api.described import describe
from service.api.routes import api
from service.errors import ServiceError
from service.pages.routes import pages
from service.pages.showing import refused_page
from service.values.json import Json
from service.verbs.erase import erase_again
from service.version import VERSION
from service.web.asking import NotSignedIn, language_of
from service.web.guard import Guard
from service.web.health import RETRY_AFTER, health
from service.web.limits import AskedSoFar
from service.web.metrics import Measured, Metrics, metrics
from service.web.problems import problem, problem_of, status_and_code
from service.worker import Worker
from service.workplace import Workplace

log = logging.getLogger("territory-match")


def make_app(workplace: Workplace) -> FastAPI:
    """Put the application together over a workplace, whose database is opened here.

    Raises ServiceError where the database does not answer, or the ledger of erasures beside it cannot be read.
    """
    erase_again(workplace)  # opens the database before the first request: a wrong address is told at once

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        worker = Worker(workplace)
        app.state.worker = worker
        worker.start()
        yield
        worker.stop()

    app = FastAPI(title="territory-match", version=VERSION, lifespan=life, openapi_url="/api/v1/openapi.json",
                  docs_url=None, redoc_url=None)  # fmt: skip
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # as FastAPI's documentation has it
    app.state.workplace = workplace
    app.state.asked_so_far = AskedSoFar()
    app.state.metrics = Metrics()
    app.mount("/static", StaticFiles(directory=str(files("service.pages").joinpath("static"))), name="static")
    app.include_router(health)
    app.include_router(metrics)
    app.include_router(api)
    app.include_router(pages)
    app.add_middleware(Guard)
    app.add_middleware(Measured, told=app.state.metrics)
    app.add_exception_handler(NotSignedIn, _not_signed_in)
    app.add_exception_handler(ServiceError, _refused)
    app.add_exception_handler(OperationalError, _away)
    app.add_exception_handler(HTTPException, _no_page)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _broken)
    return app


def _for_programs(request: Request) -> bool:
    return request.scope["path"].startswith("/api/")


def _not_signed_in(request: Request, _error: Exception) -> Response:
    if _for_programs(request):
        said = say("Give a token in the header Authorization: Bearer, or sign in")
        return _told(request, 401, "not_signed_in", said)
    return RedirectResponse("/sign-in", 303)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    if _for_programs(request):
        return problem_of(error, language_of(request))
    status, _ = status_and_code(error)
    return refused_page(request, status, error.message, error.names)


def _away(request: Request, error: Exception) -> Response:
    log.error("%s %s: the database does not answer", request.method, request.scope.get("route"))
    response = _told(
        request, 503, "unavailable", say("The database does not answer. Nothing was changed; try again soon")
    )
    response.headers["retry-after"] = RETRY_AFTER
    return response


def _no_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return _told(
            request, 405, "wrong_method", say("This address is not for that: see the documentation of the API")
        )
    return _told(request, error.status_code, "no_such_page", say("There is no such page"))


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = ", ".join(dict.fromkeys(".".join(str(part) for part in one["loc"]) for one in error.errors()))
    said = say("The address or the form holds something unusable: {fields}", fields=fields)
    if not _for_programs(request):
        return _told(request, 422, "not_understood", said)
    faults: list[Json] = [
        {"field": ".".join(str(part) for part in one["loc"]), "problem": str(one["msg"])} for one in error.errors()
    ]
    return problem(422, "not_understood", said, language_of(request), errors=faults)


def _broken(request: Request, error: Exception) -> Response:
    log.error("%s %s failed: %s", request.method, request.scope.get("route"), type(error).__name__)
    said = say("Something went wrong that should not have; nothing was changed. Try again, and tell us if it stays so")
    return _told(request, 500, "internal", said)


def _told(request: Request, status: int, code: str, said: Message) -> Response:
    if _for_programs(request):
        return problem(status, code, said, language_of(request))
    return refused_page(request, status, said)
