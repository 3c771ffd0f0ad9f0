"""Every fact of a person and a territory is told, in both languages, and what two versions differ in."""

from dataclasses import fields, replace

import pytest

from matcher.languages import Level, Speaks, SpokenLanguage, any_of
from matcher.model import Expert, Partner, Role, Territory
from service.render.facts import NOT_TOLD, Difference, differences, facts_of
from service.sentences import Sentences

ILZE = Expert("1", "Ilze", residence="LV", languages=(SpokenLanguage("lv", Level.C2),), themes=("TOUR",))
VALGA = Territory("2", "Valga-Valka", partners=(Partner("Valga vald", "EE"), Partner("Ramsi")))


@pytest.mark.parametrize("known", [ILZE, VALGA])
def test_no_field_is_left_out_in_silence(known: Expert | Territory) -> None:
    told = {one.field for one in facts_of(known, Sentences("en"))}
    assert told | NOT_TOLD >= {one.name for one in fields(known)}


def test_what_differs_is_told_with_what_it_was() -> None:
    later = replace(ILZE, residence="EE", languages=(), consent_process=True)
    assert differences(ILZE, later, Sentences("en")) == (
        Difference("Lives in", ("Latvia",), ("Estonia",), own_words=False),
        Difference("Languages", ("Latvian (C2)",), (), own_words=False),
        Difference("Agrees to the processing", ("no",), ("yes",), own_words=False),
    )
    need = {Role.STRATEGIC: any_of([Speaks("lv"), Speaks("et", Level.B2)])}
    assert differences(VALGA, replace(VALGA, must_languages=need, partners=VALGA.partners[:1]), Sentences("fr")) == (
        Difference("Partenaires", ("Valga vald (Estonie)", "Ramsi"), ("Valga vald (Estonie)",), own_words=False),
        Difference("Doit parler", (), ("appui stratégique\xa0: letton ou estonien B2",), own_words=False),
    )


def test_of_two_equal_versions_nothing_is_told() -> None:
    assert differences(ILZE, ILZE, Sentences("en")) == ()
