"""What every test stands on: no network, nothing of the user's own settings, one unpacked text model, the command."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from typer.testing import CliRunner

FIXTURES = Path(__file__).parent / "fixtures"

os.environ["HF_HUB_OFFLINE"] = "1"
settings.register_profile("unhurried", deadline=None)  # tests never assert a time
settings.load_profile("unhurried")
for name in [name for name in os.environ if name.startswith("TERRITORY_MATCH_")]:
    del os.environ[name]


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return FIXTURES


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder with the unpacked default model, in the user's cache: unpacked once a machine, not once a run."""
    from embeddings.models import find_model
    from service.settings import Settings

    return Path(find_model("e5-small", Settings().cache).source).parent


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make a folder once in a run, however many workers ask for it: one makes it, the others wait and take it.

    One folder is made at a time, so that no text is encoded by two workers at once.
    """
    own = tmp_path_factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = run / name, run / f"{name}.made"
        with FileLock(run / "making.lock"):
            if not done.exists():
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def new_cache(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Make a cache that knows the model and has read no text."""

    def make() -> Path:
        folder = tmp_path_factory.mktemp("cache")
        (folder / "models").symlink_to(models)
        return folder

    return make


@pytest.fixture(scope="session")
def cache(new_cache: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the tests share: what one has encoded, the next does not, and no other worker of this run."""
    folder, run = new_cache(), tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        (folder / "vectors.sqlite").symlink_to(run.parent / "vectors.sqlite")
    return folder


@dataclass(frozen=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture(scope="session")
def run(cache: Path) -> Run:
    """Run `territory-match` with these arguments."""

    def command(*arguments: str | Path) -> Answer:
        environment = {"TERRITORY_MATCH_CACHE": str(cache), "COLUMNS": "200"}
        from service.cli.app import app

        result = CliRunner().invoke(app, [str(one) for one in arguments], env=environment, catch_exceptions=False)
        return Answer(result.exit_code, result.stdout, result.stderr)

    return command


@pytest.fixture(scope="session")
def exports(fixtures: Path) -> tuple[str | Path, ...]:
    """The options that name the development exports."""
    return ("--experts", fixtures / "experts_dev.xlsx", "--territories", fixtures / "territories_dev.xlsx")


@pytest.fixture(scope="session")
def lists(run: Run, exports: tuple[str | Path, ...], once: Once) -> tuple[Answer, Path]:
    """The match lists of the development exports: the JSON answer, and the folder with the workbooks."""

    def make(folder: Path) -> None:
        workbooks = ("--output", folder / "lists.xlsx", "--pilot-sheets", folder / "pilots")
        answer = run("match", *exports, "--json", *workbooks)
        assert answer.code == 0, answer.err
        (folder / "answer.json").write_text(json.dumps(asdict(answer)), encoding="utf-8")

    folder = once("lists", make)
    return Answer(**json.loads((folder / "answer.json").read_text(encoding="utf-8"))), folder
