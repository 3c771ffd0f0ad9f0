"""The last import is undone as one unit, or not at all; a "no" stays, and nobody's later work is lost."""

from collections.abc import Callable

import pytest

from matcher.model import TerritoryStatus
from service.errors import ServiceError, Stale
from service.store import audit, installation, lists, people, places
from service.store.engine import reading, writing
from service.values.audit import Deed, Thing
from service.values.imports import ImportState
from service.values.roster import Answer, ExpertAnswered
from service.values.uploads import Upload
from service.verbs.imports import add_import, apply_import, find_import
from service.verbs.undo_import import undo_import, what_stands_against_undoing
from service.workplace import Workplace
from tests.service.conftest import ANA, Clock, Edit

pytestmark = pytest.mark.slow  # each imports several times

Edited = Callable[[Upload, Edit], Upload]
CONSENT, COMPLETION, SUMMARY = 28, 2, 21


def applied(workplace: Workplace, *experts: Upload, territories: tuple[Upload, ...] = ()) -> str:
    told = add_import(experts, territories, ANA, workplace).told
    workplace.clock.move(hours=1)  # type: ignore[attr-defined]  # the clock of the tests
    return apply_import(told.id, ANA, workplace).id


def known(workplace: Workplace) -> dict[str, tuple[object, ...]]:
    with reading(workplace.database) as database:
        of_people = {one.expert.name: (one.expert,) for one in people.all_of(database).values()}
        of_places = {one.territory.name: (one.territory, one.misses) for one in places.all_of(database)}
    return {**of_people, **of_places}


def refused(workplace: Workplace, identity: str) -> str:
    with pytest.raises(Stale) as told:
        undo_import(identity, ANA, workplace)
    return workplace.sentences.write(told.value.message)


def test_whoever_an_import_brought_is_gone(workplace: Workplace, people_file: Upload, places_file: Upload) -> None:
    one = applied(workplace, people_file, territories=(places_file,))
    assert what_stands_against_undoing(one, workplace) is None
    undo_import(one, ANA, workplace)
    assert known(workplace) == {}
    assert find_import(one, workplace).told.state is ImportState.UNDONE
    with reading(workplace.database) as database:
        assert installation.revision(database) == 2
        assert audit.lines(database, Thing.IMPORT, one)[0].deed is Deed.UNDONE
    with pytest.raises(ServiceError):
        apply_import(one, ANA, workplace)
    applied(workplace, people_file, territories=(places_file,))
    assert len(known(workplace)) == 37 + 12


def test_whoever_an_import_changed_is_as_before(
    workplace: Workplace, people_file: Upload, places_file: Upload, edited: Edited
) -> None:
    applied(workplace, people_file, territories=(places_file,))
    before = known(workplace)

    def rewrite(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[SUMMARY] = "Rewrote the statutes of two river councils."

    def shrink(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[-1] += " (as of November)"

    second = applied(workplace, edited(people_file, rewrite), territories=(edited(places_file, shrink),))
    assert known(workplace) != before
    undo_import(second, ANA, workplace)
    assert known(workplace) == before
    with reading(workplace.database) as database:
        assert {one.version for one in people.all_of(database).values()} == {3}


def test_imports_are_undone_one_after_the_other(workplace: Workplace, people_file: Upload, edited: Edited) -> None:
    def telling(words: str) -> Upload:
        return edited(people_file, lambda rows: rows[1].__setitem__(SUMMARY, words))

    imports, known_then = [], []
    for words in ("Advised one river council.", "Advised two.", "Advised three."):
        imports.append(applied(workplace, telling(words)))
        known_then.append(known(workplace))
    for one, then in zip(reversed(imports), [*reversed(known_then[:-1]), {}], strict=True):
        undo_import(one, ANA, workplace)
        assert known(workplace) == then


def test_a_no_that_an_import_brought_stays(workplace: Workplace, people_file: Upload, edited: Edited) -> None:
    applied(workplace, people_file)

    def take_back(rows: list[list[str]]) -> None:
        rows[1][CONSENT], rows[1][COMPLETION] = "No", "46900.5"

    undo_import(applied(workplace, edited(people_file, take_back)), ANA, workplace)
    with reading(workplace.database) as database:
        (chiara,) = [one.expert for one in people.all_of(database).values() if one.expert.name.startswith("Chiara")]
        assert not chiara.consent_process


def test_only_the_last_import_is_undone(workplace: Workplace, people_file: Upload, places_file: Upload) -> None:
    first = applied(workplace, people_file)
    second = applied(workplace, territories=(places_file,))
    assert refused(workplace, first) == "Only the import that was applied last can be undone"
    undo_import(second, ANA, workplace)
    undo_import(first, ANA, workplace)
    assert refused(workplace, first) == "Only an import that is applied can be undone"
    assert known(workplace) == {}


@pytest.mark.parametrize("work", ["decided", "answered"])
def test_later_work_is_not_lost(
    workplace: Workplace, people_file: Upload, places_file: Upload, clock: Clock, work: str
) -> None:

    one = applied(workplace, people_file, territories=(places_file,))
    with writing(workplace.database) as database:
        place = places.all_of(database)[0].territory
        somebody = next(iter(people.all_of(database).values())).expert
        if work == "decided":
            places.decide(database, place.id, TerritoryStatus.SELECTED, ANA.key, clock())
        else:
            lists.answer(database, ExpertAnswered(somebody.id, place.id, Answer.NOT_NOW, "", clock()))
    before = known(workplace)
    said = refused(workplace, one)
    assert place.name in said
    assert (somebody.name in said) == (work == "answered")
    assert known(workplace) == before
