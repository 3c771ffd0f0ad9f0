"""`territory-match retention`: who and what has been kept long enough."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options


def retention(
    erase: Annotated[bool, typer.Option("--erase", help="Erase those who are due, for good.")] = False,
    data: options.Data = None,
    database: options.Database = None,
    language: options.Language = None,
) -> None:
    """Say who and what has been kept as long as the settings say; with `--erase` erase them.

    Example:

    - `TERRITORY_MATCH_KEEP_MONTHS=36 territory-match retention --data service-data`
    """
    from service.cli.terminal import err, workplace
    from service.values.actors import Actor, ActorRole
    from service.verbs.retention import due, erase_due

    with workplace(data=data or Path("service-data"), database=database, language=language) as opened:
        told = due(opened)
        for one in told.people:
            typer.echo(f"{one.id}\t{one.last_heard:%Y-%m-%d}")
        if erase:
            actor = Actor(ActorRole.ADMINISTRATOR, "Command line", "command line")
            told = erase_due([one.id for one in told.people], actor, opened)
        erased = opened.sentences.text("Erased: people: {people}; uploads: {files}.")
        said = erased if erase else opened.sentences.text("Due: people: {people}; uploads: {files}.")
        err.print(said.format(people=len(told.people), files=len(told.files)), soft_wrap=True)
