"""Which territories list an Interreg programme that a text names.

A programme is known by a name of its own ("POCTEFA", "Aurora") or by the countries in its name ("Latvia-Lithuania").
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.country_words import countries_in
from matcher.declarations import names_any_programme
from matcher.folding import fold, sound, words
from matcher.model import Territory
from matcher.near_words import alike, spellings_of
from matcher.territory_marks import names_a_place

_SEGMENTS = re.compile(r"[;,\n]| / ")


@dataclass(frozen=True, slots=True)
class _Listed:
    territory: str
    written: str
    own_names: frozenset[str]  # as they sound
    countries: frozenset[str]


class ProgrammeIndex:
    """The programmes that the territories at hand list."""

    def __init__(self, territories: Sequence[Territory]) -> None:
        self._by_name: dict[str, list[_Listed]] = defaultdict(list)
        self._by_countries: dict[frozenset[str], list[_Listed]] = defaultdict(list)
        for listed in (listed for territory in territories for listed in _programmes_of(territory)):
            for name in {spelling for own in listed.own_names for spelling in spellings_of(own)}:
                self._by_name[name].append(listed)
            if len(listed.countries) > 1:
                self._by_countries[listed.countries].append(listed)

    def named_in(self, text: str) -> tuple[tuple[str, str], ...]:
        """Find the programmes that a text names: pairs of territory key and programme as its application writes it.

        The countries of a name count only where no programme is named by a name of its own.
        """
        heard = [(sound(folded), word.isupper()) for word in words(text) if names_a_place(folded := fold(word))]
        by_name = [
            listed
            for name, all_listed in self._by_name.items()
            if any(name == word or (not in_capitals and alike(name, word)) for word, in_capitals in heard)
            for listed in all_listed
        ]
        found = by_name or self._by_countries.get(countries_in(text), [])
        return tuple({listed.territory: listed.written for listed in found}.items())


def _programmes_of(territory: Territory) -> Iterator[_Listed]:
    for segment in filter(str.strip, _SEGMENTS.split(territory.programmes)):
        own_names = frozenset(
            sound(fold(word))
            for word in words(segment)
            if not word[0].islower() and names_a_place(fold(word)) and not names_any_programme(word)
        )
        yield _Listed(territory.id, segment.strip(), own_names, countries_in(segment))
