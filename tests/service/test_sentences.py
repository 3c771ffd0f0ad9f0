"""What people read, in each language: the catalogues are complete, and every message can be written."""

import importlib.util
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from matcher.countries import PROGRAMME
from matcher.languages import Level
from matcher.messages import Message, Term, Terms, Vocabulary, say
from matcher.model import Role, Rule, Travel
from matcher.signals import SIGNALS
from matcher.taxonomy import codes
from service.intake.words.language_at import LIKELY
from service.sentences import KOSOVO_FOOTNOTE, LANGUAGES, Sentences

SCRIPT = Path(__file__).parents[2] / "scripts" / "messages.py"
TRANSLATED = [language for language in LANGUAGES if language != "en"]
ENGLISH, FRENCH = Sentences("en"), Sentences("fr")
# In a sentence: what French sets off with a space that does not break, and a space that would break there.
BREAKING = re.compile(r" [:;?!»]|« ")
GLUED = re.compile(r"[^\s\d\"][:;?!»](?=\s|$)|«\S")


def gathering() -> ModuleType:
    """The script that gathers the sentences."""
    spec = importlib.util.spec_from_file_location("messages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


GATHERING = gathering()
TEMPLATES = sorted(GATHERING.sentences())


def translations(language: str) -> dict[str, str]:
    with GATHERING.catalogue(language).open("rb") as source:
        return {str(entry.id): str(entry.string) for entry in read_po(source, locale=language) if entry.id}


def places(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def codes_with_names() -> Iterator[tuple[Vocabulary, str]]:
    """Every code that a message may hold; the levels A1 to C2 are their own names."""
    yield from ((Vocabulary.COUNTRY, code) for code in sorted(PROGRAMME))
    yield from ((Vocabulary.LANGUAGE, code) for code in sorted(LIKELY))
    yield Vocabulary.LEVEL, Level.NATIVE
    yield from ((Vocabulary.ROLE, role) for role in Role)
    yield from ((Vocabulary.RULE, rule) for rule in Rule)
    yield from ((Vocabulary.TRAVEL, travel) for travel in Travel)
    yield from ((Vocabulary.SIGNAL, signal.name) for signal in SIGNALS)
    for vocabulary in (Vocabulary.THEME, Vocabulary.STAGE, Vocabulary.TARGET_GROUP, Vocabulary.TERRITORY_TYPE):
        yield from ((vocabulary, code) for code in codes(vocabulary))


# The catalogues


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_is_complete_and_holds_nothing_left_over(language: str) -> None:
    assert GATHERING.faults(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_its_sentence_and_no_others(language: str) -> None:
    wrong = {text: said for text, said in translations(language).items() if places(said) != places(text)}
    assert wrong == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_reason_has_no_full_stop_because_others_follow_it(language: str) -> None:
    wrong = {text: said for text, said in translations(language).items() if said.endswith(".") != text.endswith(".")}
    assert wrong == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_options_of_the_command_are_not_translated(language: str) -> None:
    def options(text: str) -> list[str]:
        return re.findall(r"--[a-z-]+", text)

    wrong = {text: said for text, said in translations(language).items() if options(said) != options(text)}
    assert wrong == {}


def test_french_sets_its_marks_off_with_a_space_that_does_not_break() -> None:
    said = translations("fr").values()
    assert [one for one in said if BREAKING.search(one) or GLUED.search(one)] == []


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(LookupError, match="there is no 'de' catalogue; there are en, fr"):
        Sentences("de")


# Writing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", ["somebody's {own} words", 3, date(2026, 9, 1)])
def test_every_sentence_is_written_with_what_is_put_into_it(language: str, value: str | int | date) -> None:
    sentences = Sentences(language)
    shown = sentences.write(say("{value}", value=value))
    for text in TEMPLATES:
        written = sentences.write(Message(text, tuple((name, value) for name in dict.fromkeys(places(text)))))
        assert written
        assert written.count(shown) >= len(places(text))


@pytest.mark.parametrize(("vocabulary", "code"), list(codes_with_names()))
def test_a_code_has_a_name_in_both_languages(vocabulary: Vocabulary, code: str) -> None:
    assert FRENCH.term(vocabulary, code) != code
    name = ENGLISH.term(vocabulary, code)
    assert name != code or name in TEMPLATES  # "language" is the name of the rule as well


@pytest.mark.parametrize("code", codes(Vocabulary.MATURITY))
def test_a_maturity_has_a_name_in_both_languages(code: str) -> None:
    assert code not in {ENGLISH.term(Vocabulary.MATURITY, code), FRENCH.term(Vocabulary.MATURITY, code)}


@pytest.mark.parametrize("sentences", [ENGLISH, FRENCH])
@pytest.mark.parametrize("level", [level for level in Level if level is not Level.NATIVE])
def test_a_level_is_its_own_name(sentences: Sentences, level: Level) -> None:
    assert sentences.term(Vocabulary.LEVEL, level) == level


@pytest.mark.parametrize(
    ("message", "english", "french"),
    [
        (
            say("Knows {known}, not {missing}", known=Terms(Vocabulary.COUNTRY, ("LV", "EE")), missing="X"),
            "Knows Latvia and Estonia, not X",
            "Pays connus\u00a0: Lettonie et Estonie\u00a0; non connus\u00a0: X",
        ),
        (
            say("Level not stated: {languages}", languages=Terms(Vocabulary.LANGUAGE, ("cnr", "sq", "mk"))),
            "Level not stated: Montenegrin, Albanian and Macedonian",
            "Niveau non précisé\u00a0: monténégrin, albanais et macédonien",
        ),
        (
            say("Experienced in {stages}", stages=Terms(Vocabulary.STAGE, ("S8", "S3"))),
            "Experienced in Monitoring, evaluation and learning; Legal structures (EGTC, association, agreement)",
            "Expérience des étapes suivantes\u00a0: Suivi, évaluation et apprentissage\u00a0; "
            "Structures juridiques (GECT, association, convention)",
        ),
        (
            say("Read as {date}", date=date(2026, 9, 15)),
            "Read as 15 September 2026",
            "Lu comme\u00a0: 15 septembre 2026",
        ),
        (
            say("Lives on one side of the border: {country}", country=Term(Vocabulary.COUNTRY, "XK")),
            "Lives on one side of the border: Kosovo*",
            "Réside d'un côté de la frontière\u00a0: Kosovo*",
        ),
        (
            say(
                "The seat asks for {need} at {level} or better; the profile states {stated}",
                need=Term(Vocabulary.LANGUAGE_NEED, "en and (mk or sq@C1)"),
                level=Term(Vocabulary.LEVEL, "B2"),
                stated=Terms(Vocabulary.SPOKEN, ("en:native", "mk:")),
            ),
            "The seat asks for English and (Macedonian or Albanian C1) at B2 or better; the profile states English "
            "(native) and Macedonian (level not stated)",
            "Langues exigées pour le poste\u00a0: anglais et (macédonien ou albanais C1), niveau B2 ou supérieur\u00a0;"
            " langues indiquées dans le profil\u00a0: anglais (langue maternelle) et macédonien (niveau non précisé)",
        ),
    ],
)
def test_lists_dates_and_terms_are_written_as_the_language_does(message: Message, english: str, french: str) -> None:
    assert ENGLISH.write(message) == english
    assert FRENCH.write(message) == french


def test_what_is_not_stated_is_said_to_be_so() -> None:
    for nothing in (Term(Vocabulary.COUNTRY, ""), Term(Vocabulary.TRAVEL, ""), Terms(Vocabulary.SPOKEN, ())):
        assert ENGLISH.write(say("{value}", value=nothing)) == "not stated"
        assert FRENCH.write(say("{value}", value=nothing)) == "non précisé"


def test_the_footnote_of_kosovo_has_the_official_words_of_each_language() -> None:
    assert ENGLISH.write(KOSOVO_FOOTNOTE) == (
        "* This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and the "
        "ICJ Opinion on the Kosovo declaration of independence."
    )
    assert FRENCH.write(KOSOVO_FOOTNOTE) == (
        "* Cette désignation est sans préjudice des positions sur le statut et est conforme à la résolution 1244/1999 "
        "du Conseil de sécurité des Nations unies ainsi qu'à l'avis de la CIJ sur la déclaration d'indépendance du "
        "Kosovo."
    )


@pytest.mark.parametrize("sheet", ["Suggestions", "Territories", "Not eligible", "Intake report", "How it was made"])
def test_the_title_of_a_sheet_is_one_that_excel_takes(sheet: str) -> None:
    title = FRENCH.text(sheet)
    assert len(title) <= 31
    assert not set(title) & set("[]:*?/\\")
