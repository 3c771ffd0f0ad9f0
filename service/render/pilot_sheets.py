"""One workbook per territory that may be sent to it: suggestions and reasons, no address, refusal or intake report."""

import re
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from matcher.explanation import points, quotation
from matcher.messages import Vocabulary
from matcher.model import Expert, SeatList, Suggestion
from service.intake.rows.records import SourceRow
from service.layout import Column
from service.render.match_workbook import reasons, spoken
from service.render.sheets import Sheet, Value, write_workbook
from service.sentences import Sentences
from service.values.answers import MatchedTerritory, MatchList, People

SUGGESTIONS = (
    Column("Role", "The role of the seat", 18),
    Column("Rank", "1 is the best suggestion of its seat", 6),
    Column("Name", "The person suggested", 22),
    Column("Country", "Country of residence", 14),
    Column("Languages", "Languages with the level stated", 30),
    Column("Strength", "How near the person is to the seat, in five steps", 12),
    Column("For", "What speaks for the person, weightiest first", 48),
    Column("In the person's words", "The passage of the profile that made the score", 60),
    Column("In the territory's words", "The ask that this passage answers", 60),
)


def write_pilot_sheets(folder: Path, answer: MatchList, sentences: Sentences) -> tuple[Path, ...]:
    """Write one workbook for each territory into `folder`, which is made where it is missing.

    Returns the files in the order of the territories. Raises OSError where one cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sentences = sentences.knowing(answer.names)
    written = []
    for matched in answer.territories:
        path = folder / name_of(matched, answer.rows.get(matched.territory.id))
        write_workbook(path, (pilot_sheet(matched, answer.people, sentences),), sentences)
        written.append(path)
    return tuple(written)


def pilot_sheet(matched: MatchedTerritory, people: People, sentences: Sentences) -> Sheet:
    """The one sheet for a territory; whoever is no longer to be named is left out."""
    rows = [
        _row(seat, one, people.experts[one.expert], sentences)
        for seat in matched.seats
        for one in seat.suggestions
        if people.experts[one.expert].name
    ]
    return Sheet("Suggestions", SUGGESTIONS, rows)


def name_of(matched: MatchedTerritory, source: SourceRow | None) -> str:
    """What the file for a territory is called."""
    return f"{source.label if source else matched.territory.id}-{_slug(matched.territory.name)}.xlsx"


def _slug(name: str) -> str:
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "territory"


def _row(seat: SeatList, suggestion: Suggestion, expert: Expert, sentences: Sentences) -> Sequence[Value]:
    quoted = quotation(suggestion)
    return (
        sentences.term(Vocabulary.ROLE, seat.seat.role),
        suggestion.rank,
        expert.name,
        sentences.term(Vocabulary.COUNTRY, expert.residence or ""),
        spoken(expert, sentences),
        sentences.text(suggestion.strength.value),
        reasons(points(suggestion).in_favour, sentences),
        quoted[0].words if quoted else "",
        quoted[1].words if quoted else "",
    )
