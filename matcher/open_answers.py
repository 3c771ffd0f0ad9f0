"""Answers of a profile that nobody understood, and the rules that they may break on a seat: a question, never a yes."""

from collections.abc import Iterator, Sequence

from matcher.messages import say
from matcher.model import Expert, Question, Rule, Seat, Travel

_BY_RESIDENCE = (Travel.HOME, Travel.NEIGHBOURS)  # whoever travels so far comes or not by where they live


_TRAVEL = say("The support is on site, and the answer about travel was not understood")
_RESIDENCE = say("The country of residence decides, and the answer was not understood")


def open_answers(seat: Seat, expert: Expert, excluded: Sequence[str]) -> Iterator[Question]:
    """What is asked of somebody whose answers may break a rule of the seat, each in their words.

    `excluded` are countries whose residents may not take the seat.
    """
    travel, residence = expert.unread_words("travel"), expert.unread_words("residence")
    if travel and seat.on_site:
        yield Question(Rule.PRESENCE, _TRAVEL, travel)
    if residence and excluded:
        yield Question(Rule.COUNTRY, _RESIDENCE, residence)
    if residence and seat.on_site and expert.travel in _BY_RESIDENCE:
        yield Question(Rule.PRESENCE, _RESIDENCE, residence)
