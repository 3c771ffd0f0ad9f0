"""Carry texts to the embeddings, and what they tell back to the matcher: the one place where the two packages meet."""

from collections.abc import Mapping, Sequence

import numpy as np

from embeddings.cutting import cut
from embeddings.lexical import shared_words
from embeddings.nearness import Nearness, Need, nearness
from embeddings.text_language import language_of
from embeddings.transformer import Progress
from matcher.evidence import Closeness, Evidence
from matcher.model import Expert, Quotation
from matcher.roster import Bools
from matcher.suggesting import Candidates
from matcher.texts import Ask, asks_of, passages_of, setting_of
from service.house import House

ENOUGH = 10  # people offering a role: fewer are compared with the whole roster


def gather_evidence(
    field: Candidates, house: House, progress: Progress | None = None, explained: str | None = None
) -> Evidence:
    """Compare what every seat asks with what its candidates tell, in meaning, in words, and in its setting.

    Candidates are those who offered the role; `explained` is somebody, by key, who is compared whatever they offered.
    """
    about = _asked_about(field, explained)
    asks = [_pieces_of_asks(asks_of(seat)) for seat in field.seats]
    settings = [tuple(Ask(quotation, 1.0) for quotation in setting_of(seat)) for seat in field.seats]
    passages = [_pieces(passages_of(expert)) for expert in field.roster.experts]
    told = [[passage.words for passage in of_one] for of_one in passages]
    needs = [_need(of_one) for of_one in (*asks, *settings)]
    both = nearness(needs, told, np.vstack([about, about]), house.library, progress)
    words = shared_words(
        [" ".join(ask.quotation.words for ask in of_one) for of_one in asks], [" ".join(of_one) for of_one in told]
    )
    meaning, setting = slice(None, len(asks)), slice(len(asks), None)
    return Evidence(
        meaning=_closeness(both, meaning, asks, passages),
        words=words.value,
        shared_words=words.shown,
        setting=_closeness(both, setting, settings, passages),
    )


def unread_profiles(experts: Sequence[Expert], house: House) -> Mapping[str, str]:
    """The languages of profiles that the text model was not made for, by expert; empty where it reads many."""
    reads = house.model.reads
    if reads is None:
        return {}
    told = {expert.key: language_of(expert.summary) for expert in experts}
    return {key: language for key, language in told.items() if language and language not in reads}


def _asked_about(field: Candidates, explained: str | None) -> Bools:
    """Whose profiles are compared for each seat, shape (seats, experts): a few people are no measure of one another."""
    rows = [verdict.offered if verdict.offered.sum() >= ENOUGH else ~field.roster.none() for verdict in field.verdicts]
    about = np.vstack([row.copy() for row in rows])
    if explained:
        about[:, field.roster.place[explained]] = True
    return about


def _pieces(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    return tuple(Quotation(piece, whole.source) for whole in quotations for piece in cut(whole.words))


def _pieces_of_asks(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    return tuple(
        Ask(Quotation(piece, ask.quotation.source), ask.weight) for ask in asks for piece in cut(ask.quotation.words)
    )


def _need(asks: Sequence[Ask]) -> Need:
    return Need(tuple(ask.quotation.words for ask in asks), tuple(ask.weight for ask in asks))


def _closeness(
    told: Nearness, rows: slice, asks: Sequence[Sequence[Ask]], passages: Sequence[Sequence[Quotation]]
) -> Closeness:
    return Closeness(
        told.value[rows],
        told.best_ask[rows],
        told.best_passage[rows],
        [[ask.quotation for ask in of_one] for of_one in asks],
        passages,
    )
