"""Have tried what a version of a round loses with each person, and look at what came of it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from matcher.messages import Message
from matcher.round.comparison import SeatKey
from matcher.round.fragility import Fall, alone, falls
from matcher.round.missing import recruiting
from matcher.round.result import PilotPlan
from matcher.round.terms import seat_key
from service.asking.profiles import Progress
from service.asking.round_terms import without_the_gone
from service.asking.rounds import measure_round
from service.errors import NotFound
from service.store import rounds
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.rounds import FallsAsked
from service.verbs import jobs
from service.verbs.rounds import NO_ROUND, ShownRound, find_round
from service.verbs.scenes import current_scene, gone_since, reading_everybody
from service.workplace import Workplace


@dataclass(frozen=True, slots=True)
class ShownFalls:
    """A version of a round, and what it loses with each person; None where nobody had it tried yet."""

    shown: ShownRound
    falls: Sequence[Fall] | None

    @property
    def wanted(self) -> Sequence[Message]:
        """What a call for experts should ask for: for seats that are empty, or hang on one person."""
        at_risk = set(alone(self.falls or ()))
        return recruiting(_without_those(pilot, at_risk) for pilot in self.shown.answer.round.pilots)

    @property
    def hanging(self) -> Sequence[Fall]:
        """Those without whom a seat stays empty, whoever else is moved."""
        return [one for one in self.falls or () if one.stay_empty]


def _without_those(pilot: PilotPlan, seats: AbstractSet[SeatKey]) -> PilotPlan:
    plans = (replace(plan, chosen=()) if seat_key(plan.seat) in seats else plan for plan in pilot.seats)
    return replace(pilot, seats=tuple(plans))


def ask_falls(identity: str, number: int, actor: Actor, workplace: Workplace) -> str:
    """Queue the trial; returns the id of the job. Raises NotFound where there is no such version."""
    with reading(workplace.database) as database:
        if rounds.find(database, identity, number) is None:
            raise NotFound(NO_ROUND)
    return jobs.queue(FallsAsked(identity, number), actor, workplace)


def try_falls(asked: FallsAsked, workplace: Workplace, progress: Progress | None = None) -> str:
    """Try it as things are now, and keep what came of it; returns the round and the number, parted by a slash.

    Raises NotFound where the version is gone, ServiceError where nobody or nothing is left to match.
    """
    scene, at = current_scene(workplace), workplace.clock()
    with reading(workplace.database) as database:
        made = rounds.find(database, asked.round, asked.number)
        if made is None:
            raise NotFound(NO_ROUND)
        frozen = rounds.evidence(database, asked.round, asked.number)
    terms, _ = without_the_gone(made.request.terms, frozenset(one.id for one in scene.experts))
    with reading_everybody(scene, workplace):
        measured = measure_round(made.request, scene, workplace, at, before=frozen, progress=progress)
    placements = made.stored.answer.round.placements
    found = falls(measured.field, measured.totals, terms, placements, progress)
    with writing(workplace.database) as database:
        gone = gone_since(scene, database)  # whoever was erased meanwhile is not written down again
        kept = [one for one in found if one.expert not in gone]
        rounds.keep_falls(database, asked.round, asked.number, kept)
    return f"{asked.round}/{asked.number}"


def find_falls(identity: str, number: int, workplace: Workplace) -> ShownFalls:
    """What a version loses with each person. Raises NotFound where there is no such version."""
    shown = find_round(identity, number, workplace)
    with reading(workplace.database) as database:
        return ShownFalls(shown, rounds.falls(database, identity, number))
