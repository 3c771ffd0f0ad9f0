"""The API's description of itself: what each request is for, who may send it, and how it is told what went wrong."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.web.asking import COOKIE

TEXT = """Coordinators' programs import the exports of both forms, decide about territories and people, and ask for
match lists; an expert's browser asks for what is suggested to them.

Send a token in the header `Authorization: Bearer …`. Texts are in the language of `Accept-Language`, or of
`?lang=en|fr`. What cannot be done is answered as `application/problem+json` (RFC 9457) with a `code` that stays.
"""
TAGS = {
    "imports": "Exports of the two forms: read, looked at, applied as one unit, undone.",
    "columns": "Which field a heading holds.",
    "wordings": "How an answer is to be read.",
    "conflicts": "What coordinators decided about conflicts of interest.",
    "experts": "People on the list: found, corrected, added, merged, sent a link.",
    "territories": "Territories that applied: found, decided about, how their texts are read.",
    "match-lists": "Lists of advisers for territories; made once, never changed.",
    "rounds": "All seats of some pilots filled together, version by version.",
    "invitations": "Letters to people who are placed: written, sent, answered, withdrawn.",
    "needs": "What waits for somebody.",
    "jobs": "Work that takes a while.",
    "accounts": "Who else may come in.",
    "tokens": "Tokens for programs.",
    "retention": "Who and what has been kept long enough.",
    "audit": "Who saw, changed and took out what.",
    "me": "An expert's own view.",
    "pilot": "What the contact of a territory sees.",
}
PROBLEM = {
    "type": "object",
    "required": ["status", "code", "title"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stays the same in every version; see the documentation"},
        "title": {"type": "string", "description": "One sentence in the caller's language: what, and how to mend it"},
        "errors": {
            "type": "array",
            "description": "Every fault, where there are several",
            "items": {"type": "object", "properties": {"field": {"type": "string"}, "problem": {"type": "string"}}},
        },
    },
}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of the routes of programs, made once."""
    if app.openapi_schema is None:
        told = get_openapi(
            title=app.title,
            version=app.version,
            description=TEXT,
            routes=app.routes,
            tags=[{"name": name, "description": words} for name, words in TAGS.items()],
        )
        components = told.setdefault("components", {})
        components.setdefault("schemas", {})["Problem"] = PROBLEM
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "description": "A token for a program"},
            "session": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "A browser that is signed in"},
        }
        told["security"] = [{"token": []}, {"session": []}]
        problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for path, methods in told["paths"].items():
            for operation in methods.values():
                operation["tags"] = [path.removeprefix("/api/v1/").partition("/")[0]]
                operation["responses"].pop("422", None)
                operation["responses"]["default"] = {"description": "What went wrong", "content": problem}
        app.openapi_schema = told
    return app.openapi_schema
