"""What of a text is compared as words: stems of its language, names, and what acronyms stand for."""

import pytest

from embeddings.text_language import language_of
from embeddings.wording import Wordings

GLOSSARY = {"EVTZ": "EGTC", "EGTC": "EGTC", "action plan": "action plan", "plan d'action": "action plan"}


def words(*pieces: str) -> set[str]:
    return set(Wordings(GLOSSARY).of(pieces).words)


@pytest.mark.parametrize(
    ("one", "other", "stem"),
    [
        ("We advise associations of farmers in the hills", "An association of one farmer and two others", "en:associ"),
        ("Wir beraten Vereine und Verbände in den Bergen", "Der Verein berät die Gemeinden im Tal", "de:verein"),
        ("Nous conseillons des associations de communes", "Une association conseille la commune voisine", "fr:associ"),
    ],
)
def test_endings_do_not_matter_within_a_language(one: str, other: str, stem: str) -> None:
    assert stem in words(one) & words(other)


def test_words_of_two_languages_never_meet_but_names_and_terms_do() -> None:
    english = words("We wrote the strategy of the Karavanke park and founded an EGTC there.")
    german = words("Wir haben die Strategie für den Park KARAVANKE geschrieben und einen EVTZ gegründet.")
    assert english & german == {"=karavanke", "§EGTC"}


def test_terms_of_several_words_are_found_whatever_their_capitals() -> None:
    assert "§action plan" in words("Our Action Plan is old and nobody reads it any more")
    assert "§action plan" in words("Le plan d'action est vieux et personne ne le lit plus")


def test_words_that_every_text_has_are_left_out() -> None:
    assert not words("and so on, with the others") & {"en:and", "en:the", "en:with"}


def test_each_piece_is_read_in_its_own_language() -> None:
    told = Wordings({}).of(("We help people to build houses together.", "Nous aidons les gens à construire."))
    assert told.languages == {"en", "fr"}


def test_a_text_without_words_has_nothing_to_compare() -> None:
    told = Wordings(GLOSSARY).of(())
    assert (told.words, told.letters, told.languages) == ((), (), frozenset())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I drafted the statutes of a grouping that shares a river.", "en"),
        ("Es vadu vietējo rīcības grupu un rakstu stratēģijas.", "lv"),
        ("Radim sa ženama i omladinom u malim mestima pored reke.", "sh"),
        ("Радим са женама и омладином у малим местима поред реке.", "sh"),
        ("Punoj me gratë dhe të rinjtë në fshatrat e vogla.", "sq"),
        ("LEADER", None),
    ],
)
def test_the_language_of_a_text_is_told_where_it_can_be(text: str, language: str | None) -> None:
    assert language_of(text) == language
