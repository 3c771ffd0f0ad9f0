"""What intake understood, and what it did not, as JSON: the shape that programs rely on."""

from collections.abc import Sequence
from datetime import date

from matcher.findings import ConflictFindings
from matcher.languages import AllOf, LanguageNeed, Speaks, all_of, any_of, write_need
from matcher.model import TerritoryReading
from service.intake import ExpertRecord, TerritoryRecord
from service.intake.problems import Problem
from service.intake.rows.both_forms import Exports
from service.intake.rows.completeness import Completeness, completeness_of
from service.intake.rows.records import TerritoryExport
from service.sentences import Sentences
from service.values.json import Json


def check_json(exports: Exports, findings: ConflictFindings, sentences: Sentences) -> dict[str, Json]:
    """Write what was read from the exports, with the conflicts of interest between people and territories."""
    experts, territories = exports.experts, exports.territories
    conflicts: dict[str, list[str]] = {}
    for one in findings.conflicts:
        conflicts.setdefault(one.expert, []).append(one.territory)
    labels = {record.territory.id: record.label for record in territories.records}
    return {
        "experts": [
            _expert(record, [labels[one] for one in dict.fromkeys(conflicts.get(record.expert.id, ()))])
            for record in experts.records
        ],
        "territories": [_territory(record, sentences) for record in territories.records],
        "completeness": _completeness(completeness_of(exports)),
        "problems": [problem_json(problem, sentences) for problem in exports.problems],
    }


def readings_json(export: TerritoryExport) -> dict[str, Json]:
    """Write how each territory's free text was read."""
    return {
        "territories": [
            {
                "id": record.territory.id,
                "key": record.label,
                "name": record.territory.name,
                "readings": [reading_json(one) for one in record.territory.readings],
            }
            for record in export.records
        ]
    }


def reading_json(reading: TerritoryReading) -> dict[str, Json]:
    """How a sentence was read for one role; what is neither certain nor confirmed refuses nobody, and holds."""
    return {
        "field": reading.field,
        "role": reading.role,
        "value": reading.value,
        "words": reading.words,
        "certain": reading.certain,
        "confirmed": reading.confirmed,
    }


def _completeness(told: Completeness) -> dict[str, Json]:
    return {
        **{
            form: {"rows": one.rows, "read": one.read, "merged": one.merged, "left_out": one.left_out}
            for form, one in (("experts", told.experts), ("territories", told.territories))
        },
        "without": {
            "role": told.without_role,
            "language": told.without_language,
            "residence": told.without_residence,
            "consent_process": told.without_consent_to_process,
            "consent_share": told.without_consent_to_share,
        },
        "rule_fields_not_found": list(told.rule_fields_not_found),
    }


def _expert(record: ExpertRecord, conflicts: Sequence[str]) -> dict[str, Json]:
    expert = record.expert
    return {
        "id": expert.id,
        "email": expert.email,
        "name": expert.name,
        "rows": list(record.numbers),
        "kept_row": record.number,
        "residence": expert.residence,
        "countries_worked": list(expert.countries_worked),
        "languages": [{"language": spoken.language, "level": spoken.level} for spoken in expert.languages],
        "roles": list(expert.roles),
        "themes": list(expert.themes),
        "stages": list(expert.stages),
        "years": expert.years,
        "days": expert.days,
        "days_basis": expert.days_basis,
        "available_from": _day(expert.available_from),
        "travel": record.travel_words,
        "consent_process": expert.consent_process,
        "consent_share": expert.consent_share,
        "gender": expert.gender,
        "conflicts": list(conflicts),
    }


def _territory(record: TerritoryRecord, sentences: Sentences) -> dict[str, Json]:
    territory = record.territory
    days: dict[str, Json] = {role.value: number for role, number in territory.days.items()}
    if territory.days_total is not None:
        days["total"] = territory.days_total
    return {
        "id": territory.id,
        "key": record.label,
        "row": record.number,
        "name": territory.name,
        "countries": list(territory.countries),
        "lead": territory.lead,
        "types": list(territory.types),
        "themes": list(territory.themes),
        "target_groups": list(territory.target_groups),
        "roles_wanted": list(territory.roles_wanted),
        "working_languages": list(territory.working_languages),
        "readings": [reading_json(one) for one in territory.readings],
        "must_languages": {role.value: write_need(_codes_only(n)) for role, n in territory.must_languages.items()},
        "excluded_residence": {role.value: list(codes) for role, codes in territory.excluded_residence.items()},
        "start": _day(territory.start),
        "end": _day(territory.end),
        "days": days,
        "misses": [sentences.write(miss) for miss in record.misses],
        "to_be_matched": record.to_be_matched,
    }


def _codes_only(need: LanguageNeed) -> LanguageNeed:
    """A need without levels of its own, which the problems tell."""
    match need:
        case Speaks(language):
            return Speaks(language)
        case AllOf(needs):
            return all_of(map(_codes_only, needs))
        case _:
            return any_of(map(_codes_only, need.needs))


def problem_json(problem: Problem, sentences: Sentences) -> dict[str, Json]:
    """Write one row of the report."""
    place = problem.place
    return {
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "field": place.field,
        "value": problem.value,
        "severity": problem.severity,
        "expected": sentences.write(problem.expected),
        "suggestion": sentences.write(problem.suggestion),
        "also_in_rows": list(problem.also),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
