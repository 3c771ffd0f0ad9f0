"""Which field a column holds, as somebody said it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ColumnStated:
    """The field of all columns with one heading."""

    heading: str
    field: str  # "-" for none
    by: str
    at: datetime
