"""Come in, or register, by a letter to one's own address: nobody needs a password, and nobody learns who is known.

The same answer is given for every address. Behind the letter's link one chooses and submits; following it changes
nothing. What was entered is kept under the link until the registration is finished, dropped, or the link has ended.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import uuid4

from matcher.messages import Message, say
from service.asking.texts import keys_told
from service.errors import NotFound, ServiceError
from service.intake.rows.records import ConsentAnswer
from service.mail import Envelope
from service.render.letters import Written, come_in, register_now
from service.sentences import Sentences
from service.store import access, audit, installation, people, registrations, texts
from service.store.engine import reading, writing
from service.values.audit import Deed, Line, Thing
from service.values.invitations import LINK
from service.values.registrations import Begun
from service.values.roster import StoredExpert
from service.verbs.access import EXPERTS_LINK, SESSION, hashed
from service.verbs.edit_expert import ENTERED, OWN_FIELDS, answered_anew, check_addresses, check_lengths, read_answers
from service.verbs.my_data import ASKED, PROCESS, SHARE
from service.workplace import Workplace

MOST_ADDRESS = 254  # characters, RFC 5321
AGREES = tuple(f"agrees_{purpose}" for purpose in ASKED)  # beside the fields, in what is kept


def send_link(told: str, site: str, language: str, workplace: Workplace) -> None:
    """Write to an address: a link to come in for whoever is on the list, one to register for everybody else.

    Nothing tells the caller which. Raises ServiceError for what is no address, or where no letter can be sent.
    """
    address = checked_address(told)
    secret, at = secrets.token_urlsafe(32), workplace.clock()
    with writing(workplace.database) as database:
        ended = registrations.ended(database, at)
        registrations.drop(database, ended)
        _forget(ended, workplace)
        known = people.by_address(database, [address]).get(address)
        stored = people.find(database, known) if known else None
        if known is not None and stored is None:
            return  # a record that is hidden in another one of theirs
        if stored is not None:
            access.add_link(database, hashed(secret), None, stored.expert.id, at, at + EXPERTS_LINK)
            audit.note(database, Line(at, stored.expert.id, Deed.INVITED, Thing.EXPERT, stored.expert.id))
            letter, name, path = come_in(stored.expert.name, Sentences(language)), stored.expert.id, "in"
        else:
            name = registrations.begin(database, str(uuid4()), address, hashed(secret), at, at + EXPERTS_LINK)
            letter, path = register_now(Sentences(language)), "register"
    _post(letter, f"{site}/{path}/{secret}", f"link-{name}", address, workplace)


def checked_address(told: str) -> str:
    """An address, folded. Raises ServiceError for what is none."""
    address = told.strip().casefold()
    before, _, host = address.rpartition("@")
    if not before or "." not in host or len(address) > MOST_ADDRESS or any(one.isspace() for one in address):
        raise ServiceError(say("Write an e-mail address, such as name@example.org"))
    return address


def begun(secret: str, workplace: Workplace) -> Begun:
    """What was entered so far; looking changes nothing. Raises NotFound for a link that is good no more."""
    with reading(workplace.database) as database:
        found = registrations.find(database, hashed(secret), workplace.clock())
    if found is None:
        raise NotFound(say("This link is used up, has expired or is not known: have a new one sent to you"))
    return found


def keep_for_later(secret: str, told: Mapping[str, str], workplace: Workplace) -> None:
    """Keep what was entered, as it is. Raises as `begun` does, ServiceError where an answer is too long."""
    check_lengths(told)
    found = begun(secret, workplace)
    with writing(workplace.database) as database:
        registrations.keep(database, found.id, told)


def leave(secret: str, workplace: Workplace) -> None:
    """Delete what was entered, and the link. Raises as `begun` does."""
    found = begun(secret, workplace)
    with writing(workplace.database) as database:
        registrations.drop(database, [found.id])
    _forget([found.id], workplace)


def register(secret: str, told: Mapping[str, str], words: Mapping[str, str], workplace: Workplace) -> str:
    """Put somebody on the list, with the consents that they give in `words`; returns a session for them.

    Raises as `begun` does; ServiceError without a name or without the consent to be processed, where an answer is too
    long or the address has come on the list meanwhile; NotRead where an answer cannot be read. What was entered stays.
    """
    keep_for_later(secret, told, workplace)
    found = begun(secret, workplace)
    if not told.get("full_name", "").strip():
        raise ServiceError(say("Write your name"))
    agrees = {purpose: told.get(f"agrees_{purpose}") == "yes" for purpose in ASKED}
    if not agrees[PROCESS]:
        raise ServiceError(say("Without your consent to the processing nothing can be kept: agree to it, or leave"))
    answers = {field: told[field] for field in OWN_FIELDS if told.get(field)} | {"email": found.address}
    entered = read_answers(answers, list(answers))
    session, at, identity = secrets.token_urlsafe(32), workplace.clock(), str(uuid4())
    fresh = replace(entered, id=identity, consent_process=True, consent_share=agrees[SHARE])
    with writing(workplace.database) as database:
        check_addresses(database, fresh)
        stored = answered_anew(StoredExpert(fresh, 1, None, at), at)
        people.add(database, stored, ENTERED, None, identity)
        texts.used_by(database, {identity: keys_told(fresh, workplace.model.identity)})
        consents = [
            ConsentAnswer(purpose, given, words[purpose], "yes" if given else "no") for purpose, given in agrees.items()
        ]
        people.add_consents(database, identity, consents, stored.answered_at, at)
        registrations.drop(database, [found.id])
        access.add_session(database, hashed(session), None, identity, at, at + SESSION)
        audit.note(database, Line(at, identity, Deed.REGISTERED, Thing.EXPERT, identity))
        installation.bump(database)
    _forget([found.id], workplace)
    return session


def _post(letter: Written, link: str, name: str, address: str, workplace: Workplace) -> None:
    body = letter.body.replace(LINK, link)
    workplace.mailer.send(Envelope(name, address, letter.subject, body))


def _forget(identities: Iterable[str], workplace: Workplace) -> None:
    for one in identities:
        workplace.mailer.forget(f"link-{one}")


def same_answer() -> Message:
    """What everybody is told who asks for a link."""
    return say("A letter with a link is on its way to this address. The link is good for two weeks")
