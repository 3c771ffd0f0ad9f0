"""Which experts work for the lead or a partner of a territory, or for the body of an Interreg programme."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.declarations import Stance, names_programme_body, time_of
from matcher.model import Expert, Territory
from matcher.near_words import BLOCK, alike
from matcher.organisations import Likeness, OrganisationName, common_words, compare, nearly_equal, read_organisation
from matcher.territory_marks import organisations_of, place_words

# Where a position goes on with the body it is held at: "Head of unit, X", "Officer at X".
_HELD_AT = re.compile(r"\s*(?:,|;|@|\bat\b|\bchez\b|\bbei\b|\s[-–—]\s)\s*")


@dataclass(frozen=True, slots=True)
class Tie:
    """An employer of an expert that is, or is named like, an organisation of a territory."""

    territory: str
    partner: str  # as the application writes it
    leads: bool
    organisation: str  # as the expert writes it
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class _Named:
    territory: str
    written: str
    leads: bool
    name: OrganisationName


class Employers:
    """The organisations of all territories, found by how a telling word begins."""

    def __init__(self, experts: Sequence[Expert], territories: Sequence[Territory]) -> None:
        self._listed = tuple(_listed(territories))
        self._weak = frozenset().union(*map(_named_by_places, territories))
        answers = dict.fromkeys(expert.organisation for expert in experts)
        own = [name for answer in answers for name in read_organisation(answer)]
        self._weak |= common_words([*own, *(named.name for named in self._listed)])
        self._known: dict[str, tuple[Tie, ...]] = {}
        self._alike: dict[str, frozenset[int]] = {}

    @cached_property
    def _blocks(self) -> dict[str, dict[str, set[int]]]:
        blocks: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for place, named in enumerate(self._listed):
            for word in named.name.telling or (named.name.compact,):
                blocks[word[:BLOCK]][word].add(place)
            blocks[named.name.compact[:BLOCK]][named.name.compact].add(place)
        return blocks

    def ties(self, expert: Expert) -> tuple[Tie, ...]:
        """Find the organisations of territories that an expert works for, the strongest tie to each territory.

        The organisation's own field may give doubts; a body named in the position counts only where it is the same.
        """
        ties = list(self._ties_of(expert.organisation))
        if expert.position and time_of(expert.position) is Stance.DECLARED:
            held_at = _HELD_AT.split(expert.position)[1:]
            ties += [tie for part in held_at for tie in self._ties_of(part) if tie.likeness is Likeness.SAME]
        best: dict[str, Tie] = {}
        for tie in ties:
            if tie.territory not in best or tie.likeness > best[tie.territory].likeness:
                best[tie.territory] = tie
        return tuple(best.values())

    def programme_body(self, expert: Expert) -> str:
        """The organisation, with the position, where it is a body of an Interreg programme; else an empty string."""
        fields = [text for text in (expert.organisation, expert.position) if text and time_of(text) is Stance.DECLARED]
        named = ", ".join(fields)
        return named if names_programme_body(named) else ""

    def _ties_of(self, answer: str) -> tuple[Tie, ...]:
        if answer not in self._known:
            self._known[answer] = tuple(self._compare(answer))
        return self._known[answer]

    def _compare(self, answer: str) -> Iterator[Tie]:
        for name in read_organisation(answer):
            places = {place for word in (*name.telling, name.compact) for place in self._near(word)}
            for place in sorted(places):
                named = self._listed[place]
                likeness = compare(name, named.name, self._weak)
                if likeness is not Likeness.NONE:
                    yield Tie(named.territory, named.written, named.leads, answer, likeness)

    def _near(self, word: str) -> frozenset[int]:
        if word not in self._alike:
            block: Iterable[tuple[str, set[int]]] = self._blocks.get(word[:BLOCK], {}).items()
            near = [places for other, places in block if alike(word, other) or nearly_equal(word, other)]
            self._alike[word] = frozenset().union(*near)
        return self._alike[word]


def _listed(territories: Iterable[Territory]) -> Iterator[_Named]:
    for territory in territories:
        for place, written in enumerate(organisations_of(territory)):
            for name in read_organisation(written):
                yield _Named(territory.id, written, place == 0 and bool(territory.lead.strip()), name)


def _named_by_places(territory: Territory) -> frozenset[str]:
    """The proper names of a territory, and the forms of them that its organisations bear."""
    places = place_words(territory)
    borne = {word for written in organisations_of(territory) for n in read_organisation(written) for word in n.telling}
    return places | {word for word in borne if any(alike(word, place) for place in places)}
