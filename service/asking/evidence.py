"""Carry texts to the embeddings, and what they tell back to the matcher: the one place where the two packages meet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.cutting import cut
from embeddings.nearness import Need, Part, nearness
from matcher.evidence import Closeness, Evidence
from matcher.roster import Bools
from matcher.suggesting import Candidates
from matcher.texts import Ask, asks_of
from service.asking.frozen import Kept, Prints, frozen
from service.asking.profiles import Profiles, Progress, pieces_of
from service.values.answers import FrozenEvidence

ENOUGH = 10  # people offering a role: fewer are compared with the whole roster


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Evidence, with what makes it the same when it is measured again."""

    evidence: Evidence
    frozen: FrozenEvidence


def gather_evidence(
    field: Candidates, profiles: Profiles, progress: Progress | None = None, explained: Collection[str] = ()
) -> Evidence:
    """Compare what every seat asks with what its candidates tell, in meaning and in words.

    `profiles` are those of the field's roster. Candidates are those who offered the role; `explained` are people,
    by id, who are compared whatever they offered.
    """
    return measure(field, profiles, progress, explained=explained).evidence


def measure(
    field: Candidates,
    profiles: Profiles,
    progress: Progress | None = None,
    *,
    explained: Collection[str] = (),
    before: FrozenEvidence | None = None,
) -> Measured:
    """As `gather_evidence`, keeping what is frozen.

    Of a seat and a profile whose texts are those of `before`, the values are taken from there; what is new is measured
    on the scales of then.
    """
    about = _asked_about(field, explained)
    asks = [asks_of(seat) for seat in field.seats]
    needs = [_need(of_one) for of_one in asks]
    prints = Prints.of(field, profiles.prints, asks, profiles.encoder)
    kept = Kept.of(before, prints)
    near = nearness(needs, profiles.meaning, about, progress=progress, scales=kept.of_needs())
    words = profiles.words.shared_with([need.asks for need in needs], kept.of_words())
    values = {"meaning": kept.laid_over("meaning", near.value), "words": kept.laid_over("words", words.value)}
    pieces = [pieces_of([ask.quotation for ask in of_one]) for of_one in asks]
    meaning = Closeness(
        values["meaning"],
        best_ask=near.best_ask,
        best_passage=near.best_passage,
        stands_out=near.stands_out,
        noise=near.noise,
        asks=pieces,
        passages=profiles.passages,
    )
    evidence = Evidence(meaning, values["words"], words.shown)
    return Measured(evidence, frozen(prints, values, near.scales, words.scales))


def _asked_about(field: Candidates, explained: Collection[str]) -> Bools:
    """Whose profiles are compared for each seat, shape (seats, experts): a few people are no measure of one another."""
    rows = [verdict.offered if verdict.offered.sum() >= ENOUGH else ~field.roster.none() for verdict in field.verdicts]
    about = np.vstack([row.copy() for row in rows])
    about[:, [field.roster.place[one] for one in explained]] = True
    return about


def _need(asks: Sequence[Ask]) -> Need:
    parts = ((cut(ask.quotation.words), ask.weight) for ask in asks)
    return Need(tuple(Part(pieces, weight) for pieces, weight in parts if pieces))
