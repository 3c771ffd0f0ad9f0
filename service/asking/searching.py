"""Look for people and territories by name, by words, and by meaning; under conditions that all must hold."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from embeddings.cutting import cut
from embeddings.library import Library
from embeddings.nearness import Need, Part, nearness
from matcher.folding import folded_words
from matcher.languages import Level, Speaks, meets
from matcher.messages import Vocabulary
from matcher.model import Expert, Quotation, Territory
from matcher.taxonomy import label
from matcher.texts import passages_of
from service.asking.profiles import Profiles, pieces_of
from service.values.searches import ExpertsSought, Found, FoundExpert, FoundTerritory, TerritoriesSought

NEAR = 0.7  # of nearness in meaning: clearly above the mean of everybody, which is 0.5
LEAST_LEVEL = Level.A1
FEWEST = 5  # territories that tell what is usual
Condition = Callable[[Expert], bool]


def search_experts(
    experts: Sequence[Expert], sought: ExpertsSought, profiles: Profiles | None, limit: int
) -> Found[FoundExpert]:
    """Find people, best first: those whose name or organisation has the words, then whose text has them all, then
    who is near in meaning.

    `profiles` are those of `experts`, in their order; without them words alone are searched. Without words everybody
    who meets the conditions is found, by name.
    """
    meeting = [place for place, expert in enumerate(experts) if _meets(expert, sought)]
    asked = folded_words(sought.words)
    if not asked:
        by_name = sorted(meeting, key=lambda place: (experts[place].name.casefold(), experts[place].id))
        found = [FoundExpert(experts[place]) for place in by_name]
        return Found(tuple(found[:limit]), len(found), by_meaning=profiles is not None)
    near = _Near(sought.words, profiles, len(experts)) if profiles and experts else None
    ranked: list[tuple[tuple[int, float, str], FoundExpert]] = []
    for place in meeting:
        expert = experts[place]
        value = float(near.value[place]) if near else np.nan
        said = _first_with_all((*pieces_of(passages_of(expert)), *_ticked(expert)), asked)
        if _has_all(f"{expert.name} {expert.organisation}", asked):
            ranked.append(((0, -value if near else 0.0, expert.name), FoundExpert(expert)))
        elif said:
            ranked.append(((1, -value if near else 0.0, expert.name), FoundExpert(expert, said)))
        elif near and value >= NEAR:
            ranked.append(((2, -value, expert.name), FoundExpert(expert, near.passage(place))))
    ranked.sort(key=lambda one: one[0])
    return Found(tuple(one for _, one in ranked[:limit]), len(ranked), by_meaning=profiles is not None)


def _ticked(expert: Expert) -> tuple[Quotation, ...]:
    """What somebody ticked, in the words of the form."""
    return tuple(Quotation(label(Vocabulary.THEME, code), "themes") for code in expert.themes)


class _Near:
    """How near every profile is to some words, and which passage is nearest."""

    def __init__(self, words: str, profiles: Profiles, count: int) -> None:
        pieces = cut(words) or (words,)
        everybody = np.ones((1, count), dtype=bool)
        found = nearness([Need((Part(pieces, 1.0),))], profiles.meaning, everybody)
        self.value = np.nan_to_num(found.value[0])
        self._best, self._passages = found.best_passage[0], profiles.passages

    def passage(self, place: int) -> Quotation | None:
        own = self._passages[place]
        return own[int(self._best[place])] if own else None


def _meets(expert: Expert, sought: ExpertsSought) -> bool:
    conditions: tuple[tuple[object, Condition], ...] = (
        (sought.role, lambda one: sought.role in one.roles),
        (sought.language, lambda one: _speaks(one, sought.language, sought.level)),
        (sought.lives_in, lambda one: one.residence == sought.lives_in),
        (sought.worked_in, lambda one: sought.worked_in in one.countries_worked),
        (sought.theme, lambda one: sought.theme in one.themes),
        (sought.free_on, lambda one: sought.free_on is None or _is_free(one, sought.free_on)),
    )
    return all(holds(expert) for asked, holds in conditions if asked)


def _speaks(expert: Expert, language: str, level: Level | None) -> bool:
    """At that level or better; of a language without a level nobody knows, and it is found."""
    return meets(Speaks(language, level), expert.languages, level or LEAST_LEVEL).met


def _is_free(expert: Expert, day: date) -> bool:
    begun = expert.available_from is None or expert.available_from <= day
    return begun and (expert.available_until is None or day <= expert.available_until)


def passages_of_territory(territory: Territory) -> tuple[Quotation, ...]:
    """The texts of a territory, in the pieces that a model reads."""
    texts = (("support", territory.support), ("challenges", territory.challenges), ("vision", territory.vision))
    return pieces_of([Quotation(words, source) for source, words in texts if words])


def search_territories(
    territories: Sequence[Territory], sought: TerritoriesSought, library: Library | None
) -> Found[FoundTerritory]:
    """Find territories, best first: by name, then by words, then by meaning; without words all that meet, by name.

    `library` reads what they ask; without it words alone are searched.
    """
    meeting = [one for one in territories if _territory_meets(one, sought)]
    meeting.sort(key=lambda one: (one.name.casefold(), one.id))
    asked = folded_words(sought.words)
    if not asked:
        found = tuple(FoundTerritory(one) for one in meeting)
        return Found(found, len(found), by_meaning=library is not None)
    named = [FoundTerritory(one) for one in meeting if _has_all(f"{one.name} {one.acronym} {one.lead}", asked)]
    known = {one.territory.id for one in named}
    by_words = [
        FoundTerritory(one, said)
        for one in meeting
        if one.id not in known and (said := _first_with_all(passages_of_territory(one), asked))
    ]
    known |= {one.territory.id for one in by_words}
    near = _near_territories(sought.words, territories, library) if library else []
    ids = {one.id for one in meeting} - known
    found = (*named, *by_words, *(one for one in near if one.territory.id in ids))
    return Found(found, len(found), by_meaning=library is not None)


def _near_territories(words: str, territories: Sequence[Territory], library: Library) -> list[FoundTerritory]:
    """Those whose nearest passage is nearer than what is usual among all of them, nearest first."""
    told = [(one, passage) for one in territories for passage in passages_of_territory(one)]
    if len({one.id for one, _ in told}) < FEWEST:
        return []
    vectors = library.encoded([*(passage.words for _, passage in told), words], asks=True)
    similar = vectors[:-1] @ vectors[-1]
    best: dict[str, int] = {}
    for place in np.argsort(-similar, kind="stable").tolist():
        best.setdefault(told[place][0].id, place)
    values = similar[list(best.values())]
    least = values.mean() + values.std()
    return [FoundTerritory(*told[place]) for place in best.values() if similar[place] >= least]


def _territory_meets(territory: Territory, sought: TerritoriesSought) -> bool:
    return (
        (not sought.country or sought.country in territory.countries)
        and (sought.role is None or sought.role in territory.roles_wanted)
        and (not sought.theme or sought.theme in territory.themes)
        and (sought.status is None or territory.status is sought.status)
    )


def _has_all(text: str, asked: Sequence[str]) -> bool:
    """Whether each word asked for begins a word of a text."""
    told = folded_words(text)
    return all(any(word.startswith(one) for word in told) for one in asked)


def _first_with_all(passages: Sequence[Quotation], asked: Sequence[str]) -> Quotation | None:
    return next((one for one in passages if _has_all(one.words, asked)), None)
