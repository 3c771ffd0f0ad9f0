"""Decide about a conflict of interest, with a reason, and take a decision back."""

from collections.abc import Sequence

from matcher.messages import say
from service.errors import NotFound, ServiceError
from service.store import audit, installation, people, places, rulings
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.rulings import ConflictRuling, Ruling
from service.workplace import Workplace

MOST_WORDS = 2_000  # characters of a reason
TAKEN_BACK = "taken back"


def rulings_in_force(workplace: Workplace, territories: Sequence[str] | None = None) -> Sequence[ConflictRuling]:
    """The decisions that every new list is made with; of some territories alone where they are named."""
    with reading(workplace.database) as database:
        return rulings.all_of(database, territories)


def rule(
    expert: str, territory: str, ruling: Ruling, reason: str, actor: Actor, workplace: Workplace
) -> ConflictRuling:
    """Decide whether somebody has a conflict of interest with a territory, in place of any decision before.

    It holds for lists that are made from now on. Raises NotFound where either is not known or the person does not agree
    to be processed, ServiceError without a reason, or with one that is too long.
    """
    words, at = reason.strip(), workplace.clock()
    if not words:
        raise ServiceError(say("Write the reason: nothing is decided without one"))
    if len(words) > MOST_WORDS:
        raise ServiceError(say("The reason has more than {most} characters", most=MOST_WORDS))
    told = ConflictRuling(expert, territory, ruling, words, actor.key, at)
    with writing(workplace.database) as database:
        if expert not in people.shown(database, [expert]):
            raise NotFound(say("There is no such expert"))
        if places.find(database, territory) is None:
            raise NotFound(say("There is no such territory"))
        rulings.keep(database, told)
        audit.note(database, Line(at, actor.key, Deed.RULED, Thing.TERRITORY, territory, f"{ruling.value}: {expert}"))
        installation.bump(database)
    return told


def decide(expert: str, territory: str, decision: str, reason: str, actor: Actor, workplace: Workplace) -> None:
    """Decide as a form says it: one of the rulings, or "taken back". Raises ServiceError for any other word."""
    if decision == TAKEN_BACK:
        take_back(expert, territory, actor, workplace)
    elif decision in set(Ruling):
        rule(expert, territory, Ruling(decision), reason, actor, workplace)
    else:
        raise ServiceError(say("There is no such decision"))


def take_back(expert: str, territory: str, actor: Actor, workplace: Workplace) -> None:
    """Take a decision back: what was found or asked counts again. Raises NotFound where there is none."""
    at = workplace.clock()
    with writing(workplace.database) as database:
        if not rulings.take_back(database, expert, territory):
            raise NotFound(say("Nothing was decided about these two"))
        audit.note(database, Line(at, actor.key, Deed.RULED, Thing.TERRITORY, territory, f"taken back: {expert}"))
        installation.bump(database)
