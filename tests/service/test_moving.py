"""A service moves from SQLite to PostgreSQL with every row, and goes on there; or nothing is moved at all."""

import pytest
from sqlalchemy import insert, text
from typer.testing import CliRunner

from service.cli.app import app
from service.errors import ServiceError
from service.settings import Settings
from service.store import moving, people
from service.store.engine import migrate, open_database, reading, writing
from service.store.tables import LedgerKey
from service.values.uploads import Upload
from service.verbs.audit_trail import trail
from service.verbs.erase import erase
from service.verbs.imports import add_import, apply_import
from service.verbs.move import move
from service.workplace import Workplace
from tests.service.conftest import ANA, Clock

pytestmark = pytest.mark.slow  # on PostgreSQL


@pytest.fixture
def filled(quick: Workplace, people_file: Upload, places_file: Upload) -> Workplace:
    """A service with people, territories, what was done, and somebody who was erased."""
    apply_import(add_import([people_file], [places_file], ANA, quick).told.id, ANA, quick)
    with reading(quick.database) as database:
        gone = min(people.all_of(database))
    erase(gone, ANA, quick)
    return quick


def test_every_row_is_there_and_the_service_goes_on(filled: Workplace, empty_postgres: str, clock: Clock) -> None:
    moved = move(empty_postgres, filled)
    there = Workplace(
        Settings(cache=filled.settings.cache, data=filled.settings.data, database=empty_postgres, read_ahead=False),
        clock,
    )
    with reading(filled.database) as old, reading(there.database) as database:
        assert moving.digests(database) == moving.digests(old)
        assert people.all_of(database) == people.all_of(old)
    assert moved.rows["expert"] > 0
    assert moved.rows["erased_address"] > 0
    assert trail(there, None, 100) == trail(filled, None, 100)
    erase(next(iter(_everybody(there))), ANA, there)  # a line of the audit with a number of its own
    there.database.dispose()


def _everybody(workplace: Workplace) -> dict[str, object]:
    with reading(workplace.database) as database:
        return dict(people.all_of(database))


def test_nothing_is_written_over(filled: Workplace, empty_postgres: str) -> None:
    engine = open_database(empty_postgres)
    migrate(engine)
    with writing(engine) as database:
        database.execute(insert(LedgerKey).values(id=1, key="somebody else's"))
    with pytest.raises(ServiceError) as refused:
        move(empty_postgres, filled)
    assert refused.value.message.text == "The new database is not empty: nothing is overwritten"
    with pytest.raises(ServiceError) as same:
        move(filled.settings.database_url, filled)
    assert same.value.message.text == "The service is in this database already"
    engine.dispose()


def test_what_the_new_database_refuses_leaves_nothing_in_it(filled: Workplace, empty_postgres: str) -> None:
    identity = next(iter(_everybody(filled)))
    with writing(filled.database) as database:
        database.execute(text("UPDATE expert SET name = :name WHERE id = :id"), {"name": "x" * 500, "id": identity})
    with pytest.raises(ServiceError) as refused:
        move(empty_postgres, filled)
    assert refused.value.message.text == "Not moved: the new database refuses it: {reason}"
    engine = open_database(empty_postgres)
    with reading(engine) as database:
        assert moving.is_empty(database)
    engine.dispose()


def test_a_row_that_was_lost_is_found_and_nothing_is_moved(
    filled: Workplace, empty_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = moving.copy_rows

    def loses_one(source: object, target: object) -> object:
        told = whole(source, target)  # type: ignore[arg-type]
        target.execute(text("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)"))  # type: ignore[attr-defined]
        return told

    monkeypatch.setattr(moving, "copy_rows", loses_one)
    with pytest.raises(ServiceError) as refused:
        move(empty_postgres, filled)
    assert dict(refused.value.message.arguments) == {"tables": "audit"}


def test_the_command_says_what_was_moved(filled: Workplace, empty_postgres: str) -> None:
    told = CliRunner().invoke(app, ["move", "--data", str(filled.settings.data), "--to", empty_postgres])
    assert told.exit_code == 0, told.output
    assert "each compared with what was read" in told.output
