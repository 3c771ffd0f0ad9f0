"""A short list that a pilot's contact sees, and what they say of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matcher.model import Role


class Liking(StrEnum):
    """What a contact says of somebody for a role."""

    FIRST = "first choice"
    SUITS = "would suit"
    RATHER_NOT = "rather not"


@dataclass(frozen=True, slots=True)
class ShortList:
    """One territory of one match list, shown to the contact of the territory."""

    id: str
    territory: str
    list_id: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PilotWord:
    """What a contact said: of somebody for a role, or (without either) of the list as a whole."""

    role: Role | None
    expert: str | None
    liking: Liking | None
    words: str
    at: datetime
