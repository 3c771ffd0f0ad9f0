"""Territories as a list and as pages; marking pilots."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from matcher.languages import write_need
from matcher.messages import say
from matcher.model import ReadingOf, Role, TerritoryStatus
from service.errors import ServiceError
from service.pages.downloads import workbook_download
from service.pages.filters import TERRITORIES, address_of, asked_of, chips, choices
from service.pages.history import history_of
from service.pages.showing import show
from service.render.facts import facts_of
from service.render.roster_workbook import sheet_of_territories
from service.render.sheets import workbook
from service.sentences import Sentences
from service.values.audit import Thing
from service.verbs import readings, roster
from service.verbs.audit_trail import note_export_of, trail_of
from service.verbs.in_charge import coordinators, put_in_charge
from service.verbs.search import find_territories
from service.web.asking import At, Coordinator, Language, Reader, language_of
from service.web.sought import SoughtTerritories

router = APIRouter(prefix="/territories")


@router.get("")
def all_territories(
    request: Request, _: Reader, at: At, language: Language, sought: SoughtTerritories, after: str | None = None
) -> Response:
    """Territories by name, each with its status; or those found by words, by meaning, and under conditions."""
    sentences, asked = Sentences(language), asked_of(request)
    chosen = choices(TERRITORIES, asked, sentences)
    page, found = roster.territories(at, after, 100), None
    if not sought.is_open:
        found = find_territories(sought, at)
        page = roster.Page([stored for stored, _ in found.items], None)
    return show(
        request,
        "territories.html",
        page=page,
        found=found,
        passages={one.territory.id: one.passage for _, one in found.items} if found else {},
        words=sought.words,
        choices=chosen,
        chips=chips(chosen, asked, "/territories", sentences),
        query=address_of("", asked),
        statuses=tuple(TerritoryStatus),
        coordinators=coordinators(at),
        figures=roster.figures(at),
    )


@router.get("/roster.xlsx")
def roster_of_territories(actor: Coordinator, at: At, language: Language, sought: SoughtTerritories) -> Response:
    """The territories as a workbook; under conditions those that are found, best first."""
    found = [stored.territory for stored, _ in find_territories(sought, at).items]
    sentences = Sentences(language)
    content = workbook([sheet_of_territories(found, sentences)], sentences)
    note_export_of(Thing.TERRITORY, len(found), actor, at)
    return workbook_download(content, f"territories-{at.clock():%Y-%m-%d}")


@router.post("")
async def decide(request: Request, actor: Coordinator, at: At) -> Response:
    """Decide the status of territories; all of them or, where one is unusable or was changed meanwhile, none."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    decisions = [
        _decision(name, value, form.get(f"was-{name}")) for name, value in form.items() if not name.startswith("was-")
    ]
    await run_in_threadpool(roster.decide_statuses, decisions, actor, at)
    return RedirectResponse("/territories", 303)


@router.post("/in-charge")
async def charge(request: Request, actor: Coordinator, at: At) -> Response:
    """Say who is in charge of the territories of the list; all of it or nothing."""
    form = await request.form()
    await run_in_threadpool(put_in_charge, {name: str(value) or None for name, value in form.items()}, actor, at)
    return RedirectResponse("/territories", 303)


@router.get("/{identity}")
def one_territory(request: Request, identity: str, _: Reader, at: At) -> Response:
    """A territory: what it asks for, in its words and as it was read."""
    stored = roster.territory(identity, at)
    territory, sentences = stored.territory, Sentences(language_of(request))
    return show(
        request,
        "territory.html",
        stored=stored,
        facts=facts_of(territory, sentences),
        done=trail_of(Thing.TERRITORY, identity, at),
        history=history_of(roster.versions_of_territory(identity, at), sentences),
        territory=territory,
        statuses=tuple(TerritoryStatus),
        coordinators=coordinators(at),
        needs={role: write_need(need) for role, need in territory.must_languages.items()},
        excluded={role: [sentences.country(one) for one in its] for role, its in territory.excluded_residence.items()},
    )


@router.post("/{identity}/status")
def decide_one(
    identity: str, status: Annotated[str, Form()], actor: Coordinator, at: At, was: Annotated[str | None, Form()] = None
) -> Response:
    """Decide the status of one territory."""
    roster.decide_statuses([_decision(identity, status, was)], actor, at)
    return RedirectResponse(f"/territories/{identity}", 303)


@router.post("/{identity}/in-charge")
def charge_one(identity: str, actor: Coordinator, at: At, account: Annotated[str, Form()] = "") -> Response:
    """Put somebody of the staff in charge of one territory, or nobody."""
    put_in_charge({identity: account or None}, actor, at)
    return RedirectResponse(f"/territories/{identity}", 303)


@router.post("/{identity}/readings")
def decide_reading(
    identity: str,
    field: Annotated[str, Form()],
    role: Annotated[str, Form()],
    actor: Coordinator,
    at: At,
    words: Annotated[str, Form()] = "",
    value: Annotated[str, Form()] = "",
) -> Response:
    """Confirm one line of the card, or say how it is meant."""
    try:
        about = ReadingOf(field), Role(role)
    except ValueError:
        raise ServiceError(say("There is no such reading")) from None
    readings.decide_reading(identity, *about, words, value, actor, at)
    return RedirectResponse(f"/territories/{identity}#readings", 303)


def _decision(territory: str, status: str, was: str | None) -> roster.StatusDecision:
    try:
        return roster.StatusDecision(territory, TerritoryStatus(status), TerritoryStatus(was) if was else None)
    except ValueError:
        raise ServiceError(say("Choose one of the statuses, then save")) from None
