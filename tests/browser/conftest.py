"""A service that runs, and a browser that somebody could sit before."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
COMMAND = Path(sys.executable).with_name("territory-match")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where there is none the tests are skipped, and fail in CI."""
    if CHROMIUM is None:
        said = "no Chromium on this machine: install the package chromium to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@dataclass(frozen=True)
class Running:
    """A service in a process of its own."""

    address: str
    link: str  # to sign in, once
    outbox: Path  # where its letters go, for want of a mail server


@pytest.fixture
def service(cache: Path, tmp_path: Path) -> Iterator[Running]:
    """An empty service, started as its user starts it."""
    with serving(tmp_path / "data", cache) as running:
        yield running


@contextmanager
def serving(data: Path, cache: Path) -> Iterator[Running]:
    port = random.randint(20_000, 50_000)
    environment = os.environ | {"TERRITORY_MATCH_CACHE": str(cache), "HF_HUB_OFFLINE": "1"}
    command = [str(COMMAND), "serve", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            link = process.stdout.readline().strip()
            address = link.partition("/in/")[0]
            _wait_for(address)
            yield Running(address, link, data / "outbox")
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urlopen(f"{address}/sign-in", timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the service does not answer")


Faults = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def faults() -> Faults:
    """What an automatic look finds wrong with a page for people with disabilities (WCAG 2.2 AA)."""
    axe = Axe()

    def look(page: Page) -> list[str]:
        found = axe.run(page, options=RULES).response["violations"]
        return [f"{page.url}: {one['id']}: {one['nodes'][0]['html']}" for one in found]

    return look
