"""The command as its user runs it, on the development exports."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from service.cli.app import app


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
        result = CliRunner().invoke(app, [str(one) for one in arguments], env=environment, catch_exceptions=False)
        return Answer(result.exit_code, result.stdout, result.stderr)

    return command


@pytest.fixture(scope="session")
def exports(fixtures: Path) -> tuple[str | Path, ...]:
    """The options that name the development exports."""
    return ("--experts", fixtures / "experts_dev.xlsx", "--territories", fixtures / "territories_dev.xlsx")


@pytest.fixture(scope="session")
def lists(run: Run, exports: tuple[str | Path, ...], tmp_path_factory: pytest.TempPathFactory) -> tuple[Answer, Path]:
    """The match lists of the development exports: the JSON answer, and the folder with the workbooks."""
    folder = tmp_path_factory.mktemp("lists")
    answer = run("match", *exports, "--json", "--output", folder / "lists.xlsx", "--pilot-sheets", folder / "pilots")
    assert answer.code == 0, answer.err
    return answer, folder
