"""Come in by the sign-in of one's own organisation, as whoever an administrator has let in before.

Nobody gets an account by it. The first time an account is found by its address, if the provider has verified that; from
then on by the provider's own id, so that whoever is given an address later is not let in by it.
"""

import secrets

from matcher.messages import say
from service.errors import NotFound
from service.sign_on import Attempt, Provider, SignOnRefused
from service.store import accounts
from service.store.engine import writing
from service.verbs.access import open_session
from service.workplace import Workplace


def is_set_up(workplace: Workplace) -> bool:
    """Whether an identity provider is set."""
    return bool(workplace.settings.oidc_issuer)


def check_set_up(workplace: Workplace) -> None:
    """Raises NotFound where no identity provider is set."""
    if not is_set_up(workplace):
        raise NotFound(say("No sign-in of an organisation is set up here"))


def begin(back: str, workplace: Workplace) -> tuple[str, Attempt]:
    """Where a browser goes to sign in, and what it has to bring back to `back`.

    Raises SignOnRefused where the provider does not answer.
    """
    attempt = Attempt.new()
    return _provider(workplace).address(attempt, back), attempt


def end(code: str, state: str, carried: Attempt | None, back: str, workplace: Workplace) -> str:
    """Open a session for whoever comes back from the provider; returns its secret.

    Raises SignOnRefused where another browser began, the provider does not tell who it is, or no account is theirs.
    """
    if carried is None or not code or not secrets.compare_digest(carried.state.encode(), state.encode()):
        raise SignOnRefused(say("This sign-in was begun in another browser, or too long ago. Begin again"))
    at = workplace.clock()
    known = _provider(workplace).identity(code, carried, back, at)
    subject = f"{workplace.settings.oidc_issuer} {known.subject}"
    with writing(workplace.database) as database:
        account = accounts.with_subject(database, subject, known.email)
        if account is None:
            raise SignOnRefused(
                say("No account here is yours. Ask an administrator to add one with the address that you sign in with")
            )
        accounts.tell_subject(database, account, subject)
        return open_session(database, account, at)


def _provider(workplace: Workplace) -> Provider:
    told = workplace.settings
    return Provider(told.oidc_issuer, told.oidc_client, told.oidc_secret)
