"""`territory-match explain`: why somebody suits a territory, or why not."""

from typing import Annotated

import typer

from service.cli import options


def explain(
    expert: Annotated[str, typer.Argument(metavar="EXPERT", help="Name or e-mail address.")],
    territory: Annotated[str, typer.Argument(metavar="TERRITORY", help="Name, acronym or key.")],
    experts: options.Experts,
    territories: options.Territories,
    as_json: options.AsJson = False,
    column: options.Columns = [],  # noqa: B006 - typer reads the default
    unread_ok: options.UnreadOk = [],  # noqa: B006 - typer reads the default
    columns_file: options.ColumnsFile = None,
    conflict: options.Conflicts = [],  # noqa: B006 - typer reads the default
    no_conflict: options.Overrides = [],  # noqa: B006 - typer reads the default
    level: options.Level = None,
    own_country: options.OwnCountry = None,
    weight: options.Weights = [],  # noqa: B006 - typer reads the default
    weights_file: options.WeightsFile = None,
    encoder: options.Encoder = None,
    language: options.Language = None,
) -> None:
    """Say what each role's rules and signals have to tell of one expert for one territory.

    Example:

    - `territory-match explain "Ilze Example" "Middle River" --experts e.xlsx --territories t.xlsx`
    """
    from service.asking.explaining import explain_pair
    from service.cli.finding import find_expert, find_territory
    from service.cli.reading import asked, intake_options
    from service.cli.tables import print_explanation
    from service.cli.terminal import print_json, progress_bar, workplace
    from service.render.match_json import explain_json

    with workplace(
        encoder=encoder,
        language=language,
        columns=columns_file,
        required_level=level,
        own_country=own_country,
        weights=options.weights_of(weight, weights_file),
    ) as opened:
        about = asked(opened, experts, territories, intake_options(opened, column), conflict, no_conflict, unread_ok)
        person = find_expert(about.exports.experts.records, expert)
        place = find_territory(about.exports.territories.records, territory).territory
        with progress_bar(opened.sentences.text("Reading texts")) as progress:
            answer = explain_pair(person, place, about.request, about.scene, opened, opened.clock(), progress)
        if as_json:
            print_json(explain_json(answer, opened.sentences))
        else:
            print_explanation(answer, opened.sentences)
