"""Who may do what: every route, asked by everybody. A route that is not in the table fails the test."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from service.values.actors import ActorRole
from tests.service.web.conftest import Place

ALL, COORDINATORS, READERS, EXPERTS = "all", "coordinators", "readers", "experts"
SIGNED_IN, STAFF, ADMINISTRATORS, CONTACTS = "signed in", "people of the staff", "administrators", "contacts"

# Route: who may. `{…}` are filled with what is stored, so that a refusal is of the person and not of the address.
TABLE = {
    "GET /": SIGNED_IN,
    "GET /health": ALL,
    "GET /health/ready": ALL,
    "GET /api/v1/metrics": READERS,
    "GET /sign-in": ALL,
    "GET /sign-in/organisation": ALL,
    "GET /sign-in/organisation/back": ALL,
    "GET /in/{secret}": ALL,
    "POST /in/{secret}": ALL,
    "POST /sign-in": ALL,
    "POST /sign-out": ALL,
    "GET /staff": ADMINISTRATORS,
    "GET /retention": ADMINISTRATORS,
    "POST /retention": ADMINISTRATORS,
    "GET /api/v1/retention": ADMINISTRATORS,
    "POST /api/v1/retention": ADMINISTRATORS,
    "POST /staff": ADMINISTRATORS,
    "POST /staff/{identity}": ADMINISTRATORS,
    "POST /staff/{identity}/link": ADMINISTRATORS,
    "GET /audit": ADMINISTRATORS,
    "GET /audit.csv": ADMINISTRATORS,
    "GET /api/v1/audit": ADMINISTRATORS,
    "GET /account": STAFF,
    "POST /account/password": STAFF,
    "POST /account/sessions/end": STAFF,
    "GET /tokens": COORDINATORS,
    "POST /tokens": COORDINATORS,
    "POST /tokens/{identity}/withdraw": COORDINATORS,
    "GET /imports": READERS,
    "POST /imports": COORDINATORS,
    "GET /imports/{identity}": READERS,
    "GET /imports/template/{form}.xlsx": READERS,
    "GET /imports/{identity}/files/{number}.xlsx": COORDINATORS,
    "POST /imports/{identity}/apply": COORDINATORS,
    "POST /imports/{identity}/undo": COORDINATORS,
    "GET /columns": READERS,
    "POST /columns": COORDINATORS,
    "POST /territories/in-charge": COORDINATORS,
    "POST /territories/{identity}/in-charge": COORDINATORS,
    "PUT /api/v1/territories/{identity}/in-charge": COORDINATORS,
    "POST /wordings": COORDINATORS,
    "GET /experts": READERS,
    "GET /experts/{identity}": READERS,
    "POST /experts/{identity}/link": COORDINATORS,
    "GET /experts/new": COORDINATORS,
    "POST /experts/new": COORDINATORS,
    "GET /experts/{identity}/edit": COORDINATORS,
    "POST /experts/{identity}/edit": COORDINATORS,
    "POST /experts/{identity}/decide": COORDINATORS,
    "GET /experts/{identity}/merge": COORDINATORS,
    "GET /experts/{identity}/merge/{other}": COORDINATORS,
    "POST /experts/{identity}/merge/{other}": COORDINATORS,
    "POST /experts/{identity}/split": COORDINATORS,
    "POST /api/v1/experts/{identity}/merge": COORDINATORS,
    "POST /api/v1/experts/{identity}/split": COORDINATORS,
    "POST /api/v1/experts": COORDINATORS,
    "PATCH /api/v1/experts/{identity}": COORDINATORS,
    "PUT /api/v1/experts/{identity}/edits/{field}": COORDINATORS,
    "GET /territories": READERS,
    "POST /territories": COORDINATORS,
    "GET /territories/{identity}": READERS,
    "GET /territories/{identity}/compare/{role}": READERS,
    "GET /api/v1/territories/{identity}/compare/{role}": READERS,
    "GET /territories/{identity}/why": READERS,
    "GET /territories/{identity}/why/{expert}": READERS,
    "POST /territories/{identity}/why/{expert}": COORDINATORS,
    "POST /territories/{identity}/readings": COORDINATORS,
    "POST /territories/{identity}/status": COORDINATORS,
    "GET /match-lists": READERS,
    "POST /match-lists": COORDINATORS,
    "GET /match-lists/{identity}": READERS,
    "GET /match-lists/{identity}.xlsx": COORDINATORS,
    "GET /match-lists/{identity}.csv": COORDINATORS,
    "POST /match-lists/{identity}/name": COORDINATORS,
    "GET /match-lists/{identity}/territories/{place}": READERS,
    "GET /match-lists/{identity}/territories/{place}.xlsx": COORDINATORS,
    "GET /rounds/{identity}/versions/{number}/pilots/{place}.xlsx": COORDINATORS,
    "POST /match-lists/{identity}/territories/{place}/conflicts": COORDINATORS,
    "GET /jobs/{identity}": READERS,
    "POST /jobs/{identity}/cancel": COORDINATORS,
    "GET /rounds": READERS,
    "POST /rounds": COORDINATORS,
    "GET /rounds/{identity}": READERS,
    "GET /rounds/{identity}/versions/{number}": READERS,
    "GET /rounds/{identity}/versions/{number}.xlsx": COORDINATORS,
    "GET /rounds/{identity}/versions/{number}.csv": COORDINATORS,
    "GET /rounds/{identity}/versions/{number}/against": READERS,
    "GET /rounds/{identity}/versions/{number}/dossier.json": COORDINATORS,
    "GET /api/v1/rounds/{identity}/versions/{number}/dossier": COORDINATORS,
    "GET /match-lists/{identity}/dossier.json": COORDINATORS,
    "GET /api/v1/match-lists/{identity}/dossier": COORDINATORS,
    "GET /rounds/{identity}/versions/{number}/falls": READERS,
    "POST /rounds/{identity}/versions/{number}/falls": COORDINATORS,
    "GET /api/v1/rounds/{identity}/versions/{number}/falls": READERS,
    "GET /rounds/{identity}/versions/{number}/balance": READERS,
    "GET /api/v1/rounds/{identity}/versions/{number}/balance": READERS,
    "POST /api/v1/rounds/{identity}/versions/{number}/falls": COORDINATORS,
    "GET /rounds/{identity}/versions/{number}/seats/{place}/{role}": READERS,
    "POST /rounds/{identity}/versions/{number}/changes": COORDINATORS,
    "POST /rounds/{identity}/versions/{number}/take": COORDINATORS,
    "POST /rounds/{identity}/versions/{number}/state": COORDINATORS,
    "POST /rounds/{identity}/versions/{number}/name": COORDINATORS,
    "GET /api/v1/needs": READERS,
    "GET /api/v1/rounds": READERS,
    "POST /api/v1/rounds": COORDINATORS,
    "GET /api/v1/rounds/{identity}": READERS,
    "PUT /api/v1/rounds/{identity}/current": COORDINATORS,
    "GET /api/v1/rounds/{identity}/versions/{number}": READERS,
    "PATCH /api/v1/rounds/{identity}/versions/{number}": COORDINATORS,
    "GET /api/v1/rounds/{identity}/versions/{number}/against/{other}/{other_number}": READERS,
    "POST /api/v1/rounds/{identity}/versions/{number}/changes": COORDINATORS,
    "GET /rounds/{identity}/invitations": READERS,
    "POST /rounds/{identity}/invitations": COORDINATORS,
    "GET /rounds/{identity}/invitations/sending": COORDINATORS,
    "POST /rounds/{identity}/invitations/sending": COORDINATORS,
    "GET /invitations/{identity}": READERS,
    "POST /invitations/{identity}": COORDINATORS,
    "POST /link": ALL,
    "GET /register/{secret}": ALL,
    "POST /register/{secret}": ALL,
    "GET /me/invitations/{identity}": EXPERTS,
    "POST /me/invitations/{identity}": EXPERTS,
    "GET /api/v1/me/invitations": EXPERTS,
    "PUT /api/v1/me/invitations/{identity}/answer": EXPERTS,
    "GET /invited/{secret}": ALL,
    "POST /invited/{secret}": ALL,
    "GET /api/v1/rounds/{identity}/invitations": READERS,
    "POST /api/v1/rounds/{identity}/invitations": COORDINATORS,
    "POST /api/v1/rounds/{identity}/invitations/sending": COORDINATORS,
    "GET /api/v1/invitations/{identity}": READERS,
    "PATCH /api/v1/invitations/{identity}": COORDINATORS,
    "POST /api/v1/invitations/{identity}/reminder": COORDINATORS,
    "POST /api/v1/invitations/{identity}/confirmation": COORDINATORS,
    "DELETE /api/v1/invitations/{identity}": COORDINATORS,
    "GET /experts/roster.xlsx": COORDINATORS,
    "GET /territories/roster.xlsx": COORDINATORS,
    "GET /experts/load": READERS,
    "GET /api/v1/experts/load": READERS,
    "GET /me/profile": EXPERTS,
    "POST /me/profile": EXPERTS,
    "PATCH /api/v1/me/profile": EXPERTS,
    "GET /me/data": EXPERTS,
    "GET /me/data/all.json": EXPERTS,
    "GET /me/data/all.xlsx": EXPERTS,
    "POST /me/data/consents/{purpose}": EXPERTS,
    "POST /me/data/erase": EXPERTS,
    "POST /experts/{identity}/erase": COORDINATORS,
    "GET /api/v1/me/data": EXPERTS,
    "PUT /api/v1/me/consents/{purpose}": EXPERTS,
    "DELETE /api/v1/me": EXPERTS,
    "DELETE /api/v1/experts/{identity}": COORDINATORS,
    "GET /me": EXPERTS,
    "POST /me/territories/{identity}": EXPERTS,
    "POST /api/v1/imports": COORDINATORS,
    "GET /api/v1/imports/{identity}": READERS,
    "POST /api/v1/imports/{identity}/apply": COORDINATORS,
    "POST /api/v1/imports/{identity}/undo": COORDINATORS,
    "GET /api/v1/columns": READERS,
    "PUT /api/v1/columns": COORDINATORS,
    "GET /api/v1/wordings": READERS,
    "PUT /api/v1/wordings": COORDINATORS,
    "GET /conflicts/check": COORDINATORS,
    "POST /conflicts/check": COORDINATORS,
    "POST /api/v1/conflicts/check": COORDINATORS,
    "GET /api/v1/conflicts": READERS,
    "PUT /api/v1/conflicts": COORDINATORS,
    "GET /api/v1/experts": READERS,
    "GET /api/v1/experts/{identity}": READERS,
    "POST /api/v1/experts/{identity}/links": COORDINATORS,
    "GET /api/v1/territories": READERS,
    "GET /api/v1/territories/{identity}": READERS,
    "GET /api/v1/territories/{identity}/experts/{expert}": READERS,
    "PUT /api/v1/territories/{identity}/readings": COORDINATORS,
    "PUT /api/v1/territories/{identity}/status": COORDINATORS,
    "POST /api/v1/match-lists": COORDINATORS,
    "GET /api/v1/match-lists": READERS,
    "GET /api/v1/match-lists/{identity}": READERS,
    "PATCH /api/v1/match-lists/{identity}": COORDINATORS,
    "GET /api/v1/jobs/{identity}": READERS,
    "DELETE /api/v1/jobs/{identity}": COORDINATORS,
    "GET /api/v1/accounts": ADMINISTRATORS,
    "POST /api/v1/accounts": ADMINISTRATORS,
    "PATCH /api/v1/accounts/{identity}": ADMINISTRATORS,
    "GET /api/v1/tokens": COORDINATORS,
    "POST /api/v1/tokens": COORDINATORS,
    "DELETE /api/v1/tokens/{identity}": COORDINATORS,
    "GET /pilot": CONTACTS,
    "POST /pilot/words": CONTACTS,
    "POST /pilot/readings": CONTACTS,
    "GET /api/v1/pilot/short-list": CONTACTS,
    "PUT /api/v1/pilot/words": CONTACTS,
    "PUT /api/v1/pilot/readings": CONTACTS,
    "POST /match-lists/{identity}/territories/{place}/contact": COORDINATORS,
    "POST /api/v1/match-lists/{identity}/territories/{place}/contact-links": COORDINATORS,
    "GET /api/v1/match-lists/{identity}/territories/{place}/words": COORDINATORS,
    "GET /me/pilots": EXPERTS,
    "GET /api/v1/me/pilots": EXPERTS,
    "GET /api/v1/me/territories": EXPERTS,
    "PUT /api/v1/me/territories/{identity}/answer": EXPERTS,
}
MAY = {
    "anonymous": {ALL},
    "expert": {ALL, SIGNED_IN, EXPERTS},
    "contact": {ALL, SIGNED_IN, CONTACTS},
    "viewer": {ALL, SIGNED_IN, READERS, STAFF},
    "program that looks": {ALL, SIGNED_IN, READERS},
    "coordinator": {ALL, SIGNED_IN, READERS, COORDINATORS, STAFF},
    "administrator": {ALL, SIGNED_IN, READERS, COORDINATORS, STAFF, ADMINISTRATORS},
}


def routes_of(routes: Any) -> Iterator[str]:
    """Method and path of every route, wherever it was included from."""
    for route in routes:
        if hasattr(route, "effective_route_contexts"):
            for context in route.effective_route_contexts():
                yield from (f"{method} {context.path}" for method in context.methods)
        elif isinstance(route, APIRoute):
            yield from (f"{method} {route.path}" for method in route.methods)


def test_the_table_holds_every_route_of_the_service(filled: Place) -> None:
    assert sorted(routes_of(filled.app.routes)) == sorted(TABLE)


ENDS_SESSIONS = {"POST /sign-out", "POST /account/sessions/end"}


@pytest.fixture(scope="module")
def signed_in(filled: Place) -> Callable[[str], TestClient]:
    """Everybody, signed in once for all routes that leave their session as it is."""
    return cache(lambda who: comes_in(filled, who))


def comes_in(filled: Place, who: str) -> TestClient:
    made: TestClient = {
        "anonymous": filled.browser,
        "expert": filled.expert,
        "contact": filled.contact,
        "viewer": lambda: filled.staff(ActorRole.VIEWER),
        "program that looks": lambda: filled.program(ActorRole.VIEWER),
        "coordinator": filled.coordinator,
        "administrator": lambda: filled.staff(ActorRole.ADMINISTRATOR),
    }[who]()
    return made


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("route", TABLE)
def test_a_route_lets_in_whom_it_is_for_and_nobody_else(
    filled: Place, signed_in: Callable[[str], TestClient], route: str, who: str
) -> None:
    method, path = route.split()
    browser = comes_in(filled, who) if route in ENDS_SESSIONS else signed_in(who)
    things = {"imports": filled.import_id, "territories": filled.territory_id, "experts": filled.expert_id}
    identity = next((known for room, known in things.items() if f"/{room}/" in path), filled.list_id)
    address = path.format(
        identity=identity,
        place=filled.territory_id,
        field="summary",
        other=filled.other_id,
        form="experts",
        number=1,
        other_number=1,
        expert=filled.expert_id,
        secret="nothing",
        role="strategic",
        purpose="process",
    )
    answer = browser.request(method, address, follow_redirects=False)
    refused = answer.status_code in (401, 403) or answer.headers.get("location") == "/sign-in"
    if route in ("POST /sign-out", "POST /sign-in"):  # for all; a wrong password is refused for itself
        refused = False
    assert refused != (TABLE[route] in MAY[who]), answer.text[:300]


def test_another_expert_sees_and_answers_nothing_of_somebody_elses(filled: Place) -> None:
    mine, theirs = filled.expert(), filled.expert(filled.other_id)
    seen = {one["id"] for one in mine.get("/api/v1/me/territories").json()["territories"]}
    others = {one["id"] for one in theirs.get("/api/v1/me/territories").json()["territories"]}
    only_mine = next(iter(seen - others))
    answer = theirs.put(f"/api/v1/me/territories/{only_mine}/answer", json={"answer": "interested"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_what_another_site_sends_in_somebodys_name_is_refused(filled: Place) -> None:
    browser = filled.coordinator()
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        answer = browser.post("/match-lists", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    assert browser.post("/imports", headers={"sec-fetch-site": "same-origin"}).status_code == 422
