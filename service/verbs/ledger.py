"""The ledger of erasures, kept a second time beside the database, so that a restored backup brings nobody back.

A backup holds whoever was erased after it was made, and a ledger that does not know it yet. The copy does: it is read
when the service starts, and after a restore, and whoever it names is erased again. It holds no address.
"""

import json
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from matcher.messages import say
from service.errors import ServiceError
from service.store import ledger
from service.store.engine import reading, writing
from service.whole_file import write_whole
from service.workplace import Workplace

NAME = "erasures.json"


def keep_ledger(workplace: Workplace) -> None:
    """Write the copy anew where the database has a ledger. Raises OSError where the folder cannot be written."""
    with reading(workplace.database) as database:
        told = ledger.whole(database)
    if told is None:
        return
    key, erased = told
    content = json.dumps({"key": key, "erased": {one: at.isoformat() for one, at in sorted(erased.items())}}, indent=1)
    write_whole(workplace.settings.folder / NAME, content)


def check_copy(folder: Path, engine: Engine) -> None:
    """See that the copy in a folder belongs to a database. Raises ServiceError where it is damaged or does not."""
    known = _read(folder / NAME)
    with reading(engine) as database:
        told = ledger.whole(database)
    if known is not None and told is not None and known[0] != told[0]:
        raise _of_another(folder / NAME)


def _of_another(file: Path) -> ServiceError:
    return ServiceError(
        say(
            "{file} is of another installation than the database. Put the one that belongs to it there: without it "
            "people who were erased would come back",
            file=str(file),
        )
    )


def take_over_copy(workplace: Workplace) -> None:
    """Add to the database what the copy has more. Raises ServiceError where it is damaged or not of this database."""
    known = _read(workplace.settings.folder / NAME)
    if known is None:
        return
    with writing(workplace.database) as database:
        if not ledger.take_over(database, *known):
            raise _of_another(workplace.settings.folder / NAME)


def _read(file: Path) -> tuple[str, dict[str, datetime]] | None:
    if not file.exists():
        return None
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return str(told["key"]), {one: datetime.fromisoformat(at) for one, at in told["erased"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ServiceError(
            say(
                "{file} is damaged. Take it from a copy: it keeps people who were erased from coming back",
                file=str(file),
            )
        ) from None
