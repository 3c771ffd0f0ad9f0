"""What was found out of people's words is forgotten with the work that asked for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher.folding import fold
from matcher.memory import remembered, remembering

ROOT = Path(__file__).parent.parent.parent
# Caches of the process that take something: which file, field or language, never anybody's words.
NO_WORDS_OF_PEOPLE = {
    "_alphabets", "_by_length", "_catalogue", "_in_order", "_list", "_options", "_phrases", "_stemmer", "_stop_words",
    "_weights", "_words_that_tell", "_wordings", "centring", "known_codes", "read_table", "tells_something",
}  # fmt: skip


def test_a_function_is_asked_once_for_each_argument_within_one_piece_of_work_and_anew_in_the_next() -> None:
    asked: list[str] = []

    @remembered
    def shout(word: str) -> str:
        asked.append(word)
        return word.upper()

    with remembering():
        assert [shout("ana"), shout("bo"), shout("ana")] == ["ANA", "BO", "ANA"]
        with remembering():
            assert shout("bo") == "BO"
        assert shout("bo") == "BO"
    assert asked == ["ana", "bo"]
    with remembering():
        shout("ana")
    shout("ana"), shout("ana")
    assert asked == ["ana", "bo", "ana", "ana", "ana"]


def test_what_two_functions_say_of_one_word_is_told_apart_and_a_fault_is_not_remembered() -> None:
    @remembered
    def broken(word: str) -> str:
        raise LookupError(word)

    with remembering():
        assert fold("Éva") == "eva"
        for _ in range(2):
            with pytest.raises(LookupError):
                broken("Éva")


def cached_functions() -> Iterator[tuple[str, str]]:
    """Functions with a cache of the process that take something, with their files."""
    for package in ("matcher", "service", "embeddings"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg != "self":
                    marks = {ast.unparse(one).partition("(")[0] for one in node.decorator_list}
                    if marks & {"cache", "lru_cache", "functools.cache", "functools.lru_cache"}:
                        yield node.name, str(path.relative_to(ROOT))


def test_no_cache_of_the_process_is_keyed_by_what_people_wrote() -> None:
    assert {name: path for name, path in cached_functions() if name not in NO_WORDS_OF_PEOPLE} == {}
