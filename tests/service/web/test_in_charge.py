"""Somebody of the staff is in charge of a pilot, and may see what waits for them alone; nothing drops out of sight."""

import re

import pytest

from service.store.engine import reading
from service.store.places import find
from service.values.actors import ActorRole
from tests.service.web.conftest import Place
from tests.service.web.test_rounds import solved

pytestmark = pytest.mark.slow  # a round solved


def in_charge_of(place: Place, territory: str) -> str | None:
    with reading(place.workplace.database) as database:
        stored = find(database, territory)
    assert stored is not None
    return stored.in_charge


@pytest.fixture(scope="module")
def pilot(filled: Place) -> str:
    """A pilot with a seat that nobody takes."""
    program = filled.program()
    solved(program, program.post("/api/v1/rounds", json={"most_pilots": 1}))
    needs = program.get("/api/v1/needs").json()["items"]
    return str(next(one["territory"] for one in needs if one["territory"]))


def counted(page: str, words: str) -> int:
    found = re.search(rf">{words}: (\d+)</a>", page)
    assert found, words
    return int(found[1])


def test_what_waits_is_mine_anybodys_or_everybodys_and_adds_up(filled: Place, pilot: str) -> None:
    account, browser = filled.member(ActorRole.COORDINATOR)
    everything = filled.program().get("/api/v1/needs").json()["items"]
    page = browser.post(f"/territories/{pilot}/in-charge", data={"account": account})
    assert (page.url.path, in_charge_of(filled, pilot)) == (f"/territories/{pilot}", account)
    start = browser.get("/").text
    mine = sum(one["territory"] == pilot for one in everything)
    assert {words: counted(start, words) for words in ("of everybody", "of my pilots", "of nobody in particular")} == {
        "of everybody": len(everything),
        "of my pilots": mine,
        "of nobody in particular": len(everything) - mine,
    }
    rows = browser.get("/?whose=mine").text.count('<tr><th scope="row">')
    assert rows == mine
    assert filled.program().get("/api/v1/needs?whose=mine").json()["items"] == []  # a program is in charge of nothing
    assert len(filled.program().get("/api/v1/needs?whose=nobody").json()["items"]) == len(everything) - mine
    browser.post(f"/territories/{pilot}/in-charge", data={"account": ""})
    assert in_charge_of(filled, pilot) is None


def test_several_are_told_at_once_or_none(filled: Place) -> None:
    (account, browser), _ = filled.member(ActorRole.COORDINATOR), filled.member(ActorRole.COORDINATOR)
    other = filled.program().get("/api/v1/territories").json()["items"][-1]["id"]
    assert other != filled.territory_id
    wrong = browser.post("/territories/in-charge", data={filled.territory_id: account, other: "somebody"})
    assert (wrong.status_code, in_charge_of(filled, filled.territory_id)) == (422, None)
    browser.post("/territories/in-charge", data={filled.territory_id: account, other: account})
    assert [in_charge_of(filled, one) for one in (filled.territory_id, other)] == [account, account]
    page = browser.get("/territories").text
    assert page.count(f'<option value="{account}" selected>') == 2
    told = filled.program().put(f"/api/v1/territories/{other}/in-charge", json={"account": None}).json()
    assert told["in_charge"] is None


@pytest.mark.parametrize("role", [ActorRole.VIEWER, None])
def test_nobody_who_may_not_coordinate_is_in_charge(filled: Place, role: ActorRole | None) -> None:
    account = filled.member(role)[0] if role else "nobody"
    told = filled.program().put(f"/api/v1/territories/{filled.territory_id}/in-charge", json={"account": account})
    assert (told.status_code, told.json()["code"]) == (422, "refused")
    assert "Only somebody who coordinates" in told.json()["title"]


def test_the_pilots_of_somebody_who_has_left_are_nobodys(filled: Place, pilot: str) -> None:
    (account, _), boss = filled.member(ActorRole.COORDINATOR), filled.administrator()
    boss.post(f"/territories/{pilot}/in-charge", data={"account": account})
    before = len(filled.program().get("/api/v1/needs?whose=nobody").json()["items"])
    boss.post(f"/staff/{account}", data={"withdrawn": "true"})
    after = filled.program().get("/api/v1/needs?whose=nobody").json()["items"]
    assert len(after) > before
    assert pilot in {one["territory"] for one in after}
    boss.post(f"/staff/{account}", data={"withdrawn": "false"})
