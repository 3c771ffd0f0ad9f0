"""What the commands that match have in common: files and options become exports, a scene, and a request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from service.asking.scene import Scene, scene_of
from service.cli.decisions import with_decisions
from service.cli.gate import ask, check_gaps
from service.cli.uploads import pilot_list, uploads_of
from service.intake import IntakeOptions
from service.intake.form.stated_columns import state_columns
from service.intake.rows.both_forms import Exports, read_exports
from service.intake.rows.confirmed_readings import recall_readings
from service.values.requests import MatchRequest
from service.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is about."""

    exports: Exports
    scene: Scene
    request: MatchRequest


def intake_options(opened: Workplace, stated: Sequence[str] = (), pilots: Path | None = None) -> IntakeOptions:
    """How exports are to be read, with the columns stated now and before.

    Raises ServiceError where a stated column names no field, or the list of pilots cannot be read.
    """
    told = state_columns(stated, _remembered(opened))
    return IntakeOptions(
        told.columns,
        pilot_list(pilots),
        opened.settings.max_rows,
        opened.read_headings,
        recall_readings(readings_file(opened)),
        told.wordings,
    )


def readings_file(opened: Workplace) -> Path:
    """Where confirmed readings are remembered: beside the stated columns."""
    return _remembered(opened).with_suffix(".readings.json")


def _remembered(opened: Workplace) -> Path:
    """Where stated columns are remembered."""
    return opened.settings.columns or opened.settings.cache / "columns.json"


def asked(
    opened: Workplace,
    experts: Sequence[Path],
    territories: Sequence[Path],
    options: IntakeOptions,
    conflicts: Sequence[str] = (),
    overrides: Sequence[str] = (),
    unread_ok: Sequence[str] = (),
) -> Asked:
    """Read the files and put the request together.

    Raises ServiceError where a file or a decision cannot be read, UnreadRuleFields where a field that a rule rests on
    was not read and may not be left unread.
    """
    exports = read_exports(uploads_of(experts), uploads_of(territories), options)
    answered = ask(exports.gaps, unread_ok, opened.sentences)
    if answered:
        options = replace(options, stated=state_columns(answered, _remembered(opened)).columns)
        exports = read_exports(uploads_of(experts), uploads_of(territories), options)
    unread = check_gaps(exports.gaps, unread_ok)
    scene = scene_of(exports, unread)
    settings = opened.settings
    request = MatchRequest(
        territories=tuple(record.territory.id for record in exports.to_be_matched),
        policy=opened.policy,
        top=settings.top,
        seed=settings.seed,
    )
    return Asked(exports, scene, with_decisions(request, conflicts, overrides, exports, scene))
