"""What an import would change: every record that was read beside what is stored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection

from matcher.model import Expert, Territory, TerritoryStatus
from matcher.person_names import may_be_one
from matcher.readings import ConfirmedReading, with_confirmed
from service.codec import document_of, read, write
from service.intake import ExpertRecord, TerritoryRecord
from service.intake.rows.both_forms import Exports
from service.intake.rows.duplicates import as_one
from service.intake.rows.records import ConsentAnswer, SourceFile
from service.store import edits, merging, people, places
from service.values.imports import Counts, RowOutcome
from service.values.roster import Edit, RowTold, StoredExpert, StoredTerritory

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True, slots=True)
class ExpertChange:
    """Somebody as they are to be stored."""

    outcome: str
    told: StoredExpert
    source: RowTold
    consents: tuple[ConsentAnswer, ...]
    was: Expert | None = None  # as they are stored now
    edits: tuple[Edit, ...] = ()  # of coordinators, against which the form now says something else
    agreed: tuple[str, ...] = ()  # fields in which the form now says what was entered


@dataclass(frozen=True, slots=True)
class TerritoryChange:
    """A territory as it is to be stored."""

    outcome: str
    told: StoredTerritory
    source: RowTold
    was: Territory | None = None  # as it is stored now


@dataclass(frozen=True, slots=True)
class Changes:
    """All that an import does, in the order of its rows."""

    experts: tuple[ExpertChange, ...]
    territories: tuple[TerritoryChange, ...]
    counts: Mapping[str, Counts]  # by form

    @property
    def any(self) -> bool:
        """Whether anything is new or changed."""
        return any(one.outcome != SAME for one in self.outcomes)

    @property
    def outcomes(self) -> Sequence[RowOutcome]:
        """What became of each row that was kept."""
        of_people = [
            RowOutcome(one.source.file, one.source.row, one.outcome, expert=one.told.expert.id) for one in self.experts
        ]
        of_places = [
            RowOutcome(one.source.file, one.source.row, one.outcome, territory=one.told.territory.id)
            for one in self.territories
        ]
        return [*of_people, *of_places]


def changes_of(exports: Exports, database: Connection, at: datetime) -> Changes:
    """Lay what was read beside what is stored."""
    addresses = [address for record in exports.experts.records for address in record.expert.addresses]
    known = people.all_of(database) if people.by_address(database, addresses) else {}
    by_address: dict[str, list[tuple[str, StoredExpert]]] = {}
    merged = [(one, known[kept]) for one, kept in merging.all_hidden(database) if kept in known]
    for expert, stored in (*((one.expert, one) for one in known.values()), *merged):
        for address in expert.addresses:
            by_address.setdefault(address, []).append((expert.name, stored))
    entered, taken_back = edits.all_of(database), people.consents_taken_back(database)
    people_read = _one_each(exports.experts.records, by_address)
    experts = tuple(_expert_change(record, stored, entered, taken_back, at) for record, stored in people_read)
    there = places.known(database, [record.territory.id for record in exports.territories.records])
    territories = tuple(
        _territory_change(record, there.get(record.territory.id), at) for record in exports.territories.records
    )
    rows_merged = exports.experts.merged + len(exports.experts.records) - len(experts)
    counts = {
        "experts": _counts([one.outcome for one in experts], exports.experts.files, rows_merged),
        "territories": _counts(
            [one.outcome for one in territories], exports.territories.files, exports.territories.merged
        ),
    }
    return Changes(experts, territories, counts)


def _one_each(
    records: Sequence[ExpertRecord], by_address: Mapping[str, Sequence[tuple[str, StoredExpert]]]
) -> list[tuple[ExpertRecord, StoredExpert | None]]:
    """Each person, and as whom they are stored; of one who is stored under several addresses all rows are one."""
    found: dict[str, tuple[list[ExpertRecord], StoredExpert | None]] = {}
    for record in records:
        stored = _known_as(record, by_address)
        found.setdefault(stored.expert.id if stored else f"new {record.expert.id}", ([], stored))[0].append(record)
    return [
        (its[0] if len(its) == 1 else as_one(sorted(its, key=lambda one: one.answered_at or "")), stored)
        for its, stored in found.values()
    ]


def _known_as(
    record: ExpertRecord, by_address: Mapping[str, Sequence[tuple[str, StoredExpert]]]
) -> StoredExpert | None:
    """Whoever is stored under an address of a registration and may bear its name; None for somebody new."""
    sharing = [known for address in record.expert.addresses for known in by_address.get(address, ())]
    named = [stored for name, stored in sharing if may_be_one(name, record.expert.name)]
    unnamed = [stored for name, stored in sharing if "@" in name or "@" in record.expert.name]
    return next(iter((*named, *unnamed)), None)


def _counts(outcomes: Sequence[str], files: Sequence[SourceFile], merged: int) -> Counts:
    rows = sum(file.rows for file in files)
    found = Counter(outcomes)
    refused = rows - len(outcomes) - merged
    return Counts(rows, found[NEW], found[CHANGED], found[SAME], merged, refused)


def _expert_change(
    record: ExpertRecord,
    known: StoredExpert | None,
    entered: Mapping[str, Sequence[Edit]],
    taken_back: Mapping[str, AbstractSet[str]],
    at: datetime,
) -> ExpertChange:
    source = RowTold(record.place.file, record.place.row)
    if known is None:
        told = StoredExpert(replace(record.expert, id=str(uuid4())), 1, record.answered_at, at)
        return ExpertChange(NEW, told, source, record.consents)
    given = record.expert.addresses
    email = known.expert.email if known.expert.email in given else record.expert.email  # one they still give stays
    further = dict.fromkeys((*given, *known.expert.addresses))
    further.pop(email, None)
    if _is_older(record, known):
        return ExpertChange(SAME, known, source, ())
    no_longer = taken_back.get(known.expert.id, frozenset()) if record.answered_at is None else frozenset()
    form = replace(
        record.expert,
        id=known.expert.id,
        email=email,
        further_emails=tuple(further),
        # A form that does not say when it was answered gives no consent again that was taken back.
        consent_process=record.expert.consent_process and "process" not in no_longer,
        consent_share=record.expert.consent_share and "share" not in no_longer,
    )
    fresh, disputed, agreed = with_edits(form, known.expert, entered.get(known.expert.id, ()))
    if fresh == known.expert:
        return ExpertChange(SAME, known, source, (), None, disputed, agreed)
    told = StoredExpert(fresh, known.version + 1, _later(record.answered_at, known.answered_at), at)
    return ExpertChange(CHANGED, told, source, record.consents, known.expert, disputed, agreed)


def with_edits(
    form: Expert, known: Expert, entered: Sequence[Edit]
) -> tuple[Expert, tuple[Edit, ...], tuple[str, ...]]:
    """A form's answers with what a coordinator entered in their place.

    Also the entries against which the form now says something else, and the fields in which it now says the same.
    """
    told, kept = document_of(form), document_of(known)
    disputed, agreed = [], []
    for one in entered:
        if told[one.field] == kept[one.field]:
            agreed.append(one.field)
        elif told[one.field] not in (one.said, one.now):
            disputed.append(replace(one, now=told[one.field], disputed=True))
        told[one.field] = kept[one.field]
    return read({**write(form), "value": told}, Expert), tuple(disputed), tuple(agreed)


def _is_older(record: ExpertRecord, known: StoredExpert) -> bool:
    return bool(record.answered_at and known.answered_at and record.answered_at < known.answered_at)


def _later(one: str | None, other: str | None) -> str | None:
    return max(filter(None, (one, other)), default=None)


def _territory_change(record: TerritoryRecord, known: StoredTerritory | None, at: datetime) -> TerritoryChange:
    source = RowTold(record.place.file, record.place.row)
    fingerprint, territory = record.territory.id, record.territory
    if known is None:
        new = replace(territory, id=str(uuid4()))
        told = StoredTerritory(new, fingerprint, record.label, source.row, record.misses, None, 1, at)
        return TerritoryChange(NEW, told, source)
    status: TerritoryStatus = known.territory.status if known.status_by else territory.status
    fresh = with_confirmed(replace(territory, id=known.territory.id, status=status), _said_of(known.territory))
    if (fresh, record.misses) == (known.territory, known.misses):
        return TerritoryChange(SAME, known, source)
    told = StoredTerritory(
        fresh, fingerprint, record.label, source.row, record.misses, known.status_by, known.version + 1, at
    )
    return TerritoryChange(CHANGED, told, source, known.territory)


def _said_of(territory: Territory) -> Sequence[ConfirmedReading]:
    """What somebody said of a territory's readings, which holds for the same words in a later export."""
    return [
        ConfirmedReading(territory.id, one.field, one.role, one.words, one.value)
        for one in territory.readings
        if one.confirmed
    ]


def store_changes(changes: Changes, database: Connection, import_id: str, by: str) -> None:
    """Write what is new or changed, inside the caller's transaction."""
    for one in changes.experts:
        if one.outcome == NEW:
            people.add(database, one.told, one.source, import_id, by)
        elif one.outcome == CHANGED:
            people.change(database, one.told, one.source, import_id, by)
        edits.keep(database, one.told.expert.id, one.edits)
        edits.drop(database, one.told.expert.id, one.agreed)
        if one.outcome != SAME:
            people.add_consents(database, one.told.expert.id, one.consents, one.told.answered_at, one.told.changed_at)
    for place in changes.territories:
        if place.outcome == NEW:
            places.add(database, place.told, place.source, import_id, by)
        elif place.outcome == CHANGED:
            places.change(database, place.told, place.source, import_id, by)
