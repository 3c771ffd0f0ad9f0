"""`territory-match learn`: weights from decisions."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options


def learn(
    lists: Annotated[
        list[Path], typer.Argument(metavar="LISTS...", help="Workbooks of match lists with decisions filled in.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the learned weights (JSON), for --weights to take."),
    ] = None,
    as_json: options.AsJson = False,
    language: options.Language = None,
) -> None:
    """Learn the weights of the signals from decisions, and say what they would change. Nothing is adopted by itself.

    Fill in the column Decision of match workbooks (accepted, passed over), then:

    - `territory-match learn lists.xlsx --output weights.json`

    - `territory-match match ... --weights weights.json`
    """
    from service.cli.tables import print_learned
    from service.cli.terminal import err, print_json, workplace
    from service.cli.uploads import uploads_of
    from service.render.learned import learned_json, write_weights
    from service.verbs.learn_weights import learn_weights

    with workplace(language=language) as opened:
        learned = learn_weights(uploads_of(lists), opened)
        if output:
            write_weights(output, learned)
        if as_json:
            print_json(learned_json(learned))
            return
        print_learned(learned, opened.sentences)
        if output:
            err.print(opened.sentences.text("Written: {path}").format(path=output), soft_wrap=True)
