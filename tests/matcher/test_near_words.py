"""Whether two words are one name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.folding import fold, sound
from matcher.near_words import alike, spellings_of


def heard(word: str) -> str:
    return sound(fold(word))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Szelment", "Szelmentu"),
        ("Mura", "Muri"),
        ("Родопи", "Rodopi"),
        ("Maribor", "Mariboru"),
        ("Haparanda", "Haparadna"),  # mistyped
    ],
)
def test_inflected_mistyped_and_transliterated_names_are_one(one: str, other: str) -> None:
    assert alike(heard(one), heard(other))


@pytest.mark.parametrize(("one", "other"), [("Mura", "Murg"), ("Valka", "Valga"), ("Olza", "Oder"), ("Una", "Uno")])
def test_short_names_that_differ_are_two(one: str, other: str) -> None:
    assert not alike(heard(one), heard(other))


def test_a_place_goes_by_its_names_in_other_languages() -> None:
    assert heard("Prešov") in spellings_of(heard("Prešov"))
    assert spellings_of("nowhere") == ("nowhere",)


@settings(max_examples=100, deadline=None)
@given(st.text("abcdeiou", max_size=9), st.text("abcdeiou", max_size=9))
def test_alike_is_so_in_both_directions(one: str, other: str) -> None:
    assert alike(one, other) is alike(other, one)
    assert alike(one, one)
