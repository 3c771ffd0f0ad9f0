"""`territory-match check`: what an export says, and what could not be understood in it."""

import typer

from service.cli import options

FOUND_PROBLEMS = 1


def check(
    experts: options.Experts = [],  # noqa: B006 - typer reads the default
    territories: options.Territories = [],  # noqa: B006 - typer reads the default
    as_json: options.AsJson = False,
    pilots: options.Pilots = None,
    column: options.Columns = [],  # noqa: B006 - typer reads the default
    columns_file: options.ColumnsFile = None,
    language: options.Language = None,
) -> None:
    """Read form exports and report what could not be understood: file, row, column, value, and how to mend it.

    Examples:

    - `territory-match check --experts experts.xlsx`

    - `territory-match check --territories territories.csv --json`
    """
    from service.cli.terminal import err, house, print_json, print_problems
    from service.render.check_json import check_json
    from service.usecases.read_exports import read_exports

    if not experts and not territories:
        raise typer.BadParameter("give --experts, --territories, or both")
    with house(language=language, columns=columns_file) as opened:
        sentences = opened.sentences
        exports = read_exports(experts, territories, opened.intake_options(column, pilots))
        if as_json:
            print_json(check_json(exports.experts, exports.territories, exports.conflicts, sentences))
        else:
            print_problems(exports.problems, sentences)
            said = sentences.text("{experts} experts and {territories} territories read, {problems} rows reported.")
            err.print(
                said.format(
                    experts=len(exports.experts.records),
                    territories=len(exports.territories.records),
                    problems=len(exports.problems),
                )
            )
    if exports.problems:
        raise typer.Exit(FOUND_PROBLEMS)
