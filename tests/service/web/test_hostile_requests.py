"""Whatever a request holds, the answer is one that is written down: never a 5xx, never a status nobody told of.

`make fuzz` tries far more, in every role.
"""

import os
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.core.failures import FailureGroup
from schemathesis.openapi.checks import RejectedPositiveData
from starlette.testclient import TestClient

from service.values.actors import STAFF, ActorRole
from tests.service.web.conftest import ORIGIN, Place

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))  # of each operation
THOROUGH = "FUZZ_EXAMPLES" in os.environ
ROLES = STAFF if THOROUGH else [ActorRole.ADMINISTRATOR]  # tokens are for these
STRANGE = (
    "²", "-1", "9" * 30, "1e9", "\x00", "..%2f..%2fetc", "%F0%90", "é" * 300, "'; drop table experts; --", "{{7*7}}",
    "=cmd|' /C calc'!A0", "\r\nSet-Cookie: a=b", "\u202e", "null", "[]", "",
)  # fmt: skip
NO_PAGE = ("/api/", "/health/ready")  # that one tells the truth: 503 where a worker is behind
# What an answer to data that fit the description may still be: a rule that no schema can tell refuses it.
SEMANTIC = (RejectedPositiveData,)


def failures(case: Case, token: str) -> Iterator[str]:
    response = case.call(headers={"Authorization": token}, timeout=120)  # the text model may be loaded
    try:
        case.validate_response(response)
    except FailureGroup as group:
        yield from (f"{one}" for one in group.exceptions if not isinstance(one, SEMANTIC))


@pytest.mark.parametrize("role", ROLES)
def test_every_operation_of_the_api_answers_as_it_is_described(role: ActorRole, filled: Place) -> None:
    token = filled.program(role).headers["authorization"]
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", filled.app)
    wrong: set[str] = set()
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            wrong.update(f"{case.method} {case.path}: {one}" for one in failures(case, token))

        ask()
    assert sorted(wrong) == []


def fill(route: Any, value: str) -> tuple[str, dict[str, str]]:
    """The address of a route, and everything that it reads besides, with one value everywhere."""
    told = [one.name for kind in ("query_params", "body_params") for one in getattr(route.dependant, kind)]
    path = re.sub(r"\{[^}]+\}", quote(value, safe="%") or "x", route.path)
    return path, dict.fromkeys(told, value)


def pages(app: Any) -> Iterator[Any]:
    """Every route of a page, wherever it was included from."""
    for included in app.routes:
        if hasattr(included, "effective_route_contexts"):
            yield from (one for one in included.effective_route_contexts() if not one.path.startswith(NO_PAGE))


ASKED_BY: dict[str, Callable[[Place], TestClient]] = {
    "coordinator": Place.coordinator, "administrator": Place.administrator, "expert": Place.expert,
    "contact": Place.contact, "nobody": Place.browser,
}  # fmt: skip


@pytest.mark.parametrize("who", ASKED_BY if THOROUGH else ["administrator", "expert", "nobody"])
def test_no_page_breaks_on_strange_words(who: str, filled: Place) -> None:
    browser = ASKED_BY[who](filled)
    kept = dict(browser.cookies)
    wrong = []
    for route, value in product(pages(filled.app), STRANGE):
        path, said = fill(route, value)
        browser.cookies.update(kept)  # signing out is one of the pages
        for method in route.methods:
            told = {"params": said} if method == "GET" else {"data": said, "headers": {"origin": ORIGIN}}
            answer = browser.request(method, path, follow_redirects=False, **told)
            if answer.status_code >= 500:
                wrong.append(f"{method} {route.path} {value!r}: {answer.status_code}")
    assert wrong == []
