"""Two records of one person become one, field by field, and are split again.

A consent counts where both records give it; a conflict of either is one of both. Nothing of the record that goes into
the other is lost: it is hidden, and shown again when the two are split.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from matcher.doubles import likely_doubles
from matcher.messages import say
from matcher.model import Expert
from service.asking.texts import keys_told
from service.codec import document_of
from service.errors import NotAllowed, NotFound, ServiceError, Stale
from service.store import audit, edits, merging, people, texts
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.roster import Edit, StoredExpert
from service.verbs.edit_expert import refuses, save_expert
from service.verbs.scenes import current_scene
from service.workplace import Workplace

NOT_CHOSEN = frozenset({"id", "email", "further_emails", "consent_process", "consent_share", "unread"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records side by side."""

    kept: StoredExpert
    other: StoredExpert

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields that somebody has to choose."""
        one, two = self.kept.expert, self.other.expert
        return tuple(
            name for name in Expert.__slots__ if name not in NOT_CHOSEN and getattr(one, name) != getattr(two, name)
        )


def may_be_doubles_of(identity: str, workplace: Workplace) -> Sequence[Expert]:
    """Who may be the same person, by name or by text; of those who agree to be processed."""
    groups = likely_doubles(current_scene(workplace).experts)
    return [one for group in groups if any(it.id == identity for it in group) for one in group if one.id != identity]


def pair(kept: str, other: str, workplace: Workplace) -> Pair:
    """Two records. Raises NotFound where one is not known, ServiceError where they are the same."""
    with reading(workplace.database) as database:
        return _pair(database, kept, other)


def merge_experts(
    kept: str, other: str, versions: tuple[int, int], take: Mapping[str, str], actor: Actor, workplace: Workplace
) -> StoredExpert:
    """Merge `other` into `kept`; `take` has "other" for fields that are to be as there.

    Raises NotFound where one is not known, Stale where one was changed since `versions`, ServiceError where both are
    the same record.
    """
    at = workplace.clock()
    with writing(workplace.database) as database:
        both = _pair(database, kept, other)
        if (both.kept.version, both.other.version) != versions:
            raise Stale(say("One of the two was changed meanwhile. Nothing was merged; load the page again"))
        one, two = both.kept.expert, both.other.expert
        further = dict.fromkeys((*one.further_emails, *two.addresses))
        unread = {(open_answer.field, open_answer.about): open_answer for open_answer in (*two.unread, *one.unread)}
        fresh = replace(
            one,
            unread=tuple(unread.values()),
            **{name: getattr(two, name) for name in both.differing if take.get(name) == "other"},
            further_emails=tuple(address for address in further if address != one.email),
            consent_process=one.consent_process and two.consent_process,
            consent_share=one.consent_share and two.consent_share,
        )
        merging.copy_decisions(database, other, kept)
        saved = save_expert(database, both.kept, fresh, actor, workplace, at)
        texts.used_by(database, {other: ()})
        _keep_choices(database, both, fresh, actor, at)
        merging.hide(database, other, kept, saved.version)
        audit.note(database, Line(at, actor.key, Deed.MERGED, Thing.EXPERT, kept, other))
    return saved


def split_experts(kept: str, other: str, actor: Actor, workplace: Workplace) -> None:
    """Split what was merged: the hidden record stands again, the kept one is as before where nobody changed it since.

    A "no" to a consent stays, and so do conflicts that came from the other. Raises NotFound where the one is not in the
    other.
    """
    at = workplace.clock()
    with writing(workplace.database) as database:
        merged_as = next((version for one, _, version in merging.hidden_in(database, kept) if one == other), None)
        stored, gone = people.find(database, kept), merging.hidden(database, other)
        if merged_as is None or stored is None or gone is None:
            raise NotFound(say("These two are not merged (any more)"))
        now = stored.expert
        before = next(one.told for one in people.versions(database, kept) if one.number < merged_as)
        fresh = before if stored.version == merged_as else now
        own = set(before.addresses)
        fresh = replace(
            fresh,
            further_emails=tuple(one for one in fresh.further_emails if one in own or one not in gone.addresses),
            consent_process=fresh.consent_process and now.consent_process,
            consent_share=fresh.consent_share and now.consent_share,
        )
        merged_at = next(one.at for one in people.versions(database, kept) if one.number == merged_as)
        edits.drop(database, kept, [one.field for one in edits.of(database, kept) if one.at == merged_at])
        merging.show_again(database, other, kept, [one for one in gone.addresses if one not in own])
        save_expert(database, stored, fresh, actor, workplace, at)
        texts.used_by(database, {other: keys_told(gone, workplace.model.identity)})
        audit.note(database, Line(at, actor.key, Deed.SPLIT, Thing.EXPERT, kept, other))


def _keep_choices(database: Connection, both: Pair, fresh: Expert, actor: Actor, at: datetime) -> None:
    """What was chosen holds against the forms of both: what was not chosen is what a form may go on saying."""
    chosen, one, two = (document_of(expert) for expert in (fresh, both.kept.expert, both.other.expert))
    passed_over = {name: two[name] if chosen[name] == one[name] else one[name] for name in both.differing}
    edits.keep(database, fresh.id, [Edit(name, told, None, False, actor.key, at) for name, told in passed_over.items()])


def stands_in(identity: str, workplace: Workplace) -> str | None:
    """The record that one was merged into; None where it was not."""
    with reading(workplace.database) as database:
        return merging.stands_in(database, identity)


def _pair(database: Connection, kept: str, other: str) -> Pair:
    if kept == other:
        raise ServiceError(say("These are one record already"))
    one, two = people.find(database, kept), people.find(database, other)
    if one is None or two is None:
        raise NotFound(say("There is no such expert"))
    for record in (one, two):
        if refuses(database, record):
            name = record.expert.name
            raise NotAllowed(say("{name} does not agree to the processing: nothing more is shown", name=name))
    return Pair(one, two)
