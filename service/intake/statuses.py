"""Statuses as a column may state them: of a registration, and of an application."""

from collections.abc import Mapping

from matcher.folding import folded_words
from matcher.messages import say
from matcher.model import ExpertStatus, TerritoryStatus
from service.intake.problems import Reading, Remark

_EXPERT: Mapping[str, ExpertStatus] = {
    **dict.fromkeys("valid active ok complete valide actif active".split(), ExpertStatus.VALID),
    **dict.fromkeys("incomplete incomplet incomplete draft".split(), ExpertStatus.INCOMPLETE),
    **dict.fromkeys("inactive inactif inactive paused".split(), ExpertStatus.INACTIVE),
    **dict.fromkeys("withdrawn retire retiree withdrew".split(), ExpertStatus.WITHDRAWN),
}
_TERRITORY: Mapping[str, TerritoryStatus] = {
    **dict.fromkeys(
        "selected yes oui selectionne selectionnee retenu retenue pilot x accepted".split(), TerritoryStatus.SELECTED
    ),
    **dict.fromkeys("applied candidate candidat submitted depose".split(), TerritoryStatus.APPLIED),
    **dict.fromkeys("waiting reserve attente liste".split(), TerritoryStatus.WAITING),
    **dict.fromkeys("rejected no non refuse refusee rejete rejetee declined".split(), TerritoryStatus.REJECTED),
    **dict.fromkeys("withdrawn retire retiree".split(), TerritoryStatus.WITHDRAWN),
}


def read_expert_status(text: str) -> Reading[ExpertStatus | None]:
    """Read a registration's status; None where nothing is stated."""
    if not text:
        return Reading(None)
    status = next((_EXPERT[word] for word in folded_words(text) if word in _EXPERT), None)
    if status:
        return Reading(status)
    expected = say("valid, incomplete, inactive or withdrawn")
    said = say("Read as inactive, to be on the safe side: write one of these words")
    return Reading(ExpertStatus.INACTIVE, (Remark(text, expected, said),))


def read_territory_status(text: str) -> Reading[TerritoryStatus | None]:
    """Read an application's status; None where nothing is stated or it is not understood."""
    words = folded_words(text)
    if not words:
        return Reading(None)
    if "not" in words or "non" in words[:1] or "pas" in words:
        return Reading(TerritoryStatus.REJECTED)
    status = next((_TERRITORY[word] for word in words if word in _TERRITORY), None)
    if status:
        return Reading(status)
    expected = say("applied, selected, waiting, rejected or withdrawn")
    return Reading(None, (Remark(text, expected, say("Left out: write one of these words")),))
