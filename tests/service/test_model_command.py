"""`territory-match model`: another text model is shown before it is used, and the one before can come back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from service.cli.app import app
from tests.tiny_model import tiny_model


@pytest.fixture(scope="module")
def own(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """The command with a copy of the cache: what is chosen stays among these tests."""
    copy = shutil.copytree(cache, tmp_path_factory.mktemp("own") / "cache", symlinks=True)

    def command(*arguments: Any) -> Any:
        environment = {"TERRITORY_MATCH_CACHE": str(copy), "COLUMNS": "200"}
        return CliRunner().invoke(app, [str(one) for one in arguments], env=environment)

    return command


def test_the_default_is_in_use_and_there_is_nothing_to_go_back_to(own: Any) -> None:
    assert own("model").stdout == "Text model in use: e5-small\n"
    assert own("model", "--back").exit_code == 2


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of another model."""
    return str(tiny_model(tmp_path_factory.mktemp("other")))


def test_nothing_switches_without_being_shown(own: Any, other: str) -> None:
    assert own("model", other, "--use").exit_code == 2
    assert own("model").stdout == "Text model in use: e5-small\n"


@pytest.mark.slow
def test_the_difference_is_shown_then_it_is_used_then_it_goes_back(own: Any, other: str, exports: Any) -> None:
    shown = own("model", other, *exports)
    assert "seats keep who comes first" in shown.stdout
    assert own("model").stdout == "Text model in use: e5-small\n"
    assert own("model", other, *exports, "--use").exit_code == 0
    assert own("model").stdout.splitlines() == [f"Text model in use: {other}", "Before it: e5-small"]
    assert own("model", "--back").stdout.splitlines() == ["Text model in use: e5-small", f"Before it: {other}"]
