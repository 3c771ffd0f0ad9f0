"""The words by which a territory is recognised in somebody's sentence: its name, acronym, regions, organisations.

What is a name and what a common noun is learned from the lists at hand on top of the word lists: a word that people
mostly write small names no place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from matcher.country_words import country_of
from matcher.folding import fold, sound, words
from matcher.model import Territory
from matcher.near_words import BLOCK, alike, spellings_of
from matcher.organisations import OrganisationName, is_generic, read_organisation
from matcher.word_lists import WordList, read_table

SHORTEST_MARK = 3
LONGEST_EXACT_ACRONYM = 4  # a longer acronym may be written in small letters


class Mark(StrEnum):
    """Where a telling word stands in the application."""

    NAME = "name"
    ACRONYM = "acronym"
    ORGANISATION = "organisation"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a sentence that stands in an application too."""

    territory: str
    mark: Mark
    written: str  # in the sentence
    word: str  # in the application, as it sounds
    organisation: OrganisationName | None = None


@cache
def _landscape() -> WordList:
    return WordList(read_table("place_words")["generic"].split())


def names_a_place(word: str) -> bool:
    """Whether a folded word may be a proper name: no common noun of organisations, landscapes or countries."""
    return (
        len(word) >= SHORTEST_MARK
        and not any(c.isdigit() for c in word)
        and not (is_generic(word) or word in _landscape() or country_of(word))
    )


def organisations_of(territory: Territory) -> tuple[str, ...]:
    """The names of the lead and the partners, as written, the lead first."""
    named = (territory.lead, *(partner.name for partner in territory.partners))
    return tuple(dict.fromkeys(name for name in named if name.strip()))


def place_words(territory: Territory) -> frozenset[str]:
    """The proper names in a territory's name and regions, as they sound."""
    listed = (*_proper(territory.name), *_proper(territory.regions))
    return frozenset(sound(word) for word in listed)


def _proper(text: str) -> Iterator[str]:
    standing = words(text)
    has_capitals = any(word[0].isupper() for word in standing)
    for word in standing:
        folded = fold(word)
        if names_a_place(folded) and not (has_capitals and word[0].islower()):
            yield folded


def written_small(texts: Iterable[str]) -> frozenset[str]:
    """The words, as they sound, that stand in small letters more often than not."""
    balance: Counter[str] = Counter()
    for text in texts:
        for word in words(text):
            balance[word.casefold()] += 1 if word[0].islower() else -1
    return frozenset(sound(fold(word)) for word, small in balance.items() if small > 0)


class TerritoryMarks:
    """The marks of all territories at hand, found by how a word begins."""

    def __init__(self, territories: Sequence[Territory], common: frozenset[str] = frozenset()) -> None:
        self._blocks: dict[str, list[tuple[str, Hit]]] = defaultdict(list)
        self._common = common
        self._found: dict[str, tuple[Hit, ...]] = {}
        for territory in territories:
            self._add_territory(territory)

    def _add_territory(self, territory: Territory) -> None:
        for mark, text in ((Mark.NAME, territory.name), (Mark.REGION, territory.regions)):
            for folded in _proper(text):
                self._add(Hit(territory.id, mark, "", sound(folded)))
        acronym = fold("".join(words(territory.acronym)))
        if len(acronym) >= SHORTEST_MARK and not is_generic(acronym):
            self._add(Hit(territory.id, Mark.ACRONYM, "", sound(acronym)))
        for written in organisations_of(territory):
            for name in read_organisation(written):
                for word in name.telling:
                    self._add(Hit(territory.id, Mark.ORGANISATION, "", word, name))

    def _add(self, hit: Hit) -> None:
        if hit.word in self._common and hit.mark is not Mark.ORGANISATION:
            return
        for spelling in spellings_of(hit.word):
            self._blocks[spelling[:BLOCK]].append((spelling, hit))

    def find(self, text: str) -> tuple[Hit, ...]:
        """Find every mark that a word of the text may stand for."""
        standing = [word for word in words(text) if len(word) > 1]
        joined = [f"{a}{b}" for a, b in zip(words(text), words(text)[1:], strict=False) if a.isupper() and b.isupper()]
        return tuple(hit for word in (*standing, *joined) for hit in self._find_word(word))

    def _find_word(self, written: str) -> tuple[Hit, ...]:
        if written not in self._found:
            self._found[written] = tuple(self._look_up(written))
        return self._found[written]

    def _look_up(self, written: str) -> Iterator[Hit]:
        heard = sound(fold(written))
        for spelling, hit in self._blocks.get(heard[:BLOCK], ()):
            if hit.mark is Mark.ACRONYM:
                same = heard == spelling and (written.isupper() or len(spelling) > LONGEST_EXACT_ACRONYM)
            else:
                same = alike(heard, spelling)
            if same:
                yield Hit(hit.territory, hit.mark, written, hit.word, hit.organisation)
