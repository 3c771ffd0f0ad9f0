"""The exports of both forms, read together: what a coordinator gives, and everything that could not be understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.intake.columns.gaps import Gap
from service.intake.problems import Problem
from service.intake.rows.exports import IntakeOptions, read_experts, read_territories
from service.intake.rows.records import ExpertExport, TerritoryExport, TerritoryRecord
from service.values.uploads import Upload


@dataclass(frozen=True, slots=True)
class Exports:
    """What was read from the exports of both forms; either may be missing."""

    experts: ExpertExport = field(default_factory=ExpertExport)
    territories: TerritoryExport = field(default_factory=TerritoryExport)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.experts.problems, *self.territories.problems)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Fields of rules that were not found, where a column may hold them."""
        return (*self.experts.gaps, *self.territories.gaps)

    @property
    def to_be_matched(self) -> tuple[TerritoryRecord, ...]:
        """The applications that are to be matched: selected, or valid where nobody has selected any."""
        return tuple(record for record in self.territories.records if record.to_be_matched)


def read_exports(experts: Sequence[Upload], territories: Sequence[Upload], options: IntakeOptions) -> Exports:
    """Read the exports of either or both forms.

    Raises UnreadableFile for a file that is none, or not of the form that it was given for.
    """
    return Exports(read_experts(experts, options), read_territories(territories, options))
