"""`territory-match readings`: how each territory's free text was read, to be confirmed or corrected once."""

from typing import Annotated

import typer

from service.cli import options

Confirm = Annotated[
    list[str],
    typer.Option(
        "--confirm",
        metavar='"TERRITORY[: FIELD [ROLE]]"',
        help="Confirm how a territory's text was read: all of it, or one field. Remembered for these words.",
    ),
]
Correct = Annotated[
    list[str],
    typer.Option(
        "--correct",
        metavar='"TERRITORY: FIELD [ROLE] = VALUE; REASON"',
        help="Say how it is meant: must_languages = lv and et, excluded_residence = LV EE, on_site = yes, - for none.",
    ),
]


def readings(
    territories: options.Territories,
    confirm: Confirm = [],  # noqa: B006 - typer reads the default
    correct: Correct = [],  # noqa: B006 - typer reads the default
    as_json: options.AsJson = False,
    column: options.Columns = [],  # noqa: B006 - typer reads the default
    columns_file: options.ColumnsFile = None,
    language: options.Language = None,
) -> None:
    """Show what each territory asks for as it was read, each line with its sentence; confirm or correct it.

    What is neither certain nor confirmed refuses nobody: whoever would break it is held.

    Examples:

    - `territory-match readings --territories territories.xlsx`

    - `territory-match readings --territories t.xlsx --confirm "Livonian shore"`

    - `territory-match readings --territories t.xlsx --correct "T03: excluded_residence = CZ PL; neutrality"`
    """
    from service.cli.confirming import confirmed_by, corrected_by
    from service.cli.reading import intake_options, readings_file
    from service.cli.tables import print_readings
    from service.cli.terminal import print_json, workplace
    from service.cli.uploads import uploads_of
    from service.intake.rows.both_forms import read_exports
    from service.intake.rows.confirmed_readings import apply_readings, remember_readings
    from service.render.check_json import readings_json

    with workplace(language=language, columns=columns_file) as opened:
        exports = read_exports([], uploads_of(territories), intake_options(opened, column))
        records = exports.territories.records
        said = [*(one for stated in confirm for one in confirmed_by(stated, records))]
        said += [one for stated in correct for one in corrected_by(stated, records)]
        told = exports.territories
        if said:
            told = apply_readings(told, remember_readings(said, readings_file(opened)))
        if as_json:
            print_json(readings_json(told))
        else:
            print_readings(told, opened.sentences)
