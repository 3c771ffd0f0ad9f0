"""Answers of a profile that nobody understood, and the rules that they may break on a seat: a question, never a yes."""

from collections.abc import Iterator, Sequence

from matcher.languages import Level, meets
from matcher.messages import say
from matcher.model import Expert, Question, Rule, Seat, Travel

_BY_RESIDENCE = (Travel.HOME, Travel.NEIGHBOURS)  # whoever travels so far comes or not by where they live


_TRAVEL = say("The support is on site, and the answer about travel was not understood")
_RESIDENCE = say("The country of residence decides, and the answer was not understood")
_LEVEL = say("The seat rests on this language, and what is said of the level was not understood")
_FREE = say("The support has its time, and the answer about when they are free was not understood")
_DAYS = say("Whether they have a day at all decides, and the answer was not understood")


def open_answers(seat: Seat, expert: Expert, excluded: Sequence[str], required: Level) -> Iterator[Question]:
    """What is asked of somebody whose answers may break a rule of the seat, each in their words.

    `excluded` are countries whose residents may not take the seat, `required` is the level that languages are asked at.
    """
    yield from _of_languages(seat, expert, required)
    yield from _of_time(seat, expert)
    travel, residence = expert.unread_words("travel"), expert.unread_words("residence")
    if travel and seat.on_site:
        yield Question(Rule.PRESENCE, _TRAVEL, travel)
    if residence and excluded:
        yield Question(Rule.COUNTRY, _RESIDENCE, residence)
    if residence and seat.on_site and expert.travel in _BY_RESIDENCE:
        yield Question(Rule.PRESENCE, _RESIDENCE, residence)


def _of_languages(seat: Seat, expert: Expert, required: Level) -> Iterator[Question]:
    if seat.must_language is None:
        return
    for spoken in meets(seat.must_language, expert.languages, required).by:
        if words := expert.unread_level(spoken.language):
            yield Question(Rule.LANGUAGE, _LEVEL, words)


def _of_time(seat: Seat, expert: Expert) -> Iterator[Question]:
    start, end = expert.unread_words("available_from"), expert.unread_words("available_until")
    if start and seat.territory.end:
        yield Question(Rule.AVAILABILITY, _FREE, start)
    if end and seat.territory.start:
        yield Question(Rule.AVAILABILITY, _FREE, end)
    days = expert.unread_words("days")
    if days and not any(letter.isdigit() for letter in days):  # with a number in it, it is hardly no day at all
        yield Question(Rule.AVAILABILITY, _DAYS, days)
