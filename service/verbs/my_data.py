"""What is held about somebody, in their own hands: to see, to take along, to agree or not, to have erased."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from matcher.messages import Message, say
from service.errors import NotAllowed, NotFound, ServiceError
from service.intake.rows.records import ConsentAnswer
from service.store import audit, edits, invitations, lists, people, rulings, short_lists
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.held import HeldAbout
from service.values.roster import StoredExpert
from service.verbs.edit_expert import answered_anew, save_expert
from service.verbs.erase import Erased, erase
from service.workplace import Workplace

PROCESS, SHARE = "process", "share"
ASKED: Mapping[str, Message] = {
    PROCESS: say("I agree that the OECD processes my personal data to manage the list of potential experts"),
    SHARE: say("I agree that my profile is shared with the European Commission and with selected pilot territories"),
}


def held_about(actor: Actor, workplace: Workplace) -> HeldAbout:
    """What is held about the expert who asks, whether or not they still agree.

    Raises NotAllowed for somebody who is no expert, NotFound where they are not stored any more.
    """
    identity = _own(actor)
    with reading(workplace.database) as database:
        return HeldAbout(
            _stored(database, identity),
            people.versions(database, identity),
            people.consents(database, identity),
            lists.answers(database, expert=identity),
            edits.of(database, identity),
            [one for one in rulings.all_of(database) if one.expert == identity],
            short_lists.of_expert(database, identity),
            invitations.all_of(database, expert=identity),
            audit.lines(database, Thing.EXPERT, identity),
        )


def take_along(actor: Actor, workplace: Workplace) -> HeldAbout:
    """The same, noted as taken along."""
    told = held_about(actor, workplace)
    with writing(workplace.database) as database:
        audit.note(database, Line(workplace.clock(), actor.key, Deed.TOOK_DATA, Thing.EXPERT, _own(actor)))
    return told


def say_consent(actor: Actor, purpose: str, given: bool, asked: str, workplace: Workplace) -> bool:
    """Give or take back a consent; `asked` are the words agreed to. Returns whether it is another than before.

    It holds from the next answer of the service on, and no form that was answered earlier undoes it.

    Raises as `held_about` does, ServiceError for a purpose that there is none of.
    """
    identity, at = _own(actor), workplace.clock()
    if purpose not in ASKED:
        raise ServiceError(say("There is no such consent"))
    with writing(workplace.database) as database:
        stored = _stored(database, identity)
        before = stored.expert
        told = replace(
            before,
            consent_process=given if purpose == PROCESS else before.consent_process,
            consent_share=given if purpose == SHARE else before.consent_share,
        )
        if told == before:
            return False
        anew = answered_anew(stored, at)
        save_expert(database, anew, told, actor, workplace, at)
        answer = ConsentAnswer(purpose, given, asked, "yes" if given else "no")
        people.add_consents(database, identity, [answer], anew.answered_at, at)
        audit.note(
            database,
            Line(at, actor.key, Deed.CONSENTED, Thing.EXPERT, identity, f"{purpose}: {answer.answer}"),
        )
    return True


def erase_me(actor: Actor, workplace: Workplace) -> Erased:
    """Erase the expert who asks, for good. Raises as `held_about` does."""
    return erase(_own(actor), actor, workplace)


def _own(actor: Actor) -> str:
    if actor.expert is None:
        raise NotAllowed(say("This page is for experts, who come in by a link of their own"))
    return actor.expert


def _stored(database: Connection, identity: str) -> StoredExpert:
    stored = people.find(database, identity)
    if stored is None:
        raise NotFound(say("There is no such expert"))
    return stored
