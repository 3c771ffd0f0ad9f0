"""Which words of a territory and of a profile speak for it."""

import pytest

from matcher.model import Partner, Quotation, Role
from matcher.texts import Ask, asks_of, passages_of
from tests.matcher.factories import a_seat, an_expert

SUPPORT = "We start from zero. Strategic: statutes for a joint body. Practical: small funds."


@pytest.mark.parametrize(
    ("role", "own"),
    [
        (Role.STRATEGIC, [Ask(Quotation("Strategic: statutes for a joint body.", "support"), 1.0)]),
        (Role.PRACTICAL, [Ask(Quotation("Practical: small funds.", "support"), 1.0)]),
        (Role.METHODOLOGICAL, []),
    ],
)
def test_what_is_asked_of_a_role_counts_first_and_of_another_role_not_at_all(role: Role, own: list[Ask]) -> None:
    for_all = Ask(Quotation("We start from zero.", "support"), 0.7)
    assert asks_of(a_seat(role, support=SUPPORT)) == (for_all, *own)


def test_what_the_territory_is_about_counts_least() -> None:
    seat = a_seat(
        challenges="The bridge is closed",
        vision="One valley",
        support="Somebody patient",
        other_themes=("Bees", "Salt"),
    )
    assert asks_of(seat) == (
        Ask(Quotation("Somebody patient", "support"), 0.7),
        Ask(Quotation("The bridge is closed", "challenges"), 0.35),
        Ask(Quotation("One valley", "vision"), 0.35),
        Ask(Quotation("Bees; Salt", "themes"), 0.35),
    )


@pytest.mark.parametrize("support", ["", " \n "])
def test_application_that_says_nothing_asks_nothing(support: str) -> None:
    assert asks_of(a_seat(support=support)) == ()


def test_passages_are_the_summary_every_assignment_and_the_position() -> None:
    expert = an_expert(
        summary="Drafts statutes", assignments=("A council", "A fund"), position="Lawyer", other_themes=("Bees",)
    )
    assert passages_of(expert) == (
        Quotation("Drafts statutes", "summary"),
        Quotation("A council", "assignments"),
        Quotation("A fund", "assignments"),
        Quotation("Lawyer", "position"),
        Quotation("Bees", "themes"),
    )
    assert passages_of(an_expert(summary="", assignments=("",))) == ()


def test_no_name_address_or_gender_is_in_a_text_that_a_model_reads() -> None:
    secret = "Quillan"
    expert = an_expert(
        f"{secret}@one.example",
        name=secret,
        organisation=secret,
        residence=secret,
        gender=secret,
        declared_conflicts=secret,
        countries_worked=(secret,),
    )
    seat = a_seat(name=secret, acronym=secret, lead=secret, partners=(Partner(secret),), restrictions=secret)
    texts = [*passages_of(expert), *(ask.quotation for ask in asks_of(seat))]
    assert not [quotation for quotation in texts if secret in quotation.words]
