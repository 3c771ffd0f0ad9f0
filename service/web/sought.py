"""What an address looks for in the roster; one thing that cannot be meant is said, and nothing is guessed."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

from babel import Locale
from fastapi import Depends

from matcher.countries import PROGRAMME
from matcher.languages import Level
from matcher.messages import Vocabulary, say
from matcher.model import Role, TerritoryStatus
from matcher.taxonomy import codes
from service.errors import ServiceError
from service.values.searches import ExpertsSought, TerritoriesSought

T = TypeVar("T")
MOST_WORDS = 500  # characters


def experts_sought(
    q: str = "",
    role: str = "",
    language: str = "",
    level: str = "",
    lives_in: str = "",
    worked_in: str = "",
    theme: str = "",
    free_on: str = "",
) -> ExpertsSought:
    """Whom an address looks for. Raises ServiceError where a condition names nothing, or a level no language."""
    if level and not language:
        raise ServiceError(say("Choose the language that the level is of"))
    return ExpertsSought(
        words=_words(q),
        role=_one(Role, role),
        language=_code(language, language in Locale("en").languages or language in {"cnr", "sh"}),
        level=_one(Level, level),
        lives_in=_code(lives_in, lives_in in PROGRAMME or lives_in in Locale("en").territories),
        worked_in=_code(worked_in, worked_in in PROGRAMME),
        theme=_code(theme, theme in codes(Vocabulary.THEME)),
        free_on=_one(date.fromisoformat, free_on),
    )


def territories_sought(
    q: str = "", country: str = "", role: str = "", theme: str = "", status: str = ""
) -> TerritoriesSought:
    """Which territories an address looks for. Raises ServiceError where a condition names nothing."""
    return TerritoriesSought(
        words=_words(q),
        country=_code(country, country in PROGRAMME),
        role=_one(Role, role),
        theme=_code(theme, theme in codes(Vocabulary.THEME)),
        status=_one(TerritoryStatus, status),
    )


SoughtExperts = Annotated[ExpertsSought, Depends(experts_sought)]
SoughtTerritories = Annotated[TerritoriesSought, Depends(territories_sought)]


def _words(words: str) -> str:
    if len(words) > MOST_WORDS:
        raise ServiceError(say("Search with at most {most} characters", most=MOST_WORDS))
    return words.strip()


def _one(read: Callable[[str], T], told: str) -> T | None:
    try:
        return read(told) if told else None
    except ValueError:
        raise _unknown(told) from None


def _code(told: str, known: bool) -> str:
    if told and not known:
        raise _unknown(told)
    return told


def _unknown(told: str) -> ServiceError:
    return ServiceError(say('Nothing is found by "{told}": it is no condition that there is', told=told))
