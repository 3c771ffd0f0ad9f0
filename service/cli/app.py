"""The commands by name, and what every one of them does when something goes wrong."""

import sys
from typing import Annotated

import typer

from service.cli.backups import backup, move_database, restore_backup
from service.cli.check import check
from service.cli.compare import compare
from service.cli.doctor import doctor
from service.cli.erase import erase_person
from service.cli.explain import explain
from service.cli.learn import learn
from service.cli.match import match
from service.cli.model import model
from service.cli.readings import readings
from service.cli.retention import retention
from service.cli.round import plan
from service.cli.serve import serve
from service.cli.token import token
from service.cli.verify import verify

app = typer.Typer(
    name="territory-match",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Find the right advisers for cross-border territories, and say why.",
    epilog="Exit codes: 0 done, 1 `check` found problems, 2 nothing was done.",
)
app.command()(match)
app.command()(check)
app.command()(readings)
app.command()(explain)
app.command("round")(plan)
app.command()(compare)
app.command()(learn)
app.command()(model)
app.command()(serve)
app.command("erase")(erase_person)
app.command()(retention)
app.command()(doctor)
app.command()(verify)
app.command()(backup)
app.command("restore")(restore_backup)
app.command("move")(move_database)
app.add_typer(token, name="token")


@app.callback(invoke_without_command=True)
def about(version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False) -> None:
    if version:
        from service.version import VERSION

        typer.echo(f"territory-match {VERSION}")
        raise typer.Exit


def main() -> None:
    """Run the command line; whatever goes wrong is one readable line and exit code 2."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit("territory-match: stopped")
