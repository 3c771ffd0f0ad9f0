"""Lists of words and phrases, and whether folded words are in them."""

import pytest

from matcher.word_lists import PhraseList, WordList, read_table


@pytest.mark.parametrize(
    ("word", "listed"), [("agency", True), ("agencija", True), ("agen", False), ("fund", True), ("fundacja", False)]
)
def test_whole_words_and_beginnings_are_found(word: str, listed: bool) -> None:
    assert (word in WordList(["Agenc*", "FUND"])) is listed


def test_an_empty_list_holds_no_word() -> None:
    assert "fund" not in WordList([])


@pytest.mark.parametrize(
    ("words", "found"),
    [(("we", "are", "not", "sure"), True), (("not", "surely"), False), (("not", "so", "sure"), False), ((), False)],
)
def test_phrases_are_found_as_whole_words(words: tuple[str, ...], found: bool) -> None:
    assert PhraseList(["Not sure"]).found_in(words) is found


@pytest.mark.parametrize("name", ["country_words", "declaration_words", "organisation_words", "place_words"])
def test_every_table_is_read_and_cannot_be_changed(name: str) -> None:
    table = read_table(name)
    assert table
    with pytest.raises(TypeError):
        table["new"] = 1  # type: ignore[index]
