"""Invitations for programs: write, read, send, withdraw, confirm; each act on its own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter
from pydantic import Field

from matcher.model import Role
from service.api.shapes import Asked
from service.codec import document_of
from service.sentences import Sentences
from service.values.invitations import Invitation
from service.values.json import Json
from service.verbs import invitations, letters
from service.web.asking import At, Coordinator, Language, Post, Reader, Site

router = APIRouter(prefix="/api/v1")


class SeatAsked(Asked):
    """Somebody and a seat of the published version, on which they are placed or for which they stand by."""

    territory: str
    role: Role
    expert: str


class LettersWanted(Asked):
    """Whom to write to. Nothing is sent by this."""

    seats: list[SeatAsked] = Field(max_length=1_000)
    answer_by: date


class LettersToSend(Asked):
    """Whose letters are sent: ids of invitations."""

    invitations: list[str] = Field(max_length=1_000)


class LetterWords(Asked):
    """A letter in other words; the body holds `[link]` where the link to answer goes."""

    subject: str
    body: str


@router.get("/rounds/{identity}/invitations")
def get_invitations(identity: str, _: Reader, at: At, language: Language) -> dict[str, Any]:
    """Every seat of the published version: who is placed, who stands by, who was invited and what they said."""
    told, sentences = invitations.of_round(identity, at), Sentences(language)
    return {
        "version": told.version,
        "seats": [
            {
                "territory": seat.territory,
                "role": seat.role,
                "placed": list(seat.placed),
                "standing_by": list(seat.standing_by),
                "invitations": [invitation_json(one, sentences) for one in seat.invitations],
            }
            for seat in told.seats
        ],
    }


@router.post("/rounds/{identity}/invitations", status_code=201)
def post_invitations(
    identity: str, asked: LettersWanted, actor: Coordinator, at: At, language: Language
) -> dict[str, Any]:
    """Write letters; whom a rule refuses by now, or about whom a question is open, is not written to."""
    seats = [(one.territory, one.role, one.expert) for one in asked.seats]
    drafted = invitations.write_invitations(identity, seats, asked.answer_by, actor, at)
    sentences = Sentences(language, invitations.of_round(identity, at).names)
    refused: Sequence[Json] = [
        {"territory": of.territory, "role": of.role, "expert": of.expert, "reason": sentences.write(reason)}
        for of, reason in drafted.refused
    ]
    return {"written": list(drafted.written), "refused": refused}


@router.post("/rounds/{identity}/invitations/sending", status_code=202)
def post_sending(
    identity: str, asked: LettersToSend, actor: Coordinator, at: At, post: Post, site: Site
) -> dict[str, int]:
    """Have the last letters of some invitations sent; none is, where something stands against one of them."""
    number = invitations.send(asked.invitations, site, actor, at, of_round=identity)
    post()
    return {"letters": number}


@router.get("/invitations/{identity}")
def get_invitation(identity: str, _: Reader, at: At, language: Language) -> dict[str, Any]:
    """An invitation with its letters and its answer."""
    return invitation_json(invitations.find(identity, at), Sentences(language))


@router.patch("/invitations/{identity}")
def patch_invitation(
    identity: str, asked: LetterWords, actor: Coordinator, at: At, language: Language
) -> dict[str, Any]:
    """Put the last letter in other words, as long as it has not left."""
    letters.rewrite(identity, asked.subject, asked.body, actor, at)
    return invitation_json(invitations.find(identity, at), Sentences(language))


@router.post("/invitations/{identity}/reminder", status_code=201)
def post_reminder(identity: str, actor: Coordinator, at: At, language: Language) -> dict[str, Any]:
    """Write a reminder, to be read and sent."""
    letters.write_again(identity, actor, at)
    return invitation_json(invitations.find(identity, at), Sentences(language))


@router.post("/invitations/{identity}/confirmation")
def post_confirmation(identity: str, actor: Coordinator, at: At, language: Language) -> dict[str, Any]:
    """Confirm somebody who accepted."""
    invitations.confirm(identity, actor, at)
    return invitation_json(invitations.find(identity, at), Sentences(language))


@router.delete("/invitations/{identity}", status_code=204)
def delete_invitation(identity: str, actor: Coordinator, at: At) -> None:
    """Withdraw an invitation: its link says so from then on. One that never left is dropped."""
    invitations.withdraw(identity, actor, at)


def invitation_json(one: Invitation, sentences: Sentences) -> dict[str, Any]:
    """An invitation as programs read it."""
    return {
        "id": one.id,
        "territory": one.of.territory,
        "role": one.of.role,
        "expert": one.of.expert,
        "state": one.state,
        "answer_by": one.answer_by.isoformat(),
        "sent_at": one.sent_at.isoformat() if one.sent_at else None,
        "answered_at": one.answered_at.isoformat() if one.answered_at else None,
        "reply": document_of(one.reply) if one.reply else None,
        "letters": [
            {
                "kind": letter.kind,
                "subject": letter.subject,
                "body": letter.body,
                "state": letter.state,
                "sent_at": letter.sent_at.isoformat() if letter.sent_at else None,
                "failure": sentences.write(letter.failure) if letter.failure else None,
            }
            for letter in one.letters
        ],
    }
