"""The service as browsers and programs meet it: filled with the development exports, and with one match list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.app import make_app
from service.cli.uploads import uploads_of
from service.settings import Settings
from service.values.actors import ActorRole
from service.verbs.access import first_link, link_for_expert, make_token, use_link
from service.verbs.imports import add_import, apply_import, latest_imports
from service.verbs.match_lists import find_list, latest_lists, make_list, request_for
from service.verbs.short_lists import show_to_contact
from service.verbs.staff import add_account
from service.web.asking import COOKIE
from service.workplace import Workplace
from tests.service.conftest import ANA, Clock, take_over_vectors

ORIGIN = "https://match.example"


@dataclass
class Place:
    """A service that runs, and what is in it."""

    workplace: Workplace
    app: Any
    clock: Any
    list_id: str
    expert_id: str  # somebody who is suggested
    other_id: str  # somebody else
    territory_id: str  # which suggests them
    import_id: str

    def browser(self, session: str | None = None) -> TestClient:
        """A browser, signed in where a session is given."""
        made = TestClient(self.app, base_url=ORIGIN, raise_server_exceptions=False)
        if session:
            made.cookies.set(COOKIE, session, domain="match.example")
        return made

    def staff(self, role: ActorRole) -> TestClient:
        """Somebody of the staff, whose account is made for them."""
        return self.member(role)[1]

    def member(self, role: ActorRole) -> tuple[str, TestClient]:
        """Somebody of the staff: the id of their account, which is made for them, and their browser."""
        made, secret = add_account("Somebody", "", role, ANA, self.workplace)
        return made.id, self.browser(use_link(secret, self.workplace))

    def coordinator(self) -> TestClient:
        return self.staff(ActorRole.COORDINATOR)

    def administrator(self) -> TestClient:
        return self.browser(use_link(first_link(self.workplace), self.workplace))

    def expert(self, identity: str | None = None) -> TestClient:
        secret = link_for_expert(identity or self.expert_id, ANA, self.workplace)
        return self.browser(use_link(secret, self.workplace))

    def contact(self, territory: str | None = None) -> TestClient:
        """The contact of a territory, who is shown its short list."""
        secret = show_to_contact(self.list_id, territory or self.territory_id, ANA, self.workplace)
        return self.browser(use_link(secret, self.workplace))

    def program(self, role: ActorRole = ActorRole.COORDINATOR) -> TestClient:
        made = self.browser()
        made.headers["authorization"] = f"Bearer {make_token('test', role, self.workplace)}"
        return made


@pytest.fixture(scope="session")
def filled_folder(cache: Path, lists: Any, once: Any, fixtures: Path) -> Path:
    """A service's folder with the development exports and a list of all territories, made once; others copy it.

    `lists` has read all of their texts.
    """

    def make(folder: Path) -> None:
        workplace = Workplace(Settings(cache=cache, data=folder, read_ahead=False), Clock())
        experts, territories = ([fixtures / f"{form}_dev.xlsx"] for form in ("experts", "territories"))
        read = add_import(uploads_of(experts), uploads_of(territories), ANA, workplace)
        apply_import(read.told.id, ANA, workplace)
        take_over_vectors(cache, workplace)
        make_list(request_for([], [], workplace, seed=None, top=None), ANA.key, workplace)
        workplace.database.dispose()

    folder: Path = once("filled", make)
    return folder


@pytest.fixture(scope="module")
def filled(cache: Path, filled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A service that is filled; shared by the tests of a module."""
    folder = tmp_path_factory.mktemp("data")
    copytree(filled_folder, folder, dirs_exist_ok=True)
    workplace = Workplace(Settings(cache=cache, data=folder, read_ahead=False, site=ORIGIN), Clock())
    app = make_app(workplace)
    with TestClient(app, base_url=ORIGIN):
        (stored,) = latest_lists(workplace)
        seats = [
            (place.territory.id, {one.expert for seat in place.seats for one in seat.suggestions})
            for place in find_list(stored.id, workplace).list.territories
        ]
        territory, people = seats[0]
        others = sorted({expert for _, its in seats for expert in its} - people)
        (applied,) = latest_imports(workplace)
        yield Place(workplace, app, workplace.clock, stored.id, min(people), others[0], territory, applied.id)
    workplace.database.dispose()


@pytest.fixture
def empty(quick: Workplace, clock: Clock) -> Iterator[Place]:
    """A service with nothing in it."""
    app = make_app(quick)
    with TestClient(app, base_url=ORIGIN):
        yield Place(quick, app, clock, "", "", "", "", "")


Files = Callable[[], list[tuple[str, tuple[str, bytes]]]]


@pytest.fixture
def dev_files(fixtures: Path) -> Files:
    """The development exports as parts of a form."""

    def parts() -> list[tuple[str, tuple[str, bytes]]]:
        return [
            (form, (f"{form}_dev.xlsx", (fixtures / f"{form}_dev.xlsx").read_bytes()))
            for form in ("experts", "territories")
        ]

    return parts
