"""Imports: what was uploaded, how far it is, and what became of its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from service.codec import read, write
from service.intake.problems import Problem
from service.store import tables
from service.values.imports import Counts, ImportState, ImportTold, RowOutcome
from service.values.uploads import Upload


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file of an import, as it is stored: without its bytes once the import is applied."""

    form: str
    name: str
    sha256: str
    content: bytes | None


def add(
    database: Connection,
    identity: str,
    uploads: Mapping[str, Sequence[Upload]],
    by: str,
    at: datetime,
    key: str | None = None,
) -> None:
    """Store uploads, by form, to be looked at and applied; `key` is that of the request, where it had one."""
    values = {"id": identity, "state": ImportState.READ.value, "counts": {}, "problems": [], "by": by, "made_at": at}
    database.execute(insert(tables.Import).values(asked_key=key, **values))
    rows = [
        {"import_id": identity, "form": form, "name": one.name[:400], "sha256": one.sha256, "rows": 0,
         "content": one.content}
        for form, its in uploads.items()
        for one in its
    ]  # fmt: skip
    database.execute(insert(tables.Upload), rows)


def uploads(database: Connection, identity: str) -> Sequence[Uploaded]:
    """The files of an import, in the order in which they came."""
    query = select(tables.Upload.form, tables.Upload.name, tables.Upload.sha256, tables.Upload.content)
    rows = database.execute(query.where(tables.Upload.import_id == identity).order_by(tables.Upload.id))
    return [Uploaded(*row) for row in rows]


def find(database: Connection, identity: str) -> ImportTold | None:
    """An import by id."""
    query = select(
        tables.Import.id,
        tables.Import.state,
        tables.Import.counts,
        tables.Import.problems,
        tables.Import.by,
        tables.Import.made_at,
    )
    row = database.execute(query.where(tables.Import.id == identity)).one_or_none()
    if row is None:
        return None
    counts = {form: Counts(**told) for form, told in row.counts.items()}
    problems = tuple(read(one, Problem) for one in row.problems)
    return ImportTold(row.id, ImportState(row.state), counts, problems, row.by, row.made_at)


def asked_with(database: Connection, key: str) -> str | None:
    """The id of the import that a request with a key made."""
    return database.execute(select(tables.Import.id).where(tables.Import.asked_key == key)).scalar_one_or_none()


def last_applied(database: Connection) -> str | None:
    """The id of the import that was applied last and not undone."""
    applied = select(tables.Import.id).where(tables.Import.state == ImportState.APPLIED.value)
    newest = applied.order_by(tables.Import.settled_at.desc(), tables.Import.id).limit(1)
    return database.execute(newest).scalar_one_or_none()


def outcomes(database: Connection, identity: str) -> Sequence[RowOutcome]:
    """What became of the rows of an applied import, in their order; whoever was erased since is not among them."""
    row = tables.UploadedRow
    query = select(row.file, row.row, row.outcome, row.expert_id, row.territory_id)
    found = database.execute(query.where(row.import_id == identity).order_by(row.id))
    return [RowOutcome(*one) for one in found]


def undone(database: Connection, identity: str) -> None:
    """Say that an import is undone."""
    told = {"state": ImportState.UNDONE.value}
    database.execute(update(tables.Import).where(tables.Import.id == identity).values(told))


def latest(database: Connection, limit: int) -> Sequence[ImportTold]:
    """The last imports, newest first, without their problems."""
    query = select(tables.Import.id, tables.Import.state, tables.Import.counts, tables.Import.by, tables.Import.made_at)
    return [
        ImportTold(one, ImportState(state), {form: Counts(**told) for form, told in counts.items()}, (), by, at)
        for one, state, counts, by, at in database.execute(query.order_by(tables.Import.made_at.desc()).limit(limit))
    ]


def settle(
    database: Connection,
    identity: str,
    counts: Mapping[str, Counts],
    problems: Iterable[Problem],
    outcomes: Iterable[RowOutcome],
    at: datetime,
) -> None:
    """Say that an import is applied, keep what it did, and drop the bytes of its files."""
    told = {
        "state": ImportState.APPLIED.value,
        "counts": {form: one.as_dict() for form, one in counts.items()},
        "problems": [write(one) for one in problems],
        "settled_at": at,
    }
    database.execute(update(tables.Import).where(tables.Import.id == identity).values(told))
    database.execute(update(tables.Upload).where(tables.Upload.import_id == identity).values(content=None))
    rows = [
        {
            "import_id": identity,
            "file": one.file[:400],
            "row": one.row,
            "outcome": one.outcome,
            "expert_id": one.expert,
            "territory_id": one.territory,
        }
        for one in outcomes
    ]
    if rows:
        database.execute(insert(tables.UploadedRow), rows)
