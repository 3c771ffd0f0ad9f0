"""Invitations: written, read, sent and answered, each an act of its own; whoever was asked is never moved silently."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from re import search
from socket import socket
from time import sleep
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from service.mail import SmtpMailer
from service.store import audit, people
from service.store import invitations as rows
from service.store.engine import reading
from service.values.audit import Deed, Thing
from service.values.invitations import DeclineReason, InvitationState, LetterState, Reply
from service.values.needs import NeedKind
from service.verbs import invitations, invited, post
from service.verbs.load import asks_of
from service.verbs.may_invite import against
from service.verbs.needs import desk
from tests.service.conftest import ANA
from tests.service.web.conftest import Place
from tests.service.web.test_rounds import placements, solved, version_at

pytestmark = pytest.mark.enable_socket  # a mail server on this machine
STATES = ("open", "accepted", "declined")
ROUND = "/rounds/{round}/invitations"


class Inbox:
    """What a mail server on this machine was handed; it can be told to refuse."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []
        self.refuses = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuses:
            return "451 try again later"
        told = BytesParser(policy=default).parsebytes(envelope.content)
        self.mails.append((list(envelope.rcpt_tos), told))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def inbox(filled: Place) -> Iterator[Inbox]:
    """A real mail server, which the service is told to use."""
    box = Inbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    before = filled.workplace.__dict__.pop("mailer", None)
    filled.workplace.__dict__["mailer"] = SmtpMailer(f"smtp://127.0.0.1:{port}", "Match <match@example.org>")
    yield box
    server.stop()
    filled.workplace.__dict__.pop("mailer")
    if before is not None:
        filled.workplace.__dict__["mailer"] = before


@pytest.fixture(scope="module")
def published(filled: Place) -> tuple[str, Mapping[tuple[str, str], list[str]]]:
    """A published round, and who is placed where."""
    program = filled.program()
    round_id, number = solved(program, program.post("/api/v1/rounds", json={"name": "June round"}))
    assert program.patch(f"/api/v1/rounds/{round_id}/versions/{number}", json={"state": "published"}).status_code == 200
    return round_id, placements(version_at(filled, round_id, number))


Published = tuple[str, Mapping[tuple[str, str], list[str]]]


def nth_seat(published: Published, number: int) -> str:
    """A seat with the first on it, as the form names them; tests take different ones."""
    (territory, role), people_of = [(key, its) for key, its in published[1].items() if its][number]
    return f"{territory}/{role}/{people_of[0]}"


def written(place: Place, published: Published, number: int) -> str:
    """An invitation that is written; its id."""
    day = (place.clock().date() + timedelta(days=14)).isoformat()
    told = place.coordinator().post(
        ROUND.format(round=published[0]), data={"seat": nth_seat(published, number), "answer_by": day}
    )
    assert told.status_code == 201, told.text
    return str(invitations.of_round(published[0], place.workplace).unsent[-1].id)


def sent(place: Place, published: Published, number: int, inbox: Inbox) -> tuple[str, str]:
    """An invitation that was sent: its id, and the address in its letter."""
    identity, before = written(place, published, number), len(inbox.mails)
    place.coordinator().post(f"{ROUND.format(round=published[0])}/sending", data={"letter": identity})
    arrived(inbox, before + 1)
    left(place, identity)
    return identity, link_in(inbox.mails[-1][1])


def arrived(inbox: Inbox, number: int) -> None:
    for _ in range(100):
        if len(inbox.mails) >= number:
            return
        sleep(0.05)
    raise AssertionError("no letter came")


def left(place: Place, identity: str) -> None:
    for _ in range(100):
        if invitations.find(identity, place.workplace).letters[-1].state is LetterState.SENT:
            return
        sleep(0.05)
    raise AssertionError("the letter did not leave")


def link_in(mail: EmailMessage) -> str:
    found = search(r"https://match\.example(/invited/\S+)", mail.get_content())
    assert found, mail.get_content()
    return found[1]


def test_whoever_chooses_nobody_writes_to_nobody(filled: Place, published: Published, inbox: Inbox) -> None:
    browser, page = filled.coordinator(), ROUND.format(round=published[0])
    for address in (page, f"{page}/sending"):
        told = browser.post(address, data={"answer_by": "2027-01-10"})
        assert (told.status_code, "Nobody is chosen" in told.text) == (422, True)
    assert browser.get(f"{page}/sending").status_code == 422
    assert (inbox.mails, invitations.of_round(published[0], filled.workplace).unsent) == ([], ())


def test_a_letter_is_written_read_and_changed_before_it_leaves(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    identity, browser = written(filled, published, 0), filled.coordinator()
    page = browser.get(f"/invitations/{identity}")
    assert "[link]" in page.text
    lost = browser.post(f"/invitations/{identity}", data={"act": "save", "subject": "Hello", "body": "No place for it"})
    assert (lost.status_code, "needs “[link]”" in lost.text or "needs &#34;[link]&#34;" in lost.text) == (422, True)
    browser.post(f"/invitations/{identity}", data={"act": "save", "subject": "Hello", "body": "Come: [link]"})
    assert [(one.subject, one.body) for one in invitations.find(identity, filled.workplace).letters] == [
        ("Hello", "Come: [link]\n")
    ]
    assert inbox.mails == []
    browser.post(f"/invitations/{identity}", data={"act": "withdraw"})
    assert browser.get(f"/invitations/{identity}").status_code == 404


def test_the_names_shown_before_sending_are_those_who_are_written_to(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    chosen = [written(filled, published, number) for number in (0, 1)]
    page = filled.coordinator().get(f"{ROUND.format(round=published[0])}/sending", params={"letter": chosen})
    with reading(filled.workplace.database) as database:
        told = [people.find(database, nth_seat(published, number).rpartition("/")[2]) for number in (0, 1)]
    experts = [one.expert for one in told if one]
    assert all(one.name in page.text for one in experts)
    filled.coordinator().post(f"{ROUND.format(round=published[0])}/sending", data={"letter": chosen})
    arrived(inbox, 2)
    for one in chosen:
        left(filled, one)
    assert sorted(to for to, _ in inbox.mails) == sorted([one.email] for one in experts)
    assert all(link_in(mail) for _, mail in inbox.mails)
    for one in chosen:
        invitations.withdraw(one, ANA, filled.workplace)


def test_looking_changes_nothing_and_an_answer_has_to_be_chosen(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    identity, link = sent(filled, published, 2, inbox)
    nobody = filled.browser()
    assert nobody.head(link).status_code in (200, 405)
    assert nobody.get(link).status_code == 200
    empty = nobody.post(link, data={})
    assert (empty.status_code, "Choose whether you accept" in empty.text) == (422, True)
    assert invitations.find(identity, filled.workplace).state is InvitationState.INVITED
    for _ in range(2):
        assert nobody.post(link, data={"answer": "accept"}, follow_redirects=False).status_code == 303
    told = invitations.find(identity, filled.workplace)
    assert (told.state, told.reply) == (InvitationState.ACCEPTED, Reply(True))


def test_an_answer_can_be_taken_back_and_changed_and_all_of_it_is_history(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    identity, link = sent(filled, published, 3, inbox)
    nobody = filled.browser()
    nobody.post(link, data={"answer": "accept"})
    nobody.post(link, data={"answer": "take back"})
    assert invitations.find(identity, filled.workplace).state is InvitationState.INVITED
    decline = {
        "answer": "decline",
        "reason": DeclineReason.NO_TIME.value,
        "again_after": "2027-03-01",
        "colleague": "Ada",
    }
    nobody.post(link, data=decline)
    told = invitations.find(identity, filled.workplace)
    assert told.reply is not None
    assert (told.state, told.reply.reason, str(told.reply.again_after), told.reply.colleague) == (
        InvitationState.DECLINED, DeclineReason.NO_TIME, "2027-03-01", "Ada",
    )  # fmt: skip
    page = filled.coordinator().get(f"/invitations/{identity}").text
    assert page.count("answered an invitation") == 3
    (need,) = [one for one in desk(filled.workplace).needs if one.invitation == identity]
    assert need.kind is NeedKind.DECLINED
    invitations.withdraw(identity, ANA, filled.workplace)
    assert "was withdrawn" in nobody.get(link).text
    assert nobody.post(link, data={"answer": "accept"}).status_code == 422


def test_a_conflict_told_in_an_answer_counts_as_one(filled: Place, published: Published, inbox: Inbox) -> None:
    identity, link = sent(filled, published, 4, inbox)
    nobody, reason = filled.browser(), DeclineReason.CONFLICT.value
    assert nobody.post(link, data={"answer": "decline", "reason": reason}).status_code == 422
    nobody.post(link, data={"answer": "decline", "reason": reason, "words": "My sister works there"})
    of = invitations.find(identity, filled.workplace).of
    told = against(of, filled.workplace)
    assert told is not None
    assert "My sister works there" in str(told)
    accepts = nobody.post(link, data={"answer": "accept"})
    assert (accepts.status_code, "write to the coordinators" in accepts.text) == (422, True)
    again = filled.coordinator().post(
        ROUND.format(round=published[0]),
        data={"seat": f"{of.territory}/{of.role}/{of.expert}", "answer_by": "2027-01-10"},
    )
    assert "conflict of interest" in again.text
    assert "My sister works there" in again.text


def test_what_the_server_refuses_stays_with_the_reason_and_can_be_sent_again(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    inbox.refuses = True
    identity = written(filled, published, 5)
    invitations.send([identity], "https://match.example", ANA, filled.workplace)
    assert post.send_waiting(filled.workplace) == 0
    (letter,) = invitations.find(identity, filled.workplace).letters
    assert letter.state is LetterState.FAILED
    assert letter.failure is not None
    assert [one.kind for one in desk(filled.workplace).needs if one.invitation == identity] == [NeedKind.UNSENT]
    inbox.refuses = False
    invitations.send([identity], "https://match.example", ANA, filled.workplace)
    assert post.send_waiting(filled.workplace) == 1
    assert invitations.find(identity, filled.workplace).state is InvitationState.INVITED
    invitations.withdraw(identity, ANA, filled.workplace)


def test_nobody_who_was_asked_is_moved_silently(filled: Place, published: Published, inbox: Inbox) -> None:
    identity, _ = sent(filled, published, 6, inbox)
    of, program = invitations.find(identity, filled.workplace).of, filled.program()
    version = program.get(f"/api/v1/rounds/{published[0]}").json()["current"]
    changes = f"/api/v1/rounds/{published[0]}/versions/{version}/changes"
    act = {"act": "exclude", "expert": of.expert, "territory": of.territory, "role": of.role, "reason": "Another idea"}
    refused = program.post(changes, json={"acts": [act]})
    assert (refused.status_code, "withdraw the invitation first" in refused.json()["title"]) == (422, True)
    _, number = solved(program, program.post(changes, json={}))
    assert of.expert in placements(version_at(filled, published[0], number))[of.territory, of.role]
    declined, link = sent(filled, published, 7, inbox)
    invited.reply(link.rpartition("/")[2], Reply(False), filled.workplace)
    other = invitations.find(declined, filled.workplace).of
    _, number = solved(program, program.post(changes, json={}))
    assert other.expert not in placements(version_at(filled, published[0], number))[other.territory, other.role]


def test_reminders_are_as_many_as_are_set_and_then_the_coordinator_is_told(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    identity, _ = sent(filled, published, 8, inbox)
    before = len(inbox.mails)
    start = filled.clock.now
    for _ in range(20):  # days, several looks each
        filled.clock.move(days=1)
        for _ in range(3):
            post.remind(filled.workplace)
            post.send_waiting(filled.workplace)
    told = invitations.find(identity, filled.workplace)
    assert [letter.kind for letter in told.letters] == ["invitation", "reminder", "reminder"]
    own = [mail for _, mail in inbox.mails[before:] if link_in(mail)]
    assert len(own) >= 2
    assert [(one.kind) for one in desk(filled.workplace).needs if one.invitation == identity] == [NeedKind.UNANSWERED]
    filled.clock.now = start


def test_whoever_is_erased_leaves_no_letter(filled: Place, published: Published) -> None:
    from service.verbs.erase import erase

    identity = written(filled, published, 9)
    of = invitations.find(identity, filled.workplace).of
    invitations.send([identity], "https://match.example", ANA, filled.workplace)
    post.send_waiting(filled.workplace)
    outbox = filled.workplace.settings.folder / "outbox"
    (file,) = outbox.iterdir()
    assert "https://match.example/invited/" in file.read_text(encoding="utf-8")
    erase(of.expert, ANA, filled.workplace)
    assert list(outbox.iterdir()) == []
    assert filled.coordinator().get(f"/invitations/{identity}").status_code == 404


def test_programs_write_send_and_withdraw(filled: Place, published: Published, inbox: Inbox) -> None:
    program, (territory, role, expert) = filled.program(), nth_seat(published, 10).split("/")
    address, seat = f"/api/v1{ROUND.format(round=published[0])}", {"territory": territory, "role": role}
    wanted = {"seats": [{**seat, "expert": expert}], "answer_by": "2027-01-10"}
    (identity,) = program.post(address, json=wanted).json()["written"]
    twice = program.post(address, json=wanted).json()
    assert twice == {
        "written": [],
        "refused": [{**seat, "expert": expert, "reason": "There is an open invitation already"}],
    }
    one = f"/api/v1/invitations/{identity}"
    assert program.patch(one, json={"subject": "Hello", "body": "[link]"}).json()["letters"][0]["subject"] == "Hello"
    assert (
        program.post("/api/v1/rounds/another/invitations/sending", json={"invitations": [identity]}).status_code == 404
    )
    assert program.post(f"{address}/sending", json={"invitations": [identity]}).json() == {"letters": 1}
    arrived(inbox, 1)
    left(filled, identity)
    assert program.get(one).json()["state"] == "invited"
    assert program.post(f"{one}/confirmation").json()["code"] == "stale"
    assert program.delete(one).status_code == 204
    assert program.get(one).json()["state"] == "withdrawn"


def test_load_is_what_was_sent_and_answered_and_a_wish_to_be_left_alone_is_kept(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    identity, link = sent(filled, published, 11, inbox)
    of = invitations.find(identity, filled.workplace).of
    before = asks_of([of.expert], filled.workplace)[of.expert]
    assert before.open >= 1
    filled.browser().post(link, data={"answer": "decline", "again_after": "2027-03-01"})
    after = asks_of([of.expert], filled.workplace)[of.expert]
    assert after == replace(before, open=before.open - 1, declined=before.declined + 1, again_after=date(2027, 3, 1))
    seat = f"{of.territory}/{of.role}/{of.expert}"
    again = filled.coordinator().post(ROUND.format(round=published[0]), data={"seat": seat, "answer_by": "2027-01-10"})
    assert "Asked to be asked again only after 1 March 2027" in again.text
    assert "to be asked again only after" in filled.coordinator().get(f"/experts/{of.expert}").text


def test_numbers_of_load_are_those_of_the_audit(filled: Place) -> None:
    """A fold over who sent, answered and withdrew what gives the same numbers as the page."""
    with reading(filled.workplace.database) as database:
        lines = [one for one in reversed(audit.lines(database)) if one.thing is Thing.INVITATION]
        of = {one.id: one.of.expert for one in rows.all_of(database)}
    state: dict[str, str] = {}
    for line in lines:
        if line.deed is Deed.LEFT:
            state.setdefault(line.thing_id, "open")
        elif line.deed is Deed.REPLIED:
            state[line.thing_id] = line.detail
        elif line.deed is Deed.WITHDREW and line.thing_id in state:
            state[line.thing_id] = "withdrawn"
    told = filled.program().get("/api/v1/experts/load").json()["items"]
    counted = {kind: Counter(of[one] for one, now in state.items() if now == kind and one in of) for kind in STATES}
    assert sum(map(sum, (one.values() for one in counted.values()))) > 0
    for one in told:
        assert [one[kind] for kind in STATES] == [counted[kind][one["id"]] for kind in STATES], one["name"]


def test_whoever_is_never_suggested_is_told_with_the_rules_that_refuse_them(filled: Place) -> None:
    everybody = filled.program().get("/api/v1/experts/load").json()
    never = filled.program().get("/api/v1/experts/load", params={"view": "never suggested"}).json()["items"]
    assert everybody["counts"]["everybody"] == len(everybody["items"])
    assert never
    assert all(one["may_take"] or one["refused_by"] for one in never)
    page = filled.coordinator().get("/experts/load", params={"view": "never suggested"}).text
    assert all(f'/experts/{one["id"]}"' in page for one in never)


def test_an_invitation_is_answered_on_ones_own_page_and_by_nobody_else(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    unsent = written(filled, published, 1)
    who = invitations.find(unsent, filled.workplace).of.expert
    own = filled.expert(who)
    assert own.get(f"/me/invitations/{unsent}").status_code == 404
    invitations.send([unsent], "https://match.example", ANA, filled.workplace)
    post.send_waiting(filled.workplace)
    assert f"/me/invitations/{unsent}" in own.get("/me").text
    page = own.post(f"/me/invitations/{unsent}", data={"answer": "accept"})
    assert "Your answer: accepted" in page.text
    other = next(one for one in (filled.expert_id, filled.other_id) if one != who)
    for stranger in (filled.expert(other), filled.coordinator()):
        assert stranger.get(f"/me/invitations/{unsent}").status_code in (403, 404)
    address = f"/api/v1/me/invitations/{unsent}/answer"
    assert filled.expert(other).put(address, json={"answer": "decline"}).status_code == 404
    told = own.put(address, json={"answer": "take back"}).json()
    assert (told["state"], told["answer"]) == ("invited", None)
    assert unsent in [one["id"] for one in own.get("/api/v1/me/invitations").json()["items"]]


def test_letters_that_are_only_written_count_for_how_many_one_person_gets(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    round_id, _ = published
    shown = invitations.of_round(round_id, filled.workplace)
    seats_of: dict[str, list[str]] = {}
    for one in shown.seats:
        for expert in (*one.placed, *one.standing_by):
            seats_of.setdefault(expert, []).append(f"{one.territory}/{one.role}/{expert}")
    free = (one for one in seats_of if one in shown.names and len(seats_of[one]) > 1 and not _asked(filled, one))
    expert = next(free)
    seats = seats_of[expert]
    usual = filled.workplace.settings
    filled.workplace.settings = usual.model_copy(update={"most_invitations": 1})
    told = filled.coordinator().post(ROUND.format(round=round_id), data={"seat": seats, "answer_by": "2027-01-10"})
    filled.workplace.settings = usual
    assert "as many as one person gets" in told.text
    (only,) = _asked(filled, expert)
    invitations.withdraw(only, ANA, filled.workplace)


def _asked(place: Place, expert: str) -> list[str]:
    with reading(place.workplace.database) as database:
        return [one.id for one in rows.all_of(database, expert=expert)]


def test_the_contact_of_the_territory_sees_the_address_of_whoever_accepted_and_of_nobody_else(
    filled: Place, published: Published, inbox: Inbox
) -> None:
    seat, number = next(
        ((key, its[0]), number)
        for number, (key, its) in enumerate((key, its) for key, its in published[1].items() if its)
        if its[0] in shortlisted(filled, key[0]) and not asked(filled, its[0], key[0])
    )
    (territory, _), expert = seat
    contact = filled.contact(territory)
    identity, link = sent(filled, published, number, inbox)
    assert addresses(contact) == set()
    visitor = filled.browser()
    assert "sees your e-mail address" in visitor.get(link).text
    visitor.post(link, data={"answer": "accept"})
    with reading(filled.workplace.database) as database:
        known = people.find(database, expert)
    assert known is not None
    assert addresses(contact) == {known.expert.email}
    assert f"mailto:{known.expert.email}" in contact.get("/pilot").text
    filled.coordinator().post(f"/invitations/{identity}", data={"act": "withdraw"})
    assert addresses(contact) == set()


def addresses(contact: Any) -> set[str]:
    told = contact.get("/api/v1/pilot/short-list").json()["seats"]
    return {one["email"] for seat in told for one in seat["people"] if one["email"]}


def shortlisted(place: Place, territory: str) -> set[str]:
    told = place.contact(territory).get("/api/v1/pilot/short-list").json()["seats"]
    return {one["id"] for seat in told for one in seat["people"]}


def asked(place: Place, expert: str, territory: str) -> bool:
    with reading(place.workplace.database) as database:
        return any(one.of.territory == territory for one in rows.all_of(database, expert=expert))
