"""Who comes in, as whom: passwords, sessions, accounts that are withdrawn, tokens; nobody learns who is known."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.store import accounts
from service.store.engine import reading
from service.values.actors import ActorRole
from service.verbs.staff import add_account, staff
from tests.service.conftest import ANA
from tests.service.web.conftest import Place

PASSWORD = "seven quiet herons"


def member(place: Place, email: str, role: ActorRole = ActorRole.COORDINATOR) -> TestClient:
    """Somebody who came in by a link and set a password."""
    _, secret = add_account("Ilze", "", role, ANA, place.workplace)
    browser = place.browser()
    browser.post(f"/in/{secret}")
    told = browser.post("/account/password", data={"email": email, "new": PASSWORD})
    assert "The password is kept" in told.text, told.text
    return browser


def told_once(answer: Any) -> str:
    """The link or the token that a page shows."""
    return str(answer.text.split('<input id="link" value="')[1].split('"')[0])


def sign_in(place: Place, email: str, password: str = PASSWORD) -> tuple[TestClient, Any]:
    browser = place.browser()
    return browser, browser.post("/sign-in", data={"email": email, "password": password}, follow_redirects=False)


def test_somebody_comes_in_by_a_link_sets_a_password_and_comes_in_with_it(filled: Place) -> None:
    member(filled, "Ilze@Example.org")
    browser, answer = sign_in(filled, " ilze@example.org ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/experts").status_code == 200
    with reading(filled.workplace.database) as database:
        kept = accounts.with_email(database, "ilze@example.org")
    assert kept is not None
    assert kept.password is not None
    assert kept.password.startswith("$argon2id$")


def test_a_wrong_password_and_an_unknown_address_are_told_alike(filled: Place) -> None:
    member(filled, "alike@example.org")
    _, wrong = sign_in(filled, "alike@example.org", "something else entirely")
    _, unknown = sign_in(filled, "nobody@example.org")
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text.replace("alike@", "nobody@") == unknown.text


def test_after_wrong_passwords_an_account_is_closed_for_a_while(filled: Place) -> None:
    member(filled, "closed@example.org")
    for _ in range(5):
        sign_in(filled, "closed@example.org", "something else entirely")
    assert sign_in(filled, "closed@example.org")[1].status_code == 403
    filled.clock.move(seconds=31)
    assert sign_in(filled, "closed@example.org")[1].status_code == 303


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"email": "own@example.org", "new": "short"}, "at least 12 characters"),
        ({"email": "own@example.org", "new": "own own own own own"}, "holds your own address"),
        ({"email": "nowhere", "new": PASSWORD}, "Write the e-mail address"),
        ({"email": "taken@example.org", "new": PASSWORD}, "Somebody else signs in with this address"),
    ],
)
def test_a_password_that_will_not_do_is_said(filled: Place, sent: dict[str, str], said: str) -> None:
    if not any(one.email == "taken@example.org" for one in staff(filled.workplace)):
        member(filled, "taken@example.org")
    answer = filled.coordinator().post("/account/password", data=sent)
    assert (answer.status_code, said in answer.text) == (422, True)


def test_changing_a_password_needs_the_old_one_and_ends_other_sessions(filled: Place) -> None:
    first = member(filled, "twice@example.org")
    second, _ = sign_in(filled, "twice@example.org")
    change = {"email": "twice@example.org", "old": "wrong", "new": "eight quiet herons"}
    assert "is another one" in first.post("/account/password", data=change).text
    first.post("/account/password", data={**change, "old": PASSWORD})
    assert first.get("/account").status_code == 200
    assert second.get("/account", follow_redirects=False).headers["location"] == "/sign-in"
    assert sign_in(filled, "twice@example.org", "eight quiet herons")[1].status_code == 303


def test_one_ends_a_session_of_ones_own(filled: Place) -> None:
    first = member(filled, "sessions@example.org")
    second, _ = sign_in(filled, "sessions@example.org")
    page = second.get("/account").text
    session = page.split('name="session" value="')[1].split('"')[0]
    assert "End it" not in second.post("/account/sessions/end", data={"session": session}).text
    assert first.get("/account", follow_redirects=False).headers["location"] == "/sign-in"
    assert filled.coordinator().post("/account/sessions/end", data={"session": session}).status_code == 404


def test_a_withdrawn_account_lets_nobody_in(filled: Place) -> None:
    browser = member(filled, "gone@example.org")
    (one,) = [one for one in staff(filled.workplace) if one.email == "gone@example.org"]
    boss = filled.administrator()
    assert "withdrawn" in boss.post(f"/staff/{one.id}", data={"withdrawn": "true"}).text
    assert browser.get("/experts", follow_redirects=False).headers["location"] == "/sign-in"
    assert sign_in(filled, "gone@example.org")[1].status_code == 403
    assert "let it in again first" in boss.post(f"/staff/{one.id}/link").text
    boss.post(f"/staff/{one.id}", data={"withdrawn": "false"})
    assert sign_in(filled, "gone@example.org")[1].status_code == 303


def test_somebody_is_always_left_to_administer(empty: Place) -> None:
    boss = empty.administrator()
    (one,) = staff(empty.workplace)
    for change in ({"role": "viewer"}, {"withdrawn": "true"}):
        refused = boss.post(f"/staff/{one.id}", data=change)
        assert (refused.status_code, "Nobody would be left to administer" in refused.text) == (422, True)
    assert staff(empty.workplace) == [one]


def test_an_administrator_lets_somebody_in_by_a_link(empty: Place) -> None:
    told = empty.administrator().post("/staff", data={"name": "Ilze", "email": "i@x.org", "role": "viewer"})
    visitor = empty.browser()
    visitor.post(told_once(told))
    assert visitor.get("/experts").status_code == 200
    assert visitor.get("/staff").status_code == 403


def test_a_coordinator_withdraws_no_token_of_an_administrator(empty: Place) -> None:
    boss = empty.administrator()
    boss.post("/tokens", data={"name": "backup", "role": "administrator", "days": "10"})
    (token,) = empty.administrator().get("/api/v1/tokens").json()["items"]
    assert empty.coordinator().post(f"/tokens/{token['id']}/withdraw").status_code == 403
    assert boss.post(f"/tokens/{token['id']}/withdraw", follow_redirects=False).status_code == 303


def test_programs_administer_too(empty: Place) -> None:
    empty.administrator()
    program = empty.program(ActorRole.ADMINISTRATOR)
    made = program.post("/api/v1/accounts", json={"name": "Ilze", "email": "I@x.org", "role": "viewer"}).json()
    assert (made["email"], made["role"], made["path"].startswith("/in/")) == ("i@x.org", "viewer", True)
    again = program.post("/api/v1/accounts", json={"name": "Ilze", "email": "i@x.org", "role": "viewer"})
    assert (again.status_code, again.json()["code"]) == (422, "refused")
    changed = program.patch(f"/api/v1/accounts/{made['id']}", json={"role": "coordinator"}).json()
    assert changed["role"] == "coordinator"
    secret = program.post("/api/v1/tokens", json={"name": "robot"}).json()["secret"]
    robot = empty.browser()
    robot.headers["authorization"] = f"Bearer {secret}"
    assert robot.get("/api/v1/territories").status_code == 200
    token = next(one for one in program.get("/api/v1/tokens").json()["items"] if one["name"] == "robot")
    assert program.delete(f"/api/v1/tokens/{token['id']}").status_code == 204
    assert robot.get("/api/v1/territories").status_code == 401


def test_a_token_may_no_more_than_whoever_makes_it_and_can_be_withdrawn(filled: Place) -> None:
    browser = filled.coordinator()
    refused = browser.post("/tokens", data={"name": "robot", "role": "administrator", "days": "10"})
    assert refused.status_code == 403
    made = browser.post("/tokens", data={"name": "robot", "role": "viewer", "days": "10"})
    program = filled.browser()
    program.headers["authorization"] = f"Bearer {told_once(made)}"
    assert program.get("/api/v1/experts").status_code == 200
    identity = made.text.split('action="/tokens/')[1].split("/")[0]
    browser.post(f"/tokens/{identity}/withdraw")
    assert program.get("/api/v1/experts").status_code == 401
    assert browser.post(f"/tokens/{identity}/withdraw").status_code == 404
    assert browser.post("/tokens", data={"name": "robot", "role": "viewer", "days": "0"}).status_code == 422
