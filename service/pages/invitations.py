"""Invitations of a round: whom to write to, what the letters say, what is about to be sent, what came of it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message, say
from matcher.model import Role
from service.errors import ServiceError
from service.pages.showing import show
from service.values.audit import Thing
from service.values.invitations import LINK
from service.verbs import invitations, letters
from service.verbs.audit_trail import trail_of
from service.verbs.invitations import Drafted
from service.verbs.load import asks_of
from service.web.asking import At, Coordinator, Post, Reader, Site
from service.web.problems import status_and_code
from service.workplace import Workplace

router = APIRouter()
Texts = Annotated[list[str], Form()]
Text = Annotated[str, Form()]


@router.get("/rounds/{identity}/invitations")
def of_round(request: Request, identity: str, _: Reader, at: At, sent: int | None = None) -> Response:
    """Every seat of the published version: who was invited and what they said, and whom to write to."""
    return _page(request, identity, at, sent=sent)


@router.post("/rounds/{identity}/invitations")
def write(
    request: Request,
    identity: str,
    actor: Coordinator,
    at: At,
    seat: Texts = [],  # noqa: B006 - FastAPI reads the default
    answer_by: Text = "",
) -> Response:
    """Write letters to the people chosen; nothing is sent."""
    try:
        seats = [_seat(one) for one in seat]
        drafted = invitations.write_invitations(identity, seats, _day(answer_by), actor, at)
    except ServiceError as error:
        return _page(request, identity, at, status_and_code(error)[0], error=error.message)
    return _page(request, identity, at, 201, drafted=drafted)


@router.get("/rounds/{identity}/invitations/sending")
def about_to_send(
    request: Request,
    identity: str,
    _: Coordinator,
    at: At,
    letter: Annotated[list[str], Query()] = [],  # noqa: B006 - FastAPI reads the default
) -> Response:
    """Who would be written to, by name and number, before anything leaves."""
    shown = invitations.of_round(identity, at)
    chosen = [one for one in shown.unsent if one.id in letter]
    if not chosen:
        said = say("Nobody is chosen: no letter is sent. Choose people first")
        return _page(request, identity, at, 422, error=said)
    return show(request, "sending.html", names=dict(shown.names), shown=shown, chosen=chosen)


@router.post("/rounds/{identity}/invitations/sending")
def send(
    identity: str,
    actor: Coordinator,
    at: At,
    post: Post,
    site: Site,
    letter: Texts = [],  # noqa: B006 - FastAPI reads the default
) -> Response:
    """Have the letters of these invitations sent."""
    number = invitations.send(letter, site, actor, at, of_round=identity)
    post()
    return RedirectResponse(f"/rounds/{identity}/invitations?sent={number}", 303)


@router.get("/invitations/{identity}")
def one_invitation(request: Request, identity: str, _: Reader, at: At, done: str = "") -> Response:
    """One invitation: its letters, its answer, everything that was done with it."""
    return _one(request, identity, at, done=done)


@router.post("/invitations/{identity}")
def act(
    request: Request,
    identity: str,
    actor: Coordinator,
    at: At,
    act: Text = "",
    subject: Text = "",
    body: Text = "",
) -> Response:
    """Change the letter, send it to oneself as a test, write once more, withdraw, or confirm."""
    of = invitations.find(identity, at).of
    try:
        match act:
            case "save":
                letters.rewrite(identity, subject, body, actor, at)
            case "test":
                letters.send_to_me(identity, actor, at)
            case "again":
                letters.write_again(identity, actor, at)
            case "confirm":
                invitations.confirm(identity, actor, at)
            case "withdraw":
                invitations.withdraw(identity, actor, at)
                return RedirectResponse(f"/rounds/{of.round}/invitations", 303)
            case _:
                raise ServiceError(say("There is no such act"))
    except ServiceError as error:
        return _one(request, identity, at, status_and_code(error)[0], error=error.message, subject=subject, body=body)
    return RedirectResponse(f"/invitations/{identity}?done={act}", 303)


def _seat(told: str) -> tuple[str, Role, str]:
    territory, _, rest = told.partition("/")
    role, _, expert = rest.partition("/")
    if role not in set(Role):
        raise ServiceError(say("There is no such seat"))
    return territory, Role(role), expert


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise ServiceError(say('"{told}" is no day: write it as 2027-03-01', told=told[:40])) from None


def _page(
    request: Request,
    identity: str,
    at: Workplace,
    status: int = 200,
    *,
    sent: int | None = None,
    drafted: Drafted | None = None,
    error: Message | None = None,
) -> Response:
    shown = invitations.of_round(identity, at)
    people = [expert for seat in shown.seats for expert in (*seat.placed, *seat.standing_by)]
    return show(
        request,
        "invitations.html",
        status,
        names=dict(shown.names),
        shown=shown,
        asks=asks_of(people, at),
        sent=sent,
        drafted=drafted,
        error=error,
        today=at.clock().date(),
    )


def _one(
    request: Request,
    identity: str,
    at: Workplace,
    status: int = 200,
    *,
    done: str = "",
    error: Message | None = None,
    subject: str = "",
    body: str = "",
) -> Response:
    told = invitations.find(identity, at)
    shown = invitations.of_round(told.of.round, at)
    return show(
        request,
        "invitation.html",
        status,
        names=dict(shown.names),
        one=told,
        seat=next(one for one in shown.seats if told in one.invitations),
        history=trail_of(Thing.INVITATION, identity, at),
        link=LINK,
        done=done,
        error=error,
        subject=subject or told.letters[-1].subject,
        body=body or told.letters[-1].body,
    )
