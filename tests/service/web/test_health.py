"""Whoever watches over the service is told the truth, and a doctor says what to do."""

import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from service.app import make_app
from service.cli.app import app as commands
from service.store.engine import writing
from service.verbs.checkup import State, checkup
from service.workplace import Workplace
from tests.service.web.conftest import Place


def parts(workplace: Workplace) -> dict[str, State]:
    return {part.name.text: part.state for part in checkup(workplace)}


def test_a_service_that_runs_is_ready(empty: Place) -> None:
    assert empty.browser().get("/health").json() == {"status": "ok"}
    told = empty.browser().get("/health/ready")
    assert (told.status_code, told.json()) == (
        200,
        {"status": "ok", "parts": {"database": True, "folder": True, "worker": True}},
    )


def test_without_its_worker_it_is_not(empty: Place) -> None:
    empty.app.state.worker.stop()
    for _, thread in empty.app.state.worker._consumer.worker_threads:
        thread.join(10)
    told = empty.browser().get("/health/ready")
    assert (told.status_code, told.json()["parts"]["worker"], told.headers["retry-after"]) == (503, False, "5")
    assert empty.browser().get("/health").status_code == 200


def test_tables_of_another_version_are_told(empty: Place) -> None:
    with writing(empty.workplace.database) as database:
        database.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert empty.browser().get("/health/ready").json()["parts"]["database"] is False


@pytest.fixture
def away(empty: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A service whose database cannot be read any more."""
    from service.pages import coming_in
    from service.verbs import access

    def fail(*_: Any) -> None:
        from sqlalchemy.exc import OperationalError

        raise OperationalError("SELECT", {}, Exception("the server closed the connection"))

    monkeypatch.setattr(access, "use_link", fail)
    monkeypatch.setattr(coming_in.access, "use_link", fail)
    return empty


def test_a_database_that_is_away_is_said_with_when_to_come_again(away: Place) -> None:
    answer = away.browser().post("/in/anything")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "The database does not answer" in answer.text
    assert "closed the connection" not in answer.text


def test_a_doctor_finds_nothing_wrong_with_a_new_service(quick: Workplace) -> None:
    make_app(quick)
    told = parts(quick)
    assert State.WRONG not in told.values()
    assert (told["Database"], told["Folder"], told["Text model"]) == (State.OK, State.OK, State.OK)


@pytest.mark.enable_socket  # a mail server that is not there
def test_it_says_what_is_wrong(quick: Workplace) -> None:
    make_app(quick)
    (quick.settings.folder / "erasures.json").write_text("{")
    quick.settings = quick.settings.model_copy(
        update={"site": "http://match.example", "mail": "smtp://localhost:9", "oidc_issuer": "http://login.example"}
    )
    told = parts(quick)
    assert {name for name, state in told.items() if state is State.WRONG} == {
        "Ledger of erasures",
        "Letters",
        "Address",
        "Sign-in of the organisation",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(quick: Workplace) -> None:
    make_app(quick)
    quick.settings.folder.chmod(0o500)
    assert parts(quick)["Folder"] is State.WRONG


def test_looking_changes_nothing(quick: Workplace, tmp_path: Path) -> None:
    with writing(quick.database) as database:
        database.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    before = parts(quick)
    assert before["Database"] is State.WRONG
    assert parts(quick) == before


def test_from_the_command_line(quick: Workplace) -> None:
    make_app(quick)
    environment = {"TERRITORY_MATCH_CACHE": str(quick.settings.cache), "TERRITORY_MATCH_SITE": "ftp://x"}
    arguments = ["doctor", "--data", str(quick.settings.folder), "--language", "fr"]
    told = CliRunner().invoke(commands, arguments, env=environment)
    assert told.exit_code == 1
    assert "WRONG  Adresse : ftp://x ne commence pas par https://" in told.stderr.replace("\u00a0", " ")
    assert "ok     Base de données" in told.stderr
