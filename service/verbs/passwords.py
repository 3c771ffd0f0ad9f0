"""Sign in with an address and a password; set one's own.

Passwords are kept as Argon2id hashes (RFC 9106, its second recommended choice, which the library takes). The answer is
the same whether or not an address is known, and takes as long; after a few wrong passwords an account is closed for a
while that doubles each time.
"""

import secrets
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from matcher.messages import say
from service.errors import ServiceError
from service.store import accounts, audit
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.verbs.access import hashed, open_session
from service.workplace import Workplace

FEWEST_CHARACTERS, MOST_CHARACTERS = 12, 200
FREE_TRIES = 5  # wrong passwords before an account is closed for a while
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)


class SignInRefused(ServiceError):
    """Nobody comes in with this address and password."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "Address and password do not fit, or the account is closed for a while after wrong passwords. Try "
                "again, wait, or ask an administrator for a link"
            )
        )


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """A hash that no password fits, so that an unknown address takes as long as a known one."""
    return _hasher().hash(secrets.token_urlsafe(32))


def sign_in(email: str, password: str, workplace: Workplace) -> str:
    """Open a session; returns its secret. Raises SignInRefused."""
    at = workplace.clock()
    with reading(workplace.database) as database:
        known = accounts.with_email(database, email.strip().casefold())
    is_right = _fits(known.password if known and known.password else _nobodys(), password)
    if known is None:
        raise SignInRefused
    if known.withdrawn or known.password is None or (known.closed_until and known.closed_until > at):
        raise SignInRefused
    if not is_right:
        failures = known.failures + 1
        pause = min(FIRST_PAUSE * 2 ** max(0, failures - FREE_TRIES), LONGEST_PAUSE)
        with writing(workplace.database) as database:
            accounts.failed(database, known.account, failures, at + pause if failures >= FREE_TRIES else None)
        raise SignInRefused
    with writing(workplace.database) as database:
        accounts.failed(database, known.account, 0, None)
        return open_session(database, known.account, at)


def set_password(email: str, old: str, new: str, session: str, actor: Actor, workplace: Workplace) -> None:
    """Set one's own address and password; all other sessions end.

    Raises ServiceError where the old password is wrong, the new one too short or too long, or the address is no
    address or somebody else's.
    """
    assert actor.account is not None
    address, at = email.strip().casefold(), workplace.clock()
    if "@" not in address.strip("@") or len(address) > MOST_CHARACTERS:
        raise ServiceError(say("Write the e-mail address that you want to sign in with"))
    if not FEWEST_CHARACTERS <= len(new) <= MOST_CHARACTERS:
        raise ServiceError(
            say(
                "A password has at least {fewest} characters, and at most {most}",
                fewest=FEWEST_CHARACTERS,
                most=MOST_CHARACTERS,
            )
        )
    if address.partition("@")[0] in new.casefold():
        raise ServiceError(say("The password holds your own address: take another one"))
    with reading(workplace.database) as database:
        kept = accounts.password_of(database, actor.account)
        taken = accounts.with_email(database, address)
    if kept is not None and not _fits(kept, old):
        raise ServiceError(say("The password that you have now is another one"))
    if taken is not None and taken.account != actor.account:
        raise ServiceError(say("Somebody else signs in with this address"))
    told = _hasher().hash(new)
    with writing(workplace.database) as database:
        accounts.tell_email(database, actor.account, address)
        accounts.set_password(database, actor.account, told)
        accounts.end_sessions(database, actor.account, but=hashed(session))
        audit.note(database, Line(at, actor.key, Deed.PASSWORD, Thing.ACCOUNT, actor.account))


def _fits(kept: str, password: str) -> bool:
    try:
        return _hasher().verify(kept, password[: MOST_CHARACTERS + 1])
    except (VerificationError, InvalidHashError):
        return False
