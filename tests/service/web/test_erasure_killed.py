"""An erasure that is killed at any step is complete after the next start: rows, letters on disk, the database's log."""

import signal
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from service.store import people, unfinished
from service.store.engine import reading
from service.verbs.erase import erase_again
from service.verbs.ledger import NAME
from tests.service.killed import opened
from tests.service.web.conftest import Place

pytestmark = pytest.mark.slow  # a process for each step

MARKER = "Marketa Stopova"


@pytest.fixture(scope="module")
def marked(filled: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a service that is at rest, with a letter on disk; and the id of whoever is to be erased."""
    workplace, identity = filled.workplace, filled.expert_id
    with reading(workplace.database) as database:
        stored = people.find(database, identity)
    assert stored is not None
    answer = filled.program().patch(
        f"/api/v1/experts/{identity}", json={"version": stored.version, "answers": {"full_name": MARKER}}
    )
    assert answer.status_code == 200
    outbox = workplace.settings.folder / "outbox"
    outbox.mkdir(exist_ok=True)
    (outbox / f"link-{identity}.eml").write_text(f"Dear {MARKER}", encoding="utf-8")
    folder = tmp_path_factory.mktemp("at-rest") / "data"
    copytree(workplace.settings.folder, folder)
    return folder, identity


def told_of(folder: Path) -> list[str]:
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and MARKER.encode() in path.read_bytes()
    ]


def killed(folder: Path, cache: Path, identity: str, fatal: int) -> int:
    """Erase in a process of its own; returns how it ended."""
    asked = f"Path({str(folder)!r}), Path({str(cache)!r}), {identity!r}, {fatal}"
    code = f"from tests.service.killed import *; print(erase_counting_steps({asked}))"
    ended = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, cwd=Path(__file__).parents[3]
    )
    if ended.returncode == 0:
        return int(ended.stdout)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    return ended.returncode


def test_whatever_step_it_is_killed_at_nothing_is_left_after_the_next_start(
    marked: tuple[Path, str], cache: Path, tmp_path: Path
) -> None:
    at_rest, identity = marked
    whole = tmp_path / "whole"
    copytree(at_rest, whole)
    steps = killed(whole, cache, identity, 0)
    assert told_of(whole) == []
    begun = _first_step_that_counts(at_rest, cache, identity, tmp_path)
    some = sorted({*range(begun, steps, max(1, (steps - begun) // 3)), *range(steps - 4, steps + 1)})
    left: dict[int, list[str]] = {}
    for fatal in some:
        folder = tmp_path / f"killed-{fatal}"
        copytree(at_rest, folder)
        assert killed(folder, cache, identity, fatal) == -signal.SIGKILL
        workplace = opened(folder, cache)
        erase_again(workplace)  # what a service does when it starts
        with reading(workplace.database) as database:
            assert people.find(database, identity) is None, fatal
            assert [
                *unfinished.of_kind(database, unfinished.PERSON),
                *unfinished.of_kind(database, unfinished.LETTER),
            ] == []
        workplace.database.dispose()
        assert (folder / NAME).exists()
        left[fatal] = told_of(folder)
    assert {fatal: files for fatal, files in left.items() if files} == {}


def _first_step_that_counts(at_rest: Path, cache: Path, identity: str, tmp_path: Path) -> int:
    """The step after which the intention stands: killed before it, nothing was promised and nothing is done."""
    for fatal in range(4, 20):  # earlier ones open the transaction
        folder = tmp_path / f"begun-{fatal}"
        copytree(at_rest, folder)
        killed(folder, cache, identity, fatal)
        workplace = opened(folder, cache)
        with reading(workplace.database) as database:
            stands = bool(unfinished.of_kind(database, unfinished.PERSON))
            assert people.find(database, identity) is not None
        workplace.database.dispose()
        if stands:
            return fatal
    raise AssertionError("no intention is written down")
