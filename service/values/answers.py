"""What the use cases answer: values that every edge renders and none recomputes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from matcher.findings import EnteredConflict
from matcher.messages import Message, people_in
from matcher.model import Expert, Role, Rule, SeatList, Territory
from matcher.roster import Floats
from matcher.round.comparison import Change, Placements, SeatKey
from matcher.round.result import Round
from matcher.round.terms import RoundTerms
from service.intake.rows.records import SourceFile, SourceRow
from service.values.requests import Override


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
    entered: tuple[EnteredConflict, ...]  # decisions of a coordinator, which names are joined to when they are shown
    overrides: tuple[Override, ...]
    files: tuple[SourceFile, ...]
    revision: int | None  # of what is stored; None where files were read
    experts_read: int
    experts_matched: int
    territories_read: int
    territories_matched: int


@dataclass(frozen=True, slots=True)
class People:
    """The people whom an answer names."""

    experts: Mapping[str, Expert]  # by id
    profile_languages: Mapping[str, str]  # of those suggested, by id, as far as their words tell

    @property
    def names(self) -> Mapping[str, str]:
        """Their names, by id."""
        return {expert: one.name for expert, one in self.experts.items()}


@dataclass(frozen=True, slots=True)
class MatchedTerritory:
    """One territory with a list for each role that it wants."""

    territory: Territory
    seats: tuple[SeatList, ...]


@dataclass(frozen=True, slots=True)
class MatchList:
    """The match lists of some territories, with the people they name."""

    territories: tuple[MatchedTerritory, ...]
    rows: Mapping[str, SourceRow]  # of the territories, by id
    people: People
    made_with: MadeWith

    @property
    def names(self) -> Mapping[str, str]:
        """Names of people and territories, by id."""
        return {**self.people.names, **{one.territory.id: one.territory.name for one in self.territories}}


@dataclass(frozen=True, slots=True)
class SeatDifference:
    """What another text model would change in the list of one seat."""

    territory: str
    role: Role
    same_first: bool
    came: tuple[str, ...]  # names
    went: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """The same lists made with two text models."""

    in_use: str  # identities
    other: str
    seats: tuple[SeatDifference, ...]


@dataclass(frozen=True, slots=True)
class ExplainAnswer:
    """What rules and signals say of one expert for each role of one territory."""

    expert: Expert
    territory: Territory
    profile_language: str | None  # as far as the words tell
    seats: tuple[SeatList, ...]  # each has this one person; rank 0 where a rule refuses
    names: Mapping[str, str]  # of the territory and everybody whom it names, by id
    made_with: MadeWith


@dataclass(frozen=True, slots=True, eq=False)
class FrozenSeat:
    """What texts told of one seat when a round was first solved."""

    asks: str  # fingerprint of what the seat asks
    values: Mapping[str, Floats]  # "meaning", "words" -> (experts,), NaN where unknown
    scales: Mapping[str, tuple[float, float] | None]  # what they are measured in: mean and spread


@dataclass(frozen=True, slots=True, eq=False)
class FrozenEvidence:
    """What texts told when a round was first solved, so that solving it again moves nobody's score."""

    encoder: str  # identity of the text model
    experts: Mapping[str, str]  # fingerprints of the profiles, by id; in the order of the values
    seats: Mapping[SeatKey, FrozenSeat]


@dataclass(frozen=True, slots=True)
class RoundAnswer:
    """A round with the lists that it was made from, and the people it names."""

    round: Round
    lists: Mapping[SeatKey, SeatList]
    rows: Mapping[str, SourceRow]  # of the territories, by id
    people: People
    terms: RoundTerms
    served: Mapping[str, int]  # pilots in rounds of earlier calls, by expert
    frozen: FrozenEvidence
    made_with: MadeWith

    @property
    def names(self) -> Mapping[str, str]:
        """Names of people and territories, by id."""
        return {**self.people.names, **{one.territory.id: one.territory.name for one in self.round.pilots}}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a file of an earlier round names them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class StoredRound:
    """What is kept of a round, to be solved again or laid beside another."""

    placements: Placements
    people: Mapping[str, Named]  # by id
    territories: Mapping[str, str]  # names, by id
    service: Mapping[str, float]  # of pilots, by id
    total: float
    worst: float
    terms: RoundTerms  # as far as they hold on when it is solved again
    served: Mapping[str, int]  # pilots in rounds of earlier calls, by expert
    refused: Mapping[tuple[str, SeatKey], Message]  # facts
    frozen: FrozenEvidence


@dataclass(frozen=True, slots=True)
class RoundsCompared:
    """Two rounds and what lies between them."""

    before: StoredRound
    after: StoredRound
    changes: tuple[Change, ...]


def decided_on(made: MadeWith) -> tuple[str, ...]:
    """The ids of everybody about whom a coordinator decided before an answer was made."""
    entered, overridden = (one.expert for one in made.entered), (one.expert for one in made.overrides)
    return tuple(dict.fromkeys((*entered, *overridden)))


def named_in(seat: SeatList) -> tuple[str, ...]:
    """The ids of everybody whom the list of a seat names: its people, and those of whom flags and questions speak."""
    people = [one.expert for part in (seat.suggestions, seat.held, seat.refusals) for one in part]
    said = [flag for one in seat.suggestions for flag in one.flags]
    said += [question.reason for one in seat.held for question in one.questions]
    return tuple(dict.fromkeys((*people, *(person for message in said for person in sorted(people_in(message))))))


def held_for_conflicts(seat: SeatList) -> tuple[str, ...]:
    """The ids of those whom only a question about a conflict of interest holds."""
    return tuple(
        one.expert for one in seat.held if all(question.rule is Rule.CONFLICT_OF_INTEREST for question in one.questions)
    )
