"""What a territory writes of residence and presence is found in any language, and is to be confirmed."""

import pytest

from matcher.model import Role
from service.intake.words.names import is_named_in
from service.intake.words.presence import roles_on_site, says_on_site
from service.intake.words.restrictions import Excluded, kinds_in, read_restrictions

M, S, P = Role.METHODOLOGICAL, Role.STRATEGIC, Role.PRACTICAL


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Praktikë (në terren në dy anët): shtëpi pritëse", True),
        ("Pratique (sur place) : petites aides", True),
        ("Практика (на място, в Русе)", True),
        ("επιτόπου στις δύο όχθες", True),
        ("on site or online, as you like", False),
        ("no need to be on site", False),
        ("keine Anwesenheit vor Ort nötig", False),
        ("experience in the field of energy", False),
    ],
)
def test_on_site_is_said_in_many_languages_and_not_where_it_is_denied(text: str, there: bool) -> None:
    assert says_on_site(text) is there


def test_who_has_to_be_there_is_told_role_by_role_with_the_words() -> None:
    text = "Strategicznie: statut, online. Praktycznie (na miejscu w Sejnach): mikrogranty. Metodycznie: wskaźniki."
    assert roles_on_site(text, (M, S, P)) == {P: "Praktycznie (na miejscu w Sejnach): mikrogranty."}
    assert roles_on_site(text, (M, S)) == {}


def test_a_country_is_named_whatever_its_ending() -> None:
    assert is_named_in("nesmí bydlet v Česku ani v Polsku", "CZ")
    assert is_named_in("nie może mieszkać w Polsce", "PL")
    assert is_named_in("ei saa asua Suomessa", "FI")
    assert not is_named_in("nesmí bydlet v Česku ani v Polsku", "SK")


def test_residence_in_words_that_nobody_listed_is_read_by_meaning_and_to_be_confirmed() -> None:
    text = "Metodický poradce nesmí bydlet v Česku ani v Polsku"
    meant = {text: ("residence", 1.0)}
    read = read_restrictions(text, (M, S), ("CZ", "PL"), meant)
    assert read.value == {M: Excluded(("CZ", "PL"), text, certain=False)}
    assert "To be confirmed" in read.remarks[0].suggestion.text
    assert read_restrictions(text, (M, S), ("CZ", "PL")).value == {}
    assert read_restrictions(text, (M, S), ("CZ", "PL"), {text: ("wish", 1.0)}).value == {}


@pytest.mark.parametrize(
    ("text", "own", "kind"),
    [
        ("Nihče, ki prebiva na Hrvaškem (strateški)", ("SI", "HR"), "indifferent"),  # one clause, whatever its comma
        ("Niemand die in Nederland woont", ("NL", "DE"), "employment"),  # no German: "niem-" is a denial
        ("Personne résidant en Belgique", ("BE", "FR"), "wish"),
        ("Keegi, kes elab Lätis, ei sobi", ("EE", "LV"), "language"),
    ],
)
def test_a_denial_that_names_a_country_is_to_be_confirmed_whatever_its_meaning_is_taken_for(
    text: str, own: tuple[str, str], kind: str
) -> None:
    (only,) = set(read_restrictions(text, (S,), own, {text: (kind, 1.0)}).value.values())
    assert (len(only.countries), set(only.countries) < set(own), only.certain) == (1, True, False)


@pytest.mark.parametrize(
    ("text", "own", "kind"),
    [
        ("Gerne jemand aus Tschechien", ("DE", "CZ"), "wish"),
        ("The adviser must speak German", ("DE", "PL"), "language"),
        ("Brez omejitev", ("SI", "HU"), "indifferent"),
    ],
)
def test_what_names_no_country_or_only_wishes_for_it_excludes_nobody(
    text: str, own: tuple[str, str], kind: str
) -> None:
    assert read_restrictions(text, (S,), own, {text: (kind, 1.0)}).value == {}


def test_known_words_ask_no_model() -> None:
    def no_model(_texts: object) -> object:
        raise AssertionError("the words tell it")

    texts = ["The strategic adviser should not be from Serbia", "No staff of the partners", "none", ""]
    assert kinds_in(texts, no_model) == {}  # type: ignore[arg-type]
