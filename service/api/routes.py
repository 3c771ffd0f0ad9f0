"""The routes of the API."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Query, Response, UploadFile
from fastapi.responses import JSONResponse

from service.api.lists import list_body
from service.api.shapes import (
    AccountAsked,
    AccountChange,
    AnswerAsked,
    AnswersAsked,
    AnswersChanged,
    ColumnAsked,
    EditDecided,
    ListAsked,
    MergeAsked,
    NameAsked,
    ReadingAsked,
    RulingAsked,
    SplitAsked,
    StatusAsked,
    TokenAsked,
    WordingAsked,
    account_json,
    column_json,
    expert_json,
    found_experts_json,
    found_territories_json,
    import_json,
    list_json,
    ruling_json,
    territory_json,
    token_json,
    trace_json,
    wording_json,
)
from service.values.jobs import JobKind
from service.values.roster import StoredExpert, StoredTerritory
from service.verbs import (
    access,
    columns,
    edit_expert,
    experts_view,
    jobs,
    match_lists,
    merge_experts,
    readings,
    roster,
    rulings,
    search,
    staff,
    wordings,
)
from service.verbs.audit_trail import Trace, note_look, trail
from service.verbs.imports import ImportRead, add_import, apply_import, find_import, try_import
from service.verbs.undo_import import undo_import
from service.verbs.why import why
from service.web.asking import Administrator, AnExpert, At, Coordinator, Language, ReadAhead, Reader, Wake
from service.web.sought import SoughtExperts, SoughtTerritories
from service.web.uploads import uploads
from service.workplace import Workplace

api = APIRouter(prefix="/api/v1")
Limit = Annotated[int, Query(ge=1, le=500)]


@api.post("/imports", status_code=201)
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


@api.get("/imports/{identity}")
def get_import(identity: str, _: Reader, at: At, language: Language) -> JSONResponse:
    """An import: what it would change, or changed."""
    read: ImportRead = find_import(identity, at)
    return JSONResponse(import_json(read.told, read.names, language, read.changes))


@api.post("/imports/{identity}/apply")
def post_apply(identity: str, actor: Coordinator, at: At, language: Language, read_ahead: ReadAhead) -> JSONResponse:
    """Apply an import; applied already, it is told as it was."""
    told = apply_import(identity, actor, at)
    read_ahead()
    return JSONResponse(import_json(told, find_import(identity, at).names, language))


@api.post("/imports/{identity}/undo")
def post_undo(identity: str, actor: Coordinator, at: At, language: Language) -> JSONResponse:
    """Undo the import that was applied last, as one unit; 409 where something since rests on what it brought."""
    undo_import(identity, actor, at)
    read = find_import(identity, at)
    return JSONResponse(import_json(read.told, read.names, language))


@api.get("/columns")
def get_columns(_: Reader, at: At) -> dict[str, Any]:
    """The columns that were stated, by heading."""
    return {"items": [column_json(one) for one in columns.stated_columns(at)]}


@api.put("/columns")
def put_column(asked: ColumnAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Say which field a heading holds, or "-" for none."""
    return dict(column_json(columns.state_column(asked.heading, asked.field, actor, at)))


@api.get("/wordings")
def get_wordings(_: Reader, at: At) -> dict[str, Any]:
    """How answers are to be read that somebody said it of, by field."""
    return {"items": [wording_json(one) for one in wordings.stated_wordings(at)]}


@api.put("/wordings")
def put_wording(asked: WordingAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Say how an answer of a field is to be read, in every row and later export; a meaning of null takes it back."""
    if asked.meaning is None:
        wordings.take_wording_back(asked.field, asked.wording, actor, at)
        return {"field": asked.field, "wording": asked.wording, "meaning": None}
    return dict(wording_json(wordings.state_wording(asked.field, asked.wording, asked.meaning, actor, at)))


@api.get("/conflicts")
def get_rulings(_: Reader, at: At) -> dict[str, Any]:
    """The decisions about conflicts of interest that are in force."""
    return {"items": [ruling_json(one) for one in rulings.rulings_in_force(at)]}


@api.put("/conflicts")
def put_ruling(asked: RulingAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Decide whether somebody has a conflict of interest with a territory, with a reason, or take it back."""
    if asked.ruling is None:
        rulings.take_back(asked.expert, asked.territory, actor, at)
        return {"expert": asked.expert, "territory": asked.territory, "ruling": None}
    return dict(ruling_json(rulings.rule(asked.expert, asked.territory, asked.ruling, asked.reason, actor, at)))


@api.get("/experts")
def get_experts(
    _: Reader, at: At, sought: SoughtExperts, after: str | None = None, limit: Limit = 50, name: str = ""
) -> dict[str, Any]:
    """Experts by name, some at a time: `next` is what to give as `after` for the next ones.

    With `q` or a condition the best `limit` of whoever is found, each with the passage that shows why, and how many
    there are.
    """
    if not sought.is_open:
        return found_experts_json(search.find_experts(sought, at, limit))
    found: roster.Page[StoredExpert] = roster.experts(at, after, limit, name)
    return {"items": [expert_json(one) for one in found.items], "next": found.next}


@api.get("/experts/{identity}")
def get_expert(identity: str, actor: Reader, at: At) -> dict[str, Any]:
    """One expert; that it was looked at is noted in the audit."""
    told = dict(expert_json(roster.expert(identity, at).stored))
    note_look(identity, actor, at)
    return told


@api.post("/experts", status_code=201)
def post_expert(asked: AnswersAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Add somebody who has not registered yet: nothing is computed about them before they give their consent."""
    identity = edit_expert.add_expert(asked.answers, actor, at)
    return dict(expert_json(roster.expert(identity, at).stored))


@api.patch("/experts/{identity}")
def patch_expert(identity: str, asked: AnswersChanged, actor: Coordinator, at: At) -> dict[str, Any]:
    """Correct answers of somebody, as a form would be answered; 409 where they were changed since `version`."""
    return dict(expert_json(edit_expert.edit_expert(identity, asked.version, asked.answers, actor, at)))


@api.post("/experts/{identity}/merge")
def post_merge(identity: str, asked: MergeAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Merge another record of the same person into this one, field by field; 409 where one was changed meanwhile."""
    take = dict.fromkeys(asked.take_from_other, "other")
    versions = (asked.version, asked.other_version)
    return dict(expert_json(merge_experts.merge_experts(identity, asked.other, versions, take, actor, at)))


@api.post("/experts/{identity}/split")
def post_split(identity: str, asked: SplitAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Split a record that was merged into this one from it again."""
    merge_experts.split_experts(identity, asked.other, actor, at)
    return dict(expert_json(roster.expert(identity, at).stored))


@api.put("/experts/{identity}/edits/{field}")
def put_edit(identity: str, field: str, asked: EditDecided, actor: Coordinator, at: At) -> dict[str, Any]:
    """Decide where a later form says something else than what was entered."""
    edit_expert.decide_edit(identity, field, asked.take == "form", actor, at)
    return dict(expert_json(roster.expert(identity, at).stored))


@api.post("/experts/{identity}/links", status_code=201)
def post_link(identity: str, actor: Coordinator, at: At) -> dict[str, str]:
    """Make a link for an expert; it is told once."""
    return {"path": f"/in/{access.link_for_expert(identity, actor, at)}"}


@api.get("/territories")
def get_territories(
    _: Reader, at: At, sought: SoughtTerritories, after: str | None = None, limit: Limit = 50
) -> dict[str, Any]:
    """Territories by name, some at a time: `next` is what to give as `after` for the next ones.

    With `q` or a condition those that are found, each with the passage that shows why.
    """
    if not sought.is_open:
        return found_territories_json(search.find_territories(sought, at))
    found: roster.Page[StoredTerritory] = roster.territories(at, after, limit)
    return {"items": [territory_json(one) for one in found.items], "next": found.next}


@api.get("/territories/{identity}")
def get_territory(identity: str, _: Reader, at: At) -> dict[str, Any]:
    """One territory."""
    return dict(territory_json(roster.territory(identity, at)))


@api.get("/territories/{identity}/experts/{expert}")
def get_why(identity: str, expert: str, _: Reader, at: At, language: Language) -> dict[str, Any]:
    """Why an expert suits a territory, or why not, role by role, in the shape of `explain --json`."""
    from service.render.match_json import explain_json
    from service.sentences import Sentences

    return dict(explain_json(why(expert, identity, at), Sentences(language)))


@api.put("/territories/{identity}/readings")
def put_reading(identity: str, asked: ReadingAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Confirm how a territory's text was read, or say how it is meant."""
    told = readings.decide_reading(identity, asked.field, asked.role, asked.words, asked.value, actor, at)
    return dict(territory_json(told))


@api.put("/territories/{identity}/status")
def put_status(identity: str, asked: StatusAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Decide the status of a territory."""
    roster.decide_statuses([roster.StatusDecision(identity, asked.status, asked.was)], actor, at)
    return dict(territory_json(roster.territory(identity, at)))


@api.post("/match-lists", status_code=201)
def post_list(
    asked: ListAsked,
    actor: Coordinator,
    at: At,
    wake: Wake,
    language: Language,
    refused: Annotated[str, Query(pattern="^(names|counts)$")] = "",
) -> Response:
    """Make a match list: 201 with the list, or 202 with the job that makes it where many texts are to be read first."""
    request = match_lists.request_for(asked.territories, asked.roles, at, seed=asked.seed, top=asked.top)
    if match_lists.takes_long(request, at):
        job = jobs.queue(request, actor, at)
        wake(job)
        body = {"job": job, "state": "queued"}
        return JSONResponse(body, 202, {"location": f"/api/v1/jobs/{job}", "retry-after": "1"})
    identity = match_lists.make_list(request, actor.key, at)
    location = {"location": f"/api/v1/match-lists/{identity}"}
    return Response(list_body(identity, at, language, refused), 201, location, "application/json")


@api.get("/match-lists/{identity}")
def get_list(
    identity: str,
    _: Reader,
    at: At,
    language: Language,
    refused: Annotated[str, Query(pattern="^(names|counts)$")] = "",
) -> Response:
    """A match list, in the shape of `match --json`."""
    return Response(list_body(identity, at, language, refused), media_type="application/json")


@api.get("/match-lists")
def get_lists(_: Reader, at: At, limit: Limit = 50) -> dict[str, Any]:
    """The lists that were made last, newest first."""
    return {"items": [list_json(one) for one in match_lists.latest_lists(at, limit)]}


@api.patch("/match-lists/{identity}")
def patch_list(identity: str, asked: NameAsked, actor: Coordinator, at: At) -> dict[str, str]:
    """Give a list a name; nothing else of it ever changes."""
    return {"id": identity, "name": match_lists.name_list(identity, asked.name, actor, at)}


@api.get("/jobs/{identity}")
def get_job(identity: str, _: Reader, at: At, language: Language) -> dict[str, Any]:
    """How far a job is; once it is done, `match_list` is the id of its list; a round has `round` and `version`."""
    return job_json(identity, at, language)


@api.delete("/jobs/{identity}")
def delete_job(identity: str, _: Coordinator, at: At, language: Language) -> dict[str, Any]:
    """Ask a job to stop."""
    jobs.cancel_job(identity, at)
    return job_json(identity, at, language)


def job_json(identity: str, at: Workplace, language: str) -> dict[str, Any]:
    """A job as programs read it."""
    from service.sentences import Sentences

    told = jobs.find_job(identity, at)
    sentences = Sentences(language, jobs.names_in_failure(told, at))
    made: dict[str, Any] = {"match_list": told.result}
    if told.kind is JobKind.ROUND:
        round_id, _, number = (told.result or "").partition("/")
        made = {"round": round_id or None, "version": int(number) if number else None, "stage": told.stage}
    return {
        "id": told.id,
        "state": told.state,
        "done": told.done,
        "total": told.total,
        **made,
        "failure": sentences.write(told.failure) if told.failure else None,
    }


@api.get("/accounts")
def get_accounts(_: Administrator, at: At) -> dict[str, Any]:
    """Everybody of the staff, by name."""
    return {"items": [account_json(one) for one in staff.staff(at)]}


@api.post("/accounts", status_code=201)
def post_account(asked: AccountAsked, actor: Administrator, at: At) -> dict[str, Any]:
    """Let somebody in: `path` is a link that works once, with which they set a password; it is told once."""
    made, secret = staff.add_account(asked.name, asked.email, asked.role, actor, at)
    return {**account_json(made), "path": f"/in/{secret}"}


@api.patch("/accounts/{identity}")
def patch_account(identity: str, asked: AccountChange, actor: Administrator, at: At) -> dict[str, Any]:
    """Say what somebody may do, withdraw the account, or let them in again."""
    changed = staff.change_account(identity, actor, at, role=asked.role, withdrawn=asked.withdrawn)
    return dict(account_json(changed))


@api.get("/audit")
def get_audit(_: Administrator, at: At, after: int | None = None, limit: Limit = 100) -> dict[str, Any]:
    """Who saw, changed and took out what, latest first: `next` is what to give as `after` for earlier lines."""
    found: roster.Page[Trace] = trail(at, after, limit)
    return {"items": [trace_json(one) for one in found.items], "next": found.next}


@api.get("/tokens")
def get_tokens(_: Coordinator, at: At) -> dict[str, Any]:
    """The tokens that programs come in with, latest first, without their secrets."""
    return {"items": [token_json(one) for one in staff.all_tokens(at)]}


@api.post("/tokens", status_code=201)
def post_token(asked: TokenAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Make a token; `secret` is told once."""
    return {"secret": staff.add_token(asked.name, asked.role, asked.days, actor, at)}


@api.delete("/tokens/{identity}", status_code=204)
def delete_token(identity: int, actor: Coordinator, at: At) -> None:
    """Let no program in with a token any more."""
    staff.withdraw_token(identity, actor, at)


@api.get("/me/territories")
def get_my_territories(actor: AnExpert, at: At, language: Language) -> dict[str, Any]:
    """The territories suggested to the expert whose session this is: no scores, no ranks, nobody else."""
    from service.api.shapes import suggested_json

    return suggested_json(experts_view.suggested_to(actor, at), language)


@api.put("/me/territories/{identity}/answer")
def put_my_answer(identity: str, asked: AnswerAsked, actor: AnExpert, at: At) -> dict[str, Any]:
    """Answer about a territory that is suggested to oneself."""
    told = experts_view.answer(actor, identity, asked.answer, asked.words, at)
    return {"territory": told.territory, "answer": told.answer, "words": told.words, "at": told.at.isoformat()}
