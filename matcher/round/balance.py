"""The balance of a whole round: in sums, never by person, and with small groups kept out of sight."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.model import Expert

SMALLEST_GROUP_SHOWN = 5  # a smaller one could point at a person


@dataclass(frozen=True, slots=True)
class Balance:
    """How the placements of a round spread. Every mapping is from a group to a number of people."""

    placed: int  # people with at least one seat
    by_country: Mapping[str, int]  # of residence; "" is not stated
    by_gender: Mapping[str, int | None]  # "F", "M", "X", "" not stated; None: too few to be shown
    by_language: Mapping[str, int]
    by_load: Mapping[int, int]  # number of pilots served -> people
    newcomers: int | None  # placed now and in no earlier round; None where nothing is known of earlier ones


def balance(placements: Iterable[Expert], placed_before: Iterable[str] | None = None) -> Balance:
    """Sum up the people of a round; `placements` has somebody once for each seat held.

    Gender is counted here and nowhere else, and groups below `SMALLEST_GROUP_SHOWN` are suppressed.
    """
    seats = list(placements)
    people = {expert.id: expert for expert in seats}
    before = None if placed_before is None else set(placed_before)
    return Balance(
        placed=len(people),
        by_country=_largest_first(Counter(expert.residence or "" for expert in people.values())),
        by_gender=by_gender(people.values()),
        by_language=_largest_first(
            Counter(code for expert in people.values() for code in {spoken.language for spoken in expert.languages})
        ),
        by_load=dict(sorted(Counter(Counter(expert.id for expert in seats).values()).items())),
        newcomers=None if before is None else sum(key not in before for key in people),
    )


def by_gender(people: Iterable[Expert]) -> Mapping[str, int | None]:
    """People by gender ("" is not stated), groups below `SMALLEST_GROUP_SHOWN` suppressed."""
    return suppress_small(Counter(expert.gender or "" for expert in people))


def by_country(people: Iterable[Expert]) -> Mapping[str, int | None]:
    """People by country of residence ("" is not stated), groups below `SMALLEST_GROUP_SHOWN` suppressed."""
    return suppress_small(Counter(expert.residence or "" for expert in people))


def _largest_first(counts: Counter[str]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def suppress_small(counts: Mapping[str, int]) -> Mapping[str, int | None]:
    """Hide groups that are too small, and one more where a single hidden one could be told from the sum."""
    hidden = {group for group, count in counts.items() if count < SMALLEST_GROUP_SHOWN}
    shown = sorted((count, group) for group, count in counts.items() if group not in hidden)
    if len(hidden) == 1 and shown:
        hidden.add(shown[0][1])
    if len(counts) == 1 and hidden:
        return {}  # a lone hidden group could be told from the number of people placed
    return {group: None if group in hidden else count for group, count in sorted(counts.items())}
