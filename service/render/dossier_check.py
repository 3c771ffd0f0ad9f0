"""Check a dossier offline: that nobody changed it, and that what it says follows from what it says it rests on."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matcher.messages import Message, say
from matcher.scoring import DECIMALS, strength
from service.errors import ServiceError
from service.render.dossier import FORMAT, canonical, hash_of

NO_DOSSIER = say("This is no dossier: give the JSON file as the service wrote it")
# Values, weights and scores are rounded each on its own, a half of the last place at most.
TOLERANCE = 2 * 10**-DECIMALS


def check_dossier(content: bytes) -> tuple[str, Sequence[Message]]:
    """The hash of a dossier, and every fault in it.

    Scores are computed anew from signals and weights, words for them and ranks from scores, and the service of pilots
    from the scores of whoever was chosen. Raises ServiceError where the file is no dossier.
    """
    told = _read(content)
    stated = str(told.pop("sha256"))
    changed = tuple(_of_bytes(content, {**told, "sha256": stated}, stated, hash_of(told)))
    try:
        return stated, changed or tuple(dict.fromkeys(_of_content(told["content"])))
    except (KeyError, TypeError, AttributeError):  # somebody made it up, with a hash that fits
        raise ServiceError(NO_DOSSIER) from None


def _of_content(made: Mapping[str, Any]) -> Iterator[Message]:
    for seat in _seats(made):
        yield from _of_seat(seat, made["made_with"]["weights"])
    for pilot in made["territories"]:
        if "service" in pilot:
            yield from _of_service(pilot)


def _read(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        raise ServiceError(NO_DOSSIER) from None
    if not isinstance(told, dict) or not {"format", "kind", "content", "sha256"} <= set(told):
        raise ServiceError(NO_DOSSIER)
    if told["format"] != FORMAT:
        raise ServiceError(
            say("The dossier is of another version ({format}): check it with that one", format=str(told["format"])[:60])
        )
    return told


def _of_bytes(content: bytes, told: dict[str, Any], stated: str, found: str) -> Iterator[Message]:
    if stated != found:
        yield say("Its hash is not that of its content: something was changed")
    elif content != canonical(told):
        yield say("It says the same, but is not written as it was: bytes were changed that mean nothing")


def _seats(made: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for pilot in made["territories"]:
        for seat in pilot["seats"]:
            yield {**seat, "where": f"{pilot['name']}, {seat['role']}"}


def _of_seat(seat: Mapping[str, Any], weights: Mapping[str, float]) -> Iterator[Message]:
    where = seat["where"]
    for one in (*seat["suggestions"], *seat.get("chosen", ()), *seat.get("reserves", ())):
        yield from _of_score(one, weights, where)
    for listed in (seat["suggestions"], seat.get("chosen", ()), seat.get("reserves", ())):
        yield from _of_order(listed, where)
    placed = [one["id"] for one in (*seat["suggestions"], *seat["held"])]
    refused = [one["id"] for one in seat["refused"]] if isinstance(seat["refused"], list) else []
    if len(set(placed)) != len(placed) or set(placed) & set(refused):
        yield say("{where}: somebody is suggested, held or refused at once", where=where)
    if len(seat["suggestions"]) > seat["eligible"]:
        yield say("{where}: more people are suggested than may be", where=where)


def _of_score(one: Mapping[str, Any], weights: Mapping[str, float], where: str) -> Iterator[Message]:
    who = {"where": where, "name": one["name"] or one["id"]}
    counted = [(signal, signal["average"] if signal["value"] is None else signal["value"]) for signal in one["signals"]]
    total = sum(signal["weight"] * value for signal, value in counted if value is not None)
    if one["signals"] and abs(total - one["score"]) > TOLERANCE:  # whoever was erased since has none
        yield say("{where}: the score of {name} is not the sum of what it is made of", **who)
    if one["strength"] != strength(one["score"]):
        yield say("{where}: the word for the score of {name} is another one", **who)
    differs = [s["name"] for s in one["signals"] if abs(weights.get(s["name"], 0.0) - s["weight"]) > TOLERANCE]
    if differs:
        told = {**who, "signals": ", ".join(differs)}
        yield say("{where}: {name} is weighed otherwise than the dossier states ({signals})", **told)


def _of_order(listed: Sequence[Mapping[str, Any]], where: str) -> Iterator[Message]:
    ranks, scores = [one["rank"] for one in listed], [one["score"] for one in listed]
    if ranks != sorted(set(ranks)):
        yield say("{where}: ranks do not go up one after the other", where=where)
    if scores != sorted(scores, reverse=True):
        yield say("{where}: somebody stands before another with a higher score", where=where)


def _of_service(pilot: Mapping[str, Any]) -> Iterator[Message]:
    wanted = sum(seat["wanted"] for seat in pilot["seats"])
    scores = sum(one["score"] for seat in pilot["seats"] for one in seat["chosen"])
    served = scores / wanted if wanted else 1.0
    if abs(served - pilot["service"]) > TOLERANCE:
        yield say("{where}: its service is not the mean score of whoever was chosen", where=pilot["name"])
