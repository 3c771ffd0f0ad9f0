"""What coordinators have, read: exports of the two forms, in any usual format, language and state of repair.

Whatever could not be understood becomes a row of the report; whatever was assumed is said; the good rows go on.
"""

from service.intake.rows.exports import IntakeOptions, read_experts, read_territories
from service.intake.rows.records import ExpertExport, ExpertRecord, SourceFile, TerritoryExport, TerritoryRecord

__all__ = [
    "ExpertExport",
    "ExpertRecord",
    "IntakeOptions",
    "SourceFile",
    "TerritoryExport",
    "TerritoryRecord",
    "read_experts",
    "read_territories",
]
