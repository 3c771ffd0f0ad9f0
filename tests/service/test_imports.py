"""Exports are applied as one unit or not at all; again, they change nothing; what was decided stays."""

from collections.abc import Callable
from typing import Any

import pytest

from matcher.model import TerritoryStatus
from service.errors import NotFound, ServiceError, UnreadableFile
from service.store import audit, imports, installation, people, places
from service.store.engine import reading, writing
from service.values.audit import Deed, Thing
from service.values.imports import Counts, ImportState
from service.values.uploads import Upload
from service.verbs.imports import add_import, apply_import, find_import
from service.workplace import Workplace
from tests.service.conftest import ANA, Clock, Edit

Edited = Callable[[Upload, Edit], Upload]
CONSENT, SHARE, COMPLETION, SUMMARY, ADDRESS, ACCOUNT = 28, 29, 2, 21, 9, 3


def applied(workplace: Workplace, *experts: Upload, territories: tuple[Upload, ...] = ()) -> dict[str, Counts]:
    told = add_import(experts, territories, ANA, workplace).told
    return dict(apply_import(told.id, ANA, workplace).counts)


def test_an_import_says_what_it_would_do_and_does_it(
    workplace: Workplace, people_file: Upload, places_file: Upload
) -> None:
    read = add_import([people_file], [places_file], ANA, workplace)
    with reading(workplace.database) as database:
        assert people.count(database) == {"all": 0, "matched": 0}
    told = apply_import(read.told.id, ANA, workplace)
    assert told.counts == read.told.counts == {
        "experts": Counts(read=40, new=37, merged=3),
        "territories": Counts(read=13, new=12, refused=1),
    }  # fmt: skip
    with reading(workplace.database) as database:
        assert people.count(database) == {"all": 37, "matched": 35}
        assert len(places.all_of(database)) == 12
        assert [one.deed for one in audit.lines(database, Thing.IMPORT, told.id)] == [Deed.APPLIED, Deed.UPLOADED]
        assert [one.content for one in imports.uploads(database, told.id)] == [None, None]


def test_the_same_files_again_change_nothing(workplace: Workplace, people_file: Upload, places_file: Upload) -> None:
    applied(workplace, people_file, territories=(places_file,))
    with reading(workplace.database) as database:
        before = (installation.revision(database), people.all_of(database), places.all_of(database))
    assert applied(workplace, people_file, territories=(places_file,)) == {
        "experts": Counts(read=40, same=37, merged=3),
        "territories": Counts(read=13, same=12, refused=1),
    }
    with reading(workplace.database) as database:
        assert (installation.revision(database), people.all_of(database), places.all_of(database)) == before


def test_a_double_click_applies_once(workplace: Workplace, people_file: Upload) -> None:
    told = add_import([people_file], [], ANA, workplace).told
    first, second = apply_import(told.id, ANA, workplace), apply_import(told.id, ANA, workplace)
    assert (first.counts, first.state) == (second.counts, ImportState.APPLIED)
    with reading(workplace.database) as database:
        assert sum(line.deed is Deed.APPLIED for line in audit.lines(database)) == 1


def test_what_changed_is_a_new_version_and_the_rest_is_the_same(
    workplace: Workplace, people_file: Upload, edited: Edited
) -> None:
    applied(workplace, people_file)

    def tell_more(rows: list[list[str]]) -> None:
        rows[1][SUMMARY] = "Rewrote the statutes of two river councils."

    counts = applied(workplace, edited(people_file, tell_more))["experts"]
    assert counts == Counts(read=40, changed=1, same=36, merged=3)
    with reading(workplace.database) as database:
        (changed,) = [one for one in people.all_of(database).values() if one.version == 2]
    assert changed.expert.summary == "Rewrote the statutes of two river councils."


def test_two_rows_of_somebody_who_is_stored_under_both_addresses_are_one(
    workplace: Workplace, people_file: Upload, edited: Edited
) -> None:
    def both(rows: list[list[str]]) -> None:
        rows[1][ADDRESS] = "chiara@one.example; chiara@two.example"

    def apart(rows: list[list[str]]) -> None:
        again = list(rows[1])
        rows[1][ADDRESS], again[ADDRESS] = "chiara@one.example", "chiara@two.example"
        again[ACCOUNT] = rows[1][ACCOUNT] = ""
        again[COMPLETION], again[SHARE] = "46900.5", "No"
        rows.append(again)

    applied(workplace, edited(people_file, both))
    counts = applied(workplace, edited(people_file, apart))["experts"]
    assert (counts.read, counts.new, counts.merged) == (41, 0, 4)
    with reading(workplace.database) as database:
        (chiara,) = [one for one in people.all_of(database).values() if one.expert.name.startswith("Chiara")]
    assert (chiara.version, chiara.expert.consent_process, chiara.expert.consent_share) == (2, True, False)


def test_an_older_yes_does_not_undo_a_later_no(workplace: Workplace, people_file: Upload, edited: Edited) -> None:
    def take_back(rows: list[list[str]]) -> None:
        rows[1][CONSENT], rows[1][COMPLETION] = "No", "46300.5"

    applied(workplace, edited(people_file, take_back))
    assert applied(workplace, people_file)["experts"].changed == 0
    with reading(workplace.database) as database:
        (chiara,) = [one for one in people.all_of(database).values() if one.expert.name.startswith("Chiara")]
        assert not chiara.expert.consent_process
        assert chiara.expert.id not in people.shown(database, [chiara.expert.id])


def test_a_status_that_somebody_decided_is_not_overwritten(
    workplace: Workplace, places_file: Upload, edited: Edited, clock: Clock
) -> None:
    applied(workplace, territories=(places_file,))
    with writing(workplace.database) as database:
        one = places.all_of(database)[0].territory
        places.decide(database, one.id, TerritoryStatus.SELECTED, "ana", clock())

    def rewrite(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[-1] += " (as of November)"

    applied(workplace, territories=(edited(places_file, rewrite),))
    with reading(workplace.database) as database:
        found = places.find(database, one.id)
    assert found is not None
    assert (found.territory.status, found.status_by) == (TerritoryStatus.SELECTED, "ana")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 cut off"])
def test_a_file_that_cannot_be_read_stores_nothing(quick: Workplace, people_file: Upload, content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        add_import([people_file, Upload.of("broken.xlsx", content)], [], ANA, quick)
    with reading(quick.database) as database:
        assert (imports.latest(database, 9), audit.lines(database)) == ([], [])


def test_nothing_given_and_nothing_there_are_said(quick: Workplace) -> None:
    with pytest.raises(ServiceError, match="Choose an export"):
        add_import([], [], ANA, quick)
    for verb in (lambda: find_import("none", quick), lambda: apply_import("none", ANA, quick)):
        with pytest.raises(NotFound):
            verb()


def test_a_fault_half_way_leaves_nothing_behind(
    workplace: Workplace, people_file: Upload, places_file: Upload, monkeypatch: Any
) -> None:
    told = add_import([people_file], [places_file], ANA, workplace).told

    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(imports, "settle", fail)
        with pytest.raises(OSError, match="full"):
            apply_import(told.id, ANA, workplace)
    with reading(workplace.database) as database:
        assert (people.count(database)["all"], len(places.all_of(database))) == (0, 0)
    assert apply_import(told.id, ANA, workplace).counts["experts"].new == 37
