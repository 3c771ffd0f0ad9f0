"""Travel and presence are read in any language; what may mean its opposite is to be confirmed."""

from pathlib import Path

import pytest

from matcher.model import Role, Travel
from service.intake.meaning import Vectors
from service.intake.problems import Severity
from service.intake.words.closed_questions import told_by_meaning
from service.intake.words.presence import read_on_site, roles_on_site
from service.intake.words.travel import read_travel
from service.wiring import wire

M, S, P = Role


@pytest.fixture(scope="module")
def vectors(cache: Path) -> Vectors:
    return wire(cache=cache).read_headings


@pytest.mark.parametrize(
    ("answer", "travel"),
    [
        ("Sim, em toda a Europa", Travel.ANYWHERE),
        ("Kyllä, kaikkialle", Travel.ANYWHERE),
        ("Numai în UE", Travel.EU),
        ("Tylko kraje sąsiednie", Travel.NEIGHBOURS),
        ("Csak online", Travel.ONLINE),
        ("only by video", Travel.ONLINE),
        ("Max 3 days", None),  # near to none of the answers
        ("Não, salvo no verão", None),  # a condition is no answer, whatever it is near to
        ("No travel restrictions", Travel.ANYWHERE),
        ("Sin restricciones", Travel.ANYWHERE),
        ("Nema ograničenja", Travel.ANYWHERE),
        ("Ne putujem", Travel.ONLINE),
        ("Non posso viaggiare", Travel.ONLINE),
        ("I can't travel anywhere", Travel.ONLINE),
        ("No restrictions within the EU", None),
        ("No restrictions except in winter", None),
        ("Keine Flugreisen", None),
        ("Only if I am home the same night", None),
    ],
)
def test_travel_is_read_in_other_words(answer: str, travel: Travel | None, vectors: Vectors) -> None:
    read = read_travel(answer, told_by_meaning("", [answer], "travel", vectors))
    assert read.value is travel
    assert [one.severity for one in read.remarks] in ([Severity.NOTE] if travel else [Severity.WARNING], [])


def test_words_that_tell_ask_no_model() -> None:
    def no_model(_texts: object) -> object:
        raise AssertionError("the words tell it")

    assert told_by_meaning("", ["Online only", "Neighbouring countries", ""], "travel", no_model) == {}  # type: ignore[arg-type]
    assert told_by_meaning("", ["On site", "online", ""], "on_site", no_model) == {}  # type: ignore[arg-type]


def test_a_yes_answers_what_the_heading_asks() -> None:
    assert read_on_site("Yes", "Must the adviser be on site?").value is True
    assert read_on_site("No", "Must the adviser be on site?").value is False
    assert read_on_site("Yes", "Is online support enough?").value is False
    unclear = read_on_site("Yes", "On site or online?")
    assert (unclear.value, [one.severity for one in unclear.remarks]) == (None, [Severity.WARNING])


def test_presence_is_read_in_other_words(vectors: Vectors) -> None:
    answers = ["Na miejscu, w obu gminach", "Nur per Videokonferenz", "Das ist egal"]
    meant = told_by_meaning("", answers, "on_site", vectors)
    assert [read_on_site(answer, meant=meant).value for answer in answers] == [True, False, None]


def test_each_role_may_be_answered_for_itself() -> None:
    answer = "Praktični da, metodološki lahko na daljavo"
    assert roles_on_site(answer, (M, S, P), {}) == {P: "Praktični da"}
    assert roles_on_site(answer, (M, S, P)) == {}  # in any other text a yes says nothing of presence


@pytest.mark.parametrize(
    ("answer", "travel"),
    [
        ("oui si les frais sont pris en charge", None),
        ("yes, with two weeks notice", None),
        ("Yes, I can travel to all the participating countries", Travel.ANYWHERE),
        ("oui, dans toute l'Europe et avec plaisir", Travel.ANYWHERE),
        ("EU countries only because of my visa", Travel.EU),
    ],
)
def test_a_yes_under_a_condition_that_no_word_tells_stays_open(
    answer: str, travel: Travel | None, vectors: Vectors
) -> None:
    assert read_travel(answer, told_by_meaning("", [answer], "travel", vectors)).value is travel
