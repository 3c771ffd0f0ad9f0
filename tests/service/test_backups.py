"""A backup is whole or not there; what is restored brings nobody back who was erased, and lets nobody in who was."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.app import make_app
from service.cli.app import app
from service.errors import ServiceError
from service.settings import Settings
from service.store import people
from service.store.engine import reading, writing
from service.store.ledger import note
from service.values.uploads import Upload
from service.verbs.access import LinkState, actor_of_session, first_link, look_at_link, use_link
from service.verbs.backups import back_up, restore
from service.verbs.erase import erase, erase_again
from service.verbs.imports import add_import, apply_import
from service.workplace import Workplace
from tests.service.conftest import ANA, Clock

pytestmark = pytest.mark.slow  # a service of its own for each

Opened = Callable[[Path], Callable[[str], Workplace]]


@pytest.fixture
def filled(quick: Workplace, people_file: Upload, places_file: Upload) -> Workplace:
    apply_import(add_import([people_file], [places_file], ANA, quick).told.id, ANA, quick)
    return quick


@pytest.fixture
def opened(filled: Workplace, clock: Clock) -> Opened:
    """Open another folder, with the database at a URL."""

    def at(folder: Path) -> Callable[[str], Workplace]:
        told = {"cache": filled.settings.cache, "data": folder, "read_ahead": False}
        return lambda url: Workplace(Settings(**told, database=url), clock)

    return at


def everybody(workplace: Workplace) -> set[str]:
    with reading(workplace.database) as database:
        return {one.expert.name for one in people.all_of(database).values()}


def somebody(workplace: Workplace) -> tuple[str, str]:
    with reading(workplace.database) as database:
        stored = min(people.all_of(database).values(), key=lambda one: one.expert.name)
    return stored.expert.id, stored.expert.name


def restored(folder: Path, opened: Opened) -> Workplace:
    return opened(folder)(f"sqlite:///{folder / 'service.sqlite'}")


def test_what_was_backed_up_comes_back(filled: Workplace, opened: Opened, tmp_path: Path) -> None:
    told = back_up(tmp_path / "one.backup", filled)
    again, erased = restore(tmp_path / "one.backup", tmp_path / "new", opened(tmp_path / "new"))
    assert (again, erased) == (told, 0)
    assert everybody(restored(tmp_path / "new", opened)) == everybody(filled)
    assert sorted(one.name for one in tmp_path.glob(".*.part")) == []


def test_whoever_was_erased_since_is_erased_again(
    filled: Workplace, opened: Opened, tmp_path: Path, clock: Clock
) -> None:
    back_up(tmp_path / "one.backup", filled)
    identity, name = somebody(filled)
    clock.move(days=1)
    erase(identity, ANA, filled)
    (tmp_path / "new").mkdir()
    ledger = (filled.settings.folder / "erasures.json").read_bytes()
    (tmp_path / "new" / "erasures.json").write_bytes(ledger)
    _, erased = restore(tmp_path / "one.backup", tmp_path / "new", opened(tmp_path / "new"))
    assert erased == 1
    new = restored(tmp_path / "new", opened)
    assert everybody(new) == everybody(filled)
    assert name not in everybody(new)
    left = b"".join(one.read_bytes() for one in (tmp_path / "new").rglob("*") if one.is_file())
    assert name.encode() not in left
    assert json.loads((tmp_path / "new" / "erasures.json").read_text()) == json.loads(ledger)


def test_the_copy_of_the_ledger_names_no_address(filled: Workplace) -> None:
    with reading(filled.database) as database:
        addresses = [one for stored in people.all_of(database).values() for one in stored.expert.addresses]
    erase(somebody(filled)[0], ANA, filled)
    told = (filled.settings.folder / "erasures.json").read_text()
    assert not [one for one in addresses if one in told]


def test_a_service_that_is_started_on_an_older_database_erases_again(
    filled: Workplace, opened: Opened, tmp_path: Path, clock: Clock
) -> None:
    """As after `pg_restore`, or where a file was put back by hand."""
    back_up(tmp_path / "one.backup", filled)
    identity, name = somebody(filled)
    clock.move(days=1)
    erase(identity, ANA, filled)
    folder = tmp_path / "by hand"
    folder.mkdir()
    with zipfile.ZipFile(tmp_path / "one.backup") as archive:
        archive.extract("service.sqlite", folder)
    (folder / "erasures.json").write_bytes((filled.settings.folder / "erasures.json").read_bytes())
    workplace = restored(folder, opened)
    assert name in everybody(workplace)
    make_app(workplace)
    assert name not in everybody(workplace)


def test_whoever_registered_again_after_the_erasure_stays(filled: Workplace, clock: Clock) -> None:
    identity, name = somebody(filled)
    with reading(filled.database) as database:
        stored = people.find(database, identity)
    assert stored is not None
    clock.move(days=-1)
    with writing(filled.database) as database:
        note(database, stored.expert.addresses, clock())
    assert erase_again(filled) == 0
    assert name in everybody(filled)


def test_nobody_is_signed_in_to_what_was_restored(filled: Workplace, opened: Opened, tmp_path: Path) -> None:
    session, link = use_link(first_link(filled), filled), first_link(filled)
    back_up(tmp_path / "one.backup", filled)
    restore(tmp_path / "one.backup", tmp_path / "new", opened(tmp_path / "new"))
    new = restored(tmp_path / "new", opened)
    assert actor_of_session(session, filled) is not None
    assert actor_of_session(session, new) is None
    assert look_at_link(link, new) is LinkState.UNKNOWN


def spoilt(file: Path, spoil: str) -> None:
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    if spoil == "cut":
        file.write_bytes(file.read_bytes()[:-200])
        return
    if spoil == "one byte":
        content = bytearray(held["service.sqlite"])
        content[5000] ^= 1
        held["service.sqlite"] = bytes(content)
    elif spoil == "without its database":
        del held["service.sqlite"]
    else:
        held["manifest.json"] = b"[]"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("spoil", ["cut", "one byte", "without its database", "another manifest"])
def test_a_damaged_backup_restores_nothing(filled: Workplace, opened: Opened, tmp_path: Path, spoil: str) -> None:
    back_up(tmp_path / "one.backup", filled)
    spoilt(tmp_path / "one.backup", spoil)
    with pytest.raises(ServiceError, match="no backup of this service, or damaged"):
        restore(tmp_path / "one.backup", tmp_path / "new", opened(tmp_path / "new"))
    assert list((tmp_path / "new").iterdir()) == []


def test_what_a_killed_restore_left_goes_with_the_next(filled: Workplace, opened: Opened, tmp_path: Path) -> None:
    back_up(tmp_path / "one.backup", filled)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / ".service.sqlite.1.restored-wal").write_bytes(b"somebody")
    restore(tmp_path / "one.backup", tmp_path / "new", opened(tmp_path / "new"))
    assert [one.name for one in (tmp_path / "new").iterdir() if "restored" in one.name] == []


@pytest.mark.parametrize("content", ["{", '{"key": "00", "erased": []}'])
def test_a_damaged_ledger_stops_the_restore_and_the_start(
    filled: Workplace, opened: Opened, tmp_path: Path, content: str
) -> None:
    back_up(tmp_path / "one.backup", filled)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "erasures.json").write_text(content)
    with pytest.raises(ServiceError, match="is damaged"):
        restore(tmp_path / "one.backup", tmp_path / "new", opened(tmp_path / "new"))
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["erasures.json"]


def test_the_ledger_of_another_installation_is_refused(filled: Workplace, clock: Clock) -> None:
    erase(somebody(filled)[0], ANA, filled)
    (filled.settings.folder / "erasures.json").write_text('{"key": "00", "erased": {}}')
    with pytest.raises(ServiceError, match="another installation"):
        make_app(filled)


def test_nothing_is_overwritten(filled: Workplace, opened: Opened, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    back_up(file, filled)
    with pytest.raises(ServiceError, match="name another file"):
        back_up(file, filled)
    folder = filled.settings.folder
    with pytest.raises(ServiceError, match="nothing is overwritten"):
        restore(file, folder, opened(folder))


def test_from_the_command_line(filled: Workplace, tmp_path: Path) -> None:
    file, environment = str(tmp_path / "one.backup"), {"TERRITORY_MATCH_CACHE": str(filled.settings.cache)}
    done = CliRunner().invoke(app, ["backup", file, "--data", str(filled.settings.folder)], env=environment)
    assert (done.exit_code, "Backed up: experts: " in done.stderr) == (0, True)
    back = CliRunner().invoke(app, ["restore", file, "--data", str(tmp_path / "new")], env=environment)
    assert (back.exit_code, "Erased again: 0" in back.stderr) == (0, True)
    again = CliRunner().invoke(
        app, ["restore", file, "--data", str(tmp_path / "new"), "--language", "fr"], env=environment
    )
    assert (again.exit_code, "rien n'est écrasé" in again.stderr) == (2, True)
