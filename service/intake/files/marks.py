"""What the cells' values alone do not tell of a sheet: how far it reaches, and which cells lost their value.

Rows and columns count from 1. Knows neither XLSX nor ODS.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_ALWAYS_ROOM_FOR = 3_000_000  # cells; the reader below keeps a full rectangle of 32 bytes a cell, so some 100 MB
_NEVER_ROOM_FOR = 30_000_000  # cells; about 1 GB
_MOST_HOLLOW = 10  # cells of the rectangle for each one that holds something

Cell = tuple[int, int]  # row, column


@dataclass(frozen=True, slots=True)
class Extent:
    """The rectangle from the first cell to the last that holds something, and how many cells do."""

    rows: int = 0
    columns: int = 0
    cells: int = 0

    @property
    def fits(self) -> bool:
        """Whether a reader that keeps the whole rectangle in memory can be let near it."""
        room = min(_NEVER_ROOM_FOR, max(_ALWAYS_ROOM_FOR, _MOST_HOLLOW * self.cells))
        return self.rows * self.columns <= room

    @property
    def is_possible(self) -> bool:
        return self.rows <= LAST_ROW and self.columns <= LAST_COLUMN

    @property
    def corner(self) -> str:
        """The last cell as a spreadsheet names it."""
        return f"{column_letters(self.columns)}{self.rows}"


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Cells that a reader of values sees as blank, and blocks of which it sees the first cell alone."""

    uncalculated: frozenset[Cell] = frozenset()  # formulas stored without their result
    errors: Mapping[Cell, str] = field(default_factory=dict)
    merged: tuple[tuple[Cell, Cell], ...] = ()  # first and last cell, both inside
    hidden: frozenset[int] = frozenset()  # rows that are hidden, by hand or by a filter
    since_1904: bool = False  # plain numbers that mean days are counted from 1904, as old Excel for Mac did


def column_letters(number: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from 1, given its letters in any case."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
