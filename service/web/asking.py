"""Who asks, and in which language: the parts of a request that every route needs."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from babel import negotiate_locale
from fastapi import Depends, Request
from pydantic import Field

from matcher.messages import say
from service.errors import NotAllowed, ServiceError
from service.sentences import LANGUAGES
from service.values.actors import Actor, has_account, may_administer, may_answer, may_comment, may_coordinate, may_read
from service.verbs.access import actor_of_session, actor_of_token
from service.workplace import Workplace

COOKIE = "__Host-session"  # sent to this host alone, over HTTPS or on this machine
LANGUAGE_COOKIE = "language"
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class NotSignedIn(Exception):
    """Nobody is signed in, or not any more."""


async def _workplace(request: Request) -> Workplace:  # async: nothing waits, and a thread would cost more
    return workplace_of(request)


async def _language(request: Request) -> str:
    return language_of(request)


def workplace_of(request: Request) -> Workplace:
    """What the process works with."""
    workplace: Workplace = request.app.state.workplace
    return workplace


def language_of(request: Request) -> str:
    """The language to write in: as the address says, as chosen before, as the browser prefers."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    accepted = [part.partition(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")]
    found = negotiate_locale([one.replace("-", "_") for one in accepted if one], LANGUAGES)
    return found if found in LANGUAGES else workplace_of(request).settings.language


def actor_of(request: Request) -> Actor | None:
    """Who asks: a program with a token, or a browser with a session."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return actor_of_token(secret.strip(), workplace_of(request))
    session = request.cookies.get(COOKIE)
    return actor_of_session(session, workplace_of(request)) if session else None


def whole_number(told: str) -> int | None:
    """The number that digits tell; None where they tell none, or more than a column of integers holds."""
    bare = told.strip()
    number = int(bare) if bare.isdecimal() and len(bare) <= len(str(MOST_NUMBER)) else None
    return number if number is not None and number <= MOST_NUMBER else None


def allowed(predicate: Callable[[Actor], bool]) -> Callable[[Request], Actor]:
    """A dependency: the actor, where the predicate holds. Raises NotSignedIn, or NotAllowed."""

    def check(request: Request) -> Actor:
        actor = actor_of(request)
        if actor is None:
            raise NotSignedIn
        request.state.actor = actor
        if not predicate(actor):
            raise NotAllowed(say("This is not for you: sign in as somebody who may do it, or use a token that may"))
        return actor

    return check


MOST_NUMBER = 2**31 - 1  # that a column of integers holds
WholeNumber = Annotated[int, Field(ge=0, le=MOST_NUMBER)]  # in an address, a form or a document
At = Annotated[Workplace, Depends(_workplace)]
Language = Annotated[str, Depends(_language)]
Reader = Annotated[Actor, Depends(allowed(may_read))]
Coordinator = Annotated[Actor, Depends(allowed(may_coordinate))]
Administrator = Annotated[Actor, Depends(allowed(may_administer))]
Staff = Annotated[Actor, Depends(allowed(has_account))]
Contact = Annotated[Actor, Depends(allowed(may_comment))]
AnExpert = Annotated[Actor, Depends(allowed(may_answer))]
Somebody = Annotated[Actor, Depends(allowed(lambda actor: True))]


async def _wake(request: Request) -> Callable[[str], None]:
    waking: Callable[[str], None] = request.app.state.worker.wake
    return waking


async def _read_ahead(request: Request) -> Callable[[], None]:
    reading: Callable[[], None] = request.app.state.worker.read_ahead
    return reading


async def _post(request: Request) -> Callable[[], None]:
    posting: Callable[[], None] = request.app.state.worker.post
    return posting


async def _site(request: Request) -> str:
    return workplace_of(request).settings.site or site_of(request)


def site_of(request: Request) -> str:
    """Where this request reached the service: https://host."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def own_site(request: Request) -> str:
    """Where letters that anybody may ask for, and other services, lead: as set or this machine, never as is asked.

    Raises ServiceError where that is not set: a stranger could have links to somebody's page sent to a host of theirs.
    """
    stated = workplace_of(request).settings.site
    if not stated and urlsplit(site_of(request)).hostname not in THIS_MACHINE:
        raise ServiceError(say("This cannot be done yet: whoever runs this service has to set its address (site)"))
    return stated or site_of(request)


Post = Annotated[Callable[[], None], Depends(_post)]
Site = Annotated[str, Depends(_site)]
ReadAhead = Annotated[Callable[[], None], Depends(_read_ahead)]
Wake = Annotated[Callable[[str], None], Depends(_wake)]
