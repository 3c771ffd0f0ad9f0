"""Read the exports that a coordinator has, and say everything that could not be understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.conflicts import ConflictFindings, find_conflicts
from service.intake import ExpertExport, IntakeOptions, TerritoryExport, read_experts, read_territories
from service.intake.problems import Problem


@dataclass(frozen=True, slots=True)
class Exports:
    """What was read from the exports of both forms; either may be missing."""

    experts: ExpertExport
    territories: TerritoryExport
    findings: ConflictFindings

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.experts.problems, *self.territories.problems)

    @property
    def conflicts(self) -> Mapping[str, tuple[str, ...]]:
        """The territories with which each expert has a conflict of interest, by keys."""
        by_expert: dict[str, list[str]] = {}
        for conflict in self.findings.conflicts:
            by_expert.setdefault(conflict.expert, []).append(conflict.territory)
        return {expert: tuple(dict.fromkeys(territories)) for expert, territories in by_expert.items()}


def read_exports(experts: Sequence[Path], territories: Sequence[Path], options: IntakeOptions) -> Exports:
    """Read the exports of either or both forms; about who does not agree to the processing nothing is computed.

    Raises UnreadableFile for a file that is none, or not of the form that it was given for.
    """
    people, places = read_experts(experts, options), read_territories(territories, options)
    agreed = [record.expert for record in people.records if record.expert.consent_process]
    findings = find_conflicts(agreed, [record.territory for record in places.records])
    return Exports(people, places, findings)
