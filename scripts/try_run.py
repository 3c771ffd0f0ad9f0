"""Do what a newcomer does with `make run`: start it, open the link, press the button, see the start page; then stop it.

    python scripts/try_run.py [PORT]

Prints how long it took until the service answered. Exits with 1 where it does not work.
"""

import os
import signal
import subprocess
import sys
import time
from tempfile import TemporaryDirectory
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

PATIENCE = 900  # seconds: a first run installs everything


class NoRedirect(HTTPRedirectHandler):
    """Answers are looked at one by one."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def tell(line: str) -> None:
    """Say something at once, whatever reads it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(port: str) -> int:
    """Start, look, stop."""
    started = time.monotonic()
    with TemporaryDirectory() as data:
        command = ["make", "run", f"PORT={port}", f"DATA={data}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
            try:
                link = _link(process)
                _wait_for(link, started)
                tell(f"the service answers after {time.monotonic() - started:.1f} s")
                return _look(link)
            finally:
                os.killpg(process.pid, signal.SIGTERM)


def _link(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "/in/" in line:
            return line.strip()
    raise SystemExit("make run ended without a link")


def _wait_for(link: str, started: float) -> None:
    while time.monotonic() - started < PATIENCE:
        try:
            build_opener().open(link, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the service does not answer")


def _look(link: str) -> int:
    address = link.partition("/in/")[0]
    try:
        build_opener(NoRedirect).open(Request(link, data=b"", method="POST"))
    except HTTPError as answer:
        session = (answer.headers["set-cookie"] or "").partition(";")[0]
        page = build_opener().open(Request(f"{address}/", headers={"Cookie": session})).read().decode()
        wanted = "62 experts, of whom 60 may be suggested; 17 territories"
        tell(f"signed in; the start page says: {wanted}" if wanted in page else "the start page is not as expected")
        return 0 if wanted in page else 1
    tell("the link did not let anybody in")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "8765"))
