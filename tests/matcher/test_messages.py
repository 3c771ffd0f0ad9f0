"""Sentences that are not yet in a language."""

from datetime import date

from matcher.messages import Message, Term, Terms, Vocabulary, say


def test_a_message_keeps_its_template_and_its_arguments_in_order() -> None:
    end, country = date(2027, 5, 31), Term(Vocabulary.COUNTRY, "LV")
    assert say("Until {end} in {country}", end=end, country=country) == Message(
        "Until {end} in {country}", (("end", end), ("country", country))
    )


def test_a_sentence_without_places_has_no_arguments() -> None:
    assert say("Days available not stated") == Message("Days available not stated")


def test_messages_are_values_that_can_be_told_apart_and_kept_in_sets() -> None:
    themes = Terms(Vocabulary.THEME, ("TOUR", "BLUE"))
    assert len({say("Works on {themes}", themes=themes), say("Works on {themes}", themes=themes)}) == 1
    assert say("Works on {themes}", themes=themes) != say(
        "Works on {themes}", themes=Terms(Vocabulary.THEME, ("BLUE",))
    )
    assert Term(Vocabulary.COUNTRY, "LV") != Term(Vocabulary.LANGUAGE, "LV")
