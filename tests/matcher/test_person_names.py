"""Who is who: names, contacts of applications, and registrations that may be of one person."""

from dataclasses import replace

import pytest

from matcher.conflicts import find_conflicts
from matcher.contacts import Contacts, Shared, domain_of, is_public
from matcher.doubles import likely_doubles
from matcher.findings import Link
from matcher.model import Expert, ExpertStatus, Rule, Territory
from matcher.person_names import may_be_one, name_key
from tests.matcher.factories import a_territory, an_expert

LONG_TEXT = "Ran two small project funds on the ground with calls and coaching of applicants for many years"


@pytest.mark.parametrize(
    ("name", "other", "one"),
    [
        ("R. Noskova", "Radka Nosková", True),
        ("Rasiūnė Milda", "Milda Rasiune", True),
        ("Milda Rasiunė", "Milda Rasiūnė-Petraitė", True),
        ("Oleksandr Шевченко", "Oleksandr Shevchenko", True),
        ("Anna Nowak", "Anna Kowalska", False),
        ("Jokūbas Tverinas", "Milda Rasiūnė", False),
    ],
)
def test_names_of_one_person_are_spelt_in_many_ways(name: str, other: str, one: bool) -> None:
    assert may_be_one(name, other) is one
    assert may_be_one(other, name) is one


def test_a_name_of_one_word_names_nobody() -> None:
    assert name_key("Office") == ""
    assert name_key("Ewa Zimna") == name_key("ZIMNA, Ewa")


def applied(**told: object) -> Territory:
    contact = {"contact": "Radka Nosková", "contact_emails": ("noskova@podhuri.example",), "lead": "Svaz obcí Podhůří"}
    return replace(a_territory(), **{**contact, **told})  # type: ignore[arg-type]


def registered(email: str, name: str = "Tomáš Klenovec", **told: object) -> Expert:
    return replace(an_expert(email), email=email, name=name, **told)  # type: ignore[arg-type]


def test_the_contact_of_an_application_is_in_conflict_with_it() -> None:
    place = applied()
    by_address = registered("noskova@podhuri.example", "R. N.")
    by_second = registered("rn@home.example", "R. N.", further_emails=("noskova@podhuri.example",))
    by_name = registered("radka@home.example", "Nosková Radka")
    for expert in (by_address, by_second, by_name):
        (found,) = find_conflicts([expert], [place]).conflicts
        assert (found.link, found.territory) == (Link.CONTACT, place.id)


def test_a_shared_mail_domain_is_a_question_and_with_another_employer_a_flag() -> None:
    colleague = registered("klenovec@podhuri.example")
    (asked,) = find_conflicts([colleague], [applied()]).doubts
    assert asked.question
    assert asked.question.expert_words == "podhuri.example"
    (flag,) = find_conflicts([replace(colleague, organisation="Freelance")], [applied()]).doubts
    assert flag.question is None


def test_a_provider_of_mail_ties_nobody() -> None:
    assert is_public("gmail.com")
    assert is_public("yahoo.fr")
    assert not is_public(domain_of("office@podhuri.example"))
    place = applied(contact_emails=("noskova@seznam.cz",))
    assert not Contacts([place]).ties(registered("klenovec@seznam.cz"))
    other = applied(id="other", lead="Gmina Zimna Woda", contact="X Y", contact_emails=("a@podhuri.example",))
    assert not Contacts([applied(), other]).ties(registered("klenovec@podhuri.example"))
    assert Contacts([applied()]).ties(registered("klenovec@podhuri.example"))[0].shared is Shared.DOMAIN


def test_doubles_share_a_name_or_a_text_and_a_name() -> None:
    ewa = registered("ewa@one.example", "Ewa Zimna", summary=LONG_TEXT)
    again = registered("ewa@two.example", "Zimna Ewa", summary="")
    short = registered("e.z@three.example", "E. Zimna", summary=LONG_TEXT)
    other = registered("tomas@four.example", "Tomáš Klenovec", summary=LONG_TEXT)
    assert likely_doubles([other, again, short, ewa]) == ((short, ewa, again),) or likely_doubles(
        [other, again, short, ewa]
    ) == ((ewa, short, again),)


def test_what_stands_against_one_registration_is_asked_of_the_other() -> None:
    place = applied()
    contact = registered("noskova@podhuri.example", "Radka Nosková")
    again = registered("radka@home.example", "Radka Noskova-Malá", summary=LONG_TEXT)
    found = find_conflicts([replace(contact, summary=LONG_TEXT), again], [place])
    assert [one.expert for one in found.conflicts] == [contact.id]
    asked = {(one.expert, one.territory, one.question.rule) for one in found.doubts if one.question}
    assert (again.id, place.id, Rule.CONFLICT_OF_INTEREST) in asked


def test_whoever_may_not_be_shown_holds_their_double_everywhere() -> None:
    gone = registered("ewa@one.example", "Ewa Zimna", status=ExpertStatus.WITHDRAWN)
    again = registered("ewa@two.example", "Ewa Zimna")
    (asked,) = [one for one in find_conflicts([gone, again], [applied()]).doubts if one.expert == again.id]
    assert asked.territory is None
    assert asked.question
    assert asked.question.rule is Rule.CONSENT


@pytest.mark.parametrize(
    ("email", "organisation", "partner", "asked"),
    [
        ("merle@llkk.example", "Gulf of Livonia Fisheries Assembly", "MTÜ Liivi Lahe Kalanduskogu", True),
        ("c.s@home.example", "CVV (Communauté des Vallées Vives)", "Comunità delle Valli Vive", True),
        ("nenad@panonija.example", "Pannonia North RDA", "Regionalna razvojna agencija Panonija-Sever", True),
        ("ada@gmail.com", "Liiv", "Gulf Marine Action Institute Local", False),
        ("ada@own.example", "Freelance", "Open Water Network Estonia", False),
        ("ada@studio.example", "Studio", "Valkas attīstības aģentūra", False),
    ],
)
def test_a_partner_under_another_name_leaves_traces(email: str, organisation: str, partner: str, asked: bool) -> None:
    place = replace(a_territory(), lead=partner)
    expert = registered(email, organisation=organisation, residence="LV")
    doubts = [
        one for one in find_conflicts([expert], [place]).doubts if one.question and "stand for" in one.reason.text
    ]
    assert bool(doubts) is asked
