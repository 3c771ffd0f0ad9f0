"""Whose turn it is to use the text model: one at a time, and what is read ahead gives way to whoever waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """A lock that knows how many people want it, those included who will want it again in a moment."""

    def __init__(self) -> None:
        self._turn, self._count, self._wanting = Lock(), Lock(), 0

    @property
    def wanted(self) -> bool:
        """Whether somebody has the turn, waits for it, or is about to."""
        return self._wanting > 0

    @contextmanager
    def first(self) -> Iterator[None]:
        """Somebody waits for an answer that takes several turns: nothing is read ahead between them."""
        self._change(1)
        try:
            yield
        finally:
            self._change(-1)

    def acquire(self, timeout: float = -1) -> bool:
        """Wait for a turn, at most so many seconds; whether it came."""
        self._change(1)
        got = self._turn.acquire(timeout=timeout)
        if not got:
            self._change(-1)
        return got

    def release(self) -> None:
        """Give the turn back."""
        self._turn.release()
        self._change(-1)

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()

    def _change(self, by: int) -> None:
        with self._count:
            self._wanting += by
