"""Ask an identity provider who somebody is: OpenID Connect, authorization code with PKCE.

OpenID Connect Core 1.0, sections 3.1.2 and 3.1.3; PKCE is RFC 7636 with S256. Whoever asks keeps an `Attempt`; only a
browser that has it can end what it began.
"""

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from matcher.messages import say
from service.errors import ServiceError

PATIENCE = 10  # seconds that a provider may take to answer
LEEWAY = 120  # seconds by which the two clocks may differ
# What providers sign with; never "none", and nothing by a shared secret.
SIGNED_BY = ["RS256", "PS256", "ES256", "EdDSA", "RS384", "RS512", "PS384", "PS512", "ES384", "ES512"]
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_log = logging.getLogger(__name__)


class SignOnRefused(ServiceError):
    """The identity provider does not tell who somebody is, or not in a way that may be trusted."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a browser carries from here to the provider and back: none of it may be guessed."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Attempt":
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    def __str__(self) -> str:
        return f"{self.state}.{self.nonce}.{self.verifier}"

    @classmethod
    def read(cls, written: str) -> "Attempt | None":
        """An attempt as it was written; None where it is none."""
        parts = written.split(".")
        return cls(*parts) if len(parts) == 3 and all(parts) else None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is to the provider: an id that stays theirs, and an address where the provider has verified one."""

    subject: str
    email: str  # folded; "" where none is verified


class Provider:
    """An identity provider, known by its issuer's address."""

    def __init__(self, issuer: str, client: str, secret: str) -> None:
        told = urlsplit(issuer)
        if told.scheme != "https" and told.hostname not in _THIS_MACHINE:
            raise ServiceError(say("The address of the identity provider has to begin with https://"))
        self._issuer, self._client, self._secret = issuer, client, secret

    def address(self, attempt: Attempt, back: str) -> str:
        """Where a browser goes to sign in; it comes back to `back`. Raises SignOnRefused where the provider is away."""
        with self._session(back) as session:
            told, _ = session.create_authorization_url(
                self._told(session)["authorization_endpoint"],
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
            )
        return str(told)

    def identity(self, code: str, attempt: Attempt, back: str, at: datetime) -> Identity:
        """Who a code stands for, at a moment. Raises SignOnRefused where the provider does not say, or not for us."""
        with self._session(back) as session:
            told = self._told(session)
            tokens = self._asked(
                lambda: session.fetch_token(
                    told["token_endpoint"], code=code, code_verifier=attempt.verifier, timeout=PATIENCE
                )
            )
            keys = self._asked(lambda: session.request("GET", told["jwks_uri"], withhold_token=True, timeout=PATIENCE))
            claims = self._claims(str(tokens.get("id_token", "")), keys.json(), attempt, at)
        verified = claims.get("email_verified") is True
        return Identity(str(claims["sub"]), str(claims.get("email", "")).strip().casefold() if verified else "")

    def _session(self, back: str) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self._client, self._secret, scope="openid email", redirect_uri=back, code_challenge_method="S256"
        )

    def _told(self, session: Any) -> Mapping[str, str]:
        """What the provider says of itself (OpenID Connect Discovery 1.0); it has to be who it was taken for."""
        place = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        told: Mapping[str, str] = self._asked(
            lambda: session.request("GET", place, withhold_token=True, timeout=PATIENCE)
        ).json()
        if told.get("issuer", "").rstrip("/") != self._issuer.rstrip("/"):
            _log.warning("the identity provider calls itself other than the setting does")
            raise SignOnRefused(NOT_TOLD)
        return told

    def _claims(self, written: str, keys: Any, attempt: Attempt, at: datetime) -> Mapping[str, Any]:
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        checks = jwt.JWTClaimsRegistry(
            now=int(at.timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "values": [self._issuer, self._issuer.rstrip("/"), f"{self._issuer}/"]},
            aud={"essential": True, "value": self._client},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
        )
        try:
            token = jwt.decode(written, KeySet.import_key_set(keys), algorithms=SIGNED_BY)
            checks.validate(token.claims)
        except (JoseError, ValueError, KeyError) as error:
            _log.warning("the identity provider's answer is refused: %s", type(error).__name__)
            raise SignOnRefused(NOT_TOLD) from error
        return token.claims

    def _asked(self, ask: Any) -> Any:
        from authlib.common.errors import AuthlibBaseError
        from requests import RequestException

        try:
            answer = ask()
            if hasattr(answer, "raise_for_status"):
                answer.raise_for_status()
        except (AuthlibBaseError, RequestException) as error:
            _log.warning("the identity provider does not answer as it should: %s", type(error).__name__)
            raise SignOnRefused(NOT_TOLD) from error
        return answer


NOT_TOLD = say(
    "Who you are could not be learnt from your organisation's sign-in. Try again; where that does not help, come in "
    "with a password or a link"
)
