"""Read what people tell before somebody asks for it, a little at a time: whoever asks meanwhile goes first."""

from collections.abc import Callable, Sequence

from service.asking.searching import passages_of_territory
from service.asking.texts import texts_of_everybody
from service.verbs.scenes import current_scene
from service.workplace import Workplace

AT_ONCE = 32  # texts between two looks at whether somebody waits


def read_ahead(workplace: Workplace, somebody_waits: Callable[[], bool]) -> bool:
    """Read what is unread of people who agree and of territories; whether all of it is read."""
    scene = current_scene(workplace)
    asking = dict.fromkeys(
        passage.words for territory in scene.territories.values() for passage in passages_of_territory(territory)
    )
    return _read(list(asking), True, workplace, somebody_waits) and _read(
        texts_of_everybody(scene), False, workplace, somebody_waits
    )


def _read(texts: Sequence[str], asks: bool, workplace: Workplace, somebody_waits: Callable[[], bool]) -> bool:
    library = workplace.stored_library
    if not texts or not library.unread(texts, asks=asks):
        return True
    for start in range(0, len(texts), AT_ONCE):
        if somebody_waits():
            return False
        part = texts[start : start + AT_ONCE]
        if library.unread(part, asks=asks):
            with workplace.reading_texts:
                library.encoded(part, asks=asks)
    return True
