"""Whether an installation is as it should be: each part looked at, with what to do where it is not."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from embeddings.errors import ModelUnavailable
from matcher.messages import Message, say
from service.errors import ServiceError
from service.sign_on import Attempt, Provider
from service.store.engine import at_head, open_database, reading, version_of_sqlite
from service.verbs.ledger import check_copy
from service.workplace import Workplace

LITTLE_ROOM = 2 * 1024**3  # bytes that are free


class State(StrEnum):
    """How a part is."""

    OK = "ok"
    LOOK = "look"  # works, and somebody should know
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an installation."""

    name: Message
    state: State
    said: Message


def essentials(workplace: Workplace) -> Sequence[Part]:
    """What every request needs; quick enough to be asked every few seconds."""
    return [_database(workplace.database), _folder(workplace)]


def checkup(workplace: Workplace) -> Iterator[Part]:
    """Everything, one after the other; it may take a while."""
    engine = open_database(workplace.settings.database_url)  # not brought up to date: nothing is changed by looking
    database = _database(engine)
    yield database
    yield _folder(workplace)
    if database.state is not State.WRONG:
        yield _ledger(workplace.settings.folder, engine)
    engine.dispose()
    yield _model(workplace)
    yield _mail(workplace)
    yield _site(workplace)
    if workplace.settings.oidc_issuer:
        yield _sign_on(workplace)


def _database(engine: Engine) -> Part:
    name = say("Database")
    try:
        with reading(engine) as database:
            current, sqlite = at_head(database), version_of_sqlite(database)
    except DBAPIError:
        return Part(name, State.WRONG, say("It does not answer: see that it runs, and that the setting names it"))
    if not current:
        return Part(name, State.WRONG, say("Its tables are of another version of this program: start the service anew"))
    if sqlite is None:
        return Part(name, State.OK, say("PostgreSQL answers"))
    if (3, 7, 0) <= sqlite < (3, 51, 3):
        said = say("SQLite {version} can damage a file in rare cases: install pysqlite3", version=_dotted(sqlite))
        return Part(name, State.LOOK, said)
    return Part(name, State.OK, say("SQLite {version} answers", version=_dotted(sqlite)))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _folder(workplace: Workplace) -> Part:
    name, folder = say("Folder"), workplace.settings.folder
    trial = folder / ".checkup"
    try:
        trial.write_bytes(b"")
        trial.unlink(missing_ok=True)  # another look may have been quicker
        free = shutil.disk_usage(folder).free
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Part(name, State.WRONG, say("{folder} cannot be written: {reason}", folder=str(folder), reason=reason))
    room = say("{folder}: {free} GB are free", folder=str(folder), free=round(free / 1024**3, 1))
    return Part(name, State.LOOK if free < LITTLE_ROOM else State.OK, room)


def _ledger(folder: Path, engine: Engine) -> Part:
    name = say("Ledger of erasures")
    try:
        check_copy(folder, engine)
    except ServiceError as error:
        return Part(name, State.WRONG, error.message)
    return Part(name, State.OK, say("The copy beside the database can be read, or nobody was erased yet"))


def _model(workplace: Workplace) -> Part:
    name = say("Text model")
    try:
        return Part(name, State.OK, say("{model} is at hand", model=workplace.model.name))
    except ModelUnavailable as error:
        return Part(name, State.WRONG, say("It cannot be used: {reason}", reason=str(error)))


def _mail(workplace: Workplace) -> Part:
    name = say("Letters")
    if not workplace.settings.mail:
        where = str(workplace.settings.folder / "outbox")
        return Part(name, State.LOOK, say("No mail server is set: letters are files in {folder}", folder=where))
    try:
        mailer = workplace.mailer
    except ServiceError as error:
        return Part(name, State.WRONG, error.message)
    return _tried(name, mailer.check, say("The mail server answers"))


def _site(workplace: Workplace) -> Part:
    name, site = say("Address"), workplace.settings.site
    if not site:
        return Part(
            name, State.LOOK, say("No address is set (site): people on other machines get no letters with links")
        )
    if not site.startswith("https://"):
        return Part(
            name, State.WRONG, say("{site} does not begin with https://: browsers keep nobody signed in", site=site)
        )
    return Part(name, State.OK, say("People reach it at {site}", site=site))


def _sign_on(workplace: Workplace) -> Part:
    told = workplace.settings

    def ask() -> None:
        Provider(told.oidc_issuer, told.oidc_client, told.oidc_secret).address(Attempt.new(), told.site)

    return _tried(say("Sign-in of the organisation"), ask, say("The identity provider answers"))


def _tried(name: Message, attempt: Callable[[], None], fine: Message) -> Part:
    try:
        attempt()
    except ServiceError as error:
        return Part(name, State.WRONG, error.message)
    return Part(name, State.OK, fine)
