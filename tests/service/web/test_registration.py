"""Coming in and registering by a letter: nobody learns who is known, looking changes nothing, consents are own."""

import re
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from service.store import people
from service.store.engine import reading
from tests.service.web.conftest import Place

NEW = "ada.newcomer@example.org"
ANSWERS = {
    "full_name": "Ada Newcomer",
    "languages": "French (C1); German (B2)",
    "roles": "Practical support",
    "summary": "Small-project funds on the Upper Rhine since 2014.",
}


def letters(place: Place) -> list[Path]:
    outbox = place.workplace.settings.folder / "outbox"
    return sorted(outbox.glob("*.eml")) if outbox.exists() else []


def asked_link(place: Place, address: str) -> tuple[str, str]:
    """What the page says, and the path in the letter that came of it; the letter is taken away."""
    told = place.browser().post("/link", data={"email": address})
    assert told.status_code == 202, told.text
    (file,) = letters(place)
    mail = BytesParser(policy=default).parsebytes(file.read_bytes())
    assert mail["To"] == address
    found = re.search(r"https://match\.example(/\S+)", mail.get_content())  # type: ignore[attr-defined]
    assert found
    file.unlink()
    return told.text, found[1]


def stored_under(place: Place, address: str) -> list[str]:
    with reading(place.workplace.database) as database:
        return list(people.by_address(database, [address]).values())


def test_the_answer_is_the_same_whether_or_not_an_address_is_known(filled: Place) -> None:
    with reading(filled.workplace.database) as database:
        known = people.find(database, filled.expert_id)
    assert known is not None
    one, inside = asked_link(filled, known.expert.email)
    other, new = asked_link(filled, "nobody.knows@example.org")
    assert one == other
    assert (inside.split("/")[1], new.split("/")[1]) == ("in", "register")
    browser = filled.browser()
    assert browser.get(inside).status_code == 200
    assert browser.post(inside).url.path == "/me"


def test_what_is_no_address_is_said_at_once(filled: Place) -> None:
    told = filled.browser().post("/link", data={"email": "not an address"})
    assert (told.status_code, "Write an e-mail address" in told.text, letters(filled)) == (422, True, [])


def test_somebody_registers_saves_goes_on_and_is_on_the_list(filled: Place) -> None:
    _, link = asked_link(filled, NEW)
    browser = filled.browser()
    for _ in range(2):
        assert browser.get(link).status_code == 200
    assert stored_under(filled, NEW) == []
    browser.post(link, data={"act": "later", "full_name": "Ada"})
    assert 'value="Ada"' in filled.browser().get(link).text
    without = browser.post(link, data={"act": "register", **ANSWERS})
    assert (without.status_code, "Without your consent" in without.text) == (422, True)
    assert "Ada Newcomer" in without.text
    wrong = browser.post(link, data={"act": "register", **ANSWERS, "agrees_process": "yes", "languages": "Klingonish"})
    assert wrong.status_code == 422
    assert 'id="languages-wrong"' in wrong.text
    done = browser.post(link, data={"act": "register", **ANSWERS, "agrees_process": "yes"})
    assert done.url.path == "/me/data"
    (identity,) = stored_under(filled, NEW)
    with reading(filled.workplace.database) as database:
        stored, consents = people.find(database, identity), people.consents(database, identity)
    assert stored is not None
    expert = stored.expert
    assert (expert.name, expert.summary, expert.consent_process, expert.consent_share) == (
        "Ada Newcomer", ANSWERS["summary"], True, False,
    )  # fmt: skip
    assert sorted((one.purpose, one.given) for one, _ in consents) == [("process", True), ("share", False)]
    assert filled.browser().get(link).status_code == 404
    with reading(filled.workplace.database) as database:
        uses = database.exec_driver_sql(f"SELECT count(*) FROM text_use WHERE expert_id = '{identity}'").scalar()
    assert uses, "what the text model makes of their words would outlive an erasure"


def test_a_letter_never_leads_to_a_host_that_a_stranger_names(filled: Place, empty: Place) -> None:
    told = filled.browser().post("/link", data={"email": "victim@example.org"}, headers={"host": "evil.example"})
    assert told.status_code == 202
    (file,) = letters(filled)
    assert "evil.example" not in file.read_text(encoding="utf-8")
    file.unlink()
    unset = empty.browser().post("/link", data={"email": "victim@example.org"}, headers={"host": "evil.example"})
    assert (unset.status_code, "has to set its address" in unset.text, letters(empty)) == (422, True, [])


def test_what_was_begun_can_be_deleted(filled: Place) -> None:
    _, link = asked_link(filled, "changes.mind@example.org")
    browser = filled.browser()
    browser.post(link, data={"act": "later", "full_name": "Somebody"})
    browser.post(link, data={"act": "leave"})
    assert browser.get(link).status_code == 404


def test_a_link_ends_and_what_was_begun_goes_with_it(filled: Place) -> None:
    _, link = asked_link(filled, "slow@example.org")
    start = filled.clock.now
    filled.clock.move(days=15)
    assert filled.browser().get(link).status_code == 404
    asked_link(filled, "somebody.else@example.org")
    with reading(filled.workplace.database) as database:
        kept = database.exec_driver_sql("SELECT count(*) FROM registration WHERE address = 'slow@example.org'")
        assert kept.scalar() == 0
    filled.clock.now = start


@pytest.mark.parametrize("role", ["status", "email", "id"])
def test_nobody_registers_more_than_is_asked(filled: Place, role: str) -> None:
    address = f"{role}.extra@example.org"
    _, link = asked_link(filled, address)
    more = {role: "withdrawn" if role == "status" else "other@example.org"}
    filled.browser().post(link, data={"act": "register", **ANSWERS, "agrees_process": "yes", **more})
    (identity,) = stored_under(filled, address)
    with reading(filled.workplace.database) as database:
        stored = people.find(database, identity)
    assert stored is not None
    assert (stored.expert.addresses, stored.expert.status.value) == ((address,), "valid")


def test_letters_to_one_address_are_few_within_an_hour(filled: Place) -> None:
    told = [filled.browser().post("/link", data={"email": "often@example.org"}).status_code for _ in range(6)]
    assert told == [202] * 5 + [429]
    for file in letters(filled):
        file.unlink()
