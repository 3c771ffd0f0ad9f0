"""Experts as a list and as pages, and the links that are made for them."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message, say
from service.errors import NotFound
from service.pages.downloads import workbook_download
from service.pages.filters import EXPERTS, address_of, asked_of, chips, choices
from service.pages.history import history_of
from service.pages.showing import show
from service.render.facts import fact_of, facts_of
from service.render.roster_workbook import sheet_of_experts
from service.render.sheets import workbook
from service.sentences import Sentences
from service.values.audit import Thing
from service.verbs import access, roster
from service.verbs.audit_trail import note_export_of, note_look, trail_of
from service.verbs.erase import erase
from service.verbs.load import LoadView, asks_of, loads
from service.verbs.merge_experts import stands_in
from service.verbs.search import find_experts
from service.web.asking import At, Coordinator, Language, Reader, Site, language_of
from service.web.sought import SoughtExperts
from service.workplace import Workplace

router = APIRouter(prefix="/experts")
SHOWN_OF_ANYBODY = frozenset({"name", "email", "consent_process", "consent_share", "status"})


@router.get("")
def all_experts(
    request: Request, _: Reader, at: At, language: Language, sought: SoughtExperts, after: str | None = None
) -> Response:
    """Experts by name; or found by words, by meaning, and under conditions, each of which comes off on its own."""
    sentences, asked = Sentences(language), asked_of(request)
    chosen = choices(EXPERTS, asked, sentences)
    return show(
        request,
        "experts.html",
        page=roster.experts(at, after, 50) if sought.is_open else None,
        found=None if sought.is_open else find_experts(sought, at),
        words=sought.words,
        choices=chosen,
        chips=chips(chosen, asked, "/experts", sentences),
        query=address_of("", asked),
        figures=roster.figures(at),
    )


@router.get("/roster.xlsx")
def roster_of_experts(actor: Coordinator, at: At, language: Language, sought: SoughtExperts) -> Response:
    """The people who agree to be processed as a workbook; under conditions those who are found, best first."""
    found = find_experts(sought, at, limit=at.settings.max_rows).items
    sentences = Sentences(language)
    content = workbook([sheet_of_experts([one.expert for one in found], sentences)], sentences)
    note_export_of(Thing.EXPERT, len(found), actor, at)
    return workbook_download(content, f"experts-{at.clock():%Y-%m-%d}")


@router.get("/load")
def load(request: Request, _: Reader, at: At, view: str = "") -> Response:
    """Who is asked how much, whom nobody asks, and why."""
    chosen = LoadView(view) if view in set(LoadView) else LoadView.EVERYBODY
    return show(
        request, "load.html", loads=loads(chosen, at), view=chosen, views=list(LoadView), today=at.clock().date()
    )


@router.get("/{identity}")
def one_expert(request: Request, identity: str, actor: Reader, at: At) -> Response:
    """Somebody: what is stored and where it was read, consents, answers, history; that it was looked at is noted."""
    try:
        shown = _page(request, identity, at)
    except NotFound:
        merged = stands_in(identity, at)
        if merged is None:
            raise
        return RedirectResponse(f"/experts/{merged}", 303)
    note_look(identity, actor, at)
    return shown


def _page(
    request: Request,
    identity: str,
    at: Workplace,
    status: int = 200,
    link: str | None = None,
    error: Message | None = None,
) -> Response:
    page, sentences = roster.expert(identity, at), Sentences(language_of(request))
    facts, history = facts_of(page.stored.expert, sentences), history_of(page.versions, sentences)
    if not page.stored.expert.consent_process:  # nothing more is shown of somebody who does not agree
        facts, history = tuple(one for one in facts if one.field in SHOWN_OF_ANYBODY), []
    disputed = [(one, *fact_of(one.field, one.now, sentences)) for one in page.edits if one.disputed]
    done = trail_of(Thing.EXPERT, identity, at)
    return show(
        request,
        "expert.html",
        status,
        page=page,
        link=link,
        error=error,
        facts=facts,
        history=history,
        done=done,
        disputed=disputed,
        asks=asks_of([identity], at)[identity],
        today=at.clock().date(),
    )


@router.post("/{identity}/erase")
def erase_one(
    request: Request, identity: str, actor: Coordinator, at: At, sure: Annotated[str, Form()] = ""
) -> Response:
    """Erase somebody for good, at their wish, once the coordinator says that they are sure."""
    if sure != "yes":
        return _page(request, identity, at, 422, error=say("Tick that you are sure, then press the button again"))
    told = erase(identity, actor, at)
    return show(request, "erased_one.html", told=told)


@router.post("/{identity}/link")
def make_link(request: Request, identity: str, actor: Coordinator, at: At, site: Site) -> Response:
    """Make a link for somebody and show it, once."""
    secret = access.link_for_expert(identity, actor, at)
    return _page(request, identity, at, 201, f"{site}/in/{secret}")
