"""Who did what, to what, and when. Names no expert; things are ids."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What was done, in the words of the page that shows it."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    UPLOADED = "uploaded exports"
    APPLIED = "applied an import"
    UNDONE = "undid an import"
    STATED = "stated a column"
    WORDED = "said how an answer is read"
    DECIDED = "decided a status"
    CHARGED = "put somebody in charge"
    MERGED = "merged two records of a person"
    SPLIT = "split two records of a person"
    EDITED = "entered something about a person"
    CONFIRMED = "confirmed a reading"
    RULED = "decided about a conflict of interest"
    REQUESTED = "asked for a match list"
    NAMED = "named a match list"
    SOLVED = "solved a round"
    TOOK = "took a version of a round"
    STATED_ROUND = "said how far a round is"
    EXPORTED = "exported a match list"
    NAMED_ROUND = "named a version of a round"
    EXPORTED_ROUND = "exported a round"
    CHECKED = "checked names for conflicts of interest"
    SHOWN = "made a link for a pilot"
    COMMENTED = "said something of a short list"
    SAW = "looked at a person"
    TOOK_ROSTER = "took a roster along"
    TOOK_AUDIT = "took the audit along"
    INVITED = "made a link for an expert"
    ANSWERED = "answered"
    CONSENTED = "gave or took back a consent"
    REGISTERED = "registered"
    WROTE = "wrote an invitation"
    SENT = "had a letter sent"
    LEFT = "a letter left"
    WITHDREW = "withdrew an invitation"
    REPLIED = "answered an invitation"
    CONFIRMED_SEAT = "confirmed somebody who accepted"
    ERASED = "erased a person"
    TOOK_DATA = "took along what is held about a person"
    TOKEN = "made or withdrew a token"
    ACCOUNT = "made or changed an account"
    PASSWORD = "set a password"


class Thing(StrEnum):
    """What it was done to."""

    ACCOUNT = "account"
    EXPERT = "expert"
    TERRITORY = "territory"
    IMPORT = "import"
    COLUMN = "column"
    LIST = "match list"
    ROUND = "round"
    INVITATION = "invitation"
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit."""

    at: datetime
    by: str
    deed: Deed
    thing: Thing
    thing_id: str
    detail: str = ""
