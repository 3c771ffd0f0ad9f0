"""`territory-match match`: from two form exports to match lists."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options
from service.cli.options import OUTPUT, RULES, Refused

MANY_EXPERTS = 1_000  # above this, JSON gives the refused as numbers unless names are asked for


def match(
    experts: options.Experts,
    territories: options.Territories,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The coordinator's workbook (XLSX).", rich_help_panel=OUTPUT)
    ] = None,
    pilot_sheets: Annotated[
        Path | None,
        typer.Option(
            "--pilot-sheets",
            metavar="FOLDER",
            help="Write one workbook per territory that may be sent to it: no addresses, no refusals.",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Show the lists as well when they are written.", rich_help_panel=OUTPUT)
    ] = False,
    as_json: options.AsJson = False,
    top: Annotated[
        int | None, typer.Option("--top", min=1, help="Suggestions for each seat.", rich_help_panel=RULES)
    ] = None,
    refused: Annotated[
        Refused | None,
        typer.Option("--refused", help="In JSON: the refused by name, or as numbers.", rich_help_panel=OUTPUT),
    ] = None,
    pilots: options.Pilots = None,
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
    seed: options.Seed = None,
    language: options.Language = None,
) -> None:
    """Suggest advisers for every seat of every territory, with reasons.

    Examples:

    - `territory-match match --experts experts.xlsx --territories territories.xlsx --output lists.xlsx`

    - `territory-match match --experts e.xlsx --territories t.xlsx --pilots selected.txt --json`
    """
    from service.asking.lists import make_match_list
    from service.cli.reading import asked, intake_options
    from service.cli.tables import print_match, print_summary
    from service.cli.terminal import print_json, progress_bar, workplace
    from service.render.match_json import counted, match_json
    from service.render.match_workbook import write_match_workbook
    from service.render.pilot_sheets import write_pilot_sheets

    with workplace(
        as_json=as_json,
        encoder=encoder,
        language=language,
        top=top,
        seed=seed,
        columns=columns_file,
        required_level=level,
        own_country=own_country,
        weights=options.weights_of(weight, weights_file),
    ) as opened:
        sentences = opened.sentences
        options_ = intake_options(opened, column, pilots)
        about = asked(opened, experts, territories, options_, conflict, no_conflict, unread_ok)
        with progress_bar(sentences.text("Reading texts")) as progress:
            answer = make_match_list(about.request, about.scene, opened, opened.clock(), progress)
        problems = about.exports.problems
        if output:
            write_match_workbook(output, answer, problems, sentences)
        if pilot_sheets:
            write_pilot_sheets(pilot_sheets, answer, sentences)
        if as_json:
            counts = refused is Refused.COUNTS if refused else answer.made_with.experts_read > MANY_EXPERTS
            seats = [seat for matched in answer.territories for seat in matched.seats]
            print_json(match_json(answer, sentences, counts=counted(seats) if counts else None))
            return
        if show or not (output or pilot_sheets):
            print_match(answer, sentences)
        print_summary(answer, len(problems), (output, pilot_sheets), sentences)
