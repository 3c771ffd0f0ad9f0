"""Sentences that are not yet in a language.

The matcher says what it found as an English template with named arguments; the edge translates the template with
gettext and writes the arguments (countries, languages, themes, dates) in the reader's language. Nothing here knows
any language but the template's.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from textwrap import shorten
from typing import TypeAlias

LONGEST_QUOTATION = 180  # letters


class Vocabulary(StrEnum):
    """The code list that a `Term` belongs to, so that the edge finds its name in the reader's language."""

    COUNTRY = "country"  # ISO 3166 alpha-2, XK for Kosovo
    LANGUAGE = "language"  # BCP 47
    LEVEL = "level"  # CEFR, or "native"
    ROLE = "role"
    THEME = "theme"
    STAGE = "stage"
    TERRITORY_TYPE = "territory_type"
    TARGET_GROUP = "target_group"
    MATURITY = "maturity"
    LANGUAGE_NEED = "language_need"  # an expression such as "en and (mk or sq)"
    SPOKEN = "spoken"  # a language with its level after a colon: "lv:C1", "ru:" where no level is stated
    TRAVEL = "travel"
    SIGNAL = "signal"
    RULE = "rule"
    STATUS = "status"  # of an expert or a territory
    TERRITORY = "territory"  # an id
    PERSON = "person"  # an id: names are joined when a message is written, and are gone once somebody is erased


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary."""

    vocabulary: Vocabulary
    code: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Several codes of one vocabulary, in the order in which they are to be read."""

    vocabulary: Vocabulary
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's own words, shortened; the edge sets them in the quotation marks of the reader's language."""

    words: str

    @classmethod
    def of(cls, words: str) -> "Quoted":
        """Quote words, as many as a sentence bears."""
        return cls(shorten(words, LONGEST_QUOTATION, placeholder=" …"))


Argument: TypeAlias = "str | int | float | date | Term | Terms | Quoted | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be: `text` is an English template with `{named}` places, `arguments` what goes into them.

    A string argument is somebody's own words and is quoted as it stands, never translated; a message among them is a
    sentence within the sentence.
    """

    text: str
    arguments: tuple[tuple[str, Argument], ...] = field(default=())


def people_in(message: Message) -> frozenset[str]:
    """The ids of the people whom a message names, in sentences within it as well."""
    named: set[str] = set()
    for _, value in message.arguments:
        match value:
            case Term(Vocabulary.PERSON, code):
                named.add(code)
            case Terms(Vocabulary.PERSON, codes):
                named |= set(codes)
            case Message():
                named |= people_in(value)
    return frozenset(named)


def say(text: str, **arguments: Argument) -> Message:
    """Make a message; the keywords fill the named places of `text`.

    The name is what the catalogue's extraction looks for, so call it with a literal template.
    """
    return Message(text, tuple(arguments.items()))
