"""`territory-match round`: every seat of every pilot at once."""

from dataclasses import replace
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
            "--advisers",
            metavar='"ROLE=NUMBER"',
            help="Advisers of a role for each pilot, or for one: TERRITORY:ROLE=NUMBER.",
            rich_help_panel=RULES,
        ),
    ] = [],  # noqa: B006 - typer reads the default
    most_pilots: Annotated[
        int | None, typer.Option("--most-pilots", min=1, help="Pilots that one person serves.", rich_help_panel=RULES)
    ] = None,
    capacity: Annotated[
        list[str],
        typer.Option(
            "--capacity",
            metavar='"EXPERT=NUMBER"',
            help="Pilots that this one person serves; 0 leaves them out.",
            rich_help_panel=RULES,
        ),
    ] = [],  # noqa: B006 - typer reads the default
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
            help="Not this person here, or somebody who declined; without a role, on no seat of the territory.",
            rich_help_panel=RULES,
        ),
    ] = [],  # noqa: B006 - typer reads the default
    before: Annotated[
        Path | None,
        typer.Option(
            "--before",
            metavar="FILE",
            help="This round as it was (JSON): its scores, pins and exclusions hold on, and what can be kept is kept.",
            rich_help_panel=RULES,
        ),
    ] = None,
    gaps_only: Annotated[
        bool,
        typer.Option("--gaps-only", help="With --before: nobody who is placed is moved.", rich_help_panel=RULES),
    ] = False,
    earlier: Annotated[
        list[Path],
        typer.Option(
            "--earlier",
            metavar="FILE",
            help="A round of an earlier call (JSON): whoever served then comes a little later now.",
            rich_help_panel=RULES,
        ),
    ] = [],  # noqa: B006 - typer reads the default
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
    """Fill all seats of all selected pilots together: as many as can be, then fairly, then as well as can be.

    Examples:

    - `territory-match round --experts experts.xlsx --territories territories.xlsx --output round.xlsx`

    - `territory-match round --experts e.xlsx --territories t.xlsx --before round.json --pin "Ilze=T01:methodological"`
    """
    from service.asking.rounds import make_round
    from service.cli.earlier_rounds import check_still_fits, read_round
    from service.cli.reading import asked, intake_options
    from service.cli.round_terms import StatedTerms, served_in, terms_of
    from service.cli.solving import round_progress
    from service.cli.tables import print_round
    from service.cli.terminal import err, print_json, workplace
    from service.render.round_json import counts_of, kept_round_json
    from service.render.round_workbook import write_round_workbook
    from service.values.requests import RoundRequest

    with workplace(
        as_json=as_json,
        encoder=encoder,
        language=language,
        seed=seed,
        columns=columns_file,
        required_level=level,
        own_country=own_country,
        weights=options.weights_of(weight, weights_file),
    ) as opened:
        sentences = opened.sentences
        was = None if before is None else read_round(before)
        served = served_in([read_round(path) for path in earlier]) or (was.served if was else {})
        options_ = intake_options(opened, column, pilots)
        about = asked(opened, experts, territories, options_, conflict, no_conflict, unread_ok)
        if was:
            check_still_fits(was, about.exports)
        stated = StatedTerms(
            advisers=advisers,
            most_pilots=most_pilots,
            capacity=capacity,
            fair=not total,
            pins=pin,
            exclusions=exclude,
            time_limit=time_limit,
            seed=opened.settings.seed,
            gaps_only=gaps_only,
        )
        match = replace(about.request, policy=replace(about.request.policy, served=served))
        request = RoundRequest(match, terms_of(stated, about.exports, was))
        with round_progress(sentences) as (progress, watch):
            answer = make_round(
                request,
                about.scene,
                opened,
                opened.clock(),
                before=was.frozen if was else None,
                progress=progress,
                watch=watch,
            )
        problems = about.exports.problems
        if output:
            write_round_workbook(output, answer, problems, sentences)
        if as_json:
            counts = refused is Refused.COUNTS if refused else answer.made_with.experts_read > MANY_EXPERTS
            print_json(kept_round_json(answer, sentences, counts_of(answer) if counts else None))
            return
        print_round(answer, sentences)
        if output:
            err.print(sentences.text("Written: {path}").format(path=output), soft_wrap=True)
