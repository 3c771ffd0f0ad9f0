"""How a wording in an answer is to be read, as somebody said it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WordingStated:
    """One wording of a field, and what it means in words that are understood."""

    field: str
    wording: str
    meaning: str
    by: str
    at: datetime
