"""What the use cases answer: values that every edge renders and none recomputes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from matcher.model import Expert, SeatList, Territory
from matcher.round.comparison import Change, Placements, SeatKey
from matcher.round.result import Round
from matcher.round.terms import RoundTerms
from service.intake.records import SourceFile


@dataclass(frozen=True, slots=True)
class MadeWith:
    """Everything needed to make the same answer again."""

    version: str  # of territory-match
    made_at: datetime
    encoder: str  # identity: weights, tokenizer, prompts, pooling, centring
    index: str
    seed: int
    settings: Mapping[str, str | int]
    weights: Mapping[str, float]  # shares of a score, by signal
    files: tuple[SourceFile, ...]
    experts_read: int
    experts_matched: int
    territories_read: int
    territories_matched: int


@dataclass(frozen=True, slots=True)
class MatchedTerritory:
    """One territory with a list for each role that it wants."""

    territory: Territory
    row: int  # as the spreadsheet shows it
    seats: tuple[SeatList, ...]


@dataclass(frozen=True, slots=True)
class MatchAnswer:
    """The match lists of some territories, with the people they name."""

    territories: tuple[MatchedTerritory, ...]
    experts: Mapping[str, Expert]  # by key; everybody whom a list names
    made_with: MadeWith


@dataclass(frozen=True, slots=True)
class ExplainAnswer:
    """What rules and signals say of one expert for each role of one territory."""

    expert: Expert
    territory: Territory
    seats: tuple[SeatList, ...]  # each has this one person; rank 0 where a rule refuses
    made_with: MadeWith


@dataclass(frozen=True, slots=True)
class RoundAnswer:
    """A round with the lists that it was made from, and the people it names."""

    round: Round
    lists: Mapping[SeatKey, SeatList]
    rows: Mapping[str, int]  # of the territories, by key
    experts: Mapping[str, Expert]  # by key
    terms: RoundTerms
    made_with: MadeWith


@dataclass(frozen=True, slots=True)
class StoredRound:
    """A round as `round --json` wrote it."""

    placements: Placements
    names: Mapping[str, str]  # of experts, by key
    territories: Mapping[str, str]  # names, by key
    service: Mapping[str, float]  # of pilots, by key
    total: float
    worst: float
    pins: frozenset[tuple[str, SeatKey]]
    refused: Mapping[tuple[str, SeatKey], str]  # facts, in the words of the file


@dataclass(frozen=True, slots=True)
class RoundsCompared:
    """Two rounds and what lies between them."""

    before: StoredRound
    after: StoredRound
    changes: tuple[Change, ...]
