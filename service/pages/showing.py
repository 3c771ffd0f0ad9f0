"""Write a page: templates with the sentences of the reader's language, and who is signed in."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date, format_datetime
from babel.numbers import format_percent
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from matcher.explanation import points, quotation, quoting
from matcher.messages import Message, Vocabulary
from matcher.model import Role, Strength
from service.pages.sentences import PageSentences
from service.sentences import KOSOVO_FOOTNOTE, LANGUAGES, LOCALES, Sentences
from service.values.actors import Actor, has_account, may_administer, may_answer, may_comment, may_coordinate, may_read
from service.web.asking import LANGUAGE_COOKIE, actor_of, language_of

STEPS = {strength: 5 - place for place, strength in enumerate(Strength)}
YEAR = 60 * 60 * 24 * 365
NAMES = {"en": "English", "fr": "Français"}


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("service.pages"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "points": points,
        "quotation": quotation,
        "quoting": quoting,
        "steps": STEPS,
        "roles": tuple(Role),
        "may_coordinate": may_coordinate,
        "may_administer": may_administer,
        "has_account": has_account,
        "may_read": may_read,
        "may_answer": may_answer,
        "may_comment": may_comment,
        "languages": [(code, NAMES[code]) for code in LANGUAGES],
    }
    return made


def show(
    request: Request, template: str, status: int = 200, *, names: dict[str, str] | None = None, **context: Any
) -> HTMLResponse:
    """Write a page; `names` are those of people and territories that messages speak of, by id."""
    language = language_of(request)
    sentences = PageSentences(language, names)
    actor: Actor | None = getattr(request.state, "actor", None)
    shared = {
        **_words(sentences),
        "actor": actor,
        "language": language,
        "here": request.scope["path"],
        "in_address": lambda name: name in request.query_params,
        "in_language": lambda code: f"{request.scope['path']}?{urlencode({**request.query_params, 'lang': code})}",
    }
    body = _templates().get_template(template).render({**shared, **context})
    if "*" in body and "Kosovo*" in body:
        body = body.replace("<!-- footnote -->", f'<p class="footnote">{sentences.write(KOSOVO_FOOTNOTE)}</p>')
    response = HTMLResponse(body, status)
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=YEAR, samesite="lax", httponly=True)
    return response


def refused_page(
    request: Request, status: int, message: Message, names: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Say in one sentence why something was not done."""
    if getattr(request.state, "actor", None) is None:
        request.state.actor = actor_of(request)
    return show(request, "refused.html", status, names=dict(names or {}), message=message)


def _words(sentences: Sentences) -> dict[str, Callable[..., str]]:
    locale = LOCALES[sentences.language]

    def t(template: str, **arguments: object) -> str:
        return sentences.text(template).format(**arguments)

    def moment(value: datetime) -> str:
        return format_datetime(value, "d MMM y, HH:mm", locale=locale) + " UTC"

    def day(value: date) -> str:
        return format_date(value, "long", locale=locale)

    return {
        "t": t,
        "write": sentences.write,
        "term": lambda vocabulary, code: sentences.term(Vocabulary(vocabulary), code),
        "listed": sentences.listed,
        "listed_terms": lambda vocabulary, codes: sentences.listed(
            sentences.term(Vocabulary(vocabulary), code) for code in codes
        ),
        "spoken_short": lambda expert: ", ".join(
            f"{one.language} {sentences.term(Vocabulary.LEVEL, one.level) if one.level else ''}".rstrip()
            for one in expert.languages
        ),
        "moment": moment,
        "day": day,
        "percent": lambda share: format_percent(share, locale=locale),
    }
