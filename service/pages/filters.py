"""The conditions of a search as a page shows them: each can be chosen, and comes off on its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

from matcher.countries import PROGRAMME
from matcher.languages import Level
from matcher.messages import Message, Vocabulary, say
from matcher.model import Role, TerritoryStatus
from matcher.taxonomy import codes
from service.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Choice:
    """One condition: its name in the address, what it is called, and what may be chosen; nothing where it is typed."""

    name: str
    label: str
    kind: str  # select, date, search
    options: Sequence[tuple[str, str]]  # code and name
    value: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that is set, and the address without it."""

    text: str
    without: str


Options = Callable[[Sentences], Sequence[tuple[str, str]]]


def _terms(vocabulary: Vocabulary, listed: Sequence[str], *, sort: bool = True) -> Options:
    def options(sentences: Sentences) -> Sequence[tuple[str, str]]:
        named = [(code, sentences.term(vocabulary, code)) for code in listed]
        return sorted(named, key=lambda one: one[1].casefold()) if sort else named

    return options


LANGUAGES = (
    "bg bs ca cnr cs da de el en es et eu fi fr ga gl hr hu is it lb lt lv mk mt nl no pl pt rm ro ru se sk sl sq sr "
    "sv tr uk"
).split()
_ROLES = _terms(Vocabulary.ROLE, tuple(Role), sort=False)
_COUNTRIES = _terms(Vocabulary.COUNTRY, tuple(PROGRAMME))
_THEMES = _terms(Vocabulary.THEME, tuple(codes(Vocabulary.THEME)))
_LEVELS = _terms(Vocabulary.LEVEL, tuple(Level), sort=False)
_STATUSES = _terms(Vocabulary.STATUS, tuple(TerritoryStatus), sort=False)
_NONE: Options = lambda sentences: ()  # noqa: E731 - a table reads better with it

EXPERTS: tuple[tuple[str, Message, str, Options], ...] = (
    ("role", say("Offers"), "select", _ROLES),
    ("language", say("Speaks"), "select", _terms(Vocabulary.LANGUAGE, LANGUAGES)),
    ("level", say("at this level or better"), "select", _LEVELS),
    ("lives_in", say("Lives in"), "select", _COUNTRIES),
    ("worked_in", say("Has worked in"), "select", _COUNTRIES),
    ("theme", say("Theme"), "select", _THEMES),
    ("free_on", say("Free on"), "date", _NONE),
)
TERRITORIES: tuple[tuple[str, Message, str, Options], ...] = (
    ("country", say("Country"), "select", _COUNTRIES),
    ("role", say("Asks for"), "select", _ROLES),
    ("theme", say("Theme"), "select", _THEMES),
    ("status", say("Status"), "select", _STATUSES),
)


def asked_of(request: Request) -> dict[str, str]:
    """What an address asks for, but for the page and the language it is shown in."""
    return {name: value for name, value in request.query_params.items() if name not in {"lang", "after"}}


def choices(
    table: Sequence[tuple[str, Message, str, Options]], asked: Mapping[str, str], sentences: Sentences
) -> list[Choice]:
    """The conditions that may be set, each with what it is set to."""
    return [
        Choice(name, sentences.write(label), kind, options(sentences), asked.get(name, ""))
        for name, label, kind, options in table
    ]


def chips(chosen: Sequence[Choice], asked: Mapping[str, str], path: str, sentences: Sentences) -> list[Chip]:
    """The conditions that are set; the words that are looked for are one of them."""
    words = [("q", sentences.labelled(sentences.text("Words"), asked["q"]))] if asked.get("q") else []
    conditions = [
        (one.name, sentences.labelled(one.label, dict(one.options).get(one.value, one.value)))
        for one in chosen
        if one.value
    ]
    return [Chip(text, address_of(path, asked, name)) for name, text in (*words, *conditions)]


def address_of(path: str, asked: Mapping[str, str], but: str = "") -> str:
    """A path with what is asked of it, but one part."""
    kept = {name: value for name, value in asked.items() if value and name != but}
    return f"{path}?{urlencode(kept)}" if kept else path
