"""The sheet of suggestions: its columns, said once for whoever writes, reads and documents them."""

from collections.abc import Mapping
from dataclasses import dataclass

SHEET = "Suggestions"
ACCEPTED, PASSED_OVER = "accepted", "passed over"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what stands in it (for the documentation), and its width in characters."""

    heading: str
    holds: str
    width: int = 18
    choices: tuple[str, ...] = ()  # what a person may choose from


TERRITORY = Column("Territory", "Name of the territory", 28)
ROLE = Column("Role", "The role of the seat", 18)
EMAIL = Column("E-mail", "Address, for the coordinator only", 26)
DECISION = Column(
    "Decision", "For you to fill in: accepted, or passed over; the learn command reads it", 12, (ACCEPTED, PASSED_OVER)
)
SIGNALS: Mapping[str, Column] = {
    "meaning": Column("Meaning", "Nearness in meaning, 0 to 1; blank where unknown", 9),
    "words": Column("Words", "Shared words, 0 to 1; blank where unknown", 9),
    "themes": Column("Themes", "Themes wanted less themes named beside them, 0 to 1; blank where unknown", 9),
    "stages": Column("Stages", "Stages of the role less other stages, 0 to 1; blank where unknown", 9),
    "countries": Column("Countries known", "Countries of the territory that the person knows, 0 to 1", 9),
    "languages": Column("Working languages", "Working languages spoken, 0 to 1; blank where unknown", 9),
}
SUGGESTIONS = (
    TERRITORY,
    ROLE,
    Column("Rank", "1 is the best suggestion of its seat", 6),
    Column("Name", "The person suggested", 22),
    EMAIL,
    Column("Organisation", "As the profile gives it", 24),
    Column("Country", "Country of residence", 14),
    Column("Languages", "Languages with the level stated", 30),
    Column("Strength", "How near the person is to the seat, in five steps", 12),
    Column("Score", "The number behind the strength, 0 to 1: the sum of weight x value of the signals", 8),
    DECISION,
    Column("For", "What speaks for the person, weightiest first", 48),
    Column("Against", "What speaks against the person, weightiest first", 40),
    Column("Unknown", "What neither side states", 24),
    Column("Flags", "What to look at before deciding", 40),
    Column("In the person's words", "The passage of the profile that made the score", 60),
    Column("In the territory's words", "The ask that this passage answers", 60),
    Column("Profile in", "The language in which the profile is written, as far as its words tell", 14),
    *SIGNALS.values(),
)
