"""What is promised to people, for programs: consent, everything held, erasure."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from service.api.shapes import AnswersChanged, Asked, expert_json
from service.render.held_json import held_json
from service.sentences import Sentences
from service.verbs import my_data
from service.verbs.edit_expert import edit_expert
from service.verbs.erase import erase
from service.verbs.my_data import ASKED
from service.web.asking import AnExpert, At, Coordinator, Language

people_api = APIRouter(prefix="/api/v1")


Sure = Annotated[Literal["yes"], Query(description="That it is meant: nothing brings the person back")]


class ConsentAsked(Asked):
    """Whether somebody agrees."""

    given: bool


@people_api.get("/me/data")
def get_my_data(actor: AnExpert, at: At) -> dict[str, Any]:
    """Everything that is held about the expert whose session this is."""
    told = my_data.take_along(actor, at)
    return held_json(told.stored, told.versions, told.consents, told.answers, told.edits, told.rulings, told.traces)


@people_api.put("/me/consents/{purpose}")
def put_my_consent(purpose: str, asked: ConsentAsked, actor: AnExpert, at: At, language: Language) -> dict[str, Any]:
    """Give or take back a consent (`process`, `share`); it holds from the next answer on."""
    words = Sentences(language).write(ASKED[purpose]) if purpose in ASKED else ""
    my_data.say_consent(actor, purpose, asked.given, words, at)
    return {"purpose": purpose, "given": asked.given}


@people_api.patch("/me/profile")
def patch_my_profile(asked: AnswersChanged, actor: AnExpert, at: At) -> dict[str, Any]:
    """Correct answers of oneself, as if the form were answered anew; 409 where they changed since `version`."""
    return dict(expert_json(edit_expert(actor.expert or "", asked.version, asked.answers, actor, at)))


@people_api.delete("/me", status_code=204)
def delete_me(actor: AnExpert, at: At, sure: Sure) -> None:
    """Erase the expert whose session this is, for good."""
    my_data.erase_me(actor, at)


@people_api.delete("/experts/{identity}")
def delete_expert(identity: str, actor: Coordinator, at: At, sure: Sure) -> dict[str, int]:
    """Erase somebody for good, at their wish; says of how many lists, versions and waiting imports."""
    told = erase(identity, actor, at)
    return {"match_lists": told.lists, "round_versions": told.rounds, "imports_dropped": told.imports}
