"""Long work: queue it, look how far it is, ask it to stop."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from matcher.messages import people_in, say
from service.errors import NotFound
from service.store import jobs, people, places
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.jobs import Asked, JobTold
from service.values.rounds import RoundAsked
from service.workplace import Workplace


def queue(asked: Asked, actor: Actor, workplace: Workplace) -> str:
    """Queue work; returns the id of the job. Equal work that is under way is joined."""
    with writing(workplace.database) as database:
        for one in jobs.live(database):
            told = jobs.find(database, one)
            if told is not None and _but_for_ids(told.asked) == _but_for_ids(asked):
                return one
        identity = str(uuid4())
        jobs.add(database, identity, asked, actor.key, workplace.clock())
    return identity


def _but_for_ids(asked: Asked) -> Asked:
    """Two clicks on "make a round" mean one round."""
    return replace(asked, round="") if isinstance(asked, RoundAsked) and asked.parent is None else asked


def how_many_wait(workplace: Workplace) -> int:
    """How many jobs are queued or running."""
    with reading(workplace.database) as database:
        return len(jobs.live(database))


def find_job(identity: str, workplace: Workplace) -> JobTold:
    """A job by id. Raises NotFound where there is none."""
    with reading(workplace.database) as database:
        told = jobs.find(database, identity)
    if told is None:
        raise NotFound(say("There is no such job"))
    return told


def cancel_job(identity: str, workplace: Workplace) -> None:
    """Ask a job to stop. Raises NotFound where there is none."""
    find_job(identity, workplace)
    with writing(workplace.database) as database:
        jobs.stop(database, identity, workplace.clock())


def names_in_failure(told: JobTold, workplace: Workplace) -> Mapping[str, str]:
    """Names of the people and territories that the failure of a job speaks of, by id."""
    if told.failure is None:
        return {}
    with reading(workplace.database) as database:
        known = people.shown(database, people_in(told.failure))
        stored = places.all_of(database)
    names = {one: expert.name for one, expert in known.items()}
    return names | {one.territory.id: one.territory.name for one in stored}
