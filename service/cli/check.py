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
    from service.asking.scene import scene_of
    from service.cli.reading import intake_options
    from service.cli.terminal import err, print_completeness, print_json, print_problems, workplace
    from service.cli.uploads import uploads_of
    from service.intake.columns.mapping import KNOWN_HEADING
    from service.intake.form.read_as import may_be_stated
    from service.intake.rows.both_forms import read_exports
    from service.intake.rows.completeness import completeness_of
    from service.render.check_json import check_json

    if not experts and not territories:
        raise typer.BadParameter("give --experts, --territories, or both")
    with workplace(language=language, columns=columns_file) as opened:
        sentences = opened.sentences
        options_ = intake_options(opened, column, pilots)
        exports = read_exports(uploads_of(experts), uploads_of(territories), options_)
        if as_json:
            print_json(check_json(exports, scene_of(exports).findings, sentences))
        else:
            print_problems(exports.problems, sentences)
            if any(problem.expected == KNOWN_HEADING for problem in exports.problems):
                err.print(sentences.text('To state a column, write --column "heading=field"; it is remembered'))
            if any(may_be_stated(problem.place.field) for problem in exports.problems):
                err.print(
                    sentences.text(
                        'To say what an answer means, write --answer "field: answer=meaning"; it is remembered'
                    )
                )
            print_completeness(completeness_of(exports), len(exports.problems), sentences)
    if exports.problems:
        raise typer.Exit(FOUND_PROBLEMS)
