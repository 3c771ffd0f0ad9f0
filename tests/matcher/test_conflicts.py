"""Conflicts of interest: who works for, or declares a link with, a territory's lead, partners or programme body."""

import tomllib
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.conflicts import find_conflicts
from matcher.findings import Conflict, ConflictFindings, EnteredConflict, Link
from matcher.messages import say
from matcher.model import Expert, Partner, Territory

CASES = tomllib.loads((Path(__file__).parent / "conflict_cases.toml").read_text(encoding="utf-8"))
TERRITORIES = tuple(
    Territory(
        key,
        name,
        acronym=acronym,
        countries=tuple(countries.split()),
        regions=regions,
        lead=lead,
        partners=(Partner(partner),),
        programmes=programmes,
    )
    for key, (name, countries, regions, lead, partner, programmes, acronym) in CASES["territories"].items()
)


def an_expert(
    key: str = "a", says: str = "", organisation: str = "Freelance", position: str = "", summary: str = ""
) -> Expert:
    return Expert(key, "A", organisation=organisation, position=position, summary=summary, declared_conflicts=says)


def refused(findings: ConflictFindings) -> set[str]:
    return {conflict.territory for conflict in findings.conflicts}


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["says"])
def test_declaration_refuses_where_it_names_a_present_link_and_nowhere_else(case: dict[str, list[str]]) -> None:
    findings = find_conflicts([an_expert(says=str(case["says"]))], TERRITORIES)
    assert refused(findings) == set(case.get("conflicts", []))
    if "doubts" in case:
        assert {doubt.territory for doubt in findings.doubts} == set(case["doubts"])


@pytest.mark.parametrize("says", ["None", "-", "", "Yok", "Нема", "None known", "Aucun à ce jour", "Keine.", "n/a"])
def test_a_declaration_of_nothing_leaves_no_doubt(says: str) -> None:
    assert find_conflicts([an_expert(says=says)], TERRITORIES) == ConflictFindings((), ())


def test_fact_quotes_both_sides() -> None:
    findings = find_conflicts([an_expert(organisation="Fjellnett")], TERRITORIES)
    fact = say(
        "Works for {organisation}; the lead applicant of {territory} is {partner}",
        organisation="Fjellnett",
        partner="Fjellnett SA (fictional)",
        territory="Røros–Härjedalen",
    )
    assert findings == ConflictFindings((Conflict("a", "ros", Link.EMPLOYER, fact),), ())


def test_employee_of_a_programme_body_is_refused_where_the_programme_is_listed() -> None:
    expert = an_expert(organisation="Joint Secretariat, Interreg Slovenia-Croatia")
    assert refused(find_conflicts([expert], TERRITORIES)) == {"mur"}


def test_former_position_at_a_lead_refuses_nobody() -> None:
    expert = an_expert(position="Former director, Fjellnett SA")
    assert refused(find_conflicts([expert], TERRITORIES)) == set()


def test_position_at_a_lead_is_employment() -> None:
    assert refused(find_conflicts([an_expert(position="Director, Fjellnett SA")], TERRITORIES)) == {"ros"}


def test_border_that_two_territories_lie_on_leaves_a_doubt_for_each() -> None:
    findings = find_conflicts([an_expert(says="Partner in an application on the PT-ES border")], TERRITORIES)
    assert refused(findings) == set()
    assert {doubt.territory for doubt in findings.doubts} == {"gua", "dou"}


def test_own_organisation_that_is_named_like_a_partner_is_refused_when_it_is_declared_a_partner() -> None:
    says = "My organisation is a partner of one application"
    expert = an_expert(organisation="Szelment Foundation", says=says)
    assert refused(find_conflicts([an_expert(organisation="Szelment Foundation")], TERRITORIES)) == set()
    assert refused(find_conflicts([expert], TERRITORIES)) == {"suw"}


def test_link_that_cannot_be_placed_is_a_doubt_for_all() -> None:
    findings = find_conflicts([an_expert(says="Yes")], TERRITORIES)
    assert refused(findings) == set()
    assert [doubt.territory for doubt in findings.doubts] == [None]


def test_entered_conflict_stands_with_its_reason() -> None:
    findings = find_conflicts([an_expert()], TERRITORIES, [EnteredConflict("a", "una", "Married to the mayor")])
    fact = say("A coordinator entered a conflict of interest: {reason}", reason="Married to the mayor")
    assert findings == ConflictFindings((Conflict("a", "una", Link.COORDINATOR, fact),), ())


@settings(max_examples=20, deadline=None)
@given(st.integers())
def test_order_of_rows_changes_nothing(seed: int) -> None:
    experts = [an_expert(f"e{place}", str(case["says"])) for place, case in enumerate(CASES["cases"][20:40])]
    shuffled, territories = list(experts), list(TERRITORIES)
    Random(seed).shuffle(shuffled)
    Random(seed).shuffle(territories)
    one, other = find_conflicts(experts, TERRITORIES), find_conflicts(shuffled, territories)
    assert set(one.conflicts) == set(other.conflicts)
    assert set(one.doubts) == set(other.doubts)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    find_conflicts([an_expert(says=text, organisation=text, position=text)], TERRITORIES[:3])
