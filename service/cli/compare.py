"""`territory-match compare`: two rounds side by side."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options


def compare(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="A round, as round --json wrote it.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="Another round.")],
    as_json: options.AsJson = False,
    language: options.Language = None,
) -> None:
    """Show what moves between two rounds before deciding: who comes, goes and moves, and how each pilot is served.

    Example:

    - `territory-match compare fair.json what-if.json`
    """
    from service.cli.earlier_rounds import compare_rounds
    from service.cli.tables import print_compared
    from service.cli.terminal import print_json, workplace
    from service.render.compared import compared_json

    with workplace(language=language) as opened:
        compared = compare_rounds(before, after)
        if as_json:
            print_json(compared_json(compared, opened.sentences))
        else:
            print_compared(compared, opened.sentences)
