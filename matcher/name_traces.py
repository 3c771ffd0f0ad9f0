"""Traces of an organisation that bears another name, in another language: its initials, or a word of it, in an address.

"Gulf of Livonia Fisheries Assembly" is "Liivi Lahe Kalanduskogu", whose mail is at llkk.example. A trace is a question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.contacts import domain_of, is_public
from matcher.folding import fold, folded_words, sound
from matcher.model import Expert, Territory
from matcher.organisations import initials, is_legal_form, read_organisation
from matcher.territory_marks import organisations_of, place_words

SHORTEST_INITIALS = 3
SHORTEST_WORD = 6  # letters of a word of a name that a domain may be


@dataclass(frozen=True, slots=True)
class Trace:
    """What of an expert points to an organisation of a territory."""

    territory: str
    partner: str  # as the application writes it
    trace: str  # the label of a mail domain, or an acronym


class NameTraces:
    """The initials and telling words of all organisations of the territories at hand."""

    def __init__(self, territories: Sequence[Territory]) -> None:
        self._initials: dict[str, list[tuple[Territory, str]]] = {}
        self._words: dict[str, list[tuple[Territory, str]]] = {}
        for territory in territories:
            places = {sound(word) for word in place_words(territory)}  # everybody there may be called so
            for written in organisations_of(territory):
                for letters in _initials_of(written):
                    self._initials.setdefault(letters, []).append((territory, written))
                for word in {word for name in read_organisation(written) for word in name.telling} - places:
                    self._words.setdefault(word, []).append((territory, written))

    def of(self, expert: Expert) -> tuple[Trace, ...]:
        """The traces in an expert's addresses and in an acronym of their organisation, the first to each territory."""
        found: dict[str, Trace] = {}
        for trace, places in self._hits(expert):
            for territory, written in places:
                found.setdefault(territory.id, Trace(territory.id, written, trace))
        return tuple(found.values())

    def _hits(self, expert: Expert) -> Iterator[tuple[str, list[tuple[Territory, str]]]]:
        for name in read_organisation(expert.organisation):
            if name.acronym:
                yield name.acronym.upper(), self._initials.get(name.acronym, [])
        for domain in map(domain_of, expert.addresses):
            label = fold(domain.split(".")[0])
            if is_public(domain) or not label:
                continue
            # One letter more: "llkk" for Liivi Lahe KalandusKogu, a word made of two.
            yield label, [*self._initials.get(label, []), *self._initials.get(label[:-1], [])]
            if len(label) >= SHORTEST_WORD:
                near = self._words.get(sound(label), [])
                yield label, [one for one in near if expert.residence in one[0].countries]


def _initials_of(written: str) -> set[str]:
    """The initials of a name: of its capitalised words, of all its words, of all but the shortest."""
    bare = [word for word in folded_words(written.partition("(")[0]) if not is_legal_form(word)]
    spelt = {initials(written), "".join(word[0] for word in bare), "".join(word[0] for word in bare if len(word) > 2)}
    return {letters for letters in spelt if len(letters) >= SHORTEST_INITIALS}
