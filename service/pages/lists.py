"""Ask for match lists, watch them being made, read them, take them along as a workbook."""

from collections.abc import Callable, Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message, say
from matcher.model import Role
from service.errors import NotFound, ServiceError
from service.intake.rows.records import SourceRow
from service.pages.downloads import csv_download, dossier_download, workbook_download
from service.pages.showing import show
from service.render.as_csv import csv_of_sheet
from service.render.match_workbook import Which, match_sheet, match_sheets
from service.render.pilot_sheets import name_of, pilot_sheet
from service.render.sheets import workbook
from service.render.stages import STAGES
from service.sentences import Sentences
from service.values.answers import MatchedTerritory, People
from service.values.jobs import JobKind, JobTold
from service.values.rounds import FallsAsked, RoundAsked
from service.verbs import jobs, match_lists, roster, rulings, short_lists
from service.verbs.dossiers import dossier_of_list
from service.web.asking import At, Coordinator, Language, Reader, Site, Wake
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter()


def _list_page(job: JobTold) -> str:
    return f"/match-lists/{job.result}" if job.result else "/match-lists"


def _round_page(job: JobTold) -> str:
    if job.result:
        return "/rounds/{}/versions/{}".format(*job.result.split("/"))
    assert isinstance(job.asked, RoundAsked)
    return "/rounds" if job.asked.parent is None else f"/rounds/{job.asked.round}/versions/{job.asked.parent}"


def _falls_page(job: JobTold) -> str:
    assert isinstance(job.asked, FallsAsked)
    return f"/rounds/{job.asked.round}/versions/{job.asked.number}/falls"


RESULTS: Mapping[JobKind, Callable[[JobTold], str]] = {
    JobKind.LIST: _list_page,
    JobKind.ROUND: _round_page,
    JobKind.FALLS: _falls_page,
}
WHAT: Mapping[JobKind, Message] = {
    JobKind.LIST: say("Making the match list"),
    JobKind.ROUND: say("Solving the round"),
    JobKind.FALLS: say("Trying what the round loses with each person"),
}
MOST_REFUSED = 100  # on a page; the workbook has all


@router.get("/match-lists")
def all_lists(request: Request, _: Reader, at: At) -> Response:
    """The form to ask with, and the lists that were made."""
    return show(request, "lists.html", lists=match_lists.latest_lists(at), places=roster.to_choose_from(at))


@router.post("/match-lists")
def ask(
    actor: Coordinator,
    at: At,
    wake: Wake,
    territory: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI reads the default
    role: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI reads the default
) -> Response:
    """Queue a list; its page shows how far it is, and then the list."""
    try:
        roles = [Role(one) for one in role]
    except ValueError:
        raise ServiceError(say("There is no such role")) from None
    request = match_lists.request_for(territory, roles, at, seed=None, top=None)
    equal = match_lists.equal_list(request, at)
    if equal is not None:
        return RedirectResponse(f"/match-lists/{equal}?equal=1", 303)
    job = jobs.queue(request, actor, at)
    wake(job)
    return RedirectResponse(f"/jobs/{job}", 303)


@router.get("/jobs/{identity}")
def job(request: Request, identity: str, _: Reader, at: At) -> Response:
    """How far a job is; once it is done, its list."""
    told = jobs.find_job(identity, at)
    there = RESULTS[told.kind](told)
    if told.result:
        if "hx-request" in request.headers:  # a redirect would be followed and swapped in; the page is to be left
            return Response(headers={"hx-redirect": there})
        return RedirectResponse(there, 303)
    names = dict(jobs.names_in_failure(told, at))
    return show(request, "job.html", names=names, job=told, back=there, stages=STAGES, what=WHAT[told.kind])


@router.post("/jobs/{identity}/cancel")
def cancel(identity: str, _: Coordinator, at: At) -> Response:
    """Ask a job to stop."""
    jobs.cancel_job(identity, at)
    return RedirectResponse(f"/jobs/{identity}", 303)


@router.get("/match-lists/{identity}.xlsx")
def download(identity: str, actor: Coordinator, at: At, language: Language) -> Response:
    """The coordinator's workbook of a list."""
    shown = match_lists.find_list(identity, at, named=True)
    sentences = Sentences(language)
    content = workbook(match_sheets(shown.list, (), sentences), sentences)
    match_lists.exported(identity, actor, at)
    name = f"match-lists-{shown.made.made_at:%Y-%m-%d}-{identity[:8]}"
    return workbook_download(content, name)


@router.get("/match-lists/{identity}.csv")
def table(
    identity: str,
    actor: Coordinator,
    at: At,
    language: Language,
    of: Which = "suggestions",
) -> Response:
    """One sheet of the workbook of a list, for other programs."""
    shown = match_lists.find_list(identity, at, named=True)
    sentences = Sentences(language)
    content = csv_of_sheet(match_sheet(shown.list, of, sentences), sentences)
    match_lists.exported(identity, actor, at)
    return csv_download(content, f"match-lists-{shown.made.made_at:%Y-%m-%d}-{identity[:8]}-{of}")


@router.get("/match-lists/{identity}/dossier.json")
def dossier(
    identity: str, actor: Coordinator, at: At, language: Language, territory: str = "", role: Role | None = None
) -> Response:
    """Everything that a list rests on, to be checked offline; of one territory or seat where they are named."""
    content = dossier_of_list(identity, territory, role, Sentences(language), actor, at)
    return dossier_download(content, f"dossier-{identity[:8]}")


@router.get("/match-lists/{identity}")
def one_list(request: Request, identity: str, _: Reader, at: At) -> Response:
    """A list: all its territories at a glance; a single one at once in full."""
    shown = match_lists.find_list(identity, at, named=False)
    places = shown.list.territories
    if len(places) == 1:
        kept = "?equal=1" if "equal" in request.query_params else ""
        return RedirectResponse(f"/match-lists/{identity}/territories/{places[0].territory.id}{kept}", 303)
    return show(request, "list.html", names=dict(shown.list.names), shown=shown, list_id=identity)


@router.post("/match-lists/{identity}/name")
def call(identity: str, actor: Coordinator, at: At, name: Annotated[str, Form()] = "") -> Response:
    """Give a list a name."""
    match_lists.name_list(identity, name, actor, at)
    return RedirectResponse(f"/match-lists/{identity}", 303)


@router.post("/match-lists/{identity}/territories/{place}/conflicts")
def rule(
    request: Request,
    identity: str,
    place: str,
    actor: Coordinator,
    at: At,
    expert: Annotated[str, Form()] = "",
    ruling: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Decide about a conflict of interest beside the name, or take a decision back; it holds from the next list on."""
    try:
        rulings.decide(expert, place, ruling, reason, actor, at)
    except ServiceError as error:
        status, _ = status_and_code(error)
        return _place(request, identity, place, at, status, error=error.message, of=expert)
    return RedirectResponse(f"/match-lists/{identity}/territories/{place}?ruled={quote(expert)}", 303)


@router.post("/match-lists/{identity}/territories/{place}/contact")
def show_to_contact(request: Request, identity: str, place: str, actor: Coordinator, at: At, site: Site) -> Response:
    """A link by which the contact of the territory sees its short list, and says what they think."""
    secret = short_lists.show_to_contact(identity, place, actor, at)
    return _place(request, identity, place, at, of="", link=f"{site}/in/{secret}")


@router.get("/match-lists/{identity}/territories/{place}.xlsx")
def for_pilot(identity: str, place: str, actor: Coordinator, at: At, language: Language) -> Response:
    """What may be sent to a territory: its suggestions with reasons, no addresses, nobody refused."""
    shown = match_lists.find_list(identity, at, named=False)
    matched = _matched(shown, place)
    match_lists.exported(identity, actor, at)
    return pilot_file(matched, shown.list.people, shown.list.rows.get(place), Sentences(language, shown.list.names))


def pilot_file(matched: MatchedTerritory, people: People, source: SourceRow | None, sentences: Sentences) -> Response:
    """The workbook for a territory as a download."""
    content = workbook((pilot_sheet(matched, people, sentences),), sentences)
    return workbook_download(content, name_of(matched, source).removesuffix(".xlsx"))


@router.get("/match-lists/{identity}/territories/{place}")
def one_place(request: Request, identity: str, place: str, _: Reader, at: At, ruled: str = "") -> Response:
    """One territory of a list: its roles side by side, with reasons, flags, and who was refused with the fact."""
    return _place(request, identity, place, at, of=ruled)


def _matched(shown: match_lists.ShownList, place: str) -> MatchedTerritory:
    found = next((one for one in shown.list.territories if one.territory.id == place), None)
    if found is None:
        raise NotFound(say("This match list has no such territory"))
    return found


def _place(
    request: Request,
    identity: str,
    place: str,
    at: Workplace,
    status: int = 200,
    *,
    error: Message | None = None,
    of: str,
    link: str = "",
) -> Response:
    """A territory of a list, with what came of a decision about `of`, and a link that was made."""
    shown = match_lists.find_list(identity, at, named=True)
    found = _matched(shown, place)
    return show(
        request,
        "list_place.html",
        status,
        names=dict(shown.list.names),
        shown=shown,
        matched=found,
        list_id=identity,
        most=MOST_REFUSED,
        error=error,
        of=of,
        link=link,
        said=short_lists.said_of(identity, place, at),
    )
