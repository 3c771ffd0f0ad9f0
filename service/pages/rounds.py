"""Rounds: ask for one, look at the board of a version, say which version counts, take it along."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import say
from matcher.model import Role
from matcher.round.balance import SMALLEST_GROUP_SHOWN
from service.errors import NotFound, ServiceError
from service.pages.downloads import csv_download, dossier_download, workbook_download
from service.pages.lists import pilot_file
from service.pages.showing import NAMES, show
from service.render.as_csv import csv_of_sheet
from service.render.board import by_person, by_pilot, counted, shared_flags
from service.render.call import call_text
from service.render.round_workbook import placements_sheet, round_sheets
from service.render.sheets import workbook
from service.sentences import LANGUAGES, Sentences
from service.values.answers import MatchedTerritory
from service.values.round_changes import RoundNumbers
from service.values.rounds import RoundState
from service.verbs import roster, rounds
from service.verbs.balance import find_balance
from service.verbs.compare_versions import compare_versions
from service.verbs.dossiers import dossier_of_round
from service.verbs.fragility import ask_falls, find_falls
from service.web.asking import At, Coordinator, Language, Reader, Wake, WholeNumber, whole_number

router = APIRouter()
Text = Annotated[str, Form()]


@router.get("/rounds")
def all_rounds(request: Request, _: Reader, at: At) -> Response:
    """The form to ask with, and the rounds that were made."""
    return show(request, "rounds.html", rounds=rounds.all_rounds(at), places=roster.to_choose_from(at))


@router.post("/rounds")
def ask(
    actor: Coordinator,
    at: At,
    wake: Wake,
    territory: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI reads the default
    name: Text = "",
    methodological: Text = "",
    strategic: Text = "",
    practical: Text = "",
    most_pilots: Text = "",
    fair: Text = "yes",
    time_limit: Text = "",
) -> Response:
    """Queue a round; its page shows how far it is, and then the board."""
    wanted = {Role.METHODOLOGICAL: methodological, Role.STRATEGIC: strategic, Role.PRACTICAL: practical}
    numbers = RoundNumbers(
        advisers={role: _number(told) for role, told in wanted.items() if told.strip()},
        most_pilots=_number(most_pilots) if most_pilots.strip() else None,
        fair=fair != "total",
        time_limit=float(_number(time_limit)) if time_limit.strip() else None,
    )
    job = rounds.ask_round(territory, numbers, name, actor, at)
    wake(job)
    return RedirectResponse(f"/jobs/{job}", 303)


def _number(told: str) -> int:
    number = whole_number(told)
    if number is None:
        raise ServiceError(say('"{told}" is no whole number', told=told[:40]))
    return number


@router.get("/rounds/{identity}")
def one_round(identity: str, _: Reader, at: At) -> Response:
    """The version that is worked with."""
    told = rounds.summary(identity, at)
    return RedirectResponse(f"/rounds/{identity}/versions/{told.current}", 303)


@router.get("/rounds/{identity}/versions/{number}.xlsx")
def download(identity: str, number: WholeNumber, actor: Coordinator, at: At, language: Language) -> Response:
    """The coordinator's workbook of a version."""
    shown = rounds.find_round(identity, number, at)
    sentences = Sentences(language)
    content = workbook(round_sheets(shown.answer, (), sentences.knowing(shown.names)), sentences)
    rounds.round_taken_out(identity, number, actor, at)
    name = f"round-{shown.version.made_at:%Y-%m-%d}-version-{number}"
    return workbook_download(content, name)


@router.get("/rounds/{identity}/versions/{number}.csv")
def table(identity: str, number: WholeNumber, actor: Coordinator, at: At, language: Language) -> Response:
    """Who is placed, stands by or is missing on each seat of a version, for other programs."""
    shown = rounds.find_round(identity, number, at)
    sentences = Sentences(language).knowing(shown.names)
    content = csv_of_sheet(placements_sheet(shown.answer, sentences), sentences)
    rounds.round_taken_out(identity, number, actor, at)
    return csv_download(content, f"round-{shown.version.made_at:%Y-%m-%d}-version-{number}")


@router.get("/rounds/{identity}/versions/{number}/dossier.json")
def dossier(
    identity: str, number: WholeNumber, actor: Coordinator, at: At, language: Language, territory: str = ""
) -> Response:
    """Everything that a version rests on, to be checked offline; of one pilot where it is named."""
    content = dossier_of_round(identity, number, territory, Sentences(language), actor, at)
    return dossier_download(content, f"dossier-{identity[:8]}-version-{number}")


@router.get("/rounds/{identity}/versions/{number}/pilots/{place}.xlsx")
def for_pilot(
    identity: str, number: WholeNumber, place: str, actor: Coordinator, at: At, language: Language
) -> Response:
    """What may be sent to a pilot: its team with reasons, no addresses."""
    shown = rounds.find_round(identity, number, at, lists=True)
    pilot = next((one for one in shown.answer.round.pilots if one.territory.id == place), None)
    if pilot is None:
        raise NotFound(say("This round has no such territory"))
    lists = shown.answer.lists
    seats = tuple(replace(lists[place, plan.seat.role], suggestions=plan.chosen) for plan in pilot.seats)
    rounds.round_taken_out(identity, number, actor, at)
    team = MatchedTerritory(pilot.territory, seats)
    sentences = Sentences(language, shown.names)
    return pilot_file(team, shown.answer.people, shown.answer.rows.get(place), sentences)


@router.get("/rounds/{identity}/versions/{number}")
def one_version(request: Request, identity: str, number: WholeNumber, _: Reader, at: At, by: str = "pilot") -> Response:
    """The board of a version, read from the pilots or, with `by=person`, from the people."""
    shown = rounds.find_round(identity, number, at)
    return show(
        request,
        "round.html",
        names=dict(shown.names),
        shown=shown,
        pilots=by_pilot(shown.answer),
        people=by_person(shown.answer) if by == "person" else None,
        counts=counted(shown.answer),
        shared=shared_flags(shown.answer),
        others=[one for one in rounds.all_rounds(at) if one.id != identity],
    )


@router.get("/rounds/{identity}/versions/{number}/against")
def against(request: Request, identity: str, number: WholeNumber, _: Reader, at: At, other: str = "") -> Response:
    """Another version, `ROUND/NUMBER`, and this one side by side."""
    before = _version_named(other)
    compared = compare_versions(before, (identity, number), at)
    return show(request, "round_versions.html", names=dict(compared.names), compared=compared, counts=compared.counts)


@router.get("/rounds/{identity}/versions/{number}/balance")
def balance(request: Request, identity: str, number: WholeNumber, _: Reader, at: At) -> Response:
    """How a version spreads over people, in sums, and where people's hands were in it."""
    told = find_balance(identity, number, at)
    return show(request, "round_balance.html", names=dict(told.shown.names), told=told, fewest=SMALLEST_GROUP_SHOWN)


@router.get("/rounds/{identity}/versions/{number}/falls")
def who_it_hangs_on(request: Request, identity: str, number: WholeNumber, _: Reader, at: At) -> Response:
    """What a version loses with each person, and the text of a call for experts."""
    told = find_falls(identity, number, at)
    wanted, names = told.wanted, told.shown.names
    calls = [(code, NAMES[code], call_text(wanted, Sentences(code, names))) for code in LANGUAGES] if wanted else []
    return show(request, "round_falls.html", names=dict(names), told=told, calls=calls)


@router.post("/rounds/{identity}/versions/{number}/falls")
def try_who_it_hangs_on(identity: str, number: WholeNumber, actor: Coordinator, at: At, wake: Wake) -> Response:
    """Queue the trial; its page shows how far it is."""
    job = ask_falls(identity, number, actor, at)
    wake(job)
    return RedirectResponse(f"/jobs/{job}", 303)


def _version_named(told: str) -> tuple[str, int]:
    identity, _, stated = told.rpartition("/")
    number = whole_number(stated)
    if not identity or number is None:
        raise NotFound(rounds.NO_ROUND)
    return identity, number


@router.post("/rounds/{identity}/versions/{number}/take")
def take(
    identity: str, number: WholeNumber, actor: Coordinator, at: At, was: Annotated[WholeNumber, Form()]
) -> Response:
    """Work with a version from now on."""
    rounds.take_version(identity, number, was, actor, at)
    return RedirectResponse(f"/rounds/{identity}/versions/{number}", 303)


@router.post("/rounds/{identity}/versions/{number}/state")
def state(identity: str, number: WholeNumber, actor: Coordinator, at: At, state: Text = "") -> Response:
    """Say how far a version is."""
    if state not in set(RoundState):
        raise ServiceError(say("There is no such state of a round"))
    rounds.set_state(identity, number, RoundState(state), actor, at)
    return RedirectResponse(f"/rounds/{identity}/versions/{number}", 303)


@router.post("/rounds/{identity}/versions/{number}/name")
def call(identity: str, number: WholeNumber, actor: Coordinator, at: At, name: Text = "") -> Response:
    """Give a version a name."""
    rounds.name_version(identity, number, name, actor, at)
    return RedirectResponse(f"/rounds/{identity}/versions/{number}", 303)
