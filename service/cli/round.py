"""`territory-match round`: every seat of every pilot at once."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options
from service.cli.options import OUTPUT, RULES, Refused

MANY_EXPERTS = 1_000  # above this, JSON gives the refused as numbers unless names are asked for


def plan(
    experts: options.Experts,
    territories: options.Territories,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The coordinator's workbook (XLSX).", rich_help_panel=OUTPUT)
    ] = None,
    as_json: options.AsJson = False,
    advisers: Annotated[
        list[str],
        typer.Option(
            "--advisers", metavar="ROLE=NUMBER", help="Advisers of a role for each pilot.", rich_help_panel=RULES
        ),
    ] = [],  # noqa: B006 - typer reads the default
    most_pilots: Annotated[
        int | None, typer.Option("--most-pilots", min=1, help="Pilots that one person serves.", rich_help_panel=RULES)
    ] = None,
    total: Annotated[
        bool, typer.Option("--total", help="The best total instead of the fairest round.", rich_help_panel=RULES)
    ] = False,
    pin: Annotated[
        list[str],
        typer.Option("--pin", metavar='"EXPERT=TERRITORY:ROLE"', help="This person here.", rich_help_panel=RULES),
    ] = [],  # noqa: B006 - typer reads the default
    exclude: Annotated[
        list[str],
        typer.Option(
            "--exclude",
            metavar='"EXPERT=TERRITORY:ROLE; REASON"',
            help="Not this person here; without a role, on no seat of the territory.",
            rich_help_panel=RULES,
        ),
    ] = [],  # noqa: B006 - typer reads the default
    before: Annotated[
        Path | None,
        typer.Option(
            "--before", metavar="FILE", help="An earlier round (JSON): keep what can be kept.", rich_help_panel=RULES
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option("--time-limit", min=0.1, help="Seconds, then the best found so far.", rich_help_panel=RULES),
    ] = None,
    refused: Annotated[
        Refused | None,
        typer.Option("--refused", help="In JSON: the refused by name, or as numbers.", rich_help_panel=OUTPUT),
    ] = None,
    pilots: options.Pilots = None,
    column: options.Columns = [],  # noqa: B006 - typer reads the default
    columns_file: options.ColumnsFile = None,
    conflict: options.Conflicts = [],  # noqa: B006 - typer reads the default
    no_conflict: options.Overrides = [],  # noqa: B006 - typer reads the default
    level: options.Level = None,
    own_country: options.OwnCountry = None,
    weight: options.Weights = [],  # noqa: B006 - typer reads the default
    encoder: options.Encoder = None,
    seed: options.Seed = None,
    language: options.Language = None,
) -> None:
    """Fill all seats of all selected pilots together: as many as can be, then fairly, then as well as can be.

    Examples:

    - `territory-match round --experts experts.xlsx --territories territories.xlsx --output round.xlsx`

    - `territory-match round --experts e.xlsx --territories t.xlsx --before round.json --pin "Ilze=T01:methodological"`
    """
    from service.cli.terminal import err, house, print_json, print_round, progress_bar
    from service.render.round_json import round_json
    from service.render.round_workbook import write_round_workbook
    from service.usecases.decisions import Decisions
    from service.usecases.plan_round import RoundRequest, make_round

    with house(
        encoder=encoder,
        language=language,
        seed=seed,
        columns=columns_file,
        required_level=level,
        own_country=own_country,
        weights=options.weights_of(weight),
    ) as opened:
        sentences = opened.sentences
        request = RoundRequest(
            experts=experts,
            territories=territories,
            options=opened.intake_options(column, pilots),
            advisers=advisers,
            most_pilots=most_pilots,
            fair=not total,
            pins=pin,
            exclusions=exclude,
            before=before,
            time_limit=time_limit,
            decisions=Decisions(conflict, no_conflict),
        )
        with progress_bar(sentences.text("Reading texts")) as progress:
            answer, problems = make_round(request, opened, progress)
        if output:
            write_round_workbook(output, answer, problems, sentences)
        if as_json:
            counts = refused is Refused.COUNTS if refused else answer.made_with.experts_read > MANY_EXPERTS
            print_json(round_json(answer, sentences, count_refusals=counts))
            return
        print_round(answer, sentences)
        if output:
            err.print(sentences.text("Written: {path}").format(path=output), soft_wrap=True)
