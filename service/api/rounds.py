"""Rounds for programs: ask for one, change it version by version, say which counts."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from service.api.round_shapes import (
    ChangeAsked,
    CurrentAsked,
    RoundWanted,
    VersionChange,
    balance_json,
    compared_versions_json,
    falls_json,
    round_summary_json,
    shown_round_json,
)
from service.sentences import Sentences
from service.verbs import rounds
from service.verbs.balance import find_balance
from service.verbs.compare_versions import compare_versions
from service.verbs.dossiers import dossier_of_round
from service.verbs.fragility import ask_falls, find_falls
from service.web.asking import At, Coordinator, Language, Reader, Wake, WholeNumber

router = APIRouter(prefix="/api/v1/rounds")


@router.get("")
def get_rounds(_: Reader, at: At, language: Language) -> dict[str, Any]:
    """Every round with its versions, newest first."""
    return {"items": [round_summary_json(one, Sentences(language)) for one in rounds.all_rounds(at)]}


@router.post("", status_code=202)
def post_round(asked: RoundWanted, actor: Coordinator, at: At, wake: Wake) -> JSONResponse:
    """Queue a round that fills all seats together: 202 with the job that solves it."""
    return _queued(rounds.ask_round(asked.territories, asked.told(), asked.name, actor, at), wake)


@router.get("/{identity}")
def get_round(identity: str, _: Reader, at: At, language: Language) -> dict[str, Any]:
    """A round: its versions, what each came from, and which one is worked with."""
    return dict(round_summary_json(rounds.summary(identity, at), Sentences(language)))


@router.put("/{identity}/current")
def put_current(identity: str, asked: CurrentAsked, actor: Coordinator, at: At, language: Language) -> dict[str, Any]:
    """Work with a version from now on; 409 where another one is worked with than `was`."""
    rounds.take_version(identity, asked.version, asked.was, actor, at)
    return dict(round_summary_json(rounds.summary(identity, at), Sentences(language)))


@router.get("/{identity}/versions/{number}")
def get_version(
    identity: str,
    number: WholeNumber,
    _: Reader,
    at: At,
    language: Language,
    refused: Annotated[str, Query(pattern="^(names|counts)$")] = "counts",
) -> dict[str, Any]:
    """A version in the shape of `round --json`: seats, reserves, gaps, and what changed against its parent."""
    shown = rounds.find_round(identity, number, at, lists=True, refusals=refused == "names")
    return shown_round_json(shown, Sentences(language), named=refused == "names")


@router.get("/{identity}/versions/{number}/against/{other}/{other_number}")
def get_compared(
    identity: str, number: WholeNumber, other: str, other_number: WholeNumber, _: Reader, at: At, language: Language
) -> dict[str, Any]:
    """What lies between another version, of this or another round, and this one: changes with their causes, service."""
    return compared_versions_json(compare_versions((other, other_number), (identity, number), at), Sentences(language))


@router.get("/{identity}/versions/{number}/dossier")
def get_dossier(
    identity: str, number: WholeNumber, actor: Coordinator, at: At, language: Language, territory: str = ""
) -> Response:
    """Everything that a version, or one pilot of it, rests on; `territory-match verify` checks it offline."""
    content = dossier_of_round(identity, number, territory, Sentences(language), actor, at)
    return Response(content, media_type="application/json")


@router.get("/{identity}/versions/{number}/balance")
def get_balance(identity: str, number: WholeNumber, _: Reader, at: At) -> dict[str, Any]:
    """How a version spreads over people: who may be chosen, is suggested, is placed; null for groups below 5."""
    return balance_json(find_balance(identity, number, at).balance)


@router.get("/{identity}/versions/{number}/falls")
def get_falls(identity: str, number: WholeNumber, _: Reader, at: At, language: Language) -> dict[str, Any]:
    """What a version loses with each person; `falls` is null where nobody had it tried."""
    return falls_json(find_falls(identity, number, at), Sentences(language))


@router.post("/{identity}/versions/{number}/falls", status_code=202)
def post_falls(identity: str, number: WholeNumber, actor: Coordinator, at: At, wake: Wake) -> JSONResponse:
    """Queue the trial: everybody who is placed is taken out in turn, and the seats are filled without them."""
    return _queued(ask_falls(identity, number, actor, at), wake)


@router.post("/{identity}/versions/{number}/changes", status_code=202)
def post_change(
    identity: str, number: WholeNumber, asked: ChangeAsked, actor: Coordinator, at: At, wake: Wake
) -> JSONResponse:
    """Queue a changed version of a version: 202 with the job; it is worked with only once it is taken."""
    return _queued(rounds.change_round(identity, number, asked.change(), actor, at), wake)


@router.patch("/{identity}/versions/{number}")
def patch_version(
    identity: str, number: WholeNumber, asked: VersionChange, actor: Coordinator, at: At, language: Language
) -> dict[str, Any]:
    """Say how far a version is, or what it is called; nothing else of it ever changes."""
    if asked.name is not None:
        rounds.name_version(identity, number, asked.name, actor, at)
    if asked.state is not None:
        rounds.set_state(identity, number, asked.state, actor, at)
    return dict(round_summary_json(rounds.summary(identity, at), Sentences(language)))


def _queued(job: str, wake: Callable[[str], None]) -> JSONResponse:
    wake(job)
    location = {"location": f"/api/v1/jobs/{job}", "retry-after": "1"}
    return JSONResponse({"job": job, "state": "queued"}, 202, location)
