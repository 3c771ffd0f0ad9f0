"""Who may be tied to a territory without saying so: its contact, a colleague of the contact, a double of somebody tied.

What is sure is a conflict. What is near is a question, which nobody but a coordinator decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from matcher.contacts import Contacts, ContactTie, Shared
from matcher.doubles import likely_doubles
from matcher.findings import Conflict, Doubt, Link
from matcher.messages import Message, Term, Vocabulary, say
from matcher.model import Expert, ExpertStatus, Question, Rule
from matcher.name_traces import NameTraces
from matcher.organisations import read_organisation
from matcher.person_names import name_key


def contact_findings(expert: Expert, contacts: Contacts, names: Mapping[str, str]) -> Iterator[Conflict | Doubt]:
    """What an expert has in common with the contacts of territories; `names` are those of territories by id.

    The address or the name of the contact is a conflict. A shared mail domain is a question where the person states no
    employer, and a flag where they state one: then their employer is compared by its name.
    """
    for tie in contacts.ties(expert):
        if tie.shared is not Shared.DOMAIN:
            yield Conflict(expert.id, tie.territory, Link.CONTACT, _contact_fact(tie, names))
            continue
        reason = say(
            "Shares the mail domain {domain} with the contact person of {territory}",
            domain=tie.words,
            territory=names[tie.territory],
        )
        question = Question(Rule.CONFLICT_OF_INTEREST, reason, tie.words, names[tie.territory])
        yield Doubt(expert.id, tie.territory, reason, None if expert.organisation else question)


def traces_of_names(expert: Expert, traces: NameTraces, names: Mapping[str, str]) -> Iterator[Doubt]:
    """What in an expert's address or acronym points to an organisation of a territory under another name."""
    for found in traces.of(expert):
        reason = say(
            '"{trace}" may stand for {partner} of {territory}',
            trace=found.trace,
            partner=found.partner,
            territory=names[found.territory],
        )
        question = Question(Rule.CONFLICT_OF_INTEREST, reason, expert.organisation or found.trace, found.partner)
        yield Doubt(expert.id, found.territory, reason, None if _has_no_employer(expert) else question)


def _has_no_employer(expert: Expert) -> bool:
    """Whether somebody says that they work for no body with a name: "Freelance"."""
    names = read_organisation(expert.organisation)
    return bool(names) and not any(name.telling or name.acronym for name in names)


def _contact_fact(tie: ContactTie, names: Mapping[str, str]) -> Message:
    if tie.shared is Shared.ADDRESS:
        return say("Is the contact person of {territory}: the same e-mail address", territory=names[tie.territory])
    return say(
        "Bears the name of the contact person of {territory}: {contact}",
        territory=names[tie.territory],
        contact=tie.words,
    )


def shared_by_doubles(experts: Sequence[Expert], conflicts: Sequence[Conflict]) -> list[Doubt]:
    """What is asked of registrations that may be of one person.

    A conflict of one is a question of the others. All but the one that tells most are asked about everywhere, so that
    nobody fills two seats under two names; where one may not be shown, all are.
    """
    by_expert: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        by_expert.setdefault(conflict.expert, []).append(conflict)
    doubts: list[Doubt] = []
    for group in likely_doubles(experts):
        withheld = next((one for one in group if not _may_be_shown(one)), None)
        for place, expert in enumerate(group):
            if withheld and withheld is not expert:
                doubts.append(_asked(expert, withheld, Rule.CONSENT))
            elif place:
                doubts.append(_asked(expert, group[0], Rule.CAPACITY))
            others = [conflict for other in group if other is not expert for conflict in by_expert.get(other.id, ())]
            doubts += [_of_conflict(expert, conflict) for conflict in others]
    return doubts


def of_name_withheld(experts: Sequence[Expert], withheld: Iterable[str]) -> list[Doubt]:
    """Who bears the name of somebody that does not agree to be processed: asked about everywhere.

    `withheld` are those names; nothing else is looked at of these people, and nothing kept.
    """
    reason = say("Somebody of the same name does not agree to be processed: it may be the same person")
    keys = frozenset(filter(None, map(name_key, withheld)))
    return [
        Doubt(expert.id, None, reason, Question(Rule.CONSENT, reason))
        for expert in experts
        if keys and name_key(expert.name) in keys
    ]


def _may_be_shown(expert: Expert) -> bool:
    return expert.consent_process and expert.consent_share and expert.status is ExpertStatus.VALID


def _asked(expert: Expert, other: Expert, rule: Rule) -> Doubt:
    person = Term(Vocabulary.PERSON, other.id)
    if rule is Rule.CONSENT:
        reason = say("May be the same person as {other}, who may not be shown or is not active", other=person)
    else:
        reason = say("May be the same person as {other}, registered under another address", other=person)
    return Doubt(expert.id, None, reason, Question(rule, reason))


def _of_conflict(expert: Expert, conflict: Conflict) -> Doubt:
    reason = say(
        "May be the same person as {other}, of whom is known: {fact}",
        other=Term(Vocabulary.PERSON, conflict.expert),
        fact=conflict.fact,
    )
    return Doubt(expert.id, conflict.territory, reason, Question(Rule.CONFLICT_OF_INTEREST, reason))
