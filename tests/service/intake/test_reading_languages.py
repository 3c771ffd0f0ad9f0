"""Languages with levels are read as people from thirty countries write them."""

import pytest

from service.intake.words.languages import read_language_names, read_languages, unread_levels


def told(text: str) -> str:
    return ", ".join(f"{one.language} {one.level or '?'}" for one in read_languages(text).value)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("English (C1), latviešu, RU", "en C1, lv ?, ru ?"),
        (
            "bosanski/hrvatski/srpski - maternji, English C1, njemački B2",
            "bs native, hr native, sr native, en C1, de B2",
        ),
        ("Galego e castelán (nativa), português C1", "gl native, es native, pt C1"),
        ("italiano, Deutsch B2", "it ?, de B2"),
        ("PT (mother tongue) / ES C1 / EN C1 / FR B2", "pt native, es C1, en C1, fr B2"),
        ("Bulgarian - native; English - C1; Russian - B2", "bg native, en C1, ru B2"),
        ("Français, langue maternelle ; espagnol, courant ; catalan, notions", "fr native, es C1, ca A2"),
        ("Mother tongue: Hungarian; C1: English, German; B1: Slovak", "hu native, en C1, de C1, sk B1"),
        ("Native Latvian, fluent English, basic Russian", "lv native, en C1, ru A2"),
        ("magyar anyanyelv, angol felsőfok, német középfok", "hu native, en C1, de B2"),
        ("čeština - rodilý mluvčí | polština - pracovní úroveň", "cs native, pl B2"),
        ("English C1/C2, French B1-B2", "en C1, fr B1"),
        ("Espanhol Muito bom (C1); Inglês Bom (B2)", "es C1, en B2"),  # CEFR holds beside an everyday word
        ("German basic (A1)", "de A1"),
        ("Polish (native)\nCzech C1\nEnglish C2", "pl native, cs C1, en C2"),
        ("English and French (fluent), some Polish", "en C1, fr C1, pl ?"),
        ("Serbo-Croatian (native), English", "sr native, bs native, hr native, cnr native, en ?"),
        ("Norwegian, Valencian C2, Moldovan", "nb ?, ca C2, ro ?"),
        ("SE, EN C1", "sv ?, en C1"),
        ("Englsh C1; Germn B2", "en C1, de B2"),
        ("krievu valoda (C1), igauņu A2", "ru C1, et A2"),
        ("Ελληνικά (μητρική), makedonski B1", "el native, mk B1"),
        ("українська (рідна), румунська B2", "uk native, ro B2"),
        ("English B1, English C1", "en C1"),
        ("", ""),
    ],
)
def test_languages_keep_their_order_and_the_level_that_is_stated(text: str, languages: str) -> None:
    assert told(text) == languages


@pytest.mark.parametrize("text", ["fluent English", "Germn B2", "SE", "Gibberish C1", "UK"])
def test_what_is_assumed_or_not_understood_is_said(text: str) -> None:
    assert read_languages(text).remarks


def test_uk_is_left_to_whoever_can_ask() -> None:
    read = read_languages("UK, PL")
    assert [one.language for one in read.value] == ["pl"]
    assert [remark.value for remark in read.remarks] == ["UK"]


def test_working_languages_are_names_without_levels() -> None:
    assert read_language_names("suomi, svenska, (meänkieli), English").value == ("fi", "sv", "fit", "en")


@pytest.mark.parametrize(
    ("text", "languages", "unread"),
    [
        (
            "Slovene - native; Italian - I understand but don't speak; English: C1",
            "sl native, it ?, en C1",
            {"it": "Italian - I understand but don't speak"},
        ),
        ("Deutsch: Muttersprache. Niederländisch: nur lesen", "de native, nl ?", {"nl": "nur lesen"}),
        ("I no longer speak Russian; Estonian C2", "et C2", {}),
        ("English (C1) - but not for reports, French B2", "en ?, fr B2", {"en": "English (C1) - but not for reports"}),
        ("English C1, all Slavic languages except Czech, Slovak", "en C1", {}),
        ("EN 4/5; FR C1", "en ?, fr C1", {"en": "4/5"}),
        ("Swedish (oral B2, written A2)", "sv A2", {}),
        ("English C1, B2 in French", "en C1, fr B2", {}),
        ("English C1, latviešu", "en C1, lv ?", {}),
    ],
)
def test_what_is_said_of_a_level_and_not_understood_stays_with_its_language(
    text: str, languages: str, unread: dict[str, str]
) -> None:
    assert (told(text), unread_levels(text)) == (languages, unread)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("English and French both at C1", "en C1, fr C1"),  # "at" is no German
        ("Βουλγαρικά βασικά", "bg ?"),  # a word for a level is no mistyped Basque
        ("Englisch, Franzosisch und Spanich", "en ?, fr ?, es ?"),  # mistyped names still are names
    ],
)
def test_words_beside_a_language_are_no_further_one(text: str, languages: str) -> None:
    assert told(text) == languages
