"""Statuses as a column may state them: of a registration, and of an application."""

from collections.abc import Mapping
from typing import TypeVar

from matcher.folding import folded_words
from matcher.messages import Message, Term, Vocabulary, say
from matcher.model import ExpertStatus, TerritoryStatus
from service.intake.problems import Reading, Remark
from service.intake.words.agreement import meant_as
from service.intake.words.polarity import Turn, parts_of, turns

_EXPERT: Mapping[str, ExpertStatus] = {
    **dict.fromkeys("valid active ok complete valide actif active".split(), ExpertStatus.VALID),
    **dict.fromkeys("incomplete incomplet incomplete draft".split(), ExpertStatus.INCOMPLETE),
    **dict.fromkeys("inactive inactif inactive paused".split(), ExpertStatus.INACTIVE),
    **dict.fromkeys("withdrawn retire retiree withdrew".split(), ExpertStatus.WITHDRAWN),
}
_TERRITORY: Mapping[str, TerritoryStatus] = {
    **dict.fromkeys(
        "selected selectionne selectionnee retenu retenue pilot accepted".split(), TerritoryStatus.SELECTED
    ),
    **dict.fromkeys("applied candidate candidat submitted depose".split(), TerritoryStatus.APPLIED),
    **dict.fromkeys("waiting reserve attente liste".split(), TerritoryStatus.WAITING),
    **dict.fromkeys("rejected refuse refusee rejete rejetee declined".split(), TerritoryStatus.REJECTED),
    **dict.fromkeys("withdrawn retire retiree".split(), TerritoryStatus.WITHDRAWN),
}


# From the one that counts least to the one that counts most: of two that disagree the former holds.
_CAUTIOUS_EXPERT = (ExpertStatus.WITHDRAWN, ExpertStatus.INACTIVE, ExpertStatus.INCOMPLETE, ExpertStatus.VALID)
_CAUTIOUS_TERRITORY = (
    *(TerritoryStatus.WITHDRAWN, TerritoryStatus.REJECTED, TerritoryStatus.WAITING, TerritoryStatus.APPLIED),
    TerritoryStatus.SELECTED,
)
T = TypeVar("T", ExpertStatus, TerritoryStatus)


def read_expert_status(text: str) -> Reading[ExpertStatus | None]:
    """Read a registration's status; None where nothing is stated. What is doubtful is inactive, or withdrawn."""
    if not text:
        return Reading(None)
    expected = say("valid, incomplete, inactive or withdrawn")
    told, doubtful = _told(text, _EXPERT, {ExpertStatus.VALID: ExpertStatus.INACTIVE})
    if not told:
        said = say("Read as inactive, to be on the safe side: write one of these words")
        return Reading(ExpertStatus.INACTIVE, (Remark(text, expected, said),))
    status = min(told, key=_CAUTIOUS_EXPERT.index)
    if not doubtful and len(told) == 1:
        return Reading(status)
    status = min(status, ExpertStatus.INACTIVE, key=_CAUTIOUS_EXPERT.index)
    return Reading(status, (_taken_as(text, expected, Term(Vocabulary.STATUS, status)),))


def read_territory_status(text: str) -> Reading[TerritoryStatus | None]:
    """Read an application's status; None where nothing is stated or understood. What is denied is rejected."""
    if not text:
        return Reading(None)
    expected = say("applied, selected, waiting, rejected or withdrawn")
    if meant_as(text) is not None:
        return Reading(TerritoryStatus.SELECTED if meant_as(text) else TerritoryStatus.REJECTED)
    told, doubtful = _told(text, _TERRITORY, {TerritoryStatus.SELECTED: TerritoryStatus.REJECTED})
    if not told:
        return Reading(None, (Remark(text, expected, say("Left out: write one of these words")),))
    status = min(told, key=_CAUTIOUS_TERRITORY.index)
    if not doubtful and len(told) == 1:
        return Reading(status)
    status = min(status, TerritoryStatus.WAITING, key=_CAUTIOUS_TERRITORY.index)
    return Reading(status, (_taken_as(text, expected, Term(Vocabulary.STATUS, status)),))


def _told(text: str, words: Mapping[str, T], denied: Mapping[T, T]) -> tuple[set[T], bool]:
    """The statuses that a text names, what it denies turned round; and whether that is in doubt.

    Nothing is known of a denied "inactive" but that somebody has to look.
    """
    named = [(part.turn, words[word]) for part in parts_of(text) for word in folded_words(part.text) if word in words]
    told = {status if turn is Turn.PLAIN else denied.get(status, status) for turn, status in named}
    return told, any(turn is not Turn.PLAIN for turn, _ in named) or turns(text)


def _taken_as(text: str, expected: Message, status: Term) -> Remark:
    return Remark(
        text, expected, say("Read as {status}, to be on the safe side: write one of these words", status=status)
    )
