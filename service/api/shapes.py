"""What several rooms of the API take and give alike."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict

from matcher.model import Expert, Quotation
from service.intake.rows.one_expert import FIELDS
from service.values.json import Json
from service.web.asking import WholeNumber


def _is_field(name: str) -> str:
    if name not in FIELDS:
        raise ValueError(f"there is no such field; there are: {', '.join(FIELDS)}")
    return name


Limit = Annotated[int, Query(ge=1, le=500)]
Sure = Annotated[Literal["yes"], Query(description="That it is meant: nothing brings the person back")]
AnswerField = Annotated[str, AfterValidator(_is_field)]


class Asked(BaseModel):
    """A body of a request: what it does not know it refuses, so that a misspelt name is not left out in silence."""

    model_config = ConfigDict(extra="forbid")


class AnswersAsked(Asked):
    """Answers of the registration form by field, such as {"full_name": "…", "languages": "Latvian (C2)"}."""

    answers: dict[AnswerField, str]


class AnswersChanged(AnswersAsked):
    """Answers that are to be others, and the version of the person that they were changed from."""

    version: WholeNumber


def passage_json(passage: Quotation | None) -> Json:
    return {"words": passage.words, "source": passage.source} if passage else None


def about_json(expert: Expert) -> dict[str, Json]:
    return {
        "id": expert.id,
        "name": expert.name,
        "email": expert.email,
        "organisation": expert.organisation,
        "residence": expert.residence,
        "languages": [{"language": one.language, "level": one.level} for one in expert.languages],
        "roles": list(expert.roles),
        "themes": list(expert.themes),
        "status": expert.status,
        "consent_process": expert.consent_process,
        "consent_share": expert.consent_share,
    }
