"""Readings that somebody confirmed or corrected, remembered in a file for the next export of the same words."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from matcher.countries import PROGRAMME
from matcher.languages import languages_in, read_need
from matcher.messages import say
from matcher.model import ReadingOf, Role
from matcher.readings import NOTHING, ConfirmedReading, with_confirmed
from service.errors import ServiceError
from service.intake.rows.records import TerritoryExport
from service.intake.words.names import language_names
from service.whole_file import write_whole


def checked_value(value: str, field: ReadingOf) -> str:
    """The value of a reading as it is kept. Raises ServiceError where the field has no such value."""
    bare = value.strip()
    fits = {
        ReadingOf.MUST_LANGUAGES: lambda: set(languages_in(read_need(bare))) <= set(language_names().values()),
        ReadingOf.EXCLUDED_RESIDENCE: lambda: bool(bare) and set(bare.upper().split()) <= PROGRAMME,
        ReadingOf.ON_SITE: lambda: bare in {"yes", "no"},
    }
    try:
        good = bare == NOTHING or fits[field]()
    except ValueError:
        good = False
    if not good:
        said = say(
            '"{value}" is no value of {field}: write "en and (lv or et)", codes of countries, or yes and no',
            value=value,
            field=field,
        )
        raise ServiceError(said)
    return bare.upper() if field is ReadingOf.EXCLUDED_RESIDENCE else bare


def recall_readings(path: Path) -> tuple[ConfirmedReading, ...]:
    """What was said before. Raises ServiceError where the file is damaged."""
    if not path.exists():
        return ()
    try:
        return tuple(
            ConfirmedReading(
                str(one["territory"]),
                ReadingOf(one["field"]),
                Role(one["role"]),
                str(one["words"]),
                str(one["value"]),
                str(one["reason"]),
            )
            for one in json.loads(path.read_text(encoding="utf-8"))
        )
    except (ValueError, KeyError, TypeError):
        raise ServiceError(say("{path}: is no list of readings. Mend it or delete it", path=str(path))) from None


def remember_readings(said: Sequence[ConfirmedReading], path: Path) -> tuple[ConfirmedReading, ...]:
    """Keep what is said now beside what was said before, in place of what was said of the same seat's field."""
    fresh = {(one.territory, one.field, one.role) for one in said}
    kept = (*(one for one in recall_readings(path) if (one.territory, one.field, one.role) not in fresh), *said)
    told = [
        {
            "territory": one.territory,
            "field": one.field,
            "role": one.role,
            "words": one.words,
            "value": one.value,
            "reason": one.reason,
        }
        for one in kept
    ]
    write_whole(path, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return kept


def apply_readings(export: TerritoryExport, said: Sequence[ConfirmedReading]) -> TerritoryExport:
    """The territories with what was said of their readings."""
    records = tuple(replace(one, territory=with_confirmed(one.territory, said)) for one in export.records)
    return replace(export, records=records)
