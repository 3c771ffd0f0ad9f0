"""What the API takes and gives, beside match lists."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from matcher.explanation import points
from matcher.languages import write_need
from matcher.messages import Vocabulary
from matcher.model import Expert, Quotation, ReadingOf, Role, TerritoryStatus
from service.intake.one_expert import FIELDS
from service.render.check_json import problem_json, reading_json
from service.render.facts import Difference, differences
from service.sentences import Sentences
from service.store.lists import ListSummary
from service.values.actors import AccountTold, ActorRole, TokenTold
from service.values.columns import ColumnStated
from service.values.imports import ImportTold
from service.values.json import Json
from service.values.roster import StoredExpert, StoredTerritory
from service.values.rulings import ConflictRuling, Ruling
from service.values.searches import Found, FoundExpert, FoundTerritory
from service.values.wordings import WordingStated
from service.verbs.audit_trail import Trace
from service.verbs.experts_view import ExpertsView, SuggestedTerritory
from service.verbs.import_changes import SAME, Changes, ExpertChange, TerritoryChange


def _is_field(name: str) -> str:
    if name not in FIELDS:
        raise ValueError(f"there is no such field; there are: {', '.join(FIELDS)}")
    return name


AnswerField = Annotated[str, AfterValidator(_is_field)]


class Asked(BaseModel):
    """A body of a request: what it does not know it refuses, so that a misspelt name is not left out in silence."""

    model_config = ConfigDict(extra="forbid")


class ListAsked(Asked):
    """A match list that a program asks for."""

    territories: list[str] = Field(default=[], max_length=1_000)  # ids or names; none: all that may be matched
    roles: list[Role] = []  # none: those that each territory asks for
    seed: int | None = None
    top: Annotated[int, Field(ge=1, le=100)] | None = None


class NameAsked(Asked):
    """What a list is to be called; "" for nothing."""

    name: str


class StatusAsked(Asked):
    """A status that somebody decides; with `was` only where it still is that."""

    status: TerritoryStatus
    was: TerritoryStatus | None = None


class ReadingAsked(Asked):
    """How a sentence of a territory is meant for one role; `words` are those that were read, "" where none were."""

    field: ReadingOf
    role: Role
    words: str = ""
    value: str


class ColumnAsked(Asked):
    """Which field the columns of a heading hold; "-" for none."""

    heading: str = Field(max_length=2_000)
    field: str


class WordingAsked(Asked):
    """How an answer of a field is to be read; without a meaning as it stands."""

    field: str
    wording: str
    meaning: str | None


class AnswersAsked(Asked):
    """Answers of the registration form by field, such as {"full_name": "…", "languages": "Latvian (C2)"}."""

    answers: dict[AnswerField, str]


class AnswersChanged(AnswersAsked):
    """Answers that are to be others, and the version of the person that they were changed from."""

    version: int


class EditDecided(Asked):
    """What counts: what was entered, or what a later form says."""

    take: Literal["entered", "form"]


class MergeAsked(Asked):
    """Another record of the same person, the versions of both that were seen, and the fields to take from the other."""

    other: str
    version: int
    other_version: int
    take_from_other: list[str] = []


class SplitAsked(Asked):
    """The record that is to stand on its own again."""

    other: str


class AccountAsked(Asked):
    """Somebody of the staff who is to be let in."""

    name: str
    email: str = ""
    role: ActorRole


class AccountChange(Asked):
    """What is to be different for somebody of the staff."""

    role: ActorRole | None = None
    withdrawn: bool | None = None


class TokenAsked(Asked):
    """A token that is to be made."""

    name: str
    role: ActorRole = ActorRole.VIEWER
    days: int = 90


class AnswerAsked(Asked):
    """An answer of an expert: interested, not now, or conflict with a word about it."""

    answer: str
    words: str = ""


class RulingAsked(BaseModel):
    """A decision about a conflict of interest; without a ruling the one in force is taken back."""

    expert: str
    territory: str
    ruling: Ruling | None
    reason: str = ""


def ruling_json(one: ConflictRuling) -> dict[str, Json]:
    """A decision about a conflict of interest."""
    return {
        "expert": one.expert,
        "territory": one.territory,
        "ruling": one.ruling,
        "reason": one.reason,
        "by": one.by,
        "at": one.at.isoformat(),
    }


def column_json(column: ColumnStated) -> dict[str, Json]:
    """A stated column."""
    return {"heading": column.heading, "field": column.field, "at": column.at.isoformat()}


def wording_json(one: WordingStated) -> dict[str, Json]:
    """A stated wording."""
    return {"field": one.field, "wording": one.wording, "meaning": one.meaning, "at": one.at.isoformat()}


def list_json(one: ListSummary) -> dict[str, Json]:
    """A match list without what is in it."""
    return {
        "id": one.id,
        "name": one.name,
        "territories": list(one.territories),
        "by": one.by,
        "made_at": one.made_at.isoformat(),
    }


def account_json(one: AccountTold) -> dict[str, Json]:
    """Somebody of the staff."""
    return {
        "id": one.id,
        "name": one.name,
        "email": one.email,
        "role": one.role,
        "has_password": one.has_password,
        "made_at": one.made_at.isoformat(),
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


def trace_json(one: Trace) -> dict[str, Json]:
    """A line of the audit."""
    line = one.line
    return {
        "at": line.at.isoformat(),
        "by": one.by,
        "deed": line.deed,
        "thing": line.thing,
        "id": line.thing_id,
        "name": one.thing,
        "detail": line.detail,
    }


def token_json(one: TokenTold) -> dict[str, Json]:
    """A token, without its secret."""
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "made_at": one.made_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


def import_json(
    told: ImportTold, names: Sequence[str], language: str, changes: Changes | None = None
) -> dict[str, Json]:
    """An import with its numbers and its report, and what applying it would do, record by record."""
    sentences = Sentences(language)
    nothing: dict[str, Json] = {}
    counts = {form: dict[str, Json](one.as_dict()) for form, one in told.counts.items()}
    return {
        "id": told.id or None,
        "state": told.state,
        "files": list(names),
        "experts": counts.get("experts", nothing),
        "territories": counts.get("territories", nothing),
        "problems": [problem_json(one, sentences) for one in told.problems],
        "changes": _changes(changes, sentences) if changes else [],
    }


def _changes(changes: Changes, sentences: Sentences) -> list[Json]:
    """Whoever would be new or changed; of whoever does not agree the name alone."""
    of_people = [_change("experts", one.told.expert.name, one, _differences(one, sentences)) for one in changes.experts]
    of_places = [
        _change(
            "territories",
            one.told.territory.name,
            one,
            differences(one.was, one.told.territory, sentences) if one.was else (),
        )
        for one in changes.territories
    ]
    return [one for one in (*of_people, *of_places) if one["outcome"] != SAME]


def _differences(one: ExpertChange, sentences: Sentences) -> Sequence[Difference]:
    told = one.told.expert
    return differences(one.was, told, sentences) if one.was and told.consent_process else ()


def _change(form: str, name: str, one: ExpertChange | TerritoryChange, found: Sequence[Difference]) -> dict[str, Json]:
    return {
        "form": form,
        "outcome": one.outcome,
        "name": name,
        "file": one.source.file,
        "row": one.source.row,
        "differences": [{"fact": it.label, "before": list(it.before), "after": list(it.after)} for it in found],
    }


def found_experts_json(found: Found[FoundExpert]) -> dict[str, Json]:
    """Whom a search found, best first, each with the passage that shows why."""
    items: list[Json] = [{**_about(one.expert), "passage": _passage(one.passage)} for one in found.items]
    return {"items": items, "next": None, "count": found.count, "by_meaning": found.by_meaning}


def found_territories_json(found: Found[tuple[StoredTerritory, FoundTerritory]]) -> dict[str, Json]:
    """Which territories a search found, best first."""
    items: list[Json] = [{**territory_json(stored), "passage": _passage(one.passage)} for stored, one in found.items]
    return {"items": items, "next": None, "count": found.count, "by_meaning": found.by_meaning}


def _passage(passage: Quotation | None) -> Json:
    return {"words": passage.words, "source": passage.source} if passage else None


def expert_json(stored: StoredExpert) -> dict[str, Json]:
    """Somebody as coordinators' programs see them."""
    version: dict[str, Json] = {"version": stored.version, "changed_at": stored.changed_at.isoformat()}
    return {**_about(stored.expert), **version}


def _about(expert: Expert) -> dict[str, Json]:
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


def territory_json(stored: StoredTerritory) -> dict[str, Json]:
    """A territory as coordinators' programs see it."""
    territory = stored.territory
    return {
        "id": territory.id,
        "key": stored.label,
        "name": territory.name,
        "countries": list(territory.countries),
        "roles_wanted": list(territory.roles_wanted),
        "must_languages": {role.value: write_need(need) for role, need in territory.must_languages.items()},
        "readings": [reading_json(one) for one in territory.readings],
        "status": territory.status,
        "status_by": stored.status_by,
        "may_be_matched": stored.may_be_matched,
        "version": stored.version,
        "changed_at": stored.changed_at.isoformat(),
    }


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
