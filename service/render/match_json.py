"""Match lists and explanations as JSON, in the shape that programs rely on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from matcher.findings import EnteredConflict
from matcher.messages import Vocabulary
from matcher.model import Expert, Held, Quotation, Refusal, SeatList, Signal, Suggestion
from service.intake.rows.records import SourceRow
from service.sentences import Sentences
from service.values.answers import ExplainAnswer, MadeWith, MatchList, People
from service.values.json import Json
from service.values.requests import Override


def match_json(
    answer: MatchList, sentences: Sentences, *, counts: Sequence[Mapping[str, int]] | None = None
) -> dict[str, Json]:
    """Write match lists; `counts` are how many each rule refused, seat by seat, to be told instead of the names."""
    sentences = sentences.knowing(answer.names)
    numbers = iter(counts) if counts is not None else repeat(None)
    return {
        "territories": [
            {
                "name": matched.territory.name,
                "id": matched.territory.id,
                **source_json(answer.rows.get(matched.territory.id)),
                "seats": [seat_json(seat, answer.people, sentences, next(numbers)) for seat in matched.seats],
            }
            for matched in answer.territories
        ],
        "made_with": made_with_json(answer.made_with, sentences),
    }


def explain_json(answer: ExplainAnswer, sentences: Sentences) -> dict[str, Json]:
    """Write what each role's rules and signals say of one expert for one territory."""
    experts = {answer.expert.id: answer.expert}
    sentences = sentences.knowing(answer.names)
    return {
        "expert": person_json(answer.expert),
        "territory": {"id": answer.territory.id, "name": answer.territory.name},
        "profile_language": answer.profile_language,
        "roles": [
            {
                "role": seat.seat.role,
                "eligible": not (seat.refusals or seat.held),
                "held": [_held(one, experts, sentences) for one in seat.held],
                "rank": seat.suggestions[0].rank or None,
                "among": seat.eligible,
                "refused": [_refusal(refusal, experts, sentences) for refusal in seat.refusals],
                "score": seat.suggestions[0].score,
                "strength": seat.suggestions[0].strength,
                "signals": [_signal(signal, sentences) for signal in seat.suggestions[0].signals],
                "flags": [sentences.write(flag) for flag in seat.suggestions[0].flags],
            }
            for seat in answer.seats
        ],
        "made_with": made_with_json(answer.made_with, sentences),
    }


def person_json(expert: Expert) -> dict[str, Json]:
    """Say who somebody is: the id to refer to, the address and the name to be read."""
    return {"id": expert.id, "email": expert.email, "name": expert.name}


def source_json(source: SourceRow | None) -> dict[str, Json]:
    """Say which row a territory was read from, where it was one."""
    return {"key": source.label, "row": source.row} if source else {}


def made_with_json(made: MadeWith, sentences: Sentences) -> dict[str, Json]:
    """Write what an answer was made with."""
    return {
        "version": made.version,
        "made_at": made.made_at.isoformat(timespec="seconds"),
        "encoder": made.encoder,
        "index": made.index,
        "seed": made.seed,
        "settings": dict(made.settings),
        "conflicts_entered": [_decision(one, sentences) for one in made.entered],
        "conflicts_overridden": [_decision(one, sentences) for one in made.overrides],
        "weights": dict(made.weights),
        "revision": made.revision,
        "files": [{"name": f.name, "sha256": f.sha256, "rows": f.rows} for f in made.files],
        "experts": {"read": made.experts_read, "matched": made.experts_matched},
        "territories": {"read": made.territories_read, "matched": made.territories_matched},
    }


def _decision(one: EnteredConflict | Override, sentences: Sentences) -> dict[str, Json]:
    return {
        "expert": {"id": one.expert, "name": sentences.term(Vocabulary.PERSON, one.expert)},
        "territory": {"id": one.territory, "name": sentences.term(Vocabulary.TERRITORY, one.territory)},
        "reason": one.reason,
    }


def seat_json(
    seat: SeatList, people: People, sentences: Sentences, counts: Mapping[str, int] | None
) -> dict[str, Json]:
    """Write the list of one seat; `counts` stand for the names of the refused where they are given."""
    refused: Json = (
        dict[str, Json](counts)
        if counts is not None
        else [_refusal(refusal, people.experts, sentences) for refusal in seat.refusals]
    )
    return {
        "role": seat.seat.role,
        "eligible": seat.eligible,
        "suggestions": [suggestion_json(suggestion, people, sentences) for suggestion in seat.suggestions],
        "held": [_held(one, people.experts, sentences) for one in seat.held],
        "refused": refused,
        "diagnosis": [sentences.write(message) for message in seat.diagnosis],
    }


def counted(seats: Iterable[SeatList]) -> tuple[Mapping[str, int], ...]:
    """How many each rule refused, seat by seat."""
    return tuple(Counter(refusal.rule.value for refusal in seat.refusals) for seat in seats)


def _refusal(refusal: Refusal, experts: Mapping[str, Expert], sentences: Sentences) -> dict[str, Json]:
    return {
        **person_json(experts[refusal.expert]),
        "rule": refusal.rule,
        "fact": sentences.write(refusal.fact),
    }


def _held(held: Held, experts: Mapping[str, Expert], sentences: Sentences) -> dict[str, Json]:
    return {
        **person_json(experts[held.expert]),
        "rank_if_cleared": held.rank_if_cleared,
        "questions": [
            {
                "rule": question.rule,
                "question": sentences.write(question.reason),
                "expert_words": question.expert_words,
                "territory_words": question.territory_words,
            }
            for question in held.questions
        ],
    }


def suggestion_json(suggestion: Suggestion, people: People, sentences: Sentences) -> dict[str, Json]:
    """Write one suggestion with everything that speaks for and against."""
    return {
        "rank": suggestion.rank,
        **person_json(people.experts[suggestion.expert]),
        "profile_language": people.profile_languages.get(suggestion.expert),
        "score": suggestion.score,
        "noise": suggestion.noise,
        "strength": suggestion.strength,
        "signals": [_signal(signal, sentences) for signal in suggestion.signals],
        "flags": [sentences.write(flag) for flag in suggestion.flags],
    }


def _signal(signal: Signal, sentences: Sentences) -> dict[str, Json]:
    return {
        "name": signal.name,
        "value": signal.value,
        "average": signal.average,
        "weight": signal.weight,
        "reason": sentences.write(signal.reason),
        "expert_words": _words(signal.expert_words),
        "territory_words": _words(signal.territory_words),
    }


def _words(quotation: Quotation | None) -> str | None:
    return quotation.words if quotation else None
