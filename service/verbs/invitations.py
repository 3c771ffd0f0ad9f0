"""Invite people to the seats of a published round: write, read, send, withdraw, confirm; each act on its own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import Connection

from matcher.messages import Message, Term, Vocabulary, say
from matcher.model import Role, Suggestion
from matcher.round.comparison import SeatKey
from service.asking.languages import profile_languages
from service.asking.scene import Scene
from service.errors import NotFound, ServiceError, Stale
from service.render.letters import Written, invitation, language_for
from service.sentences import Sentences
from service.store import audit, invitations, rounds
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.invitations import (
    LIVE,
    OPEN,
    Invitation,
    InvitationState,
    Invited,
    LetterKind,
    LetterState,
)
from service.values.load import NOBODY_ASKED, asks_by_person
from service.values.rounds import RoundState, RoundSummary
from service.verbs.letters import NO_INVITATION, found_invitation
from service.verbs.may_invite import against, asked_enough
from service.verbs.scenes import current_scene
from service.workplace import Workplace

USUAL_TIME = timedelta(days=14)  # to answer


@dataclass(frozen=True, slots=True)
class InvitedSeat:
    """A seat of a published round: whom it places, who stands by, and who was invited."""

    territory: str
    role: Role
    placed: tuple[str, ...]
    standing_by: tuple[str, ...]
    invitations: tuple[Invitation, ...]  # oldest first

    def needs_another(self, today: date) -> bool:
        """Whether somebody said no, was let go, or has not answered in time: whoever stands by may be asked."""
        given_up = {InvitationState.DECLINED, InvitationState.WITHDRAWN}
        return any(one.state in given_up or one.is_overdue(today) for one in self.invitations)

    def last_of(self, expert: str) -> Invitation | None:
        """The last invitation of somebody to this seat."""
        return next((one for one in reversed(self.invitations) if one.of.expert == expert), None)


@dataclass(frozen=True, slots=True)
class InvitationsOfRound:
    """All seats of a published round, and names by id."""

    round: RoundSummary
    version: int | None  # the published one; None: nobody can be invited yet
    seats: tuple[InvitedSeat, ...]
    names: Mapping[str, str]
    usual_day: date  # to answer by

    @property
    def unsent(self) -> tuple[Invitation, ...]:
        """Invitations whose letter is written, or could not be sent."""
        unsent = {LetterState.DRAFT, LetterState.FAILED}
        found = (one for seat in self.seats for one in seat.invitations)
        return tuple(one for one in found if one.letters[-1].state in unsent and one.state in OPEN)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of writing invitations: those written, and whom nobody may invite, with why."""

    written: tuple[str, ...]  # ids
    refused: tuple[tuple[Invited, Message], ...]


def of_round(identity: str, workplace: Workplace) -> InvitationsOfRound:
    """The seats of the published version of a round, with everybody who was invited. Raises NotFound."""
    scene = current_scene(workplace)
    with reading(workplace.database) as database:
        told = _round(database, identity)
        digest = rounds.published(database).get(identity)
        invited = invitations.all_of(database, round_id=identity)
    placed: Mapping[SeatKey, tuple[str, ...]] = digest.placed if digest else {}
    keys = dict.fromkeys([*placed, *((one.of.territory, one.of.role) for one in invited)])
    seats = tuple(
        InvitedSeat(
            territory,
            role,
            placed.get((territory, role), ()),
            digest.standing_by.get((territory, role), ()) if digest else (),
            tuple(one for one in invited if (one.of.territory, one.of.role) == (territory, role)),
        )
        for territory, role in keys
    )
    names = {**scene.names, **{one: place.name for one, place in scene.territories.items()}}
    day = workplace.clock().date() + USUAL_TIME
    return InvitationsOfRound(told, published_number(told), seats, names, day)


def published_number(told: RoundSummary) -> int | None:
    """The number of the published version of a round."""
    return next((one.number for one in told.versions if one.state is RoundState.PUBLISHED), None)


def write_invitations(
    identity: str, seats: Sequence[tuple[str, Role, str]], answer_by: date, actor: Actor, workplace: Workplace
) -> Drafted:
    """Write an invitation for each of some people (territory, role, expert); nothing is sent.

    Rules are asked again, as things are now: whom one refuses, or about whom a question is open, is not written to.

    Raises NotFound where there is no such round, ServiceError where nobody is named, no version is published, the day
    has passed, or somebody is neither placed on the seat nor stands by for it.
    """
    at = workplace.clock()
    if not seats:
        raise ServiceError(say("Nobody is chosen: nobody is invited. Choose people first"))
    if answer_by < at.date():
        raise ServiceError(say("The day to answer by has passed: name a later one"))
    scene = current_scene(workplace)
    with writing(workplace.database) as database:
        told = _round(database, identity)
        number = published_number(told)
        version = rounds.find(database, identity, number) if number else None
        if version is None:
            raise ServiceError(say("People are invited to the version that is published: publish one first"))
        of_seats = {
            (pilot.territory.id, plan.seat.role): (*plan.chosen, *plan.reserves)
            for pilot in version.stored.answer.round.pilots
            for plan in pilot.seats
        }
        so_far = invitations.all_of(database)
        taken = {one.of for one in so_far if one.state in LIVE}
        waiting = Counter(one.of.expert for one in so_far if one.state in OPEN)  # letters that are not sent among them
        asked = asks_by_person(invitations.asked(database))
        written, refused = [], []
        for territory, role, expert in dict.fromkeys(seats):
            of = Invited(identity, territory, role, expert)
            suggestion = next((one for one in of_seats.get((territory, role), ()) if one.expert == expert), None)
            if suggestion is None:
                raise ServiceError(say("Somebody chosen is neither placed on this seat nor stands by for it"))
            asks = asked.get(expert, NOBODY_ASKED)
            stands = asked_enough(of, taken, asks, waiting[expert], at.date(), workplace)
            if stands is not None:
                refused.append((of, stands))
                continue
            key = str(uuid4())
            letter = _letter(of, suggestion, answer_by, scene, workplace)
            invitations.add(database, key, of, answer_by, at)
            invitations.add_letter(database, str(uuid4()), key, LetterKind.INVITATION, letter.subject, letter.body, at)
            audit.note(database, Line(at, actor.key, Deed.WROTE, Thing.INVITATION, key))
            written.append(key)
            waiting[expert] += 1
    return Drafted(tuple(written), tuple(refused))


def _letter(of: Invited, suggestion: Suggestion, answer_by: date, scene: Scene, workplace: Workplace) -> Written:
    person = next(one for one in scene.experts if one.id == of.expert)
    language = language_for(person, profile_languages([person]).get(of.expert), workplace.settings.language)
    sentences = Sentences(language, scene.names)
    return invitation(person, scene.territories[of.territory], of.role, suggestion, answer_by, sentences)


def find(identity: str, workplace: Workplace) -> Invitation:
    """An invitation by id. Raises NotFound."""
    with reading(workplace.database) as database:
        return found_invitation(database, identity)


def send(
    identities: Iterable[str], site: str, actor: Actor, workplace: Workplace, *, of_round: str | None = None
) -> int:
    """Have the letters of some invitations sent; returns how many. `site` is where the service is reached.

    Rules are asked once more. Raises NotFound, for an invitation of another round than `of_round` as well;
    ServiceError where nobody is chosen or something stands against one, in which case none is sent.
    """
    chosen = list(dict.fromkeys(identities))
    if not chosen:
        raise ServiceError(say("Nobody is chosen: no letter is sent. Choose people first"))
    at = workplace.clock()
    with writing(workplace.database) as database:
        found = [found_invitation(database, one) for one in chosen]
        for one in found:
            if of_round is not None and one.of.round != of_round:
                raise NotFound(NO_INVITATION)
            if one.state not in OPEN:
                raise Stale(
                    say("An invitation that is {state} is not sent: look at it first", state=Message(one.state.value))
                )
            stands = against(one.of, workplace)
            if stands is not None:
                name = Term(Vocabulary.PERSON, one.of.expert)
                said = say("Nothing was sent, because of {name}. {reason}", name=name, reason=stands)
                raise ServiceError(said, current_scene(workplace).names)
        number = invitations.queue(database, [one.letters[-1].id for one in found], workplace.settings.site or site)
        for one in found:
            audit.note(database, Line(at, actor.key, Deed.SENT, Thing.INVITATION, one.id))
    return number


def withdraw(identity: str, actor: Actor, workplace: Workplace) -> None:
    """Take an invitation back; its link then says so. One that never left is dropped. Raises NotFound, Stale."""
    at = workplace.clock()
    with writing(workplace.database) as database:
        told = found_invitation(database, identity)
        if told.state is InvitationState.WITHDRAWN:
            return
        if any(one.state in {LetterState.WAITING, LetterState.LEAVING} for one in told.letters):
            raise Stale(say("Its letter is being sent: try again in a moment"))
        if told.state is InvitationState.WRITTEN:
            workplace.mailer.forget(told.letters[-1].id)
            invitations.drop(database, identity)
        else:
            invitations.tell_state(database, identity, InvitationState.WITHDRAWN)
        audit.note(database, Line(at, actor.key, Deed.WITHDREW, Thing.INVITATION, identity))


def confirm(identity: str, actor: Actor, workplace: Workplace) -> None:
    """Confirm somebody who accepted. Raises NotFound, Stale where they have not."""
    with writing(workplace.database) as database:
        if found_invitation(database, identity).state is not InvitationState.ACCEPTED:
            raise Stale(say("Only whoever has accepted can be confirmed"))
        invitations.tell_state(database, identity, InvitationState.CONFIRMED)
        audit.note(database, Line(workplace.clock(), actor.key, Deed.CONFIRMED_SEAT, Thing.INVITATION, identity))


def _round(database: Connection, identity: str) -> RoundSummary:
    found = rounds.summaries(database, identity)
    if not found:
        raise NotFound(say("There is no such round, or no such version of it"))
    return found[0]
