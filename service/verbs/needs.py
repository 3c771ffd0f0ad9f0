"""What needs a coordinator: derived from what is stored each time it is asked for, so that nothing can be forgotten."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from matcher.messages import Message, Term, Vocabulary, say
from matcher.model import Expert, TerritoryStatus
from matcher.round.comparison import SeatKey
from service.asking.scene import Scene
from service.store import edits, imports, invitations, lists, people, places, rounds, rulings
from service.store.engine import reading
from service.store.lists import LatestList
from service.values.imports import ImportState, ImportTold
from service.values.invitations import LIVE, OPEN, Invitation, InvitationState, LetterState
from service.values.needs import Need, NeedKind, Whose
from service.values.roster import Answer, Edit, ExpertAnswered, StoredTerritory
from service.values.rounds import Digest, RoundState, RoundSummary
from service.verbs.roster import figures_of
from service.verbs.scenes import current_scene
from service.workplace import Workplace

LATEST_IMPORTS = 20
ORDER = tuple(NeedKind)
SAID: Mapping[Answer, Message] = {
    Answer.NOT_NOW: say("{person} says: not now. Standing by: {reserves}"),
    Answer.CONFLICT: say("{person} says that there is a conflict of interest. Standing by: {reserves}"),
}
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that waits, most urgent first and oldest first within a kind; and the names it speaks of, by id."""

    needs: tuple[Need, ...]
    names: Mapping[str, str]
    figures: Mapping[str, int]  # how many people and territories there are
    in_charge: Mapping[str, str]  # accounts of the staff, by territory

    @property
    def counts(self) -> Mapping[NeedKind, int]:
        """How much of each kind there is, most urgent first."""
        counted = Counter(one.kind for one in self.needs)
        return {kind: counted[kind] for kind in ORDER if counted[kind]}

    def of(self, whose: Whose, account: str | None) -> "Desk":
        """What waits for one person of the staff, or for nobody in particular."""
        if whose is Whose.ALL:
            return self
        wanted = account if whose is Whose.MINE else None
        needs = [one for one in self.needs if self.in_charge.get(one.territory or "") == wanted]
        return replace(self, needs=tuple(needs) if whose is Whose.NOBODYS or account else ())

    def only(self, kind: NeedKind | None) -> tuple[Need, ...]:
        """Those of one kind, or all."""
        return self.needs if kind is None else tuple(one for one in self.needs if one.kind is kind)


@dataclass(frozen=True, slots=True)
class _Stored:
    territories: Mapping[str, StoredTerritory]
    latest: Sequence[LatestList]
    rounds: Mapping[str, RoundSummary]
    digests: Mapping[str, Digest]  # of the versions that are worked with, by round
    ruled: frozenset[tuple[str, str]]  # (expert, territory)
    answers: Mapping[tuple[str, str], ExpertAnswered]
    imports: Sequence[ImportTold]
    edits: Mapping[str, tuple[Edit, ...]]
    people: Mapping[str, int]
    invitations: Sequence[Invitation]

    @property
    def at_work(self) -> Iterator[tuple[RoundSummary, Digest]]:
        """Rounds that are not withdrawn, with what is to be looked after in them."""
        for identity, told in self.digests.items():
            version = self.rounds[identity].version(self.rounds[identity].current)
            if version is not None and version.state is not RoundState.WITHDRAWN:
                yield self.rounds[identity], told


def desk(workplace: Workplace) -> Desk:
    """What needs somebody now."""
    scene = current_scene(workplace)
    with reading(workplace.database) as database:
        stored = _Stored(
            territories={one.territory.id: one for one in places.all_of(database)},
            latest=lists.latest_of_each(database),
            rounds={one.id: one for one in rounds.summaries(database)},
            digests=rounds.digests(database),
            ruled=frozenset((one.expert, one.territory) for one in rulings.all_of(database)),
            answers={(one.expert, one.territory): one for one in lists.answers(database)},
            imports=imports.latest(database, LATEST_IMPORTS),
            edits=edits.all_of(database),
            people=people.count(database),
            invitations=invitations.all_of(database),
        )
    found = [
        *_of_rounds(stored),
        *_of_invitations(stored, workplace.clock().date()),
        *_held(stored, set(scene.names)),
        *_of_imports(stored),
        *_readings(stored),
        *_unmatched(stored),
        *_incomplete(scene),
    ]
    found.sort(key=lambda one: (ORDER.index(one.kind), one.since or LONG_AGO))
    names = {**scene.names, **{one: told.territory.name for one, told in stored.territories.items()}}
    figures = figures_of(stored.people, list(stored.territories.values()), workplace)
    charged = {one: told.in_charge for one, told in stored.territories.items() if told.in_charge}
    return Desk(tuple(found), names, figures, charged)


def _of_rounds(stored: _Stored) -> Iterator[Need]:
    for one, told in stored.at_work:
        version = one.version(one.current)
        assert version is not None
        for (territory, role), number in told.empty.items():
            said = say("Seats that nobody takes: {number}", number=number)
            yield _on_seat(NeedKind.EMPTY, said, version.made_at, one, (territory, role))
        for seat, experts in told.placed.items():
            for expert in experts:
                answered = stored.answers.get((expert, seat[0]))
                if answered is not None and answered.answer in SAID:
                    said = say(SAID[answered.answer].text, person=_person(expert), reserves=len(told.standing_by[seat]))
                    yield replace(_on_seat(NeedKind.DECLINED, said, answered.at, one, seat), expert=expert)
        newest = one.versions[-1]
        if newest.parent == one.current and newest.state is not RoundState.WITHDRAWN:
            said = say("Version {number} is neither taken nor withdrawn", number=newest.number)
            yield Need(NeedKind.PROPOSAL, said, newest.made_at, round_id=one.id, version=newest.number)


def _of_invitations(stored: _Stored, today: date) -> Iterator[Need]:
    """Of rounds at work: who declined or is silent, while nobody else was asked; what could not be sent."""
    at_work = {one.id: told for one, told in stored.at_work}
    asked = Counter(
        (one.of.round, one.of.territory, one.of.role)
        for one in stored.invitations
        if one.state in LIVE and not one.is_overdue(today)
    )
    for one in stored.invitations:
        told, seat = at_work.get(one.of.round), (one.of.territory, one.of.role)
        if told is None:
            continue
        lacks = asked[one.of.round, *seat] < len(told.placed.get(seat, ()))
        person, reserves = _person(one.of.expert), len(told.standing_by.get(seat, ()))
        if one.state is InvitationState.DECLINED and lacks:
            said = say("{person} declines. Standing by: {reserves}", person=person, reserves=reserves)
            yield _of_invitation(NeedKind.DECLINED, said, one.answered_at, one)
        elif one.is_overdue(today) and lacks:
            said = say("{person} has not answered. Standing by: {reserves}", person=person, reserves=reserves)
            yield _of_invitation(NeedKind.UNANSWERED, said, one.sent_at, one)
        if one.letters[-1].state is LetterState.FAILED and one.state in OPEN:
            said = say("The letter to {person} did not leave", person=person)
            yield _of_invitation(NeedKind.UNSENT, said, one.letters[-1].made_at, one)


def _of_invitation(kind: NeedKind, said: Message, since: datetime | None, one: Invitation) -> Need:
    of = one.of
    return Need(kind, said, since, of.territory, of.expert, of.role, round_id=of.round, invitation=one.id)


def _on_seat(kind: NeedKind, said: Message, since: datetime, one: RoundSummary, seat: SeatKey) -> Need:
    return Need(kind, said, since, seat[0], role=seat[1], round_id=one.id, version=one.current)


def _held(stored: _Stored, agreed: AbstractSet[str]) -> Iterator[Need]:
    """Of the latest list of each territory, and of rounds; each pair once."""
    pairs: dict[tuple[str, str], Need] = {}
    for one in stored.latest:
        for expert in one.held:
            said = say("Is there one for {person}?", person=_person(expert))
            pairs[expert, one.territory] = Need(NeedKind.HELD, said, one.made_at, one.territory, expert, list_id=one.id)
    for told, its in stored.at_work:
        for seat, experts in its.held.items():
            for expert in experts:
                said = say("Is there one for {person}?", person=_person(expert))
                need = replace(_on_seat(NeedKind.HELD, said, told.made_at, told, seat), expert=expert)
                pairs.setdefault((expert, seat[0]), need)
    for (expert, territory), need in pairs.items():
        known = stored.territories.get(territory)
        if (expert, territory) not in stored.ruled and expert in agreed and known and known.may_be_matched:
            yield need


def _readings(stored: _Stored) -> Iterator[Need]:
    for one in stored.territories.values():
        open_ones = [reading for reading in one.territory.readings if not reading.is_settled]
        if one.territory.status is TerritoryStatus.SELECTED and open_ones:
            said = say("Readings that nobody has confirmed: {number}", number=len(open_ones))
            yield Need(NeedKind.READING, said, one.changed_at, one.territory.id)


def _of_imports(stored: _Stored) -> Iterator[Need]:
    for one in stored.imports:
        if one.state is ImportState.READ:
            yield Need(NeedKind.WAITING, say("Read, and not applied"), one.made_at, import_id=one.id)
    for expert, entered in stored.edits.items():
        disputed = [edit for edit in entered if edit.disputed]
        if disputed:
            said = say("Fields of {person} to decide: {number}", person=_person(expert), number=len(disputed))
            yield Need(NeedKind.DISPUTED, said, min(edit.at for edit in disputed), expert=expert)


def _unmatched(stored: _Stored) -> Iterator[Need]:
    matched = {one.territory for one in stored.latest}
    matched |= {territory for told in stored.digests.values() for territory, _ in told.placed}
    for one in stored.territories.values():
        if one.territory.status is TerritoryStatus.SELECTED and one.territory.id not in matched:
            yield Need(NeedKind.UNMATCHED, say("Nobody is suggested yet"), one.changed_at, one.territory.id)


def _incomplete(scene: Scene) -> Iterator[Need]:
    """Somebody who states no language is refused wherever one is asked for, and who offers no role everywhere."""
    for expert in scene.experts:
        if not expert.languages:
            yield _misses(expert, say("{person} states no language", person=_person(expert.id)))
        if not expert.roles:
            yield _misses(expert, say("{person} offers no role", person=_person(expert.id)))


def _misses(expert: Expert, said: Message) -> Need:
    return Need(NeedKind.INCOMPLETE, said, None, expert=expert.id)


def _person(expert: str) -> Term:
    return Term(Vocabulary.PERSON, expert)
