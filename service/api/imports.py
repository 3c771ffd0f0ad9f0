"""Imports for programs, and what is said once about headings and wordings."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, UploadFile
from fastapi.responses import JSONResponse
from pydantic import Field

from service.api.shapes import Asked
from service.render.check_json import problem_json
from service.render.facts import Difference, differences
from service.sentences import Sentences
from service.values.columns import ColumnStated
from service.values.imports import ImportTold
from service.values.json import Json
from service.values.wordings import WordingStated
from service.verbs import columns, wordings
from service.verbs.import_changes import SAME, Changes, ExpertChange, TerritoryChange
from service.verbs.imports import ImportRead, add_import, apply_import, find_import, try_import
from service.verbs.undo_import import undo_import
from service.web.asking import At, Coordinator, Language, ReadAhead, Reader
from service.web.uploads import uploads

router = APIRouter(prefix="/api/v1")


class ColumnAsked(Asked):
    """Which field the columns of a heading hold; "-" for none."""

    heading: str = Field(max_length=2_000)
    field: str


class WordingAsked(Asked):
    """How an answer of a field is to be read; without a meaning as it stands."""

    field: str
    wording: str
    meaning: str | None


def column_json(column: ColumnStated) -> dict[str, Json]:
    """A stated column."""
    return {"heading": column.heading, "field": column.field, "at": column.at.isoformat()}


def wording_json(one: WordingStated) -> dict[str, Json]:
    """A stated wording."""
    return {"field": one.field, "wording": one.wording, "meaning": one.meaning, "at": one.at.isoformat()}


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


@router.post("/imports", status_code=201)
def post_import(
    actor: Coordinator,
    at: At,
    language: Language,
    read_ahead: ReadAhead,
    experts: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI reads the default
    territories: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI reads the default
    apply: Annotated[bool, Form()] = False,
    dry_run: Annotated[bool, Form()] = False,
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> JSONResponse:
    """Upload exports of both forms, read them, and apply them as one unit where `apply` is true.

    With `dry_run` nothing is stored, and the answer, 200, has no id. A request that is sent again with the header
    `Idempotency-Key` of before is answered by the import of then.
    """
    if dry_run:
        tried = try_import(uploads(experts), uploads(territories), at)
        return JSONResponse(import_json(tried.told, tried.names, language, tried.changes))
    read = add_import(uploads(experts), uploads(territories), actor, at, idempotency_key)
    told = apply_import(read.told.id, actor, at) if apply else read.told
    if apply:
        read_ahead()
    location = {"location": f"/api/v1/imports/{told.id}"}
    return JSONResponse(import_json(told, read.names, language, None if apply else read.changes), 201, location)


@router.get("/imports/{identity}")
def get_import(identity: str, _: Reader, at: At, language: Language) -> JSONResponse:
    """An import: what it would change, or changed."""
    read: ImportRead = find_import(identity, at)
    return JSONResponse(import_json(read.told, read.names, language, read.changes))


@router.post("/imports/{identity}/apply")
def post_apply(identity: str, actor: Coordinator, at: At, language: Language, read_ahead: ReadAhead) -> JSONResponse:
    """Apply an import; applied already, it is told as it was."""
    told = apply_import(identity, actor, at)
    read_ahead()
    return JSONResponse(import_json(told, find_import(identity, at).names, language))


@router.post("/imports/{identity}/undo")
def post_undo(identity: str, actor: Coordinator, at: At, language: Language) -> JSONResponse:
    """Undo the import that was applied last, as one unit; 409 where something since rests on what it brought."""
    undo_import(identity, actor, at)
    read = find_import(identity, at)
    return JSONResponse(import_json(read.told, read.names, language))


@router.get("/columns")
def get_columns(_: Reader, at: At) -> dict[str, Any]:
    """The columns that were stated, by heading."""
    return {"items": [column_json(one) for one in columns.stated_columns(at)]}


@router.put("/columns")
def put_column(asked: ColumnAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Say which field a heading holds, or "-" for none."""
    return dict(column_json(columns.state_column(asked.heading, asked.field, actor, at)))


@router.get("/wordings")
def get_wordings(_: Reader, at: At) -> dict[str, Any]:
    """How answers are to be read that somebody said it of, by field."""
    return {"items": [wording_json(one) for one in wordings.stated_wordings(at)]}


@router.put("/wordings")
def put_wording(asked: WordingAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Say how an answer of a field is to be read, in every row and later export; a meaning of null takes it back."""
    if asked.meaning is None:
        wordings.take_wording_back(asked.field, asked.wording, actor, at)
        return {"field": asked.field, "wording": asked.wording, "meaning": None}
    return dict(wording_json(wordings.state_wording(asked.field, asked.wording, asked.meaning, actor, at)))
