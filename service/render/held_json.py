"""What is held about somebody as JSON, for them to take along."""

from service.codec import document_of
from service.values.held import HeldAbout
from service.values.json import Json


def held_json(held: HeldAbout) -> dict[str, Json]:
    """Write everything; fields are those of the documentation of the forms, moments in UTC."""
    return {
        "now": document_of(held.stored.expert),
        "versions": [
            {
                "number": one.number,
                "at": one.at.isoformat(),
                "file": one.source.file or None,
                "row": one.source.row or None,
                "told": document_of(one.told),
            }
            for one in held.versions
        ],
        "consents": [
            {
                "purpose": one.purpose,
                "given": one.given,
                "question": one.question,
                "answer": one.answer,
                "recorded_at": at.isoformat(),
            }
            for one, at in held.consents
        ],
        "answers": [
            {"territory": one.territory, "answer": one.answer, "words": one.words, "at": one.at.isoformat()}
            for one in held.answers
        ],
        "entered_by_coordinators": [
            {"field": one.field, "form_said": one.said, "at": one.at.isoformat()} for one in held.edits
        ],
        "decisions_about_conflicts": [
            {"territory": one.territory, "decision": one.ruling, "reason": one.reason, "at": one.at.isoformat()}
            for one in held.rulings
        ],
        "said_by_territories": [
            {
                "territory": territory,
                "role": one.role,
                "liking": one.liking,
                "words": one.words,
                "at": one.at.isoformat(),
            }
            for territory, one in held.said_by_territories
        ],
        "invitations": [
            {
                "territory": one.of.territory,
                "role": one.of.role.value,
                "state": one.state.value,
                "answer_by": one.answer_by.isoformat(),
                "reply": document_of(one.reply) if one.reply else None,
                "letters": [
                    {
                        "subject": letter.subject,
                        "text": letter.body,
                        "sent_at": letter.sent_at.isoformat() if letter.sent_at else None,
                    }
                    for letter in one.letters
                ],
            }
            for one in held.invitations
        ],
        "who_did_what": [{"what": one.deed, "at": one.at.isoformat()} for one in held.traces],
    }
