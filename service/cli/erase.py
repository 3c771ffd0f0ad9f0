"""`territory-match erase`: somebody who asks to be erased."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options


def erase_person(
    address: Annotated[str, typer.Argument(help="An e-mail address of the person.")],
    yes: Annotated[bool, typer.Option("--yes", help="Ask no more: erase.")] = False,
    data: options.Data = None,
    database: options.Database = None,
    language: options.Language = None,
) -> None:
    """Erase somebody from the service for good: rows, versions, consents, vectors, and their words in lists and rounds.

    Example:

    - `territory-match erase ana@list.example --data service-data`
    """
    from service.cli.terminal import err, workplace
    from service.values.actors import Actor, ActorRole
    from service.verbs.erase import erase, whose

    with workplace(data=data or Path("service-data"), database=database, language=language) as opened:
        identity, name = whose(address, opened)
        if not yes and not typer.confirm(opened.sentences.text("Erase {name} for good?").format(name=name)):
            raise typer.Exit(2)
        told = erase(identity, Actor(ActorRole.ADMINISTRATOR, "Command line", "command line"), opened)
        said = opened.sentences.text(
            "Erased. Match lists: {lists}; versions of rounds: {rounds}; imports dropped: {imports}"
        )
        err.print(said.format(lists=told.lists, rounds=told.rounds, imports=told.imports), soft_wrap=True)
