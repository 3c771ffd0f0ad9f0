"""The options that several commands share, each said once."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Refused(StrEnum):
    """How the refused are listed in JSON."""

    NAMES = "names"
    COUNTS = "counts"


FORMS = "Form exports"
RULES = "Rules and ranking"
OUTPUT = "Output"

Experts = Annotated[
    list[Path],
    typer.Option(
        "--experts",
        metavar="FILE",
        help="Export of the expert registration form (XLSX, ODS or CSV); may be given several times.",
        rich_help_panel=FORMS,
    ),
]
Territories = Annotated[
    list[Path],
    typer.Option(
        "--territories",
        metavar="FILE",
        help="Export of the territory applications (XLSX, ODS or CSV); may be given several times.",
        rich_help_panel=FORMS,
    ),
]
Columns = Annotated[
    list[str],
    typer.Option(
        "--column",
        "--answer",
        metavar='"HEADING=FIELD"',
        help="Say which field a heading holds, or what an answer means: --answer "
        '"WORDING=yes" or "=no", in one field --answer "FIELD: WORDING=MEANING"; remembered.',
        rich_help_panel=FORMS,
    ),
]
UnreadOk = Annotated[
    list[str],
    typer.Option(
        "--unread-ok",
        metavar="FIELD",
        help="Go on although this field, on which a rule rests, was not read; every suggestion says so.",
        rich_help_panel=FORMS,
    ),
]
ColumnsFile = Annotated[
    Path | None,
    typer.Option(
        "--columns-file",
        metavar="FILE",
        help="Where stated columns are remembered.",
        rich_help_panel=FORMS,
    ),
]
Pilots = Annotated[
    Path | None,
    typer.Option(
        "--pilots",
        metavar="FILE",
        help="The selected territories, one name, acronym or key a line; else all valid applications.",
        rich_help_panel=FORMS,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to standard output, and nothing else.")]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="en|fr", help="Language of the output.", rich_help_panel=OUTPUT),
]
Encoder = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="Text model: e5-small, or a sentence-transformers name or folder.",
        rich_help_panel=RULES,
    ),
]

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="FOLDER", help="Folder of the service; made where it is missing."),
]
Database = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="PostgreSQL instead of a file: postgresql://user@host/name."),
]
Seed = Annotated[int | None, typer.Option("--seed", help="Breaks ties, the same way each time.", rich_help_panel=RULES)]
Conflicts = Annotated[
    list[str],
    typer.Option(
        "--conflict",
        metavar='"EXPERT=TERRITORY; REASON"',
        help="Enter a conflict of interest that no form tells.",
        rich_help_panel=RULES,
    ),
]
Overrides = Annotated[
    list[str],
    typer.Option(
        "--no-conflict",
        metavar='"EXPERT=TERRITORY; REASON"',
        help="Override a conflict of interest that was found; the reason is shown and kept.",
        rich_help_panel=RULES,
    ),
]
Level = Annotated[
    str | None,
    typer.Option(
        "--level", metavar="A1..C2", help="Lowest level that meets a must-language; B2 else.", rich_help_panel=RULES
    ),
]
OwnCountry = Annotated[
    str | None,
    typer.Option(
        "--own-country",
        metavar="off|soft|hard",
        help="Residents of a territory's own countries: no matter, a flag, or refused.",
        rich_help_panel=RULES,
    ),
]
Weights = Annotated[
    list[str],
    typer.Option(
        "--weight",
        metavar="SIGNAL=NUMBER",
        help="Weigh a signal otherwise: meaning, words, themes, stages, countries, languages.",
        rich_help_panel=RULES,
    ),
]


WeightsFile = Annotated[
    Path | None,
    typer.Option(
        "--weights", metavar="FILE", help="Weights as the learn command wrote them (JSON).", rich_help_panel=RULES
    ),
]


def weights_of(stated: list[str], file: Path | None = None) -> dict[str, float] | None:
    """Read a file of weights and "signal=number" options, which go before it.

    Raises typer.BadParameter for one that is none.
    """
    weights = {} if file is None else _weights_in(file)
    for one in stated:
        name, _, number = one.partition("=")
        try:
            weights[name.strip()] = float(number)
        except ValueError:
            raise typer.BadParameter(f'"{one}": write a signal and a number, such as meaning=0.5') from None
    return weights or None


def _weights_in(file: Path) -> dict[str, float]:
    try:
        return {str(name): float(weight) for name, weight in json.loads(file.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        raise typer.BadParameter(f"{file} holds no weights; give what learn --output wrote") from None
