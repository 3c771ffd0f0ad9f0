"""The people and places that are stored, as one scene, held until something changes.

Each process holds the scene of one revision and looks at the revision before it answers; a changed one is set anew.
Whoever was erased or took a consent back is gone with the scene that they were in.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from matcher.findings import Conflict, Link
from matcher.messages import say
from service.asking.scene import Provenance, Scene
from service.asking.texts import texts_of_everybody
from service.intake.rows.records import SourceRow
from service.store import installation, lists, people, places
from service.store.engine import reading
from service.values.roster import Answer, ExpertAnswered
from service.workplace import Workplace

AT_ONCE = 200  # texts that somebody may wait for; more are read by a job


def current_scene(workplace: Workplace) -> Scene:
    """The scene of what is stored now."""
    with workplace.scene_lock:
        with reading(workplace.database) as database:
            revision = installation.revision(database)
            held = workplace.held_scene
            if held is not None and held.provenance.revision == revision:
                return held
            experts, stored = people.agreed(database), places.all_of(database)
            withheld = people.names_withheld(database)
            answers = lists.answers(database)
            read = people.count(database)["all"]
        provenance = Provenance(
            rows={one.territory.id: SourceRow(one.label, one.row) for one in stored},
            revision=revision,
            experts_read=read,
            territories_read=len(stored),
        )
        scene = _with_answers(Scene.of(experts, [one.territory for one in stored], provenance, withheld), answers)
        workplace.held_scene = scene
        return scene


def gone_since(scene: Scene, database: Connection) -> frozenset[str]:
    """Whom a scene holds and who was erased, or took consent back, since it was set: nothing of theirs is stored."""
    if installation.revision(database) == scene.provenance.revision:
        return frozenset()
    return frozenset(scene.names) - set(people.shown(database, scene.names))


def unread_of(scene: Scene, workplace: Workplace) -> int:
    """How many texts of the people of a scene the text model has still to read."""
    return 0 if scene.has_read(workplace) else workplace.stored_library.unread(texts_of_everybody(scene), asks=False)


@contextmanager
def reading_everybody(scene: Scene, workplace: Workplace) -> Iterator[None]:
    """Have the text model to oneself while the people of a scene are read and measured; read once, they are kept."""
    with workplace.reading_texts:
        unread = not scene.has_read(workplace)
        yield
        if unread:
            _spare_the_collector()


def _spare_the_collector() -> None:
    """Keep the garbage collector from walking a scene of thousands of people again and again, once it is read.

    What is frozen is still freed as soon as nothing refers to it; cycles of the scene before are looked for once more.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _with_answers(scene: Scene, answers: Sequence[ExpertAnswered]) -> Scene:
    """An expert who said on their page that there is a conflict has one."""
    agreed = {expert.id for expert in scene.experts}
    declared = tuple(
        Conflict(
            one.expert, one.territory, Link.DECLARED, say("Declared on the expert's page: {words}", words=one.words)
        )
        for one in answers
        if one.answer is Answer.CONFLICT and one.expert in agreed
    )
    return replace(scene, findings=replace(scene.findings, conflicts=(*scene.findings.conflicts, *declared)))
