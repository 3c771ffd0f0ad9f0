"""Search the roster: people and territories, by words, meaning and conditions."""

from collections.abc import Iterator
from contextlib import contextmanager

from matcher.folding import folded_words
from service.asking.profiles import Profiles
from service.asking.scene import Scene
from service.asking.searching import passages_of_territory, search_experts, search_territories
from service.store import places
from service.store.engine import reading
from service.values.roster import StoredTerritory
from service.values.searches import ExpertsSought, Found, FoundExpert, FoundTerritory, TerritoriesSought
from service.verbs.scenes import AT_ONCE, current_scene, unread_of
from service.workplace import Workplace

MOST = 100  # of one answer
PATIENCE = 2.0  # seconds to wait for the text model while it reads for somebody else


def find_experts(sought: ExpertsSought, workplace: Workplace, limit: int = MOST) -> Found[FoundExpert]:
    """People who agree to be processed, best first.

    Where profiles are still to be read, or are being read, words alone are searched, which the answer says.
    """
    scene = current_scene(workplace)
    with text_model(workplace, bool(folded_words(sought.words))) as free:
        return search_experts(scene.experts, sought, _profiles(scene, workplace) if free else None, limit)


@contextmanager
def text_model(workplace: Workplace, wanted: bool) -> Iterator[bool]:
    """The text model for a moment; whether it is wanted and free."""
    free = wanted and workplace.reading_texts.acquire(timeout=PATIENCE)
    try:
        yield free
    finally:
        if free:
            workplace.reading_texts.release()


def _profiles(scene: Scene, workplace: Workplace) -> Profiles | None:
    """Everybody's profiles where they are read, or soon are."""
    return None if unread_of(scene, workplace) > AT_ONCE else scene.profiles(workplace)


def find_territories(sought: TerritoriesSought, workplace: Workplace) -> Found[tuple[StoredTerritory, FoundTerritory]]:
    """Territories, best first; where their texts are still to be read, words alone are searched."""
    with reading(workplace.database) as database:
        stored = {one.territory.id: one for one in places.all_of(database)}
    territories = [one.territory for one in stored.values()]
    with text_model(workplace, bool(folded_words(sought.words))) as free:
        library = workplace.stored_library if free else None
        asking = [passage.words for one in territories for passage in passages_of_territory(one)]
        if library is not None and library.unread(asking, asks=True) > AT_ONCE:
            library = None
        found = search_territories(territories, sought, library)
    return Found(tuple((stored[one.territory.id], one) for one in found.items), found.count, found.by_meaning)
