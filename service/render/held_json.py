"""What is held about somebody as JSON, for them to take along."""

from collections.abc import Sequence
from datetime import datetime

from matcher.model import Expert
from service.codec import document_of
from service.intake.records import ConsentAnswer
from service.values.audit import Line
from service.values.json import Json
from service.values.roster import Edit, ExpertAnswered, StoredExpert, VersionTold
from service.values.rulings import ConflictRuling


def held_json(
    stored: StoredExpert,
    versions: Sequence[VersionTold[Expert]],
    consents: Sequence[tuple[ConsentAnswer, datetime]],
    answers: Sequence[ExpertAnswered],
    edits: Sequence[Edit],
    rulings: Sequence[ConflictRuling],
    traces: Sequence[Line],
) -> dict[str, Json]:
    """Write everything; fields are those of the documentation of the forms, moments in UTC."""
    return {
        "now": document_of(stored.expert),
        "versions": [
            {
                "number": one.number,
                "at": one.at.isoformat(),
                "file": one.source.file or None,
                "row": one.source.row or None,
                "told": document_of(one.told),
            }
            for one in versions
        ],
        "consents": [
            {
                "purpose": one.purpose,
                "given": one.given,
                "question": one.question,
                "answer": one.answer,
                "recorded_at": at.isoformat(),
            }
            for one, at in consents
        ],
        "answers": [
            {"territory": one.territory, "answer": one.answer, "words": one.words, "at": one.at.isoformat()}
            for one in answers
        ],
        "entered_by_coordinators": [
            {"field": one.field, "form_said": one.said, "at": one.at.isoformat()} for one in edits
        ],
        "decisions_about_conflicts": [
            {"territory": one.territory, "decision": one.ruling, "reason": one.reason, "at": one.at.isoformat()}
            for one in rulings
        ],
        "who_did_what": [{"what": one.deed, "at": one.at.isoformat()} for one in traces],
    }
