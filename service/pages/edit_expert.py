"""Correct what is known of a person, or add somebody by hand."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from matcher.messages import Message
from service.errors import ServiceError, Stale
from service.intake.form.form_fields import Form as Kind
from service.intake.form.form_fields import fields_of, tells_something
from service.intake.rows.one_expert import FIELDS, LONG
from service.pages.showing import show
from service.render.facts import label_of
from service.render.template import how_to_answer, options_of, takes_several
from service.sentences import Sentences
from service.values.actors import Actor
from service.verbs import edit_expert
from service.web.asking import At, Coordinator, language_of, whole_number
from service.web.problems import status_and_code
from service.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the page."""

    name: str
    label: str
    how: str  # to answer it; "" where any words will do
    long: bool
    options: Sequence[str]
    several: bool  # of the options may be chosen

    @classmethod
    def of(cls, name: str, sentences: Sentences) -> "Asked":
        field = fields_of(Kind.EXPERTS)[name]
        options = options_of(field)
        how = how_to_answer(field, sentences) if options or tells_something(name) else ""
        several = takes_several(field)
        return cls(name, label_of(name, sentences), "" if several else how, name in LONG, options, several)


router = APIRouter(prefix="/experts")


@router.get("/new")
def new(request: Request, _: Coordinator) -> Response:
    """The form to add somebody with."""
    return form_of(request, None, {}, 0)


@router.post("/new")
async def add(request: Request, actor: Coordinator, at: At) -> Response:
    """Add somebody who has not registered yet."""
    told = await told_in(request)
    return await run_in_threadpool(_add, request, told, actor, at)


def _add(request: Request, told: dict[str, str], actor: Actor, at: Workplace) -> Response:
    try:
        identity = edit_expert.add_expert(told, actor, at)
    except ServiceError as error:
        return form_of(request, None, told, 0, error)
    return RedirectResponse(f"/experts/{identity}", 303)


@router.get("/{identity}/edit")
def edit(request: Request, identity: str, _: Coordinator, at: At) -> Response:
    """What is known of somebody, to be changed."""
    known = edit_expert.editable(identity, at)
    return form_of(request, known, known.answers, known.stored.version)


@router.post("/{identity}/edit")
async def save(request: Request, identity: str, actor: Coordinator, at: At) -> Response:
    """Save what was changed."""
    told = await told_in(request)
    return await run_in_threadpool(_save, request, identity, told, actor, at)


def _save(request: Request, identity: str, told: dict[str, str], actor: Actor, at: Workplace) -> Response:
    return save_answers(request, identity, told, actor, at) or RedirectResponse(f"/experts/{identity}", 303)


def save_answers(request: Request, identity: str, told: dict[str, str], actor: Actor, at: Workplace) -> Response | None:
    """Save what was changed; the page again, with what is wrong, where it could not be saved."""
    own = actor.expert == identity
    stated = told.pop("version", "")
    version = whole_number(stated) or 0
    try:
        edit_expert.edit_expert(identity, version, told, actor, at)
    except Stale as error:  # what stands below is saved over what is stored now once the button is pressed again
        known = edit_expert.editable(identity, at)
        return form_of(request, known, told, known.stored.version, error, beside=True, own=own)
    except ServiceError as error:
        return form_of(request, edit_expert.editable(identity, at), told, version, error, own=own)
    return None


@router.post("/{identity}/decide")
def decide(
    identity: str,
    actor: Coordinator,
    at: At,
    field: Annotated[str, Form()] = "",
    take: Annotated[str, Form()] = "",
) -> Response:
    """Take what a later form says, or keep what was entered."""
    edit_expert.decide_edit(identity, field, take == "form", actor, at)
    return RedirectResponse(f"/experts/{identity}", 303)


async def told_in(request: Request) -> dict[str, str]:
    """The answers, and the version that they were changed from, in a form."""
    return answers_in(await request.form(), {*FIELDS, "version"})


def answers_in(form: FormData, names: AbstractSet[str]) -> dict[str, str]:
    """Answers by name; several to one question with semicolons between them, as forms have them."""
    return {
        name: "; ".join(told for one in form.getlist(name) if (told := str(one).strip()))
        if len(form.getlist(name)) > 1
        else str(form[name])
        for name in dict.fromkeys(form)
        if name in names
    }


def wrong_in(error: ServiceError | None) -> dict[str, list[Message]]:
    """What is wrong with which field, where answers could not be read."""
    wrong: dict[str, list[Message]] = {}
    for problem in error.problems if isinstance(error, edit_expert.NotRead) else ():
        wrong.setdefault(problem.place.column, []).append(problem.suggestion)
    return wrong


def form_of(
    request: Request,
    known: edit_expert.Editable | None,
    told: Mapping[str, str],
    version: int,
    error: ServiceError | None = None,
    *,
    beside: bool = False,
    own: bool = False,
) -> Response:
    """The page to change answers on; `beside` shows what is stored now, `own` is for the person themself."""
    sentences = Sentences(language_of(request))
    return show(
        request,
        "edit_expert.html",
        status_and_code(error)[0] if error else 200,
        known=known,
        fields=[Asked.of(name, sentences) for name in (edit_expert.OWN_FIELDS if own else FIELDS)],
        own=own,
        told=told,
        stored=known.answers if known and beside else {},
        version=version,
        wrong=wrong_in(error),
        error=error.message if error else None,
    )
