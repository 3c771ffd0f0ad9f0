"""Countries that a sentence names."""

import pytest

from matcher.country_words import code_pairs, countries_in, country_of, lone_code


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("latvia", "LV"),
        ("latvija", "LV"),
        ("lettland", "LV"),
        ("latvian", "LV"),
        ("espagne", "ES"),
        ("bulgarian", "BG"),
        ("kosovo", "XK"),
        ("border", None),
        ("lv", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_its_names_and_adjectives(word: str, country: str | None) -> None:
    assert country_of(word) == country


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("the RO-MD border", {"RO", "MD"}),
        ("AT/SI/HU", {"AT", "SI", "HU"}),
        ("EL – BG", {"GR", "BG"}),
        ("Caritas RS", set()),  # two letters alone are no country
        ("US-UK", set()),
    ],
)
def test_codes_are_countries_where_they_are_joined(text: str, countries: set[str]) -> None:
    assert code_pairs(text) == countries


@pytest.mark.parametrize(("text", "countries"), [(" RS ", {"RS"}), ("EL", {"GR"}), ("rs", set()), ("RS office", set())])
def test_a_code_alone_is_a_country_where_it_is_the_whole_text(text: str, countries: set[str]) -> None:
    assert lone_code(text) == countries


def test_a_sentence_names_countries_in_any_way() -> None:
    assert countries_in("Polish partners in Lettland, and on the RO-MD border") == {"PL", "LV", "RO", "MD"}
    assert countries_in("No country at all") == frozenset()
