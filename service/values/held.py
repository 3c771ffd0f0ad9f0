"""What is held about somebody, as one value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matcher.model import Expert
from service.intake.rows.records import ConsentAnswer
from service.values.audit import Line
from service.values.invitations import Invitation
from service.values.roster import Edit, ExpertAnswered, StoredExpert, VersionTold
from service.values.rulings import ConflictRuling
from service.values.short_lists import PilotWord


@dataclass(frozen=True, slots=True)
class HeldAbout:
    """Everything that is held about somebody."""

    stored: StoredExpert
    versions: Sequence[VersionTold[Expert]]  # latest first
    consents: Sequence[tuple[ConsentAnswer, datetime]]  # latest first
    answers: Sequence[ExpertAnswered]
    edits: Sequence[Edit]  # what coordinators entered in place of answers
    rulings: Sequence[ConflictRuling]
    said_by_territories: Sequence[tuple[str, PilotWord]]  # what contacts said of them, with the territory
    invitations: Sequence[Invitation]  # oldest first, with their letters
    traces: Sequence[Line]  # who did what with their record, latest first
