"""Back a service up while it runs, and restore it: one file, checked, which appears whole or not at all.

SQLite alone, by its online backup; PostgreSQL has tools of its own. A restored service erases again whoever was erased
since the backup was made, and nobody is signed in to it.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from matcher.messages import say
from service.errors import ServiceError
from service.store import access, people, places
from service.store.engine import copy_of_sqlite, is_sound, reading, writing
from service.verbs.erase import erase_again
from service.version import VERSION
from service.workplace import Workplace

DATABASE, MANIFEST = "service.sqlite", "manifest.json"


@dataclass(frozen=True, slots=True)
class BackupTold:
    """What a backup holds."""

    made_at: datetime
    experts: int
    territories: int


def back_up(file: Path, workplace: Workplace) -> BackupTold:
    """Write a backup to `file`, while others read and write.

    Raises ServiceError where the database is none of SQLite or something stands at `file` already, OSError where it
    cannot be written.
    """
    if workplace.database.dialect.name != "sqlite":
        raise ServiceError(
            say("This database is PostgreSQL: back it up with pg_dump, and keep erasures.json beside it")
        )
    if file.exists():
        raise ServiceError(say("{file} is there already: name another file", file=str(file)))
    told = BackupTold(workplace.clock(), *_counted(workplace))
    copy, draft = (file.with_name(f".{file.name}.{os.getpid()}.{end}") for end in ("copy", "part"))
    try:
        copy_of_sqlite(workplace.database, copy)
        with copy.open("rb") as source:
            sha256 = file_digest(source, "sha256").hexdigest()
        manifest = {
            "made_at": told.made_at.isoformat(),
            "version": VERSION,
            "sha256": sha256,
            "experts": told.experts,
            "territories": told.territories,
        }
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            archive.write(copy, DATABASE)
        os.replace(draft, file)
    finally:
        copy.unlink(missing_ok=True)
        draft.unlink(missing_ok=True)
    return told


def restore(file: Path, folder: Path, opened_at: Callable[[str], Workplace]) -> tuple[BackupTold, int]:
    """Restore a backup into a folder without a database; also how many people were erased again.

    `opened_at` opens a workplace over a database by its URL, with `folder` as its own. Raises ServiceError where the
    file is no backup or damaged, the folder has a database, or the ledger beside it is of another installation: nothing
    is left behind then.
    """
    target, draft = folder / DATABASE, folder / f".{DATABASE}.{os.getpid()}.restored"
    if target.exists():
        raise ServiceError(say("{file} is there already: move it away first, nothing is overwritten", file=str(target)))
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f".{DATABASE}.*.restored*"):  # of a restore that was killed
        left.unlink()
    try:
        told = _unpacked(file, draft)
        workplace = opened_at(f"sqlite:///{draft.absolute()}")
        try:
            again = erase_again(workplace)
            with writing(workplace.database) as database:
                access.let_nobody_in(database)
        finally:
            workplace.database.dispose()
        os.replace(draft, target)
    finally:
        for left in folder.glob(f"{draft.name}*"):
            left.unlink()
    return told, again


def _counted(workplace: Workplace) -> tuple[int, int]:
    with reading(workplace.database) as database:
        return people.count(database)["all"], len(places.all_of(database))


def _unpacked(file: Path, target: Path) -> BackupTold:
    """The database of a backup, checked against what the backup says of it."""
    try:
        with zipfile.ZipFile(file) as archive:
            told = json.loads(archive.read(MANIFEST))
            with archive.open(DATABASE) as source, target.open("wb") as copy:
                while piece := source.read(1 << 20):
                    copy.write(piece)
        with target.open("rb") as copied:
            is_whole = file_digest(copied, "sha256").hexdigest() == told["sha256"] and is_sound(target)
        if is_whole:
            return BackupTold(datetime.fromisoformat(told["made_at"]), told["experts"], told["territories"])
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, EOFError):
        pass
    raise ServiceError(say("{file} is no backup of this service, or damaged: nothing was restored", file=str(file)))
