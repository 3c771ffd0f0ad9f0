"""What each adviser must speak is read out of free text, with and, or, brackets, roles and exceptions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.languages import write_need
from matcher.model import Role
from service.intake.words.must_languages import read_must_languages

EVERYBODY = (Role.METHODOLOGICAL, Role.STRATEGIC, Role.PRACTICAL)


def needs(text: str, working: tuple[str, ...] = ("hu", "sk", "en")) -> dict[str, str]:
    return {
        role.value[0]: write_need(asked.need)
        for role, asked in read_must_languages(text, EVERYBODY, working).value.items()
    }


def same(need: str) -> dict[str, str]:
    return dict.fromkeys("msp", need)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Latvian or Lithuanian; Russian is accepted by most participants", same("lv or lt or ru")),
        ("German or Polish; practical adviser must have BOTH", {"m": "de or pl", "s": "de or pl", "p": "de and pl"}),
        ("Strategic: English. Methodological: Latvian or Estonian", {"m": "lv or et", "s": "en"}),
        (
            "All advisers must speak English. The practical one also Hungarian.",
            {"m": "en", "s": "en", "p": "en and hu"},
        ),
        (
            "English for everybody; Latvian for the methodological adviser",
            {"m": "en and lv", "s": "en", "p": "en"},
        ),
        (
            "For the practical support we need Slovenian or Croatian, for the others English is enough",
            {"m": "en", "s": "en", "p": "sl or hr"},
        ),
        (
            "For the practical adviser Hungarian is a must; the others can work in English",
            {"m": "en", "s": "en", "p": "hu"},
        ),
        ("Practical: Slovak and Hungarian / Others: English", {"m": "en", "s": "en", "p": "sk and hu"}),
        ("M and S: English, P: Polish", {"m": "en", "s": "en", "p": "pl"}),
        ("P - Bulgarian and Romanian; M/S - English", {"m": "en", "s": "en", "p": "bg and ro"}),
        ("Any of Polish, Czech or Slovak", same("pl or cs or sk")),
        ("Both German and French", same("de and fr")),
        ("English and (Polish or Czech)", same("en and (pl or cs)")),
        ("English plus Polish or Czech", same("en and (pl or cs)")),
        ("English and either Spanish or Portuguese", same("en and (es or pt)")),
        ("English and one of the local languages", same("en and (hu or sk)")),
        ("All advisers: English. Practical adviser additionally Romanian", {"m": "en", "s": "en", "p": "en and ro"}),
        ("BCMS language (Serbian / Bosnian / Croatian / Montenegrin)", same("sr or bs or hr or cnr")),
        (
            "Lithuanian or Polish, strategic adviser English is fine",
            {"m": "lt or pl", "s": "lt or pl or en", "p": "lt or pl"},
        ),
        ("English for strategic, Greek or Turkish for practical", {"s": "en", "p": "el or tr"}),
        ("Stratégique : anglais ; pratique : slovène ou italien", {"s": "en", "p": "sl or it"}),
        (
            "Méthodologique et stratégique : français ou allemand. Pratique : les deux",
            {"m": "fr or de", "s": "fr or de", "p": "fr and de"},
        ),
        ("at least two of German, Slovene and Hungarian", same("2 of (de, sl, hu)")),
        ("2 of (German, Slovene, Hungarian)", same("2 of (de, sl, hu)")),
        ("mindestens zwei der drei Sprachen Deutsch, Slowenisch, Ungarisch", same("2 of (de, sl, hu)")),
        ("English plus two of German, Slovene and Hungarian", same("en and (2 of (de, sl, hu))")),
        ("two of Slovene, German or Hungarian, plus English", same("en and (2 of (sl, de, hu))")),
        ("2 languages: German and Slovene", same("de and sl")),
        ("English required, Hungarian is an advantage", same("en")),
        ("English; Polish would be a plus", same("en")),
        ("no requirement", {}),
        ("any language", {}),
        ("none", {}),
        ("", {}),
    ],
)
def test_each_role_has_the_need_that_is_written(text: str, expected: dict[str, str]) -> None:
    assert needs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("English. We need no Russian speakers.", same("en")),
        ("no Slovak needed, Hungarian required", same("hu")),
        ("Deutsch oder Polnisch, Englisch reicht nicht", same("de or pl")),
        ("niemiecki lub czeski, sam angielski nie wystarczy", same("de or cs")),
        ("Polish;Czech;", same("pl or cs")),
        ("Latvian\nEnglish", same("lv or en")),
        ("angielski oraz polski lub litewski (B2)", same("en and (pl or lt@B2)")),
        ("Yunanca ve Türkçe birlikte, en az B2", same("el and tr")),
        ("Ruotsi tai suomi (B2), molemmat roolit", same("sv or fi@B2")),
        ("M: srpski (ili hrvatski) ili mađarski. P: srpski I mađarski", {"m": "sr or hr or hu", "p": "sr and hu"}),
        ("Not English", {}),
        ("Any EU language", {}),
    ],
)  # fmt: skip
def test_every_word_counts_in_every_language(text: str, expected: dict[str, str]) -> None:
    assert needs(text) == expected
    assert all(asked.certain for asked in read_must_languages(text, EVERYBODY, ()).value.values())


@pytest.mark.parametrize(
    "text",
    [
        "English minimum C1",
        "Němčina nebo čeština; angličtina nestačí",
        "English and Polish or German",
        "three of German and Slovene",
        "two of the four: German, Slovene, Hungarian",
        "4 years of German or Slovene",
        "co najmniej dwóch z: niemiecki, słoweński, węgierski",
        "Allemand ou français sauf pour le conseiller stratégique",
        "Latvian or Estonian, not both",
        "not only German but also French",
    ],
)
def test_where_a_word_is_left_over_the_reading_is_to_be_confirmed(text: str) -> None:
    read = read_must_languages(text, EVERYBODY, ())
    assert not any(asked.certain for asked in read.value.values())
    assert any("To be confirmed" in remark.suggestion.text for remark in read.remarks)


@given(st.sampled_from(["German or Polish", "Strategic: English", "English and Czech"]), st.data())
def test_a_turning_word_put_in_anywhere_is_never_unsaid(text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    place = data.draw(st.integers(0, len(words)))
    turn = data.draw(st.sampled_from(["not", "no", "pas", "nicht", "nie", "unless", "sauf", "except", "außer", "ne"]))
    turned = read_must_languages(" ".join([*words[:place], turn, *words[place:]]), EVERYBODY, ())
    assert turned.remarks or turned.value != read_must_languages(text, EVERYBODY, ()).value


def test_a_level_of_its_own_is_kept() -> None:
    assert needs("French (C1) or Dutch")["m"] == "fr@C1 or nl"


def test_languages_with_nothing_between_are_read_as_any_of_them_and_that_is_said() -> None:
    read = read_must_languages("English, French", EVERYBODY, ())
    assert {write_need(asked.need) for asked in read.value.values()} == {"en or fr"}
    assert [remark.suggestion.text for remark in read.remarks] == ["Read as any one of them"]


def test_a_wish_refuses_nobody_and_is_said() -> None:
    read = read_must_languages("English; Polish would be an asset", EVERYBODY, ())
    assert ["it refuses nobody" in remark.suggestion.text for remark in read.remarks] == [True]


def test_words_that_name_no_language_are_reported() -> None:
    assert read_must_languages("somebody nice", EVERYBODY, ()).remarks
