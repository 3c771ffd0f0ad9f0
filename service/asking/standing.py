"""What stands against somebody on a seat as things are now: rules and open questions, without reading any text."""

from dataclasses import dataclass

from matcher.eligibility import questions, refusals
from matcher.model import Question, Refusal, Seat
from service.asking.profiles import Reader
from service.asking.question import put_question
from service.asking.scene import Scene
from service.values.requests import MatchRequest


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against somebody: nothing, where both are empty."""

    refusals: tuple[Refusal, ...]
    questions: tuple[Question, ...]


def standing_of(expert: str, seat: Seat, request: MatchRequest, scene: Scene, reader: Reader) -> Standing:
    """Ask the rules about one person for one seat. Raises KeyError where they do not agree to be processed."""
    field = put_question(request, scene, reader, [seat])
    (verdict,), place = field.verdicts, field.roster.place[expert]
    asked = questions(verdict, field.roster, field.rules, place) if verdict.held[place] else ()
    return Standing(refusals(verdict, field.roster, field.rules, [place]), asked)
