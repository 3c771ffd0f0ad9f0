"""How a round spreads over people, and where people's hands were in it: sums, with small groups kept out of sight."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.model import Expert, Role
from matcher.round.balance import by_country, by_gender
from matcher.round.comparison import SeatKey
from service.values.answers import RoundAnswer

Sums = Mapping[str, int | None]  # people by group; None: too few to be shown


@dataclass(frozen=True, slots=True)
class Share:
    """Some people in sums."""

    people: int
    countries: Sums
    genders: Sums


@dataclass(frozen=True, slots=True)
class ByHand:
    """What somebody decided over the order of the list, with their reason where one was asked for."""

    expert: str  # id
    territory: str  # id
    role: Role | None  # None: every seat of the territory
    reason: str


@dataclass(frozen=True, slots=True)
class RoundBalance:
    """Three circles of people, each within the one before but for changes since; and what was taken as suggested."""

    listed: Share  # who agree to be shown to territories, now
    suggested: Share  # who stand on a list of this round
    placed: Share
    seats: int  # that are filled
    first: int  # of these, by whoever leads the list of the seat
    pinned: tuple[ByHand, ...]
    excluded: tuple[ByHand, ...]
    overridden: tuple[ByHand, ...]  # conflicts of interest that somebody decided are none

    @property
    def countries(self) -> Sequence[str]:
        """The countries of residence of which any sum is shown, those of most people first; "" is not stated."""
        return [country for country in self._named_countries if any(its.get(country) for its in self._countries)]

    @property
    def hidden_countries(self) -> int:
        """How many further countries have too few people in each circle."""
        return len(self._named_countries) - len(self.countries)

    @property
    def genders(self) -> Sequence[str]:
        """Every gender that is named; "" is not stated."""
        return _groups(self.listed.genders, self.suggested.genders, self.placed.genders)

    @property
    def _countries(self) -> Sequence[Sums]:
        return self.listed.countries, self.suggested.countries, self.placed.countries

    @property
    def _named_countries(self) -> Sequence[str]:
        return _groups(*self._countries)


def balance_of(answer: RoundAnswer, listed: Iterable[Expert]) -> RoundBalance:
    """Sum up a round with its lists; `listed` is everybody who may be shown to territories."""
    people = answer.people.experts
    placements = answer.round.placements
    chosen = {expert for its in placements.values() for expert in its}
    on_lists = {one.expert for told in answer.lists.values() for one in told.suggestions} | chosen
    return RoundBalance(
        listed=_share(listed),
        suggested=_share(people[one] for one in on_lists if one in people),
        placed=_share(people[one] for one in chosen if one in people),
        seats=sum(bool(its) for its in placements.values()),
        first=sum(_leads(answer, seat, its) for seat, its in placements.items()),
        pinned=tuple(ByHand(expert, *seat, "") for expert, seat in sorted(answer.terms.pins)),
        excluded=tuple(
            ByHand(expert, *seat, reason) for (expert, seat), reason in sorted(answer.terms.exclusions.items())
        ),
        overridden=tuple(ByHand(one.expert, one.territory, None, one.reason) for one in answer.made_with.overrides),
    )


def _share(people: Iterable[Expert]) -> Share:
    them = tuple(people)
    return Share(len(them), by_country(them), by_gender(them))


def _leads(answer: RoundAnswer, seat: SeatKey, experts: Sequence[str]) -> bool:
    """Whether whoever leads the list of a seat is on it."""
    first = next(iter(answer.lists[seat].suggestions), None) if seat in answer.lists else None
    return first is not None and first.expert in experts


def _groups(*sums: Sums) -> Sequence[str]:
    named = {group for its in sums for group in its}
    return sorted(named, key=lambda group: (-(sums[0].get(group) or 0), group == "", group))
