"""A short list for the browser of a territory's contact, and the links by which they come in."""

from typing import Any

from fastapi import APIRouter

from matcher.explanation import points, quotation
from matcher.messages import Vocabulary
from matcher.model import ReadingOf, Role
from service.api.shapes import Asked
from service.sentences import Sentences
from service.values.json import Json
from service.values.short_lists import Liking, PilotWord
from service.verbs import short_lists
from service.verbs.short_lists import Shortlisted, ShortListView
from service.web.asking import At, Contact, Coordinator, Language

router = APIRouter(prefix="/api/v1")


class WordAsked(Asked):
    """What the contact thinks of somebody for a role, and why; or, without both, what they say of the whole list."""

    role: Role | None = None
    expert: str | None = None
    liking: Liking | None = None
    words: str = ""


class ReadingConfirmed(Asked):
    """A wish that was read as it is meant: which, of which role, by which words."""

    field: ReadingOf
    role: Role
    words: str


def word_json(said: PilotWord | None) -> Json:
    """What was said, or null."""
    return {"liking": said.liking, "words": said.words, "at": said.at.isoformat()} if said else None


def short_list_json(view: ShortListView, language: str) -> dict[str, Any]:
    """What a contact sees: names, languages and reasons, no addresses, scores or ranks."""
    sentences, territory = Sentences(language), view.territory
    return {
        "territory": {"id": territory.id, "name": territory.name},
        "readings": [
            {"field": one.field, "role": one.role, "value": one.value, "words": one.words, "confirmed": one.confirmed}
            for one in territory.readings
        ],
        "seats": [{"role": role, "people": [_person(one, sentences) for one in people]} for role, people in view.seats],
        "said": word_json(view.said),
    }


def _person(one: Shortlisted, sentences: Sentences) -> dict[str, Json]:
    words = quotation(one.suggestion)
    return {
        "id": one.expert.id,
        "name": one.expert.name,
        "residence": sentences.term(Vocabulary.COUNTRY, one.expert.residence) if one.expert.residence else None,
        "languages": [{"language": spoken.language, "level": spoken.level} for spoken in one.expert.languages],
        "reasons": [sentences.write(signal.reason) for signal in points(one.suggestion).in_favour],
        "their_words": words[0].words if words else None,
        "email": one.address or None,
        "your_words": words[1].words if words else None,
        "said": word_json(one.said),
    }


@router.get("/pilot/short-list")
def get_short_list(actor: Contact, at: At, language: Language) -> dict[str, Any]:
    """The short list of the territory whose contact this browser is signed in for."""
    return short_list_json(short_lists.short_list(actor, at), language)


@router.put("/pilot/words")
def put_word(asked: WordAsked, actor: Contact, at: At, language: Language) -> dict[str, Any]:
    """Say something of somebody on the list, or of the whole; answers the list as it is then."""
    short_lists.comment(asked.role, asked.expert, asked.liking, asked.words, actor, at)
    return short_list_json(short_lists.short_list(actor, at), language)


@router.put("/pilot/readings")
def put_reading(asked: ReadingConfirmed, actor: Contact, at: At, language: Language) -> dict[str, Any]:
    """Confirm that a wish was read as it is meant; answers the list as it is then."""
    short_lists.confirm_reading(asked.field, asked.role, asked.words, actor, at)
    return short_list_json(short_lists.short_list(actor, at), language)


@router.post("/match-lists/{identity}/territories/{place}/contact-links", status_code=201)
def post_contact_link(identity: str, place: str, actor: Coordinator, at: At) -> dict[str, str]:
    """A link by which the contact of a territory sees this list of theirs; told once, works once, for 14 days."""
    return {"path": f"/in/{short_lists.show_to_contact(identity, place, actor, at)}"}


@router.get("/match-lists/{identity}/territories/{place}/words")
def get_words(identity: str, place: str, _: Coordinator, at: At) -> dict[str, Any]:
    """What the contact of a territory said of this list of theirs."""
    said = short_lists.said_of(identity, place, at)
    return {"items": [{"role": role, "expert": expert, "said": word_json(one)} for (role, expert), one in said.items()]}
