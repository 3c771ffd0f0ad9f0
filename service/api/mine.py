"""An expert's own view, for their browser's programs."""

from typing import Any, Literal

from fastapi import APIRouter

from matcher.explanation import points
from matcher.messages import Vocabulary
from service.api.experts import expert_json
from service.api.shapes import AnswersChanged, Asked, Sure
from service.asking.suiting import Suiting
from service.codec import document_of
from service.render.held_json import held_json
from service.sentences import Sentences
from service.values.json import Json
from service.verbs import experts_view, invited, my_data
from service.verbs.edit_expert import edit_expert
from service.verbs.experts_view import ExpertsView, SuggestedTerritory
from service.verbs.invited import InvitedView, Own, own_invitations
from service.verbs.my_data import ASKED
from service.verbs.suiting import pilots_for
from service.web.asking import AnExpert, At, Language

router = APIRouter(prefix="/api/v1")


class AnswerAsked(Asked):
    """An answer of an expert: interested, not now, or conflict with a word about it."""

    answer: str
    words: str = ""


def suggested_json(view: ExpertsView, language: str) -> dict[str, Any]:
    """What an expert sees: territories with reasons, and no scores, ranks or other people."""
    sentences = Sentences(language)
    return {"territories": [_suggested(one, sentences) for one in view.territories]}


def _suggested(one: SuggestedTerritory, sentences: Sentences) -> dict[str, Json]:
    territory = one.territory
    return {
        "id": territory.id,
        "name": territory.name,
        "countries": [sentences.term(Vocabulary.COUNTRY, code) for code in territory.countries],
        "asks": territory.support,
        "roles": [
            {
                "role": seat.role,
                "reasons": [sentences.write(signal.reason) for signal in points(seat.suggestion).in_favour],
                "your_words": seat.words[0].words if seat.words else None,
                "their_words": seat.words[1].words if seat.words else None,
            }
            for seat in one.roles
        ],
        "answer": one.answer.answer if one.answer else None,
    }


@router.get("/me/territories")
def get_my_territories(actor: AnExpert, at: At, language: Language) -> dict[str, Any]:
    """The territories suggested to the expert whose session this is: no scores, no ranks, nobody else."""
    return suggested_json(experts_view.suggested_to(actor, at), language)


@router.get("/me/pilots")
def get_my_pilots(actor: AnExpert, at: At, language: Language) -> dict[str, Any]:
    """The selected pilots that may suit the expert, not assigned, and those that do not with what stands against it."""
    told, sentences = pilots_for(actor, at), Sentences(language)
    return {
        "suiting": [_pilot(one) for one in told.suiting],
        "others": [
            {"id": one.territory.id, "name": one.territory.name, "facts": [sentences.write(fact) for fact in one.facts]}
            for one in told.others
        ],
    }


def _pilot(one: Suiting) -> dict[str, Json]:
    own, theirs = (one.words[0].words, one.words[1].words) if one.words else (None, None)
    return {
        "id": one.territory.id,
        "name": one.territory.name,
        "roles": list(one.roles),
        "themes": list(one.themes),
        "countries": list(one.countries),
        "languages": list(one.languages),
        "your_words": own,
        "their_words": theirs,
    }


@router.put("/me/territories/{identity}/answer")
def put_my_answer(identity: str, asked: AnswerAsked, actor: AnExpert, at: At) -> dict[str, Any]:
    """Answer about a territory that is suggested to oneself."""
    told = experts_view.answer(actor, identity, asked.answer, asked.words, at)
    return {"territory": told.territory, "answer": told.answer, "words": told.words, "at": told.at.isoformat()}


class ReplyAsked(Asked):
    """An answer to an invitation: accept, decline (a reason, a day, a colleague are not needed), or take back."""

    answer: Literal["accept", "decline", "take back"]
    reason: str = ""
    words: str = ""
    again_after: str = ""
    colleague: str = ""


@router.get("/me/invitations")
def get_my_invitations(actor: AnExpert, at: At) -> dict[str, Any]:
    """The invitations that reached the expert, latest first, with their answers."""
    return {"items": [_invited(one) for one in own_invitations(actor.expert or "", at)]}


@router.put("/me/invitations/{identity}/answer")
def put_my_reply(identity: str, asked: ReplyAsked, actor: AnExpert, at: At) -> dict[str, Any]:
    """Answer an invitation, otherwise than before as well, or take the answer back."""
    own = Own(identity, actor.expert or "")
    if asked.answer == "take back":
        invited.take_back(own, at)
    else:
        told = invited.checked_reply(asked.answer, asked.reason, asked.words, asked.again_after, asked.colleague)
        invited.reply(own, told, at)
    return _invited(invited.look(own, at))


def _invited(view: InvitedView) -> dict[str, Any]:
    one = view.invitation
    return {
        "id": one.id,
        "territory": {"id": view.territory.id, "name": view.territory.name},
        "role": one.of.role,
        "state": one.state,
        "answer_by": one.answer_by.isoformat(),
        "answer": document_of(one.reply) if one.reply else None,
    }


class ConsentAsked(Asked):
    """Whether somebody agrees."""

    given: bool


@router.get("/me/data")
def get_my_data(actor: AnExpert, at: At) -> dict[str, Any]:
    """Everything that is held about the expert whose session this is."""
    return held_json(my_data.take_along(actor, at))


@router.put("/me/consents/{purpose}")
def put_my_consent(purpose: str, asked: ConsentAsked, actor: AnExpert, at: At, language: Language) -> dict[str, Any]:
    """Give or take back a consent (`process`, `share`); it holds from the next answer on."""
    words = Sentences(language).write(ASKED[purpose]) if purpose in ASKED else ""
    my_data.say_consent(actor, purpose, asked.given, words, at)
    return {"purpose": purpose, "given": asked.given}


@router.patch("/me/profile")
def patch_my_profile(asked: AnswersChanged, actor: AnExpert, at: At) -> dict[str, Any]:
    """Correct answers of oneself, as if the form were answered anew; 409 where they changed since `version`."""
    return dict(expert_json(edit_expert(actor.expert or "", asked.version, asked.answers, actor, at)))


@router.delete("/me", status_code=204)
def delete_me(actor: AnExpert, at: At, sure: Sure) -> None:
    """Erase the expert whose session this is, for good."""
    my_data.erase_me(actor, at)
