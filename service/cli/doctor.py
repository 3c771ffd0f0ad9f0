"""`territory-match doctor`: whether an installation is as it should be."""

from pathlib import Path

import typer

from service.cli import options


def doctor(data: options.Data = None, database: options.Database = None, language: options.Language = None) -> None:
    """Look at every part of an installation, and say what to do where one is not as it should be.

    Exit code 1 where something is wrong.

    Example:

    - `territory-match doctor --data service-data`
    """
    from service.cli.terminal import err, workplace
    from service.verbs.checkup import State, checkup

    marks = {State.OK: "ok   ", State.LOOK: "look ", State.WRONG: "WRONG"}
    wrong = False
    with workplace(data=data or Path("service-data"), database=database, language=language) as opened:
        for part in checkup(opened):
            wrong |= part.state is State.WRONG
            told = opened.sentences.labelled(opened.sentences.write(part.name), opened.sentences.write(part.said))
            err.print(f"{marks[part.state]}  {told}", soft_wrap=True, highlight=False, markup=False)
    if wrong:
        raise typer.Exit(1)
