"""How complete a reading is, in numbers that add up: rows in = read + merged + left out."""

from dataclasses import dataclass

from service.intake.columns.gaps import fields_of_gaps
from service.intake.rows.both_forms import Exports
from service.intake.rows.records import ExpertExport, TerritoryExport


@dataclass(frozen=True, slots=True)
class RowsTold:
    """What became of the rows of one form."""

    rows: int
    read: int
    merged: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is there and what is missing."""

    experts: RowsTold
    territories: RowsTold
    without_role: int  # of the experts who agree to be processed
    without_language: int
    without_residence: int
    without_consent_to_process: int  # of all experts
    without_consent_to_share: int
    rule_fields_not_found: tuple[str, ...]


def completeness_of(exports: Exports) -> Completeness:
    """Count what was read, and what people lack without which they fit no seat."""
    people = [record.expert for record in exports.experts.records]
    agreed = [expert for expert in people if expert.consent_process]
    return Completeness(
        experts=_rows(exports.experts),
        territories=_rows(exports.territories),
        without_role=sum(not expert.roles for expert in agreed),
        without_language=sum(not expert.languages for expert in agreed),
        without_residence=sum(expert.residence is None for expert in agreed),
        without_consent_to_process=len(people) - len(agreed),
        without_consent_to_share=sum(not expert.consent_share for expert in people),
        rule_fields_not_found=fields_of_gaps(exports.gaps),
    )


def _rows(export: ExpertExport | TerritoryExport) -> RowsTold:
    rows, read = sum(file.rows for file in export.files), len(export.records)
    return RowsTold(rows, read, export.merged, rows - read - export.merged)
