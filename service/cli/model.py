"""`territory-match model`: which text model is in use, what another would change, and switching."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options
from service.cli.options import FORMS


def model(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Another model: e5-small, a name or a folder.")
    ] = None,
    experts: Annotated[
        list[Path], typer.Option("--experts", metavar="FILE", help="Exports to compare on.", rich_help_panel=FORMS)
    ] = [],  # noqa: B006 - typer reads the default
    territories: Annotated[
        list[Path], typer.Option("--territories", metavar="FILE", help="Exports to compare on.", rich_help_panel=FORMS)
    ] = [],  # noqa: B006 - typer reads the default
    use: Annotated[bool, typer.Option("--use", help="Use the model from now on, once all is encoded.")] = False,
    back: Annotated[bool, typer.Option("--back", help="Use the model of before again.")] = False,
    as_json: options.AsJson = False,
    language: options.Language = None,
) -> None:
    """Say which text model is in use, or what another would change in the lists; switch with --use, or --back.

    Examples:

    - `territory-match model`

    - `territory-match model models/other --experts experts.xlsx --territories territories.xlsx`

    - `territory-match model models/other --experts experts.xlsx --territories territories.xlsx --use`

    - `territory-match model --back`
    """
    from service.cli.model_answers import print_chosen, print_comparison
    from service.cli.reading import asked, intake_options
    from service.cli.terminal import print_json, progress_bar, workplace
    from service.render.models import chosen_json, comparison_json
    from service.verbs.change_model import compare_models, go_back, use_model
    from service.wiring import wire

    if name and not (experts and territories):
        raise typer.BadParameter("give --experts and --territories: the difference in the lists is shown first")
    with workplace(language=language) as opened:
        if name is None:
            chosen = go_back(opened) if back else opened.chosen
            print_json(chosen_json(chosen)) if as_json else print_chosen(chosen, opened.sentences)
            return
        about = asked(opened, experts, territories, intake_options(opened))
        with progress_bar(opened.sentences.text("Reading texts")) as progress:
            compared = compare_models(
                about.request, about.scene, opened, wire(encoder=name, language=language), progress
            )
        chosen = use_model(opened, name) if use else opened.chosen
        if as_json:
            print_json({**chosen_json(chosen), **comparison_json(compared)})
        else:
            print_comparison(compared, opened.sentences)
            print_chosen(chosen, opened.sentences)
