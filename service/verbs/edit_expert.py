"""Correct what is known of a person, add somebody by hand, and decide where a later form says something else.

What is entered is read by the rules that read forms; what cannot be read is not saved. Each save names the version that
it was made from: whoever comes second is told, and loses nothing. Nobody gives a consent for somebody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from matcher.messages import say
from matcher.model import Expert
from service.asking.texts import keys_told
from service.codec import document_of, read, write
from service.errors import NotAllowed, NotFound, ServiceError, Stale
from service.intake.problems import Problem, Severity
from service.intake.rows.one_expert import FIELDS, answers_of, read_one_expert
from service.store import audit, edits, installation, people, texts
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.roster import Edit, RowTold, StoredExpert
from service.workplace import Workplace

MOST_CHARACTERS = 20_000  # of one answer
# What of an expert an answer tells, where it is not the one fact of its name.
_TELLS: Mapping[str, tuple[str, ...]] = {
    "full_name": ("name",),
    "email": ("email", "further_emails"),
    "themes": ("themes", "other_themes"),
    "conflicts": ("declared_conflicts",),
}
OWN_FIELDS = tuple(name for name in FIELDS if name not in {"email", "status"})  # what people say of themselves
ENTERED = RowTold("", 0)  # where it was read from: somebody entered it


class NotRead(ServiceError):
    """Answers that cannot be read as they were entered; nothing was saved."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(say("Not saved: some of it cannot be read as it is written"))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Editable:
    """Somebody as answers to be changed, and what was entered about them before."""

    stored: StoredExpert
    answers: Mapping[str, str]
    edits: Sequence[Edit]


def editable(identity: str, workplace: Workplace) -> Editable:
    """Somebody as answers. Raises NotFound where there is nobody, NotAllowed where they do not agree."""
    with reading(workplace.database) as database:
        stored = _find(database, identity)
        return Editable(stored, answers_of(stored.expert), edits.of(database, identity))


def edit_expert(
    identity: str, version: int, told: Mapping[str, str], actor: Actor, workplace: Workplace
) -> StoredExpert:
    """Save what was entered; only answers that are other than before count.

    What a coordinator enters stands against later forms. What people say of themselves is as if they had answered the
    form anew: it counts over what was entered for them, and a form that they answer later counts over it.

    Raises NotFound where there is nobody, Stale where somebody changed them since `version`, NotRead where an answer
    cannot be read, ServiceError where one is too long or an address is somebody else's.
    """
    at, own = workplace.clock(), actor.expert == identity
    check_lengths(told)
    if own and not set(told) <= set(OWN_FIELDS):
        raise NotAllowed(say("Your address and your status are changed by the coordinators: write to them"))
    with writing(workplace.database) as database:
        stored = _find(database, identity)
        if stored.version != version:
            raise _changed_meanwhile(database, stored)
        before = answers_of(stored.expert)
        changed = [field for field in FIELDS if field in told and _other(told[field], before[field])]
        entered = read_answers({**before, **{field: told[field] for field in changed}}, changed)
        facts = [fact for field in changed for fact in _TELLS.get(field, (field,))]
        fresh = replace(stored.expert, **{fact: getattr(entered, fact) for fact in facts})
        if fresh == stored.expert:
            return stored
        check_addresses(database, fresh)
        if own:
            edits.drop(database, identity, facts)
            stored = answered_anew(stored, at)
        else:
            _keep_edits(database, stored.expert, fresh, facts, actor, at)
        audit.note(database, Line(at, actor.key, Deed.EDITED, Thing.EXPERT, identity))
        return save_expert(database, stored, fresh, actor, workplace, at)


def add_expert(told: Mapping[str, str], actor: Actor, workplace: Workplace) -> str:
    """Add somebody who has not registered yet; returns their id. They have given no consent, so nothing is computed.

    Raises NotRead where an answer cannot be read, ServiceError without name or address, or where an address is known.
    """
    at = workplace.clock()
    check_lengths(told)
    if not told.get("full_name", "").strip() or not told.get("email", "").strip():
        raise ServiceError(say("Write at least a name and an e-mail address"))
    fresh = replace(read_answers(told, [field for field in FIELDS if told.get(field)]), id=str(uuid4()))
    with writing(workplace.database) as database:
        check_addresses(database, fresh)
        people.add(database, StoredExpert(fresh, 1, None, at), ENTERED, None, actor.key)
        audit.note(database, Line(at, actor.key, Deed.EDITED, Thing.EXPERT, fresh.id, "added"))
        installation.bump(database)
    return fresh.id


def decide_edit(identity: str, field: str, take_the_form: bool, actor: Actor, workplace: Workplace) -> None:
    """Decide between what was entered and what a later form says.

    Raises NotFound where there is nobody, or nothing to decide about the field.
    """
    at = workplace.clock()
    with writing(workplace.database) as database:
        stored = _find(database, identity)
        edit = next((one for one in edits.of(database, identity) if one.field == field and one.disputed), None)
        if edit is None:
            raise NotFound(say("There is nothing to decide about this any more"))
        if not take_the_form:
            edits.settle(database, identity, field)
            audit.note(database, Line(at, actor.key, Deed.EDITED, Thing.EXPERT, identity, f"{field}: kept"))
            return
        document: dict[str, Any] = dict(write(stored.expert))
        document["value"] = {**document["value"], field: edit.now}
        edits.drop(database, identity, [field])
        audit.note(database, Line(at, actor.key, Deed.EDITED, Thing.EXPERT, identity))
        save_expert(database, stored, read(document, Expert), actor, workplace, at)


def _find(database: Connection, identity: str) -> StoredExpert:
    stored = people.find(database, identity)
    if stored is None:
        raise NotFound(say("There is no such expert"))
    if refuses(database, stored):
        raise NotAllowed(say("{name} does not agree to the processing: nothing more is shown", name=stored.expert.name))
    return stored


def refuses(database: Connection, stored: StoredExpert) -> bool:
    """Whether somebody was asked and does not agree; whoever was added by hand was not asked yet."""
    return not stored.expert.consent_process and bool(people.consents(database, stored.expert.id))


def check_lengths(told: Mapping[str, str]) -> None:
    """Raises ServiceError where an answer is too long."""
    if any(len(one) > MOST_CHARACTERS for one in told.values()):
        raise ServiceError(say("An answer may have at most {most} characters here", most=MOST_CHARACTERS))


def _other(told: str, before: str) -> bool:
    """Whether an answer was changed: browsers send line ends of their own."""
    return told.replace("\r\n", "\n").strip() != before.strip()


def read_answers(told: Mapping[str, str], changed: Sequence[str]) -> Expert:
    """Read answers as a form's are read. Raises NotRead where one of those that changed cannot be."""
    entered, problems = read_one_expert(told)
    wrong = [one for one in problems if one.severity is not Severity.NOTE and one.place.column in changed]
    if wrong or entered is None:
        raise NotRead(wrong or problems)
    return entered


def _changed_meanwhile(database: Connection, stored: StoredExpert) -> Stale:
    return Stale(
        say(
            "{name} was changed meanwhile, on {day}. Nothing was saved; what you entered still stands below, beside "
            "what is stored now",
            name=stored.expert.name,
            day=stored.changed_at.date(),
        )
    )


def check_addresses(database: Connection, fresh: Expert) -> None:
    """Raises ServiceError where an address belongs to somebody else."""
    for address, owner in people.by_address(database, fresh.addresses).items():
        if owner != fresh.id:
            raise ServiceError(say("{address} is the address of somebody else on the list", address=address))


def _keep_edits(
    database: Connection, before: Expert, fresh: Expert, facts: Sequence[str], actor: Actor, at: datetime
) -> None:
    said, now = document_of(before), document_of(fresh)
    earlier = {one.field: one.said for one in edits.of(database, fresh.id)}
    form = {fact: earlier.get(fact, said[fact]) for fact in facts}
    edits.drop(database, fresh.id, [fact for fact in facts if now[fact] == form[fact]])
    edits.keep(
        database,
        fresh.id,
        [Edit(fact, form[fact], None, False, actor.key, at) for fact in facts if now[fact] != form[fact]],
    )


def answered_anew(stored: StoredExpert, at: datetime) -> StoredExpert:
    """Somebody as if they had answered the form at a moment: no form that was answered earlier counts over them."""
    return replace(stored, answered_at=at.replace(tzinfo=None).isoformat(timespec="seconds"))


def save_expert(
    database: Connection, stored: StoredExpert, fresh: Expert, actor: Actor, workplace: Workplace, at: datetime
) -> StoredExpert:
    """Write somebody's next version, as somebody entered it, inside the caller's transaction."""
    saved = StoredExpert(fresh, stored.version + 1, stored.answered_at, at)
    people.change(database, saved, ENTERED, None, actor.key)
    texts.used_by(database, {fresh.id: keys_told(fresh, workplace.model.identity)})
    installation.bump(database)
    return saved
