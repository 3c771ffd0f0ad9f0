"""How often one place may ask for letters, and how often letters to one address: kept in this process, as hashes."""

import secrets
from hashlib import blake2b
from typing import Annotated

from fastapi import Depends, Request
from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from matcher.messages import say
from service.errors import TooMany

FROM_ONE_PLACE = RateLimitItemPerHour(60, namespace="place")  # an office may have one address for all
TO_ONE_ADDRESS = RateLimitItemPerHour(5, namespace="address")


class AskedSoFar:
    """What was asked for within the hour."""

    def __init__(self) -> None:
        self._limiter, self._key = MovingWindowRateLimiter(MemoryStorage()), secrets.token_bytes(16)

    def hit(self, item: RateLimitItemPerHour, told: str) -> bool:
        """Count one; whether it is still few enough."""
        return self._limiter.hit(item, blake2b(told.encode(), key=self._key).hexdigest())


class OfRequest:
    """The limits as they apply to one request."""

    def __init__(self, asked: AskedSoFar, place: str) -> None:
        self._asked, self._place = asked, place

    def check(self, address: str) -> None:
        """Count a letter to an address. Raises TooMany where that is one too many for the place or the address."""
        few = (self._asked.hit(FROM_ONE_PLACE, self._place), self._asked.hit(TO_ONE_ADDRESS, address))
        if not all(few):
            raise TooMany(say("Too many letters were asked for within an hour: look into your mail, or try later"))


async def _asks(request: Request) -> OfRequest:
    return OfRequest(request.app.state.asked_so_far, request.client.host if request.client else "")


Asks = Annotated[OfRequest, Depends(_asks)]
