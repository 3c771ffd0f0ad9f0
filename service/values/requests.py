"""What somebody asks for, as values: no paths, no options, no sentences to be read."""

from dataclasses import dataclass, field

from matcher.findings import EnteredConflict
from matcher.model import Role
from matcher.policy import Policy
from matcher.round.terms import RoundTerms


@dataclass(frozen=True, slots=True)
class Override:
    """A found conflict of interest that a coordinator says does not hold, and why. People and places by id."""

    expert: str
    territory: str
    reason: str


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """Match lists that somebody asks for."""

    territories: tuple[str, ...]  # ids, in the order in which they are answered
    roles: tuple[Role, ...] = ()  # empty: those that each territory asks for
    policy: Policy = field(default_factory=Policy)  # in force; overrides stand below
    entered: tuple[EnteredConflict, ...] = ()
    overrides: tuple[Override, ...] = ()
    top: int = 5  # suggestions for each seat
    seed: int = 0  # breaks ties


@dataclass(frozen=True, slots=True)
class RoundRequest:
    """A round that somebody asks for: all seats filled together, under its terms."""

    match: MatchRequest
    terms: RoundTerms
