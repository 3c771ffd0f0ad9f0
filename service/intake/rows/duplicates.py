"""Several registrations of one person: merged by address, proposed by name.

The latest full registration wins; where nothing tells which is the latest, the fullest. A consent that any later
registration takes back is taken back, whatever else that registration says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from matcher.doubles import likely_doubles
from matcher.identity import expert_id
from matcher.messages import say
from matcher.model import Expert
from matcher.person_names import may_be_one, name_key
from service.intake.problems import Problem, Severity
from service.intake.rows.records import ExpertRecord


def merge(records: Iterable[ExpertRecord]) -> tuple[tuple[ExpertRecord, ...], tuple[Problem, ...]]:
    """Merge registrations that share an address and a name, and report that and whoever may be registered twice.

    Records come in the order in which people answered. Returns one record a person, in the order of the kept rows. Two
    names under one address are two people: the first to answer is known by the address, the others by address and name.
    """
    people = [of_one for sharing in _sharing_an_address(records) for of_one in _by_name(sharing)]
    merged = [as_one(of_one) for of_one in people]
    problems = [_merge_report(kept, of_one) for kept, of_one in zip(merged, people, strict=True) if len(of_one) > 1]
    apart = _told_apart(merged)
    return apart, (*problems, *_shared_addresses(apart), *_same_name(apart))


def _sharing_an_address(records: Iterable[ExpertRecord]) -> list[list[ExpertRecord]]:
    """Registrations joined by any of their addresses, each group in the order of the answers."""
    order = list(records)
    of_address: dict[str, list[int]] = {}
    for place, record in enumerate(order):
        joined = sorted({place, *(one for address in record.expert.addresses for one in of_address.get(address, ()))})
        for address in {address for one in joined for address in order[one].expert.addresses}:
            of_address[address] = joined
    groups = dict.fromkeys(tuple(of_address[record.expert.email]) for record in order)
    return [[order[place] for place in places] for places in groups]


def _by_name(registrations: Sequence[ExpertRecord]) -> list[list[ExpertRecord]]:
    """Those of each person among registrations that share addresses."""
    people: list[list[ExpertRecord]] = []
    for record in registrations:
        own = next((of_one for of_one in people if all(_may_be_one(one, record) for one in of_one)), None)
        if own is None:
            people.append([record])
        else:
            own.append(record)
    return people


def _may_be_one(record: ExpertRecord, other: ExpertRecord) -> bool:
    """Whether two registrations may be of one person; one without a name, known by its address, is of anybody."""
    names = (record.expert.name, other.expert.name)
    return any("@" in name for name in names) or may_be_one(*names)


def _told_apart(merged: Sequence[ExpertRecord]) -> tuple[ExpertRecord, ...]:
    """The same people, those behind the first of an address known by their name as well."""
    taken: set[str] = set()
    apart = []
    for record in merged:
        expert = record.expert
        if expert.id in taken:
            expert = replace(expert, id=expert_id(f"{expert.email}\0{name_key(expert.name)}"))
        taken.add(expert.id)
        apart.append(replace(record, expert=expert))
    return tuple(apart)


def _shared_addresses(records: Sequence[ExpertRecord]) -> list[Problem]:
    """Two names under one address: kept apart, and shown to whoever can tell."""
    first: dict[str, ExpertRecord] = {}
    found = []
    for record in records:
        other = first.setdefault(record.expert.email, record)
        if other is not record:
            said = say(
                "Shares the address {address} with {other} in row {row}: read as two people. If they are one, leave "
                "one row out",
                address=record.expert.email,
                other=other.expert.name if other.expert.consent_process else say("somebody who does not agree"),
                row=other.place.row,
            )
            found.append(Problem(record.place, record.expert.name, say("One address a person"), said))
    return found


def as_one(registrations: Sequence[ExpertRecord]) -> ExpertRecord:
    """One record of several registrations of one person, in the order in which they were answered."""
    full = [record for record in registrations if _is_full(record.expert)]
    in_order = _in_order(registrations)
    kept = full[-1] if full and in_order else max(full or registrations, key=lambda record: record.answered)
    later = registrations[registrations.index(kept) + 1 :] if in_order else registrations
    expert = replace(
        kept.expert,
        consent_process=kept.expert.consent_process and not any(_takes_back(one, "process") for one in later),
        consent_share=kept.expert.consent_share and not any(_takes_back(one, "share") for one in later),
    )
    numbers = tuple(record.number for record in registrations)
    consents = tuple(one for record in registrations for one in record.consents)
    refused = kept.refused_consents.union(*(one.refused_consents for one in later))
    further = dict.fromkeys(address for record in registrations for address in record.expert.addresses)
    expert = replace(expert, further_emails=tuple(address for address in further if address != expert.email))
    return replace(kept, expert=expert, numbers=numbers, consents=consents, refused_consents=refused)


def _in_order(registrations: Sequence[ExpertRecord]) -> bool:
    """Whether it is known in which order somebody registered."""
    return len(registrations) == 1 or all(record.answered_at for record in registrations)


def _takes_back(later: ExpertRecord, purpose: str) -> bool:
    """Whether an answer was given and is no yes; a blank one takes nothing back that was given."""
    return any(one.purpose == purpose and one.answer and not one.given for one in later.consents)


def _is_full(expert: Expert) -> bool:
    """Whether a registration says enough to be matched: roles, languages, experience and the consent to process."""
    return bool(expert.roles and expert.languages and expert.summary and expert.consent_process)


def _merge_report(kept: ExpertRecord, registrations: Sequence[ExpertRecord]) -> Problem:
    others = ", ".join(str(one.place.row) for one in registrations if one.place != kept.place)
    if _in_order(registrations):
        severity = Severity.NOTE
        said = say(
            "Registered several times under this address: row {kept} is kept, the latest full one; left out: {others}",
            kept=kept.place.row,
            others=others,
        )
    else:
        severity = Severity.WARNING
        said = say(
            "Registered several times under this address, in an order unknown: row {kept} is kept, the fullest; left "
            "out: {others}. A no in any of them counts",
            kept=kept.place.row,
            others=others,
        )
    return Problem(kept.place, kept.expert.email, say("One registration a person"), said, severity)


def _row(record: ExpertRecord) -> tuple[str, int]:
    return record.place.file, record.place.row


def _same_name(records: Sequence[ExpertRecord]) -> list[Problem]:
    """Registrations that may be of one person; nothing is merged, and nobody is named who does not agree."""
    of_expert = {record.expert.id: record for record in records if record.expert.consent_process}
    return [
        Problem(
            of_expert[later.id].place,
            later.name,
            say("One registration a person"),
            say(
                "May be the same person as in row {row} ({address}): kept apart, and asked about before one is placed. "
                "If they are one, leave one row out",
                row=of_expert[first.id].place.row,
                address=first.email,
            ),
            Severity.NOTE,
        )
        for group in likely_doubles([record.expert for record in of_expert.values()])
        for first, *others in [sorted(group, key=lambda expert: _row(of_expert[expert.id]))]
        for later in others
    ]
