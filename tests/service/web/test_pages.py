"""The pages: what stands on them, in both languages, and how much they ask of the database."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO

import openpyxl
import pytest
from sqlalchemy import event

from service.render.as_csv import csv_of
from service.verbs.access import first_link, link_for_expert
from service.verbs.scenes import current_scene
from service.web.guard import SECURITY
from tests.service.conftest import ANA
from tests.service.web.conftest import Files, Place

MOST_BYTES = 200_000


def addresses(filled: Place) -> list[str]:
    return [
        "/",
        "/imports",
        f"/imports/{filled.import_id}",
        "/experts",
        "/experts/load",
        f"/experts/{filled.expert_id}",
        "/territories",
        f"/territories/{filled.territory_id}",
        "/match-lists",
        f"/match-lists/{filled.list_id}",
        f"/match-lists/{filled.list_id}/territories/{filled.territory_id}",
    ]


@contextmanager
def counted(filled: Place) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(filled.workplace.database, "before_cursor_execute", note)
    yield asked
    event.remove(filled.workplace.database, "before_cursor_execute", note)


def test_every_page_is_written_in_both_languages_small_and_with_few_questions(filled: Place) -> None:
    browser = filled.coordinator()
    current_scene(filled.workplace)  # read once for each revision, by whoever comes first
    browser.get("/load-nothing")  # what the service asks for itself as it starts is over by then
    for address in addresses(filled):
        for language in ("en", "fr"):
            with counted(filled) as asked:
                answer = browser.get(address, params={"lang": language})
            assert answer.status_code == 200, address
            assert f'<html lang="{language}">' in answer.text
            assert len(answer.content) < MOST_BYTES
            assert len([one for one in asked if one.startswith("SELECT")]) <= 13, (address, asked)
            assert len(re.findall("<h1", answer.text)) == 1


def test_upload_read_apply(empty: Place, dev_files: Files) -> None:
    browser = empty.coordinator()
    read = browser.post("/imports", files=dev_files())
    assert "read, not applied" in read.text
    assert "Nobody is stored yet" in browser.get("/experts").text
    applied = browser.post(f"{read.url.path}/apply")
    assert 'class="state">import applied<' in applied.text
    assert "37 experts, of whom 35 may be suggested" in browser.get("/").text


def test_what_an_import_would_change_is_shown_and_it_is_undone(empty: Place, dev_files: Files) -> None:
    browser = empty.coordinator()
    there = browser.post("/imports", files=dev_files()).url
    page = browser.get(there).text
    assert "Expert registrations: 37 new" in page
    assert "<li>Chiara" in page
    browser.post(f"{there}/apply")
    assert "Undo this import" in browser.get(there).text
    assert "This import was undone" in browser.post(f"{there}/undo").text
    again = browser.post(f"{there}/undo")
    assert again.status_code == 409
    assert "Only an import that is applied can be undone" in again.text
    assert "Nobody is stored yet" in browser.get("/experts").text


def test_somebodys_page_has_every_fact_and_where_it_was_read(filled: Place) -> None:
    page = filled.coordinator().get(f"/experts/{filled.expert_id}").text
    for told in ("Agrees to the processing", "Travels to", "History", "read from experts_dev.xlsx, row"):
        assert told in page


def test_a_wrong_file_is_said_beside_the_form(empty: Place) -> None:
    answer = empty.coordinator().post("/imports", files=[("experts", ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99)))])
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "photo.xlsx" in answer.text


def test_a_link_works_once_and_looking_changes_nothing(empty: Place) -> None:
    secret = first_link(empty.workplace)
    scanner, person = empty.browser(), empty.browser()
    for _ in range(3):
        assert scanner.get(f"/in/{secret}").status_code == 200
        assert scanner.head(f"/in/{secret}").status_code in (200, 405)
    assert person.post(f"/in/{secret}").url.path == "/"
    again = scanner.post(f"/in/{secret}")
    assert (again.status_code, "has been used already" in again.text) == (410, True)
    assert "is not known here" in scanner.get("/in/nothing").text


def test_a_link_expires_and_a_newer_one_replaces_it(filled: Place) -> None:
    first, second = (link_for_expert(filled.expert_id, ANA, filled.workplace) for _ in range(2))
    browser = filled.browser()
    assert "is not known here" in browser.get(f"/in/{first}").text
    filled.clock.move(days=15)
    assert "has expired" in browser.post(f"/in/{second}").text
    filled.clock.move(days=-15)


def test_a_session_ends(filled: Place) -> None:
    browser = filled.coordinator()
    filled.clock.move(hours=13)
    assert browser.get("/experts").url.path == "/sign-in"
    filled.clock.move(hours=-13)
    assert browser.get("/experts").url.path == "/experts"
    left = browser.post("/sign-out", follow_redirects=False)
    assert left.headers["clear-site-data"] == '"cache", "storage"'
    assert browser.get("/experts").url.path == "/sign-in"


def test_browsers_are_told_how_to_treat_every_answer(filled: Place) -> None:
    for path in ("/", "/sign-in", "/nowhere", "/static/style.css", "/api/v1/experts", "/health"):
        told = filled.browser().get(path, follow_redirects=False).headers
        assert {name: told.get(name) for name in SECURITY} == SECURITY, path


def test_marking_pilots_is_all_or_nothing(filled: Place) -> None:
    browser = filled.coordinator()
    assert (
        browser.post("/territories", data={filled.territory_id: "selected", "unknown": "selected"}).status_code == 404
    )
    assert browser.post("/territories", data={filled.territory_id: "crowned"}).status_code == 422
    assert "0 are pilots" in browser.get("/territories").text
    browser.post("/territories", data={filled.territory_id: "selected"})
    assert "1 are pilots" in browser.get("/territories").text
    browser.post(f"/territories/{filled.territory_id}/status", data={"status": "applied"})


def test_more_pilots_than_the_programme_has_room_for_are_told(filled: Place) -> None:
    browser, settings = filled.coordinator(), filled.workplace.settings
    items = filled.program().get("/api/v1/territories").json()["items"]
    browser.post("/territories", data={one["id"]: "selected" for one in items[:3]})
    for most, told in ((3, False), (2, True)):
        filled.workplace.settings = settings.model_copy(update={"most_pilots": most})
        for page in ("/", "/territories"):
            assert ("the programme has room for 2" in browser.get(page).text) == told
    filled.workplace.settings = settings
    browser.post("/territories", data={one["id"]: one["status"] for one in items[:3]})


def test_a_stale_tab_overwrites_nobodys_decision(filled: Place) -> None:
    browser, one = filled.coordinator(), filled.territory_id
    seen = {one: "waiting", f"was-{one}": "applied"}
    browser.post(f"/territories/{one}/status", data={"status": "selected", "was": "applied"})
    refused = browser.post("/territories", data=seen)
    assert (refused.status_code, "its status is now selected as pilot" in refused.text) == (409, True)
    unchanged = {one: "applied", f"was-{one}": "applied"}  # a tab in which nobody touched this row
    assert browser.post("/territories", data=unchanged).status_code == 200
    assert filled.program().get(f"/api/v1/territories/{one}").json()["status"] == "selected"
    browser.post(f"/territories/{one}/status", data={"status": "applied"})


def test_a_list_is_asked_for_made_and_shown(filled: Place) -> None:
    browser = filled.coordinator()
    page = browser.post("/match-lists", data={"territory": [filled.territory_id]})
    for _ in range(200):
        if "/match-lists/" in page.url.path:
            break
        page = browser.get(page.url.path)
    assert page.url.path.endswith(f"/territories/{filled.territory_id}")
    assert re.search(
        r'(Answers|Comes near to|no passage answers|Little of what is told answers) <q lang="">', page.text
    )


def test_the_workbook_is_the_list(filled: Place) -> None:
    browser = filled.coordinator()
    answer = browser.get(f"/match-lists/{filled.list_id}.xlsx")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''match-lists-2026-11-25-")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    told = filled.program().get(f"/api/v1/match-lists/{filled.list_id}").json()
    emails = [one["email"] for t in told["territories"] for seat in t["seats"] for one in seat["suggestions"]]
    rows = list(book["Suggestions"].iter_rows(min_row=2, values_only=True))
    assert [row[4] for row in rows if row[2]] == emails


@pytest.mark.parametrize(
    ("of", "sheet"), [("suggestions", "Suggestions"), ("held", "Held"), ("refused", "Not eligible")]
)
def test_each_sheet_is_there_as_csv_too(of: str, sheet: str, filled: Place) -> None:
    browser = filled.coordinator()
    book = openpyxl.load_workbook(BytesIO(browser.get(f"/match-lists/{filled.list_id}.xlsx").content))
    answer = browser.get(f"/match-lists/{filled.list_id}.csv", params={"of": of})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    read = list(csv.reader(StringIO(answer.text.removeprefix("\ufeff"))))
    written = [["" if cell is None else str(cell) for cell in row] for row in book[sheet].iter_rows(values_only=True)]
    assert [[cell.removeprefix("'").removesuffix(".0") for cell in row] for row in read][:5] == written[:5]
    assert len(read) >= 1
    assert f'href="/match-lists/{filled.list_id}.csv"' in browser.get(f"/match-lists/{filled.list_id}").text


def test_no_cell_of_a_csv_is_run_by_a_spreadsheet() -> None:
    told = csv_of(("what", "n"), [("=1+1", -3), ("@x", 0.5), ("Ada", 1), ("", 2)]).decode("utf-8-sig")
    assert list(csv.reader(StringIO(told))) == [
        ["what", "n"],
        ["'=1+1", "-3"],
        ["'@x", "0.5"],
        ["Ada", "1"],
        ["", "2"],
    ]


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({}, 422, "Choose one of the answers"),
        ({"answer": "perhaps"}, 422, "Choose one of the answers"),
        ({"answer": "conflict"}, 422, "Say in a few words"),
        ({"answer": "interested", "words": "From May"}, 200, "Thank you"),
    ],
)
def test_an_expert_answers_on_the_page(filled: Place, sent: dict[str, str], status: int, said: str) -> None:
    browser = filled.expert()
    answer = browser.post(f"/me/territories/{filled.territory_id}", data=sent)
    assert (answer.status_code, said in answer.text) == (status, True)
    if status == 200:
        page = filled.coordinator().get(f"/match-lists/{filled.list_id}/territories/{filled.territory_id}")
        assert "Is interested" in page.text
        assert "From May" in page.text


def test_whoever_takes_a_consent_back_is_gone_from_lists_made_before(filled: Place) -> None:
    """A list never changes, and yet nobody stands in it by name who does not agree any more."""
    from dataclasses import replace

    from service.store import installation, people
    from service.store.engine import reading, writing
    from service.values.roster import RowTold

    with reading(filled.workplace.database) as database:
        stored = people.find(database, filled.expert_id)
    assert stored is not None
    gone = replace(stored, expert=replace(stored.expert, consent_share=False), version=stored.version + 1)
    with writing(filled.workplace.database) as database:
        people.change(database, gone, RowTold("test", 1), None, "test")
        installation.bump(database)
    page = filled.coordinator().get(f"/match-lists/{filled.list_id}/territories/{filled.territory_id}")
    assert stored.expert.name not in page.text
    told = filled.program().get(f"/api/v1/match-lists/{filled.list_id}", params={"refused": "counts"})
    assert stored.expert.email not in told.text
    assert stored.expert.summary[:60] not in told.text
    with writing(filled.workplace.database) as database:
        people.change(database, replace(stored, version=stored.version + 2), RowTold("test", 1), None, "test")
        installation.bump(database)
