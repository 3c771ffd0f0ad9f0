"""Open the database, SQLite or PostgreSQL, and bring its tables up to date."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, OperationalError

from matcher.messages import say
from service.errors import ServiceError
from service.store.tables import Base

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "busy_timeout=10000",
    "temp_store=MEMORY",
)


def open_database(url: str) -> Engine:
    """Open the database at `url`. Raises ServiceError for a URL that names none of the two kinds."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise _no_database(url) from None
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    raise _no_database(url)


def _no_database(url: str) -> ServiceError:
    return ServiceError(
        say(
            '"{url}" names no database: write sqlite:///path/to/file or postgresql://user:password@host/name',
            url=url.rpartition("@")[2],  # never the password
        )
    )


def _sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, module=_sqlite_module(), connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin below, as SQLAlchemy says, not as the driver guesses
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        # A transaction that will write takes the lock at once: one that reads first could not get it later.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _sqlite_module() -> Any:
    """SQLite of our own: Python's may be one of 3.7.0 to 3.51.2, which can corrupt a file when its WAL is reset."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:  # no wheel for this machine
        return import_module("sqlite3.dbapi2")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: all that is written in it stands, or nothing."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def scrub(engine: Engine) -> None:
    """Leave nothing of what was deleted in the files of SQLite: pages are overwritten, the log is emptied."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_of_sqlite(engine: Engine, file: Path) -> None:
    """Copy a database of SQLite as it stands at one moment, while others read and write (its online backup)."""
    target = _sqlite_module().connect(str(file))
    try:
        with engine.connect() as connection:
            connection.connection.driver_connection.backup(target)  # type: ignore[union-attr]
    finally:
        target.close()


def is_sound(file: Path) -> bool:
    """Whether a file is a database of SQLite without damage."""
    module = _sqlite_module()
    connection = module.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except module.DatabaseError:
        return False
    finally:
        connection.close()


def migrate(engine: Engine) -> None:
    """Bring the tables to the version of this code. Raises ServiceError where the database does not answer."""
    try:
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), "head")
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise ServiceError(say("The database does not answer: {reason}", reason=reason)) from None


def at_head(database: Connection) -> bool:
    """Whether the tables are those of this code."""
    return MigrationContext.configure(database).get_current_heads() == _heads()


@cache
def _heads() -> tuple[str, ...]:
    """The latest revisions of this code: read from its files once, for health is asked about every few seconds."""
    return tuple(ScriptDirectory.from_config(alembic_config()).get_heads())


def version_of_sqlite(database: Connection) -> tuple[int, ...] | None:
    """The version of SQLite; None for another kind of database."""
    if database.dialect.name != "sqlite":
        return None
    told = database.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    return tuple(int(part) for part in str(told).split("."))


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", "service.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def insert_missing(database: Connection, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, leaving those alone whose key is there already."""
    if rows:
        dialect = postgresql if database.dialect.name == "postgresql" else sqlite
        database.execute(dialect.insert(table).on_conflict_do_nothing(), rows)
