"""Answers of a profile that nobody understood, and the rules that they may break on a seat: a question, never a yes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.messages import say
from matcher.model import Expert, Question, Rule, Seat, Travel

_BY_RESIDENCE = (Travel.HOME, Travel.NEIGHBOURS)  # whoever travels so far comes or not by where they live


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """A rule that an answer may break, and the answer as it is written."""

    rule: Rule
    field: str
    words: str

    def as_question(self) -> Question:
        """What is to be found out before anybody is placed."""
        told = {
            "travel": say("The support is on site, and the answer about travel was not understood"),
            "residence": say("The country of residence decides, and the answer was not understood"),
        }
        return Question(self.rule, told[self.field], self.words)


def open_answers(seat: Seat, expert: Expert, excluded: Sequence[str]) -> Iterator[OpenAnswer]:
    """The answers of somebody that may break a rule of the seat; `excluded` are countries whose residents are."""
    travel, residence = expert.unread_words("travel"), expert.unread_words("residence")
    if travel and seat.on_site:
        yield OpenAnswer(Rule.PRESENCE, "travel", travel)
    if residence and excluded:
        yield OpenAnswer(Rule.COUNTRY, "residence", residence)
    if residence and seat.on_site and expert.travel in _BY_RESIDENCE:
        yield OpenAnswer(Rule.PRESENCE, "residence", residence)
