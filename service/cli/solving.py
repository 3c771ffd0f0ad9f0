"""A round at the terminal: what it is doing, and Ctrl-C to take the best found so far."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from matcher.assignment import Stage, Watch
from service.cli.terminal import err, working
from service.render.stages import STAGES
from service.sentences import Sentences


@contextmanager
def round_progress(sentences: Sentences) -> Iterator[tuple[Callable[[int, int], None], Watch]]:
    """Tell on standard error how many texts are read, then what the solve is settling.

    While it solves, the first Ctrl-C calls it off, the second ends the command. A programme that runs is not
    interrupted: the best found so far comes after it.
    """
    solving = called_off = False

    def call_off(_signal: int, _frame: FrameType | None) -> None:
        nonlocal called_off
        if called_off or not solving:
            raise KeyboardInterrupt
        called_off = True
        err.print(sentences.text("Stopping with the best found so far; Ctrl-C again leaves without it."))

    def watch(stage: Stage, solved: int) -> bool:
        nonlocal solving
        solving = True
        bar.update(task, description=sentences.write(STAGES[stage.value]), completed=solved, total=None)
        return called_off

    before = signal.signal(signal.SIGINT, call_off)
    try:
        with working() as bar, _nothing_on_standard_output():
            task = bar.add_task(sentences.text("Reading texts"), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total), watch
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _nothing_on_standard_output() -> Iterator[None]:
    """Send what a solver's own library prints to standard error: standard output is for the answer alone."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
