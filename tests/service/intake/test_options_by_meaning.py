"""Options in other languages are known by what they mean; what means none of them stays as text."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from matcher.messages import Term, Vocabulary, say
from service.intake.meaning import Vectors
from service.intake.words.choices import NOTHING_MEANT, read_choices
from service.intake.words.options_by_meaning import CLEAR, VOCABULARIES, meant_by, shares_meant
from service.wiring import wire


@pytest.fixture(scope="module")
def vectors(cache: Path) -> Vectors:
    return wire(cache=cache).read_headings


def codes(cell: str, field: str, vectors: Vectors, others: Sequence[str] = ()) -> tuple[str, ...]:
    meant = meant_by([cell, *others], field, vectors)
    return read_choices(cell, VOCABULARIES[field], meant).value.codes


@pytest.mark.parametrize(
    ("cell", "field", "meant"),
    [
        ("Pesca y economía azul;Transporte público;", "themes", ("BLUE", "MOBI")),
        ("Turystyka i dziedzictwo kulturowe;Zdrowie i opieka społeczna;", "themes", ("TOUR", "HEAL")),
        ("Maatalous ja lähiruoka;Uusiutuva energia;", "themes", ("AGRI", "ENER")),
        ("Monitoraggio e valutazione;Partenariato e governance;", "stages", ("S8", "S2")),
        ("zona de montaña;zona costera;", "types", ("MOUN", "COAS")),
        ("Mladí lidé;Ženy;Zemědělci;", "target_groups", ("YOUT", "WOME", "FARM")),
    ],
)
def test_options_in_other_languages_are_known(cell: str, field: str, meant: tuple[str, ...], vectors: Vectors) -> None:
    assert codes(cell, field, vectors) == meant


def test_a_list_with_commas_is_cut_where_each_part_means_an_option(vectors: Vectors) -> None:
    assert codes("rolnictwo i żywność, transport publiczny, energia odnawialna", "themes", vectors) == (
        "AGRI",
        "MOBI",
        "ENER",
    )
    assert codes("Kultur, Identität und Sprachen", "themes", vectors) == ("CULT",)


@pytest.mark.parametrize("text", ["hedges", "Chess", "Esports", "Peacebuilding"])
def test_what_is_near_to_no_option_stays_as_text(text: str, vectors: Vectors) -> None:
    meant = meant_by([text, "Turystyka"], "themes", vectors)
    read = read_choices(text, Vocabulary.THEME, meant)
    assert (read.value.codes, read.value.others) == ((), (text,))


def test_what_was_read_by_meaning_is_said_once_a_wording(vectors: Vectors) -> None:
    cell = "Pesca y economía azul"
    (remark,) = read_choices(cell, Vocabulary.THEME, meant_by([cell], "themes", vectors)).remarks
    assert (remark.value, remark.suggestion.text) == (cell, "Read as {option}")


def test_answers_under_other_are_left_as_they_are(vectors: Vectors) -> None:
    assert meant_by(["Other: pesca y economía azul"], "themes", vectors) == NOTHING_MEANT


def test_no_text_is_read_where_all_options_are_known_or_nothing_has_options() -> None:
    def unasked(_texts: Sequence[str]) -> object:
        raise AssertionError("the text model was asked")

    assert meant_by(["Social inclusion and minorities (incl. Roma);"], "themes", unasked) == NOTHING_MEANT  # type: ignore[arg-type]
    assert meant_by(["anything"], "summary", unasked) == NOTHING_MEANT  # type: ignore[arg-type]


THEMES = ["Turismo sustentável;Pesca e mar", "Energias renováveis;Saúde", "Transportes públicos;Turismo sustentável"]
LANGUAGES = ["Português;Espanhol", "Francês;Italiano", "Inglês;Alemão"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (THEMES, "themes"),
        (["Podeželje;Čezmejno mesto", "Obala in morje", "Zunanja meja EU"], None),  # too few of them are told
        (["Jeunes;Femmes", "Agriculteurs", "Personnes handicapées"], "target_groups"),
        (LANGUAGES, None),
        (["Ana Kos", "Vid Rob", "Eva Lah"], None),
        (["Turismo", "Turismo", "Pesca"], None),  # too few
        (
            ["Ich berate seit zwanzig Jahren Gemeinden zu Fragen des Verkehrs an der Grenze und schreibe Pläne."] * 3,
            None,
        ),
    ],
)
def test_a_column_is_told_by_options_in_another_language(
    answers: list[str], field: str | None, vectors: Vectors
) -> None:
    shares = shares_meant(answers, vectors)
    assert {name for name, share in shares.items() if share and share >= CLEAR} == ({field} if field else set())


def test_what_is_not_near_enough_is_said_with_the_nearest_option(vectors: Vectors) -> None:
    """Of 145 options in nineteen languages the nearest was right for 131; 102 were near enough, all rightly."""
    read = read_choices("Obszar wiejski", Vocabulary.TERRITORY_TYPE, meant_by(["Obszar wiejski"], "types", vectors))
    assert (read.value.codes, read.value.others) == ((), ("Obszar wiejski",))
    assert [remark.suggestion for remark in read.remarks] == [
        say('Kept as text. If "{option}" is meant, say so once', option=Term(Vocabulary.TERRITORY_TYPE, "RURA"))
    ]


def test_options_joined_by_commas_tell_what_a_column_asks(vectors: Vectors) -> None:
    cells = [
        "Rolnictwo i lokalna żywność, Wyludnianie i starzenie się ludności",
        "Transport publiczny i mobilność, Zrównoważona turystyka i dziedzictwo",
    ]
    assert shares_meant(cells, vectors)["themes"] == 1.0
