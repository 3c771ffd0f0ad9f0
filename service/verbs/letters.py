"""The letters of an invitation: put in other words, sent to oneself as a test, written once more as a reminder."""

from uuid import uuid4

from sqlalchemy import Connection

from matcher.messages import say
from service.asking.languages import profile_languages
from service.asking.scene import Scene
from service.errors import NotFound, ServiceError, Stale
from service.mail import Envelope
from service.render.letters import Written, language_for, reminder
from service.sentences import Sentences
from service.store import accounts, audit, invitations
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.invitations import LINK, Invitation, InvitationState, LetterKind, LetterState
from service.verbs.scenes import current_scene
from service.workplace import Workplace

MOST_LETTER = 20_000  # characters
NO_INVITATION = say("There is no such invitation")


def rewrite(identity: str, subject: str, body: str, actor: Actor, workplace: Workplace) -> None:
    """Keep the last letter of an invitation in other words.

    Raises NotFound; ServiceError for a letter that has left, is too long, or has lost the place of its link.
    """
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").strip() + "\n"
    if LINK not in body:
        raise ServiceError(say('The letter needs "{link}" where the link to answer goes', link=LINK))
    if not subject or len(subject) + len(body) > MOST_LETTER:
        raise ServiceError(say("A letter has a subject, and at most {most} characters", most=MOST_LETTER))
    with writing(workplace.database) as database:
        letter = found_invitation(database, identity).letters[-1]
        if letter.state not in {LetterState.DRAFT, LetterState.FAILED}:
            raise ServiceError(say("This letter has left: it cannot be changed any more"))
        invitations.rewrite(database, letter.id, subject, body)
        audit.note(database, Line(workplace.clock(), actor.key, Deed.WROTE, Thing.INVITATION, identity))


def send_to_me(identity: str, actor: Actor, workplace: Workplace) -> None:
    """Send the last letter of an invitation to whoever asks, as a test: its link leads nowhere.

    Raises NotFound; ServiceError where their account has no address, or the mail server does not take it.
    """
    with reading(workplace.database) as database:
        letter = found_invitation(database, identity).letters[-1]
        account = accounts.find(database, actor.account) if actor.account else None
    if account is None or not account.email:
        raise ServiceError(say("Your account has no address to send a test to: an administrator can enter one"))
    body = letter.body.replace(LINK, Sentences(workplace.settings.language).write(say("(here stands the link)")))
    workplace.mailer.send(Envelope(str(uuid4()), account.email, letter.subject, body))


def write_again(identity: str, actor: Actor, workplace: Workplace) -> None:
    """Write a reminder, to be read and sent; its link takes the place of the one before. Raises NotFound, Stale."""
    scene, at = current_scene(workplace), workplace.clock()
    with writing(workplace.database) as database:
        told = found_invitation(database, identity)
        if told.state is not InvitationState.INVITED or told.letters[-1].sent_at is None:
            raise Stale(say("Only whoever is invited and has not answered can be reminded, once the last letter left"))
        letter = reminder_of(told, scene, workplace)
        invitations.add_letter(database, str(uuid4()), identity, LetterKind.REMINDER, letter.subject, letter.body, at)
        audit.note(database, Line(at, actor.key, Deed.WROTE, Thing.INVITATION, identity))


def reminder_of(told: Invitation, scene: Scene, workplace: Workplace) -> Written:
    """A reminder in the language of its reader. Raises NotFound where they or the territory are gone."""
    person = next((one for one in scene.experts if one.id == told.of.expert), None)
    place = scene.territories.get(told.of.territory)
    if person is None or place is None:
        raise NotFound(say("They do not agree to be processed any more, or the territory is gone"))
    language = language_for(person, profile_languages([person]).get(person.id), workplace.settings.language)
    return reminder(person, place, told.answer_by, Sentences(language))


def found_invitation(database: Connection, identity: str) -> Invitation:
    """An invitation by id. Raises NotFound."""
    found = invitations.all_of(database, identity=identity)
    if not found:
        raise NotFound(NO_INVITATION)
    return found[0]
