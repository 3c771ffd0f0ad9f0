"""`territory-match token`: tokens for programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli import options

token = typer.Typer(no_args_is_help=True, help="Tokens for programs.")


class TokenRole(StrEnum):
    """What a token may be."""

    COORDINATOR = "coordinator"
    VIEWER = "viewer"


@token.callback()
def about() -> None:
    """Tokens for programs: kept as hashes, told once."""


@token.command()
def create(
    role: Annotated[TokenRole, typer.Option("--role", help="What the program may do.")] = TokenRole.VIEWER,
    name: Annotated[str, typer.Option("--name", help="What the audit calls it.")] = "program",
    data: options.Data = None,
    database: options.Database = None,
) -> None:
    """Make a token and print it; it cannot be shown again.

    Example:

    - `territory-match token create --role coordinator --data service-data`
    """
    from service.cli.terminal import workplace
    from service.values.actors import ActorRole
    from service.verbs.access import make_token

    with workplace(data=data or Path("service-data"), database=database) as opened:
        typer.echo(make_token(name, ActorRole(role.value), opened))
