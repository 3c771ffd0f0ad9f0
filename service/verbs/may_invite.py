"""What stands against inviting somebody to a seat, as things are now."""

from collections.abc import Container
from datetime import date

from matcher.messages import Message, Term, Vocabulary, say
from matcher.model import Seat
from service.asking.standing import standing_of
from service.values.invitations import Invited
from service.values.load import Asks
from service.verbs.match_lists import request_for
from service.verbs.scenes import current_scene
from service.workplace import Workplace


def asked_enough(
    of: Invited, open_now: Container[Invited], asks: Asks, open_ones: int, today: date, workplace: Workplace
) -> Message | None:
    """What stands against asking somebody now: too much was asked, they wish to be left alone, or a rule."""
    if of in open_now:
        return say("There is an open invitation already")
    if open_ones >= workplace.settings.most_invitations:
        return say("Has {number} open invitations already, as many as one person gets", number=open_ones)
    if asks.again_after is not None and asks.is_away(today):
        return say("Asked to be asked again only after {day}", day=asks.again_after)
    return against(of, workplace)


def against(of: Invited, workplace: Workplace) -> Message | None:
    """What stands against inviting somebody now: the rule with its fact, or the question that is open."""
    scene = current_scene(workplace)
    if of.territory not in scene.territories or of.expert not in {one.id for one in scene.experts}:
        return say("They do not agree to be processed any more, or the territory is gone")
    seat = Seat(scene.territories[of.territory], of.role)
    request = request_for([of.territory], (), workplace, seed=None, top=None)
    standing = standing_of(of.expert, seat, request, scene, workplace)
    if standing.refusals:
        first = standing.refusals[0]
        return say("{rule}: {fact}", rule=Term(Vocabulary.RULE, first.rule), fact=first.fact)
    if standing.questions:
        return say("To be decided first: {question}", question=standing.questions[0].reason)
    return None
