"""Errors for programs: problem+json (RFC 9457) with a stable `code`; its title is written in the caller's language."""

from collections.abc import Mapping

from fastapi.responses import JSONResponse

from matcher.messages import Message
from service.errors import MissingColumns, NotAllowed, NotFound, OtherForm, ServiceError, Stale, TooMany, UnreadableFile
from service.intake.columns.gaps import fields_of_gaps
from service.sentences import Sentences
from service.values.json import Json
from service.verbs.access import LinkRefused
from service.verbs.edit_expert import NotRead
from service.verbs.imports import ImportWaits, KeyUsed
from service.verbs.match_lists import NothingToMatch
from service.verbs.passwords import SignInRefused

# The first class that an error is of gives its status and code; a test holds docs/api.md against this list.
CODES: tuple[tuple[type[ServiceError], int, str], ...] = (
    (NotFound, 404, "not_found"),
    (NotAllowed, 403, "not_allowed"),
    (Stale, 409, "stale"),
    (TooMany, 429, "too_many"),
    (LinkRefused, 410, "link_refused"),
    (SignInRefused, 403, "sign_in_refused"),
    (NothingToMatch, 422, "nothing_to_match"),
    (ImportWaits, 409, "unread_rule_fields"),
    (KeyUsed, 409, "key_used"),
    (NotRead, 422, "not_read"),
    (OtherForm, 422, "other_form"),
    (MissingColumns, 422, "missing_columns"),
    (UnreadableFile, 422, "unreadable_file"),
    (ServiceError, 422, "refused"),
)
OTHER_CODES = {
    "not_signed_in": 401,
    "cross_site": 403,
    "too_large": 413,
    "not_understood": 422,
    "no_such_page": 404,
    "wrong_method": 405,
    "internal": 500,
    "unavailable": 503,
}


def status_and_code(error: ServiceError) -> tuple[int, str]:
    """How an error is told over HTTP."""
    return next((status, code) for kind, status, code in CODES if isinstance(error, kind))


def problem(
    status: int,
    code: str,
    message: Message,
    language: str = "en",
    names: Mapping[str, str] | None = None,
    **more: Json,
) -> JSONResponse:
    """One problem as programs read it; `names` are those of people and places that it speaks of, by id."""
    title = Sentences(language, names).write(message)
    told = {"type": "about:blank", "status": status, "code": code, "title": title}
    return JSONResponse({**told, **more}, status, media_type="application/problem+json")


def problem_of(error: ServiceError, language: str) -> JSONResponse:
    """The problem that an error is."""
    status, code = status_and_code(error)
    more: dict[str, Json] = {}
    if isinstance(error, UnreadableFile):
        more["file"] = error.file
    if isinstance(error, MissingColumns):
        more["fields"] = list(error.fields)
    if isinstance(error, ImportWaits):
        more["import"] = error.identity
        more["fields"] = list(fields_of_gaps(error.gaps))
        more["headings"] = list(dict.fromkeys(column.heading for gap in error.gaps for column in gap.columns))
    if isinstance(error, NotRead):
        sentences = Sentences(language)
        more["errors"] = [
            {"field": one.place.column, "problem": sentences.write(one.suggestion)} for one in error.problems
        ]
    return problem(status, code, error.message, language, error.names, **more)
