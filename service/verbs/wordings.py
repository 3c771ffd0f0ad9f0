"""Say how a wording in the exports is to be read, once for every row and every later export."""

from collections.abc import Sequence

from matcher.folding import folded_words
from matcher.messages import say
from service.errors import NotFound, ServiceError
from service.intake.form.read_as import StatedWording, may_be_stated
from service.store import audit, wordings
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.wordings import WordingStated
from service.workplace import Workplace

MOST_WORDS = 400  # characters of a wording or a meaning


def stated_wordings(workplace: Workplace) -> Sequence[WordingStated]:
    """Every stated wording, by field."""
    with reading(workplace.database) as database:
        return wordings.stated(database)


def wordings_to_read_with(workplace: Workplace) -> tuple[StatedWording, ...]:
    """The same, as forms are read with."""
    return tuple(StatedWording(one.field, one.wording, one.meaning) for one in stated_wordings(workplace))


def state_wording(field: str, wording: str, meaning: str, actor: Actor, workplace: Workplace) -> WordingStated:
    """Say how a wording of a field is to be read; it goes before whatever was said of it.

    Raises ServiceError where either says nothing or is too long, or the field is none of codes.
    """
    said, meant, at = wording.strip(), meaning.strip(), workplace.clock()
    if not may_be_stated(field):
        raise ServiceError(say('Nothing can be stated about "{field}": it holds people\'s own words', field=field))
    if not (folded_words(said) and folded_words(meant)):
        raise ServiceError(say("Write both: the answer as the export has it, and how it is to be read"))
    if max(len(said), len(meant)) > MOST_WORDS:
        raise ServiceError(say("An answer may have at most {most} characters here", most=MOST_WORDS))
    told = WordingStated(field, said, meant, actor.key, at)
    with writing(workplace.database) as database:
        wordings.state(database, _key(said), told)
        audit.note(database, Line(at, actor.key, Deed.WORDED, Thing.COLUMN, field))
    return told


def take_wording_back(field: str, wording: str, actor: Actor, workplace: Workplace) -> None:
    """Read a wording as it stands again. Raises NotFound where nothing was said of it."""
    with writing(workplace.database) as database:
        if not wordings.take_back(database, field, _key(wording)):
            raise NotFound(say("Nothing was said of this answer"))
        audit.note(database, Line(workplace.clock(), actor.key, Deed.WORDED, Thing.COLUMN, field, "taken back"))


def _key(wording: str) -> str:
    return " ".join(folded_words(wording))
