"""A round as JSON: what `match --json` writes, with who takes each seat, who stands by, and what is missing."""

from collections.abc import Mapping
from dataclasses import replace

from matcher.round.balance import Balance
from matcher.round.comparison import Change, SeatKey
from matcher.round.result import PilotPlan, Remedy, SeatPlan
from matcher.round.terms import seat_key
from service.codec import write
from service.render.compared import change_json
from service.render.match_json import counted, made_with_json, person_json, seat_json, source_json, suggestion_json
from service.sentences import Sentences
from service.values.answers import Named, RoundAnswer, StoredRound
from service.values.json import Json

Counts = Mapping[SeatKey, Mapping[str, int]]  # how many each rule refused, by seat


def counts_of(answer: RoundAnswer) -> Counts:
    """How many each rule refused, by seat."""
    return {key: counted([seat])[0] for key, seat in answer.lists.items()}


def kept_round_json(answer: RoundAnswer, sentences: Sentences, counts: Counts | None = None) -> dict[str, Json]:
    """Write a round with what is needed to solve it again."""
    return {**round_json(answer, sentences, counts), "stored": write(kept_of(answer))}


def round_json(answer: RoundAnswer, sentences: Sentences, counts: Counts | None = None) -> dict[str, Json]:
    """Write a round; `counts` stand for the names of the refused where they are given."""
    quality, sentences = answer.round.quality, sentences.knowing(answer.names)
    return {
        "territories": [_pilot(pilot, answer, sentences, counts) for pilot in answer.round.pilots],
        "quality": {
            "total": round(quality.total, 4),
            "worst": round(quality.worst, 4),
            "bound": round(quality.bound, 4),
            "gap": round(quality.gap, 6),
            "proven": quality.proven,
            "seconds": round(quality.seconds, 3),
        },
        "gaps": [
            {"territory": pilot.territory.id, "gap": sentences.write(gap)}
            for pilot in answer.round.pilots
            for gap in pilot.gaps
        ],
        "balance": _balance(answer.round.balance),
        "diagnosis": [sentences.write(message) for message in answer.round.recruiting],
        "changes": [_change(change, answer, sentences) for change in answer.round.changes],
        "made_with": {**made_with_json(answer.made_with, sentences), "terms": _terms(answer)},
    }


def kept_of(answer: RoundAnswer) -> StoredRound:
    """What of a round is kept: ids, figures and messages, in no language."""
    seats = [plan for pilot in answer.round.pilots for plan in pilot.seats]
    named = {one.expert for plan in seats for one in (*plan.chosen, *plan.reserves)}
    named |= {expert for expert, _ in (*answer.terms.pins, *answer.terms.exclusions)}
    known = {one: answer.people.experts[one] for one in sorted(named & set(answer.people.experts))}
    return StoredRound(
        placements=answer.round.placements,
        people={one: Named(expert.name, expert.email) for one, expert in known.items()},
        territories={pilot.territory.id: pilot.territory.name for pilot in answer.round.pilots},
        service={pilot.territory.id: pilot.service for pilot in answer.round.pilots},
        total=answer.round.quality.total,
        worst=answer.round.quality.worst,
        terms=replace(answer.terms, before=None, known_before=None),
        served=answer.served,
        refused=answer.round.refused,
        frozen=answer.frozen,
    )


def _pilot(pilot: PilotPlan, answer: RoundAnswer, sentences: Sentences, counts: Counts | None) -> dict[str, Json]:
    return {
        "name": pilot.territory.name,
        "id": pilot.territory.id,
        **source_json(answer.rows.get(pilot.territory.id)),
        "service": pilot.service,
        "gaps": [sentences.write(gap) for gap in pilot.gaps],
        "diagnosis": [sentences.write(message) for plan in pilot.seats for message in plan.diagnosis],
        "balance": _balance(pilot.balance),
        "seats": [_seat(plan, answer, sentences, counts) for plan in pilot.seats],
    }


def _seat(plan: SeatPlan, answer: RoundAnswer, sentences: Sentences, counts: Counts | None) -> dict[str, Json]:
    seat = answer.lists[seat_key(plan.seat)]
    listed = seat_json(seat, answer.people, sentences, counts[seat_key(plan.seat)] if counts else None)
    return {
        **listed,
        "wanted": plan.wanted,
        "empty": plan.empty,
        "chosen": [suggestion_json(one, answer.people, sentences) for one in plan.chosen],
        "reserves": [suggestion_json(one, answer.people, sentences) for one in plan.reserves],
        "diagnosis": [sentences.write(message) for message in plan.diagnosis],
        "remedies": [_remedy(one, plan, sentences) for one in plan.remedies],
    }


def _remedy(one: Remedy, plan: SeatPlan, sentences: Sentences) -> dict[str, Json]:
    """What would fill a seat, and the change of the round that makes it."""
    pin: dict[str, Json] = {"act": "pin", "expert": one.expert, **_seat_of(seat_key(plan.seat))}
    most: dict[str, Json] = {} if one.most_pilots is None else {one.expert: one.most_pilots}
    return {"said": sentences.write(one.said), "change": {"acts": [pin], "most_of": most}}


def _balance(balance: Balance) -> dict[str, Json]:
    return {
        "placed": balance.placed,
        "by_country": dict(balance.by_country),
        "by_gender": dict(balance.by_gender),
        "by_language": dict(balance.by_language),
        "by_load": {str(load): people for load, people in balance.by_load.items()},
        "newcomers": balance.newcomers,
    }


def _change(change: Change, answer: RoundAnswer, sentences: Sentences) -> dict[str, Json]:
    person = answer.people.experts.get(change.expert)
    told: dict[str, Json] = {"email": person.email if person else None, "name": person.name if person else None}
    return change_json(change, told, sentences)


def _who(expert: str, answer: RoundAnswer) -> dict[str, Json]:
    return person_json(answer.people.experts[expert]) if expert in answer.people.experts else {"id": expert}


def _seat_of(seat: SeatKey) -> dict[str, Json]:
    return {"territory": seat[0], "role": seat[1]}


def _terms(answer: RoundAnswer) -> dict[str, Json]:
    terms = answer.terms
    return {
        "advisers": {role.value: number for role, number in terms.advisers.items()},
        "advisers_of": [{**_seat_of(seat), "number": number} for seat, number in terms.advisers_of.items()],
        "most_pilots": terms.most_pilots,
        "most_pilots_of": dict(terms.most_pilots_of),
        "fair": terms.fair,
        "served": dict(answer.served),
        "pins": [{**_who(expert, answer), **_seat_of(seat)} for expert, seat in sorted(terms.pins)],
        "exclusions": [
            {**_who(expert, answer), **_seat_of(seat), "reason": reason}
            for (expert, seat), reason in sorted(terms.exclusions.items())
        ],
        "time_limit": terms.time_limit,
    }
