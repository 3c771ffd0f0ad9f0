"""Experts: read as values, written version by version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Select, case, delete, func, insert, select, update

from matcher.model import Expert, ExpertStatus
from service.codec import read, write
from service.intake.rows.records import ConsentAnswer
from service.store.tables import Address, Consent, ExpertRow, ExpertVersion
from service.store.versions import versions_of
from service.values.roster import RowTold, StoredExpert, VersionTold

AT_ONCE = 500  # ids of one question

STANDS: ColumnElement[bool] = ExpertRow.merged_into.is_(None)  # not hidden in another record of the same person
MAY_BE_SHOWN: ColumnElement[bool] = (
    STANDS & ExpertRow.consent_process & ExpertRow.consent_share & (ExpertRow.status == ExpertStatus.VALID.value)
)


def _columns() -> Select[str, str, bool, bool, int, dict[str, object], str | None, datetime]:
    return select(
        ExpertRow.id,
        ExpertRow.status,
        ExpertRow.consent_process,
        ExpertRow.consent_share,
        ExpertRow.version,
        ExpertRow.content,
        ExpertRow.answered_at,
        ExpertRow.changed_at,
    ).where(STANDS)


def _stored(row: Row[str, str, bool, bool, int, dict[str, object], str | None, datetime]) -> StoredExpert:
    _, status, process, share, version, content, answered_at, changed_at = row
    expert = replace(read(content, Expert), status=ExpertStatus(status), consent_process=process, consent_share=share)
    return StoredExpert(expert, version, answered_at, changed_at)


def page(database: Connection, after: str | None, limit: int, words: str = "") -> Sequence[StoredExpert]:
    """Experts by name, from the one that follows `after` (a name and an id, joined by a blank line feed)."""
    query = _columns().order_by(ExpertRow.name, ExpertRow.id).limit(limit)
    if after:
        name, _, identity = after.rpartition("\n")
        query = query.where((ExpertRow.name > name) | ((ExpertRow.name == name) & (ExpertRow.id > identity)))
    if words:
        query = query.where(ExpertRow.name.icontains(words, autoescape=True))
    return [_stored(row) for row in database.execute(query)]


def count(database: Connection) -> Mapping[str, int]:
    """How many experts there are, and how many of them may be matched."""
    matched = func.count(case((MAY_BE_SHOWN, 1)))
    total, shown = database.execute(select(func.count(), matched).select_from(ExpertRow).where(STANDS)).one()
    return {"all": int(total), "matched": int(shown)}


def find(database: Connection, identity: str) -> StoredExpert | None:
    """Somebody by id."""
    row = database.execute(_columns().where(ExpertRow.id == identity)).one_or_none()
    return _stored(row) if row else None


def agreed(database: Connection) -> Sequence[Expert]:
    """Everybody who agrees to the processing, by id; nothing is ever computed about the others."""
    rows = database.execute(_columns().where(ExpertRow.consent_process).order_by(ExpertRow.id))
    return [_stored(row).expert for row in rows]


def names_withheld(database: Connection) -> Sequence[str]:
    """The names of those who do not agree to the processing, which whoever bears one of them is asked about for."""
    return [
        str(name)
        for name in database.execute(select(ExpertRow.name).where(STANDS & ~ExpertRow.consent_process)).scalars()
    ]


def shown(database: Connection, identities: Iterable[str]) -> Mapping[str, Expert]:
    """Those of some people who are there and agree to be processed now; status and sharing stand in the values."""
    wanted = list(dict.fromkeys(identities))
    found: dict[str, Expert] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        for row in database.execute(_columns().where(ExpertRow.id.in_(part) & ExpertRow.consent_process)):
            found[row.id] = _stored(row).expert
    return found


def by_address(database: Connection, addresses: Iterable[str]) -> Mapping[str, str]:
    """The ids of people by address, of those addresses that are known."""
    wanted = list(addresses)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        found.update(
            (address, identity)
            for address, identity in database.execute(
                select(Address.address, Address.expert_id).where(Address.address.in_(part))
            )
        )
    return found


def all_of(database: Connection) -> Mapping[str, StoredExpert]:
    """Everybody, by id."""
    return {row.id: _stored(row) for row in database.execute(_columns())}


def add(database: Connection, told: StoredExpert, source: RowTold, import_id: str | None, by: str) -> None:
    """Store somebody new, with their address and their first version."""
    expert = told.expert
    values = {"id": expert.id, "made_at": told.changed_at, **_values(told)}
    database.execute(insert(ExpertRow).values(values))
    _keep_addresses(database, expert)
    _add_version(database, told, source, import_id, by)


def change(database: Connection, told: StoredExpert, source: RowTold, import_id: str | None, by: str) -> None:
    """Store what is known of somebody now, as their next version."""
    database.execute(update(ExpertRow).where(ExpertRow.id == told.expert.id).values(_values(told)))
    _keep_addresses(database, told.expert)
    _add_version(database, told, source, import_id, by)


def remove(database: Connection, identities: Sequence[str]) -> None:
    """Remove people with all that hangs on them."""
    for start in range(0, len(identities), AT_ONCE):
        database.execute(delete(ExpertRow).where(ExpertRow.id.in_(identities[start : start + AT_ONCE])))


def versions(database: Connection, identity: str) -> Sequence[VersionTold[Expert]]:
    """Everything that was known of somebody, latest first."""
    return versions_of(database, ExpertVersion, ExpertVersion.expert_id, identity, Expert)


def came_from(database: Connection) -> Mapping[str, tuple[str, str | None]]:
    """Everybody's name and the import that their latest version came from, by id; None where somebody entered it.

    Whoever was merged into another record is as somebody entered them.
    """
    came_from = case((STANDS, ExpertVersion.import_id), else_=None)
    query = select(ExpertRow.id, ExpertRow.name, came_from).join(
        ExpertVersion, (ExpertVersion.expert_id == ExpertRow.id) & (ExpertVersion.number == ExpertRow.version)
    )
    return {identity: (name, import_id) for identity, name, import_id in database.execute(query)}


def _keep_addresses(database: Connection, expert: Expert) -> None:
    """Keep the addresses of somebody that nobody has yet: one that two people share leads to the first."""
    own = dict.fromkeys(expert.addresses)
    taken = by_address(database, own)
    free = [address for address in own if address not in taken]
    if free:
        database.execute(insert(Address), [{"address": address, "expert_id": expert.id} for address in free])


def _values(told: StoredExpert) -> dict[str, object]:
    expert = told.expert
    return {
        "name": expert.name[:400],
        "status": expert.status.value,
        "consent_process": expert.consent_process,
        "consent_share": expert.consent_share,
        "version": told.version,
        "content": write(expert),
        "answered_at": told.answered_at,
        "changed_at": told.changed_at,
    }


def _add_version(database: Connection, told: StoredExpert, source: RowTold, import_id: str | None, by: str) -> None:
    database.execute(
        insert(ExpertVersion).values(
            expert_id=told.expert.id,
            number=told.version,
            content=write(told.expert),
            file=source.file[:400],
            row=source.row,
            import_id=import_id,
            by=by,
            at=told.changed_at,
        )
    )


def add_consents(
    database: Connection, identity: str, answers: Iterable[ConsentAnswer], answered_at: str | None, at: datetime
) -> None:
    """Keep answers to consent questions, for good."""
    values = [
        {
            "expert_id": identity,
            "purpose": one.purpose,
            "given": one.given,
            "question": one.question,
            "answer": one.answer,
            "answered_at": answered_at,
            "recorded_at": at,
        }
        for one in answers
    ]
    if values:
        database.execute(insert(Consent), values)


def consents_taken_back(database: Connection) -> Mapping[str, frozenset[str]]:
    """Whose latest word about a purpose is a no, and about which purposes."""
    latest: dict[tuple[str, str], bool] = {}
    query = select(Consent.expert_id, Consent.purpose, Consent.given, Consent.answer).order_by(Consent.id)
    for expert, purpose, given, answer in database.execute(query):
        if given or answer:  # an empty answer is none
            latest[expert, purpose] = given
    found: dict[str, set[str]] = {}
    for (expert, purpose), given in latest.items():
        if not given:
            found.setdefault(expert, set()).add(purpose)
    return {expert: frozenset(its) for expert, its in found.items()}


def consents(database: Connection, identity: str) -> Sequence[tuple[ConsentAnswer, datetime]]:
    """What somebody answered to the consent questions, latest first, and when it was recorded."""
    query = select(Consent.purpose, Consent.given, Consent.question, Consent.answer, Consent.recorded_at)
    rows = database.execute(query.where(Consent.expert_id == identity).order_by(Consent.id.desc()))
    return [(ConsentAnswer(purpose, given, question, answer), at) for purpose, given, question, answer, at in rows]
