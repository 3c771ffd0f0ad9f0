"""Signing in with one's organisation: a provider that runs, accounts that exist, the browser that began."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from fastapi.testclient import TestClient

from service.app import make_app
from service.errors import ServiceError
from service.sign_on import Attempt, Provider
from service.values.actors import ActorRole
from service.verbs.staff import add_account, change_account, staff
from service.workplace import Workplace
from tests.service.conftest import ANA, Clock
from tests.service.web.conftest import ORIGIN, Place

pytestmark = [
    pytest.mark.slow,  # a service of its own for each
    pytest.mark.enable_socket,  # a provider on this machine
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of the libraries that it is made of
]
BACK = "/sign-in/organisation/back"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider that knows two people by the same address, one of them with an address that is not verified."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User, run_server_in_thread
    ilze = {"email": "Ilze@Office.example", "email_verified": True}
    people = [
        User(sub="ilze", claims=ilze),
        User(sub="another", claims=ilze),
        User(sub="unsure", claims={**ilze, "email_verified": False}),
        User(sub="stranger", claims={"email": "stranger@office.example", "email_verified": True}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@dataclass
class Office:
    """A service whose staff may sign in at a provider."""

    place: Place
    ilze: str

    def begin(self, browser: TestClient) -> str:
        answer = browser.get("/sign-in/organisation", follow_redirects=False)
        assert answer.status_code == 303
        return str(answer.headers["location"])

    def come_back(self, browser: TestClient, subject: str) -> Any:
        """Sign in at the provider as somebody, and come back."""
        told = requests.post(self.begin(browser), data={"sub": subject}, allow_redirects=False, timeout=10)
        back = told.headers["location"]
        assert back.startswith(ORIGIN + BACK)
        return browser.get(back.removeprefix(ORIGIN), follow_redirects=False)


@pytest.fixture
def office(quick: Workplace, issuer: str, clock: Clock) -> Iterator[Office]:
    clock.now = datetime.now(UTC)  # the provider's clock is the machine's
    quick.settings = quick.settings.model_copy(
        update={"oidc_issuer": issuer, "oidc_client": "match", "oidc_secret": "s", "site": ORIGIN}
    )
    account, _ = add_account("Ilze", "ilze@office.example", ActorRole.COORDINATOR, ANA, quick)
    app = make_app(quick)
    with TestClient(app, base_url=ORIGIN):
        yield Office(Place(quick, app, clock, "", "", "", "", ""), account.id)


def refused(answer: Any, words: str) -> bool:
    return answer.status_code == 403 and words in answer.text and "__Host-session" not in answer.cookies


def test_whoever_has_an_account_comes_in(office: Office) -> None:
    browser = office.place.browser()
    assert office.come_back(browser, "ilze").headers["location"] == "/"
    assert "Ilze" in browser.get("/account").text


def test_the_page_offers_it_where_it_is_set_up(office: Office) -> None:
    assert 'href="/sign-in/organisation"' in office.place.browser().get("/sign-in").text


def test_a_code_is_asked_for_that_only_this_browser_can_use(office: Office) -> None:
    asked = parse_qs(urlsplit(office.begin(office.place.browser())).query)
    assert {name: asked[name] for name in ("response_type", "code_challenge_method", "redirect_uri", "scope")} == {
        "response_type": ["code"],
        "code_challenge_method": ["S256"],
        "redirect_uri": [ORIGIN + BACK],
        "scope": ["openid email"],
    }
    assert len(asked["code_challenge"][0]) == 43
    again = parse_qs(urlsplit(office.begin(office.place.browser())).query)
    assert not {asked[one][0] for one in ("state", "nonce", "code_challenge")} & {one[0] for one in again.values()}


def test_nobody_gets_an_account_by_it(office: Office) -> None:
    assert refused(office.come_back(office.place.browser(), "stranger"), "No account here is yours")
    assert [one.name for one in staff(office.place.workplace)] == ["Ilze"]


def test_an_address_that_the_provider_has_not_verified_lets_nobody_in(office: Office) -> None:
    assert refused(office.come_back(office.place.browser(), "unsure"), "No account here is yours")


def test_whoever_is_given_an_address_later_is_not_let_in_by_it(office: Office) -> None:
    office.come_back(office.place.browser(), "ilze")
    assert refused(office.come_back(office.place.browser(), "another"), "No account here is yours")
    assert office.come_back(office.place.browser(), "ilze").status_code == 303


def test_a_withdrawn_account_stays_out(office: Office) -> None:
    office.come_back(office.place.browser(), "ilze")
    add_account("Other", "", ActorRole.ADMINISTRATOR, ANA, office.place.workplace)
    change_account(office.ilze, ANA, office.place.workplace, withdrawn=True)
    assert refused(office.come_back(office.place.browser(), "ilze"), "No account here is yours")


def test_what_another_browser_began_is_refused(office: Office) -> None:
    told = requests.post(
        office.begin(office.place.browser()), data={"sub": "ilze"}, allow_redirects=False, timeout=10
    ).headers["location"]
    victim = office.place.browser()
    assert refused(victim.get(told.removeprefix(ORIGIN)), "begun in another browser")
    office.begin(victim)  # their own state is another one
    assert refused(victim.get(told.removeprefix(ORIGIN)), "begun in another browser")


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?error=access_denied&state=x"])
def test_coming_back_with_nothing_is_refused(query: str, office: Office) -> None:
    browser = office.place.browser()
    office.begin(browser)
    assert refused(browser.get(BACK + query), "begun in another browser")


def test_a_code_works_once(office: Office) -> None:
    browser = office.place.browser()
    address = office.begin(browser)
    carried = browser.cookies["__Host-sign-on"]
    back = requests.post(address, data={"sub": "ilze"}, allow_redirects=False, timeout=10).headers["location"]
    assert browser.get(back.removeprefix(ORIGIN), follow_redirects=False).status_code == 303
    again = office.place.browser()
    again.cookies.set("__Host-sign-on", carried, domain="match.example")
    assert refused(again.get(back.removeprefix(ORIGIN)), "could not be learnt")


def test_an_answer_to_another_question_is_refused(office: Office) -> None:
    browser = office.place.browser()
    address = office.begin(browser)
    carried = Attempt.read(browser.cookies["__Host-sign-on"])
    assert carried is not None
    back = requests.post(address, data={"sub": "ilze"}, allow_redirects=False, timeout=10).headers["location"]
    other = office.place.browser()
    replayed = Attempt(carried.state, "another nonce", carried.verifier)
    other.cookies.set("__Host-sign-on", str(replayed).replace(" ", "-"), domain="match.example")
    assert refused(other.get(back.removeprefix(ORIGIN)), "could not be learnt")


def test_an_answer_for_another_service_is_refused(office: Office) -> None:
    browser = office.place.browser()
    back = requests.post(office.begin(browser), data={"sub": "ilze"}, allow_redirects=False, timeout=10)
    workplace = office.place.workplace
    workplace.settings = workplace.settings.model_copy(update={"oidc_client": "somebody else"})
    assert refused(browser.get(back.headers["location"].removeprefix(ORIGIN)), "could not be learnt")


def test_an_old_answer_is_refused(office: Office) -> None:
    browser = office.place.browser()
    back = requests.post(office.begin(browser), data={"sub": "ilze"}, allow_redirects=False, timeout=10)
    office.place.clock.move(days=2)
    assert refused(browser.get(back.headers["location"].removeprefix(ORIGIN)), "could not be learnt")


def test_a_provider_that_does_not_answer_leaves_the_other_ways_in(office: Office) -> None:
    workplace = office.place.workplace
    workplace.settings = workplace.settings.model_copy(update={"oidc_issuer": "http://localhost:9"})
    answer = office.place.browser().get("/sign-in/organisation")
    assert (answer.status_code, "come in with a password" in answer.text) == (503, True)


def test_a_provider_is_reached_over_https_or_on_this_machine() -> None:
    with pytest.raises(ServiceError, match="https"):
        Provider("http://login.example", "match", "s")


def test_where_none_is_set_up_there_is_none(empty: Place) -> None:
    answer = empty.browser().get("/sign-in/organisation")
    assert (answer.status_code, "No sign-in of an organisation is set up here" in answer.text) == (404, True)
    assert "/sign-in/organisation" not in empty.browser().get("/sign-in").text
