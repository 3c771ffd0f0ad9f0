"""Names that somebody wants checked for conflicts of interest, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.messages import Message


@dataclass(frozen=True, slots=True)
class NameAsked:
    """Somebody as they were written: a name, and what else was told of them."""

    name: str
    email: str = ""
    organisation: str = ""


class Standing(StrEnum):
    """What somebody is to the list of experts."""

    LISTED = "on the list"
    WITHHELD = "on the list, does not agree to be processed: nothing is computed"
    UNLISTED = "not on the list: checked by what was written alone"


class Kind(StrEnum):
    """How sure a finding is."""

    CONFLICT = "conflict of interest"
    QUESTION = "question to decide"
    REMARK = "remark"
    CLEARED = "decided: no conflict"


@dataclass(frozen=True, slots=True)
class Finding:
    """What stands between somebody and a territory; without a territory between them and any."""

    territory: str | None
    kind: Kind
    fact: Message


@dataclass(frozen=True, slots=True)
class NameChecked:
    """One person whom a line means, and what was found of them."""

    asked: NameAsked
    standing: Standing
    expert: str | None  # id, of whoever is on the list and agrees
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class ConflictCheck:
    """All of them, in the order of the lines, and the territories that were looked at, by id."""

    people: Sequence[NameChecked]
    names: dict[str, str]  # of territories and people, by id
