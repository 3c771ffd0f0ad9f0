"""`territory-match backup`, `restore` and `move`: a service in one file, and back; or in another database."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options


def backup(
    file: Annotated[Path, typer.Argument(help="File to write; it must not be there yet.")],
    data: options.Data = None,
    database: options.Database = None,
    language: options.Language = None,
) -> None:
    """Back a service up into one file, while it runs.

    Keep `erasures.json` of the service's folder apart from backups: it keeps people who are erased later from coming
    back with one.

    Example:

    - `territory-match backup 2026-11-28.backup --data service-data`
    """
    from service.cli.terminal import err, workplace
    from service.verbs.backups import back_up

    with workplace(data=data or Path("service-data"), database=database, language=language) as opened:
        told = back_up(file, opened)
        said = opened.sentences.text("Backed up: experts: {experts}; territories: {territories}")
        err.print(said.format(experts=told.experts, territories=told.territories), soft_wrap=True)


def restore_backup(
    file: Annotated[Path, typer.Argument(help="A file that `territory-match backup` wrote.")],
    data: options.Data = None,
    language: options.Language = None,
) -> None:
    """Restore a backup into a folder that has no database, and erase again whoever was erased since it was made.

    Put `erasures.json` of the service that was backed up into the folder first. Everybody has to sign in again; tokens
    that were withdrawn, and consents that were taken back since, have to be again.

    Example:

    - `territory-match restore 2026-11-28.backup --data service-data`
    """
    from service.cli.terminal import err, workplace
    from service.verbs.backups import restore
    from service.wiring import wire

    folder = data or Path("service-data")
    with workplace(data=folder, language=language) as opened:
        told, again = restore(file, folder, lambda url: wire(data=folder, database=url, language=language))
        said = opened.sentences.text(
            "Restored as of {moment}: experts: {experts}; territories: {territories}. Erased again: {again}"
        )
        moment = f"{told.made_at:%Y-%m-%d %H:%M} UTC"
        err.print(
            said.format(moment=moment, experts=told.experts, territories=told.territories, again=again), soft_wrap=True
        )


def move_database(
    to: Annotated[str, typer.Option("--to", help="The new database, which is empty: postgresql://user@host/name.")],
    data: options.Data = None,
    database: options.Database = None,
    language: options.Language = None,
) -> None:
    """Move a service into another database, from SQLite to PostgreSQL for one, and prove that nothing was lost.

    Stop the service first. The old database is left as it is; the folder with `erasures.json` and the outbox goes on to
    be used.

    Example:

    - `territory-match move --data service-data --to postgresql://matcher@db/matcher`
    """
    from service.cli.terminal import err, workplace
    from service.verbs.move import move

    with workplace(data=data or Path("service-data"), database=database, language=language) as opened:
        moved = move(to, opened)
        said = opened.sentences.text("Moved: {rows} rows in {tables} tables, each compared with what was read")
        err.print(said.format(rows=sum(moved.rows.values()), tables=len(moved.rows)), soft_wrap=True)
        err.print(
            opened.sentences.text("Start the service with --database and the new address from now on"), soft_wrap=True
        )
