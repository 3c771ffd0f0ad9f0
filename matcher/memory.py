"""Remember within one piece of work what a function said of a word, and forget it all when the work ends.

Names and answers of people are asked about again and again while an export is read or a roster is compared. A cache of
the process would keep them for good: also those of people who are erased meanwhile.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_KNOWN: ContextVar[defaultdict[Any, dict[Any, Any]] | None] = ContextVar("known", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember until this block ends; within another such block, until that one does. Also a decorator."""
    if _KNOWN.get() is not None:
        yield
        return
    token = _KNOWN.set(defaultdict(dict))
    try:
        yield
    finally:
        _KNOWN.reset(token)


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Ask a function once for each of its arguments while something is remembered, and every time elsewhere.

    The arguments can be hashed, and the function says the same of the same; with named ones it is asked every time.
    """

    @wraps(function)
    def ask(*arguments: P.args, **named: P.kwargs) -> T:
        known = _KNOWN.get()
        if known is None or named:
            return function(*arguments, **named)
        told = known[function]
        try:
            return told[arguments]
        except KeyError:
            answer = told[arguments] = function(*arguments, **named)  # named is empty
            return answer

    return ask
