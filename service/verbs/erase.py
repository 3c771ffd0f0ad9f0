"""Erase somebody: their rows, versions, consents, vectors and sessions, and their words wherever else they stand.

Lists and rounds keep everybody else, and the rank that everybody had: where the person stood they say "erased person".
What is left is an id that leads to nobody, and a keyed hash of each address, by which an older export does not bring
the person back.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from matcher.messages import say
from service.asking.withheld import (
    decisions_without,
    list_without,
    refusals_without,
    round_without,
    steps_without,
    terms_without,
    without_words_of,
)
from service.errors import NotFound
from service.intake.problems import Problem, Severity
from service.intake.rows.both_forms import Exports
from service.intake.rows.records import ExpertRecord
from service.store import (
    audit,
    erasing,
    installation,
    invitations,
    ledger,
    merging,
    people,
    registrations,
    texts,
    unfinished,
)
from service.store.engine import reading, scrub, writing
from service.store.erasing import ListWhole, VersionWhole
from service.values.actors import Actor, ActorRole
from service.values.audit import Deed, Line, Thing
from service.values.lists import StoredRefusals
from service.values.requests import RoundRequest
from service.values.rounds import ListsOfRound, RefusedOfRound
from service.verbs.ledger import keep_ledger, take_over_copy
from service.verbs.scenes import current_scene
from service.workplace import Workplace

AGAIN = Actor(ActorRole.ADMINISTRATOR, "Ledger of erasures", "ledger of erasures")


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure touched."""

    lists: int  # match lists that named the person
    rounds: int  # versions of rounds
    imports: int  # imports that were not applied, whose files may have held a row of theirs


def whose(address: str, workplace: Workplace) -> tuple[str, str]:
    """Id and name of whoever has an address. Raises NotFound where nobody has."""
    with reading(workplace.database) as database:
        found = people.by_address(database, [address.strip().casefold()])
        stored = people.find(database, next(iter(found.values()))) if found else None
    if stored is None:
        raise NotFound(say("Nobody is stored under {address}", address=address))
    return stored.expert.id, stored.expert.name


def erase(identity: str, actor: Actor, workplace: Workplace) -> Erased:
    """Erase somebody for good, in one transaction; records that were merged into theirs as well.

    What is to be done is written down first: an erasure that is cut off is finished at the next start.
    Raises NotFound where there is nobody.
    """
    at = workplace.clock()
    with writing(workplace.database) as database:
        if people.find(database, identity) is None:
            raise NotFound(say("There is no such expert"))
        unfinished.begin(database, unfinished.PERSON, [identity])
    with writing(workplace.database) as database:
        stored = people.find(database, identity)
        if stored is None:  # erased by somebody else meanwhile
            raise NotFound(say("There is no such expert"))
        hidden = [one for one, _, _ in merging.hidden_in(database, identity)]
        records = [stored.expert, *(one for key in hidden if (one := merging.hidden(database, key)))]
        gone = frozenset({identity, *hidden})
        ledger.note(database, [address for one in records for address in one.addresses], at)
        told = Erased(_lists(database, gone), _rounds(database, gone), erasing.drop_waiting_files(database))
        erasing.drop_renditions(database)
        erasing.drop_jobs(database, gone)
        named = [one for record in records for one in (record.name, *record.addresses)]
        erasing.clean_reports(database, gone, named)
        texts.used_by(database, dict.fromkeys(gone, ()))
        invited = [told for one in sorted(gone) for told in invitations.all_of(database, expert=one)]
        begun = registrations.of_addresses(database, [address for one in records for address in one.addresses])
        registrations.drop(database, begun)
        people.remove(database, sorted(gone))
        by = Thing.EXPERT.value if actor.expert == identity else actor.key
        audit.note(database, Line(at, by, Deed.ERASED, Thing.EXPERT, identity))
        installation.bump(database)
        letters = [letter.id for one in invited for letter in one.letters]
        unfinished.begin(database, unfinished.LETTER, [*(f"link-{name}" for name in (*begun, *sorted(gone))), *letters])
    _destroy_letters(workplace)
    keep_ledger(workplace)
    current_scene(workplace)  # the one before, which held them, is let go
    return told


def _destroy_letters(workplace: Workplace) -> None:
    """Destroy what lies on disk beside the database, and finish the erasures whose rows are gone."""
    with reading(workplace.database) as database:
        letters = unfinished.of_kind(database, unfinished.LETTER)
        gone = [one for one in unfinished.of_kind(database, unfinished.PERSON) if people.find(database, one) is None]
    if not (letters or gone):  # as at nearly every start
        return
    for letter in letters:
        workplace.mailer.forget(letter)
    scrub(workplace.database)
    with writing(workplace.database) as database:
        unfinished.end(database, unfinished.LETTER, letters)
        unfinished.end(database, unfinished.PERSON, gone)


def erase_again(workplace: Workplace) -> int:
    """Erase whoever was erased before and is stored again, as a backup brings them back; returns how many.

    Erasures that were cut off are finished first. Raises ServiceError where the copy of the ledger is damaged or of
    another installation: nothing is done then.
    """
    take_over_copy(workplace)
    with reading(workplace.database) as database:
        begun = [one for one in unfinished.of_kind(database, unfinished.PERSON) if people.find(database, one)]
        back = list(dict.fromkeys((*begun, *ledger.to_erase_again(database))))
    _destroy_letters(workplace)
    for identity in back:
        erase(identity, AGAIN, workplace)
    keep_ledger(workplace)
    return len(back)


def _lists(database: Connection, gone: AbstractSet[str]) -> int:
    found = erasing.lists_naming(database, gone)
    for identity, one in found.items():
        stored = replace(one.stored, list=list_without(gone, one.stored.list))
        refusals = StoredRefusals(tuple(refusals_without(gone, its) for its in one.refusals.seats))
        erasing.keep_list(database, identity, ListWhole(stored, refusals, decisions_without(gone, one.request)))
    return len(found)


def _rounds(database: Connection, gone: AbstractSet[str]) -> int:
    found = erasing.versions_naming(database, gone)
    for identity, one in found.items():
        printed = {who: "" if who in gone else told for who, told in one.evidence.experts.items()}
        made = VersionWhole(
            replace(one.stored, answer=round_without(gone, one.stored.answer)),
            ListsOfRound({key: without_words_of(gone, seat) for key, seat in one.lists.seats.items()}),
            RefusedOfRound({key: refusals_without(gone, its) for key, its in one.refusals.seats.items()}),
            RoundRequest(decisions_without(gone, one.request.match), terms_without(gone, one.request.terms)),
            steps_without(gone, one.steps),
            replace(one.evidence, experts=printed),
        )
        erasing.keep_version(database, identity, made)
    return len(found)


def without_erased(read: Exports, database: Connection) -> Exports:
    """Exports without rows of people who were erased since they answered; that one was left out is said, not whose."""
    addresses = [address for record in read.experts.records for address in record.expert.addresses]
    erased = ledger.erased(database, addresses)
    if not erased:
        return read
    left_out = [one for one in read.experts.records if _stays_erased(one, erased)]
    if not left_out:
        return read
    rows = {(one.place.file, one.place.row) for one in left_out}
    records = [one for one in read.experts.records if one not in left_out]
    problems = [one for one in read.experts.problems if (one.place.file, one.place.row) not in rows]
    said = say("Left out: whoever this row is of was erased at their wish since they answered. They may register again")
    problems += [
        Problem(replace(one.place, column=""), "", say("Somebody who is not erased"), said, Severity.NOTE)
        for one in left_out
    ]
    return replace(read, experts=replace(read.experts, records=records, problems=tuple(problems)))


def _stays_erased(record: ExpertRecord, erased: Mapping[str, datetime]) -> bool:
    moments = [erased[address] for address in record.expert.addresses if address in erased]
    if not moments:
        return False
    return record.answered_at is None or datetime.fromisoformat(record.answered_at).replace(tzinfo=UTC) <= max(moments)
