"""What is promised to people: their consent counts at once, and once they are erased nothing of them is left."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from sqlalchemy import text, update
from typer.testing import CliRunner

from matcher.round.terms import RoundTerms
from service.cli.app import app
from service.store import people
from service.store.engine import reading, writing
from service.store.tables import ExpertVersion
from service.values.needs import NeedKind
from service.values.requests import RoundRequest
from service.values.rounds import RoundAsked
from service.values.uploads import Upload
from service.verbs import match_lists, rounds
from service.verbs.erase import erase
from service.verbs.imports import add_import, apply_import
from service.verbs.match_lists import find_list, make_list, request_for
from service.verbs.rounds import find_round, solve_version
from service.verbs.scenes import current_scene
from service.workplace import Workplace
from tests.service.conftest import ANA, Edit
from tests.service.web.conftest import Place
from tests.service.web.test_rounds import solved


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def suggested_now(place: Place) -> set[str]:
    request = request_for([], [], place.workplace, seed=None, top=100)
    made = find_list(make_list(request, "test", place.workplace), place.workplace).list
    return {one.expert for where in made.territories for seat in where.seats for one in seat.suggestions}


def test_a_consent_taken_back_counts_at_once_and_may_be_given_again(filled: Place) -> None:
    mine = filled.expert()
    assert filled.expert_id in suggested_now(filled)
    page = mine.post("/me/data/consents/share", data={"given": "no"}).text
    assert "You do not agree." in page
    assert filled.expert_id not in suggested_now(filled)
    mine.post("/me/data/consents/process", data={"given": "no"})
    assert mine.get("/me").url.path == "/me/data"
    assert filled.expert_id not in {one.id for one in current_scene(filled.workplace).experts}
    told = mine.get("/me/data/all.json").json()
    assert [(one["purpose"], one["given"]) for one in told["consents"][:2]] == [("process", False), ("share", False)]
    for purpose in ("process", "share"):
        assert mine.put(f"/api/v1/me/consents/{purpose}", json={"given": True}).status_code == 200
    assert filled.expert_id in suggested_now(filled)
    assert mine.post("/me/data/consents/newsletter", data={"given": "yes"}).status_code == 422
    assert mine.post("/me/data/consents/share").status_code == 422
    assert filled.expert_id in suggested_now(filled)


def without_times(rows: list[list[str]]) -> None:
    times = [place for place, heading in enumerate(rows[0]) if heading.endswith("time")]
    for row in rows:
        for place in reversed(times):
            del row[place]


@pytest.mark.parametrize("dated", [True, False])
def test_no_earlier_or_undated_form_undoes_what_was_taken_back(
    filled: Place, people_file: Upload, edited: Callable[[Upload, Edit], Upload], dated: bool
) -> None:
    mine = filled.expert()
    mine.post("/me/data/consents/share", data={"given": "no"})
    file = people_file if dated else edited(people_file, without_times)
    read = add_import([file], [], ANA, filled.workplace)
    assert dated is any(one.answered_at for one in (read.exports.experts.records if read.exports else ()))
    apply_import(read.told.id, ANA, filled.workplace)
    with reading(filled.workplace.database) as database:
        stored = people.find(database, filled.expert_id)
    assert stored is not None
    assert not stored.expert.consent_share
    mine.post("/me/data/consents/share", data={"given": "yes"})


def test_what_is_held_is_told_in_full_and_to_nobody_else(filled: Place) -> None:
    told: dict[str, Any] = filled.expert().get("/api/v1/me/data").json()
    held = (
        "now",
        "versions",
        "consents",
        "answers",
        "entered_by_coordinators",
        "decisions_about_conflicts",
        "said_by_territories",
        "invitations",
    )
    assert tuple(told) == (*held, "who_did_what")
    other = filled.expert(filled.other_id).get("/api/v1/me/data").json()
    assert other["now"]["id"] != told["now"]["id"]
    assert told["now"]["name"] not in json.dumps(other, ensure_ascii=False)
    book = openpyxl.load_workbook(BytesIO(filled.expert().get("/me/data/all.xlsx").content))
    assert book.sheetnames == ["Profile", *(name.replace("_", " ") for name in told if name != "now")]
    assert ("Name", told["now"]["name"]) in list(book["Profile"].iter_rows(values_only=True))
    questions = [row[2] for row in book["consents"].iter_rows(min_row=2, values_only=True)]
    assert questions == [one["question"] for one in told["consents"]]


def test_nothing_is_erased_without_being_sure(filled: Place) -> None:
    mine = filled.expert()
    assert mine.post("/me/data/erase").status_code == 422
    assert mine.delete("/api/v1/me").status_code == 422
    assert filled.coordinator().post(f"/experts/{filled.expert_id}/erase").status_code == 422
    assert filled.program().delete(f"/api/v1/experts/{filled.expert_id}").status_code == 422
    assert mine.get("/me/data").status_code == 200


def test_whoever_is_erased_leaves_nothing_but_an_id_and_everybody_else_keeps_their_rank(
    filled: Place, people_file: Upload
) -> None:
    program, workplace = filled.program(), filled.workplace
    round_id, number = solved(program, program.post("/api/v1/rounds", json={}))
    before, round_before = find_list(filled.list_id, workplace), find_round(round_id, number, workplace)
    expert = before.list.people.experts[filled.expert_id]
    program.put(
        "/api/v1/conflicts",
        json={"expert": expert.id, "territory": filled.territory_id, "ruling": "conflict", "reason": "MARKERREASON"},
    )
    make_list(request_for([], [], workplace, seed=None, top=3), "test", workplace)
    waiting = add_import([people_file], [], ANA, workplace)
    folder = workplace.settings.data
    assert folder is not None
    words = [expert.name, *expert.addresses, expert.summary, "MARKERREASON"]
    assert all(one.encode() in bytes_of(folder) or one == expert.summary for one in words)
    mine = filled.expert()
    assert "You are erased" in mine.post("/me/data/erase", data={"sure": "yes"}).text
    assert mine.get("/me", follow_redirects=False).headers["location"] == "/sign-in"
    left = bytes_of(folder)
    for word in filter(None, words):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word.encode(encoding) not in left
        assert json.dumps(word)[1:-1].encode() not in left
    after, round_after = find_list(filled.list_id, workplace), find_round(round_id, number, workplace)
    assert ranks(before.list) == ranks(after.list)
    assert round_before.answer.round.placements == round_after.answer.round.placements
    assert expert.name not in filled.coordinator().get(f"/rounds/{round_id}").text
    assert program.get(f"/api/v1/imports/{waiting.told.id}").status_code == 404
    assert program.get(f"/api/v1/experts/{expert.id}").status_code == 404
    assert expert.id not in {one["expert"] for one in program.get("/api/v1/needs").json()["items"]}
    assert NeedKind.DECLINED not in program.get("/api/v1/needs").json()["counts"]
    _an_old_form_brings_nobody_back(filled, people_file, expert.name)


def ranks(told: Any) -> list[tuple[str, int]]:
    return [(one.expert, one.rank) for where in told.territories for seat in where.seats for one in seat.suggestions]


def _an_old_form_brings_nobody_back(filled: Place, people_file: Upload, name: str) -> None:
    read = add_import([people_file], [], ANA, filled.workplace)
    assert name not in {one.told.expert.name for one in read.changes.experts} if read.changes else False
    said = [one for one in read.told.problems if "erased at their wish" in one.suggestion.text]
    assert [one.value for one in said] == [""]
    counts = read.told.counts["experts"]
    assert counts.read == counts.new + counts.changed + counts.same + counts.merged + counts.refused
    assert name not in str(read.told.problems)


def test_a_coordinator_erases_somebody_at_their_wish_and_is_told_what_that_touched(filled: Place) -> None:
    browser = filled.coordinator()
    page = browser.post(f"/experts/{filled.other_id}/erase", data={"sure": "yes"}).text
    assert "The person is erased" in page
    assert browser.get(f"/experts/{filled.other_id}").status_code == 404


def test_an_erasure_that_breaks_off_changes_nothing(filled: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    workplace = filled.workplace
    somebody = current_scene(workplace).experts[0]
    with reading(workplace.database) as database:
        before = people.find(database, somebody.id)

    def breaks(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(people, "remove", breaks)
    with pytest.raises(KeyboardInterrupt):
        erase(somebody.id, ANA, workplace)
    with reading(workplace.database) as database:
        assert people.find(database, somebody.id) == before
    with writing(workplace.database) as database:  # and the service goes on
        database.execute(update(ExpertVersion).where(ExpertVersion.expert_id == somebody.id).values(by="test"))


def test_the_command_erases_by_address_and_says_when_nobody_has_it(filled: Place) -> None:
    settings = filled.workplace.settings
    somebody = current_scene(filled.workplace).experts[-1]
    where = ["--data", str(settings.data)]
    assert CliRunner().invoke(app, ["erase", somebody.email, *where], input="n\n").exit_code == 2
    done = CliRunner().invoke(app, ["erase", somebody.email.upper(), *where, "--yes"])
    assert (done.exit_code, "Erased." in done.stderr) == (0, True)
    again = CliRunner().invoke(app, ["erase", somebody.email, *where, "--yes"])
    assert (again.exit_code, "Nobody is stored under" in again.stderr) == (2, True)
    assert somebody.id not in {one.id for one in current_scene(filled.workplace).experts}


@pytest.mark.slow
def test_whoever_is_erased_while_a_list_or_a_round_is_made_leaves_no_words_in_it(
    filled: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = filled.workplace
    request = request_for([], [], workplace, seed=None, top=3)
    before = find_list(make_list(request, "test", workplace), workplace).list
    suggested = [one for where in before.territories for seat in where.seats for one in seat.suggestions]
    quoted = {
        one.expert: [signal.expert_words.words for signal in one.signals if signal.expert_words] for one in suggested
    }
    first, second = sorted(expert for expert, words in quoted.items() if words)[:2]
    for module, name, gone in ((match_lists, "make_match_list", first), (rounds, "solve_round", second)):
        slow = getattr(module, name)

        def meanwhile(*told: Any, slow: Any = slow, gone: str = gone) -> Any:
            made = slow(*told)
            erase(gone, ANA, workplace)
            return made

        monkeypatch.setattr(module, name, meanwhile)
        if module is match_lists:
            make_list(request, "test", workplace)
        else:
            asked = RoundAsked(str(uuid4()), "", None, RoundRequest(request, RoundTerms()), ())
            solve_version(asked, "test", workplace)
        monkeypatch.undo()
        stored = cells_of(workplace, "match_list", "round_version")
        assert gone in stored
        for words in quoted[gone]:
            assert json.dumps(words)[1:-1] not in stored


def cells_of(workplace: Workplace, *tables: str) -> str:
    """Everything that stands in some tables; a row as it prints itself is cut short."""
    with reading(workplace.database) as database:
        rows = [row for table in tables for row in database.execute(text(f"SELECT * FROM {table}"))]
    return "\n".join(str(cell) for row in rows for cell in row)
