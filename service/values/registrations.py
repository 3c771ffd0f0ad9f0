"""A registration that was begun and not finished."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody entered so far, by field."""

    id: str
    address: str
    answers: Mapping[str, str]
