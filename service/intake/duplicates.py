"""Several registrations of one person: merged by address, proposed by name.

The latest full registration wins; where nothing tells which is the latest, the fullest. A consent that any later
registration takes back is taken back, whatever else that registration says.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from matcher.folding import folded_words, sound
from matcher.messages import say
from matcher.model import Expert
from service.intake.problems import Problem, Severity
from service.intake.records import ExpertRecord


def merge(records: Iterable[ExpertRecord]) -> tuple[tuple[ExpertRecord, ...], tuple[Problem, ...]]:
    """Merge registrations under one address, and report that and whoever may be registered twice.

    Records come in the order in which people answered. Returns one record a person, in the order of the kept rows.
    """
    by_address: defaultdict[str, list[ExpertRecord]] = defaultdict(list)
    for record in records:
        by_address[record.expert.email].append(record)
    merged = [_merged(of_one) for of_one in by_address.values()]
    problems = [_merge_report(kept, by_address[kept.expert.email]) for kept in merged if len(kept.numbers) > 1]
    return tuple(merged), (*problems, *_same_name(merged))


def _merged(registrations: Sequence[ExpertRecord]) -> ExpertRecord:
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


def _same_name(records: Iterable[ExpertRecord]) -> list[Problem]:
    """Two people who may be one: the same name under two addresses. Nothing is merged."""
    by_name: defaultdict[str, list[ExpertRecord]] = defaultdict(list)
    for record in records:
        name = " ".join(sorted(map(sound, folded_words(record.expert.name))))
        if " " in name:
            by_name[name].append(record)
    return [
        Problem(
            later.place,
            later.expert.name,
            say("One registration a person"),
            say(
                "May be the same person as in row {row} ({address}): kept apart. If they are one, leave one row out",
                row=first.place.row,
                address=first.expert.email,
            ),
            Severity.NOTE,
        )
        for first, *others in by_name.values()
        for later in others
    ]
