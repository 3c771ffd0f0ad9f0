"""One seat of a round: who has it, who else might, and what a coordinator does about it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.messages import say
from matcher.model import Role
from matcher.round.comparison import Placements, SeatKey
from service.errors import NotFound, ServiceError
from service.pages.showing import show
from service.render.board import by_pilot, considered, if_cleared
from service.values.round_changes import Act, Placed, RoundChange, SeatAct, Swap
from service.verbs import rounds
from service.verbs.load import asks_of
from service.web.asking import At, Coordinator, Reader, Wake, WholeNumber, whole_number

router = APIRouter()


@router.get("/rounds/{identity}/versions/{number}/seats/{place}/{role}")
def one_seat(
    request: Request, identity: str, number: WholeNumber, place: str, role: str, _: Reader, at: At
) -> Response:
    """One seat: who is on it, and everybody else on its list side by side."""
    shown = rounds.find_round(identity, number, at, lists=True)
    pilot = next((one for one in by_pilot(shown.answer) if one.plan.territory.id == place), None)
    seat = pilot.seats.get(Role(role)) if pilot and role in set(Role) else None
    if pilot is None or seat is None:
        raise NotFound(say("This round has no such seat"))
    key = (place, Role(role))
    others = considered(key, shown.answer)
    people = [card.expert.id for card in (*seat.cards, *(one.card for one in others))]
    return show(
        request,
        "round_seat.html",
        names=dict(shown.names),
        shown=shown,
        pilot=pilot,
        seat=seat,
        others=others,
        elsewhere=_on_other_seats(shown.answer.round.placements, key),
        asks=asks_of(people, at),
        today=at.clock().date(),
        held=shown.answer.lists[key].held,
        cleared=if_cleared(key, shown.answer),
        excluded=[
            (expert, reason) for (expert, where), reason in shown.answer.terms.exclusions.items() if where == key
        ],
        refused=shown.refused.get(key, {}),
    )


def _on_other_seats(placements: Placements, here: SeatKey) -> list[Placed]:
    """Everybody with whom somebody on this seat may change places, but for those who are on it as well."""
    return [
        Placed(expert, *seat)
        for seat, experts in placements.items()
        for expert in experts
        if seat != here and expert not in placements.get(here, ())
    ]


@router.post("/rounds/{identity}/versions/{number}/changes")
def change(
    identity: str,
    number: WholeNumber,
    actor: Coordinator,
    at: At,
    wake: Wake,
    act: Annotated[str, Form()] = "",
    expert: Annotated[str, Form()] = "",
    territory: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
) -> Response:
    """Queue a changed version: it is shown with what it changes before anybody takes it."""
    made = _change(act, expert, territory, role, reason, other)
    job = rounds.change_round(identity, number, made, actor, at)
    wake(job)
    return RedirectResponse(f"/jobs/{job}", 303)


def _placed(told: str) -> Placed:
    """Somebody on a seat, as a choice of the page names them: the person, the territory and the role with blanks."""
    expert, territory, role = (*told.split(), "", "", "")[:3]
    if role not in set(Role):
        raise ServiceError(say("Choose with whom they change places"))
    return Placed(expert, territory, Role(role))


def _change(act: str, expert: str, territory: str, role: str, reason: str, other: str) -> RoundChange:
    if act == "fill":
        return RoundChange(fill_only=True)
    if act == "anew":
        return RoundChange()
    if act == "most" and (allowed := whole_number(reason)) is not None:
        return RoundChange(most_of={expert: allowed})
    if act == "swap" and role in set(Role):
        return RoundChange(swaps=(Swap(Placed(expert, territory, Role(role)), _placed(other)),))
    if act == "bring" and role in set(Role):
        most = {expert: int(reason)} if reason.strip().isdecimal() else {}
        return RoundChange((SeatAct(Act.PIN, expert, territory, Role(role)),), most_of=most)
    if act not in set(Act) or role not in {"", *Role}:
        raise ServiceError(say("There is no such change of a round"))
    return RoundChange((SeatAct(Act(act), expert, territory, Role(role) if role else None, reason),))
