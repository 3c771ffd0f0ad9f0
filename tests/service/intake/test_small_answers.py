"""Options, roles, days, agreements, travel, partners and restrictions, as people answer."""

import pytest

from matcher.messages import Vocabulary
from matcher.model import DaysBasis, Partner, Role, Travel
from service.intake.cells import clean
from service.intake.words.addresses import read_address
from service.intake.words.agreement import read_agreement
from service.intake.words.choices import Choices, read_choice, read_choices
from service.intake.words.numbers import DaysWanted, read_basis, read_days, read_days_wanted
from service.intake.words.partners import read_partners
from service.intake.words.presence import read_on_site
from service.intake.words.restrictions import read_restrictions
from service.intake.words.roles import read_roles
from service.intake.words.travel import read_travel

M, S, P = Role.METHODOLOGICAL, Role.STRATEGIC, Role.PRACTICAL


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Patients&#39; forum &amp; more\u00a0", "Patients' forum & more"),
        ("&amp;#39;twice&amp;#39;", "'twice'"),
        ("one \r\n two\u200b", "one\ntwo"),
        ("&nbsp;", ""),
    ],
)
def test_a_cell_is_freed_of_what_forms_add(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Health and social care services;Culture, identity and languages;", Choices(("HEAL", "CULT"))),
        ("Health and social care services, Culture, identity and languages", Choices(("HEAL", "CULT"))),
        ("Energy|Mobility|Digital", Choices(("ENER", "MOBI", "DIGI"))),
        ("Farming, food and short supply chains;Culture", Choices(("AGRI", "CULT"))),
        ("Migration and displaced people;Other: peace; trauma work;", Choices(("MIGR",), ("peace; trauma work",))),
        ("Santé; Tourisme et patrimoine; Jeunesse", Choices(("HEAL", "TOUR", "EDUC"))),
        ("Peacebuilding; Civil protection", Choices(("SAFE",), ("Peacebuilding",))),
        ("", Choices()),
    ],
)  # fmt: skip
def test_options_are_codes_and_the_rest_stays_as_text(text: str, choices: Choices) -> None:
    assert read_choices(text, Vocabulary.THEME).value == choices


def test_a_reworded_option_is_said() -> None:
    assert not read_choices("Health and social care services;", Vocabulary.THEME).remarks
    assert read_choices("Health and care of the old", Vocabulary.THEME).remarks


def test_one_option_may_hold_any_separator() -> None:
    assert read_choice("A partnership exists, no joint strategy yet", Vocabulary.MATURITY).value == "PARTNERSHIP"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Strategic support;Methodological support;", (S, M)),
        ("Methodology (how to run the process)", (M,)),
        ("Hands-on / practical help", (P,)),
        ("Appui méthodologique;Appui pratique;", (M, P)),
        ("all three", (M, S, P)),
        ("M, S", (M, S)),
        ("none of them", ()),
    ],
)
def test_roles_are_known_by_their_words(text: str, roles: tuple[Role, ...]) -> None:
    assert read_roles(text).value == roles


@pytest.mark.parametrize(
    ("text", "days"),
    [("30", 30), ("20-25", 20), ("25 days per year", 25), ("30 dni", 30), ("two weeks", 10), ("une quinzaine", 15),
     ("max 15", 15), ("0", 0), ("", None), ("2 jours/mois", None), ("half of my time", None),
     ("30 (15 in 2026, 15 in 2027)", 30), ("bis zu 25", 25), ("25 (nicht im August)", None)],
)  # fmt: skip
def test_days_are_the_number_stated_or_the_lower_end(text: str, days: int | None) -> None:
    assert read_days(text).value == days


@pytest.mark.parametrize(
    ("text", "wanted", "days"),
    [
        ("20 days methodological, 12 strategic", (M, S), DaysWanted({M: 20, S: 12})),
        ("15 + 15", (M, P), DaysWanted({M: 15, P: 15})),
        ("20/10/30", (M, S, P), DaysWanted({M: 20, S: 10, P: 30})),
        ("M:10 S:12 P:20", (M, S, P), DaysWanted({M: 10, S: 12, P: 20})),
        ("20 jours par conseiller", (M, S), DaysWanted({M: 20, S: 20})),
        ("40 in total", (M, S), DaysWanted(total=40)),
        ("15+15", (M, S, P), DaysWanted(total=30)),
        ("", (M,), DaysWanted()),
    ],
)
def test_days_wanted_go_to_the_roles_that_are_named_or_in_order(
    text: str, wanted: tuple[Role, ...], days: DaysWanted
) -> None:
    assert read_days_wanted(text, wanted).value == days


def test_the_question_tells_what_days_are_counted_over() -> None:
    assert read_basis("Days available per year in 2026-2027") is DaysBasis.YEAR
    assert read_basis("How many working days could you give in total?") is DaysBasis.TOTAL


@pytest.mark.parametrize(
    ("text", "agreed"),
    [("Yes", True), ("Yes;", True), ("Oui", True), ("I agree", True), ("J'accepte", True), ("✓", True), ("TRUE", True),
     ("", False), ("No", False), ("I do not agree", False), ("Je n'accepte pas", False), ("maybe", False)],
)  # fmt: skip
def test_a_consent_is_a_clear_yes_or_none(text: str, agreed: bool) -> None:
    assert read_agreement(text).value is agreed


@pytest.mark.parametrize(
    ("text", "travel"),
    [
        ("Yes, in all participating countries", Travel.ANYWHERE),
        ("EU countries only", Travel.EU),
        ("Neighbouring countries only", Travel.NEIGHBOURS),
        ("Only to countries next to mine", Travel.NEIGHBOURS),
        ("Online only outside my country", Travel.HOME),
        ("No, online only", Travel.ONLINE),
        ("", None),
    ],
)
def test_travel_is_read_from_its_words(text: str, travel: Travel | None) -> None:
    assert read_travel(text).value is travel


@pytest.mark.parametrize(
    ("text", "on_site"), [("On site please", True), ("Online is fine", False), ("Both", None), ("", None)]
)
def test_on_site_is_known_or_unknown(text: str, on_site: bool | None) -> None:
    assert read_on_site(text).value is on_site


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("LV: A; B // EE: C", (("A", "LV"), ("B", "LV"), ("C", "EE"))),
        ("AT: A; DE: B (fictional); CH: C", (("A", "AT"), ("B (fictional)", "DE"), ("C", "CH"))),
        ("HU: A; B. SK: C", (("A", "HU"), ("B", "HU"), ("C", "SK"))),
        ("Gmina A (PL)\nSpolek C (CZ)", (("Gmina A", "PL"), ("Spolek C", "CZ"))),
        ("Poland - Gmina A, B; Czechia - Spolek C, z.s.", (("Gmina A", "PL"), ("B", "PL"), ("Spolek C, z.s", "CZ"))),
        ("Polish side: A\nSlovak partners: C", (("A", "PL"), ("C", "SK"))),
        ("1. Gmina A - Poland", (("Gmina A", "PL"),)),
        ("A and B", (("A and B", None),)),
        ("", ()),
    ],
)
def test_partners_have_the_side_that_is_written(text: str, partners: tuple[tuple[str, str | None], ...]) -> None:
    assert read_partners(text) == tuple(Partner(name, country) for name, country in partners)


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("Strategic adviser should not be from Serbia or Bosnia and Herzegovina", {S: ("RS", "BA")}),
        ("advisers must not live in Hungary or Slovakia", dict.fromkeys((M, S, P), ("HU", "SK"))),
        ("The methodological adviser should come from outside both countries", {M: ("HU", "SK")}),
        ("les experts ne doivent pas résider en France", dict.fromkeys((M, S, P), ("FR",))),
        ("Not employed in one of the two town administrations", {}),
        ("No Serbian nationals", {}),
        ("preferably not from Hungary", {}),
        ("no", {}),
        ("", {}),
    ],
)
def test_only_residence_excludes(text: str, excluded: dict[Role, tuple[str, ...]]) -> None:
    read = read_restrictions(text, (M, S, P), ("HU", "SK")).value
    assert {role: one.countries for role, one in read.items()} == excluded


def test_what_no_rule_can_check_is_left_to_people_and_said() -> None:
    assert read_restrictions("No one working for a park administration", (M,), ("HU", "SK")).remarks


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" DOROTA.Haak@Most.example ", "dorota.haak@most.example"),
        ("mailto:a@b.example", "a@b.example"),
        ("anonymous", None),
    ],
)
def test_an_address_is_folded(text: str, address: str | None) -> None:
    assert read_address(text) == address
