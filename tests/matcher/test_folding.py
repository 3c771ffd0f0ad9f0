"""Words as they are compared: without case, accents, punctuation or script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.folding import fold, folded_words, sound, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Stratēģija", "strategija"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("Þórsmörk", "thorsmork"),
        ("Родопи", "rodopi"),
        ("Щастя", "shastja"),
        ("Ѓорѓи", "gorgi"),
        ("Θεσσαλονίκη", "thessaloniki"),
        ("Ελλήνων", "ellinon"),
        ("Πλούτος", "plutos"),
        ("İğdır", "igdir"),
        ("S. p. A. 12", "s. p. a. 12"),
        ("№ 5", "no 5"),
    ],
)
def test_text_is_written_in_small_latin_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_words_are_cut_at_everything_that_is_no_letter_or_digit() -> None:
    assert words("GAL Lemn/Lână_2 (RO)") == ("GAL", "Lemn", "Lână", "2", "RO")
    assert folded_words("GAL Lemn/Lână") == ("gal", "lemn", "lana")


@pytest.mark.parametrize(
    ("one", "other"), [("szombathely", "sombatheli"), ("tschechien", "cehien"), ("schwaben", "svaben"), ("anna", "ana")]
)
def test_spellings_of_one_sound_meet(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_folding_folded_words_changes_nothing(text: str) -> None:
    once = folded_words(text)
    assert folded_words(" ".join(once)) == once
