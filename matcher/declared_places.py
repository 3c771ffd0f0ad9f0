"""Which territories a clause of a declaration means, and how sure that is.

A proper name of one territory alone is sure. A name that several share, a region, or the countries of a border that
several lie on leave a doubt for each of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matcher.country_words import code_pairs, countries_in
from matcher.declarations import Clause, about_an_application, about_employment, names_programme, names_programme_body
from matcher.folding import fold, folded_words, sound, words
from matcher.model import Territory
from matcher.programmes import ProgrammeIndex
from matcher.territory_marks import Hit, Mark, TerritoryMarks

SURE = 1.0
WORTH_A_LOOK = 0.4
OF_A_NAME = 1.0
OF_A_REGION = 0.6  # regions are larger than territories
OF_THE_COUNTRIES = 0.6  # all the countries named are the territory's, two at least
WRITTEN_SMALL = 0.5  # a proper name in small letters, in a sentence that has capitals
OF_A_SIDE_WORD = 0.1  # "middle", "upper": tells two territories of one river apart


@dataclass(frozen=True, slots=True)
class Placed:
    """A territory that a clause means, or may mean, and the words that say so."""

    territory: str
    sure: bool
    words: str
    programme: bool = False


@dataclass(slots=True)
class _Case:
    """What speaks for one territory."""

    weights: dict[str, float] = field(default_factory=dict)  # by word of the sentence
    bonus: float = 0.0

    @property
    def score(self) -> float:
        return sum(self.weights.values()) + self.bonus

    @property
    def named(self) -> frozenset[str]:
        return frozenset(self.weights)


class DeclaredPlaces:
    """The territories at hand, ready to be recognised in declarations."""

    def __init__(self, territories: Sequence[Territory], common: frozenset[str] = frozenset()) -> None:
        self._marks = TerritoryMarks(territories, common)
        self._programmes = ProgrammeIndex(territories)
        self._countries = {territory.id: frozenset(territory.countries) for territory in territories}
        self._name_words = {t.id: frozenset(map(sound, folded_words(t.name))) for t in territories}

    def place(self, clause: Clause) -> tuple[Placed, ...]:
        """Say which territories the clause means; empty where it names none."""
        if names_programme(clause.written) or names_programme_body(clause.written):
            found = self.of_programme(clause.written)
            if found:
                sure = names_programme_body(clause.written) or about_employment(clause)
                return tuple(Placed(key, sure, name, programme=True) for key, name in found)
        cases = self._cases(clause)
        placed = tuple(self._judge(cases, clause))
        return placed or tuple(self._by_countries(clause))

    def of_programme(self, text: str) -> tuple[tuple[str, str], ...]:
        """The territories whose programme a text names, with the name as the application writes it."""
        return self._programmes.named_in(text)

    def _cases(self, clause: Clause) -> Mapping[str, _Case]:
        hits = self._marks.find(clause.written)
        whole = _whole_organisations(hits)
        small = WRITTEN_SMALL if _has_capitals(clause.written) else 1.0
        cases: dict[str, _Case] = defaultdict(_Case)
        for hit in hits:
            weight = _weight(hit, whole) * (small if hit.written[0].islower() else 1.0)
            if weight:
                weights = cases[hit.territory].weights
                heard = sound(fold(hit.written))
                weights[heard] = max(weight, weights.get(heard, 0.0))
        named = countries_in(clause.written)
        spoken = frozenset(map(sound, folded_words(clause.written)))
        for territory, case in cases.items():
            side_words = (self._name_words[territory] & spoken) - case.named
            case.bonus = OF_A_SIDE_WORD * len(side_words)
            if len(named) > 1 and named <= self._countries[territory]:
                case.bonus += OF_THE_COUNTRIES
        return cases

    def _judge(self, cases: Mapping[str, _Case], clause: Clause) -> Iterator[Placed]:
        codes = code_pairs(clause.written)
        for territory, case in cases.items():
            if case.score < WORTH_A_LOOK:
                continue
            rivals = [other for key, other in cases.items() if key != territory]
            if case.score < SURE and any(other.score >= SURE and case.named <= other.named for other in rivals):
                continue
            contradicted = len(codes) > 1 and not codes <= self._countries[territory]
            outdone = any(_outdoes(other, case) for other in rivals)
            sure = case.score >= SURE and not contradicted and not outdone
            yield Placed(territory, sure, _as_written(clause.written, case.named))

    def _by_countries(self, clause: Clause) -> Iterator[Placed]:
        named = countries_in(clause.written)
        if len(named) < 2:
            return
        covering = [key for key, countries in self._countries.items() if named <= countries]
        joined = len(code_pairs(clause.written)) > 1
        sure = len(covering) == 1 and (joined or about_an_application(clause))
        for key in covering:
            yield Placed(key, sure, clause.written)


def _whole_organisations(hits: Iterable[Hit]) -> frozenset[tuple[str, str]]:
    """The organisations, by territory and name, of which every telling word is in the sentence."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    telling: dict[tuple[str, str], frozenset[str]] = {}
    for hit in hits:
        if hit.organisation:
            key = (hit.territory, hit.organisation.compact)
            found[key].add(hit.word)
            telling[key] = hit.organisation.telling
    return frozenset(key for key, named in found.items() if telling[key] <= named)


def _weight(hit: Hit, whole: frozenset[tuple[str, str]]) -> float:
    if hit.organisation:
        return OF_A_NAME if (hit.territory, hit.organisation.compact) in whole else 0.0
    return OF_A_REGION if hit.mark is Mark.REGION else OF_A_NAME


def _has_capitals(text: str) -> bool:
    return any(word[0].isupper() for word in words(text)[1:])


def _outdoes(other: _Case, case: _Case) -> bool:
    """Whether another territory is meant by the same words at least as well."""
    if other.score < SURE or not case.named <= other.named:
        return False
    return case.named < other.named or other.score >= case.score


def _as_written(text: str, heard: frozenset[str]) -> str:
    return ", ".join(dict.fromkeys(word for word in words(text) if sound(fold(word)) in heard)) or text
