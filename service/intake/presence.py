"""Of which adviser a territory says that they have to be there, in the midst of what it expects of them."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from matcher.folding import folded_words
from matcher.model import Role
from matcher.role_words import split_by_role
from matcher.word_lists import PhraseList
from service.intake.polarity import turns

LONGEST = 2  # words of most phrases
BEFORE = 7  # words among which a denial turns the phrase round, it included


def roles_on_site(text: str, wanted: Sequence[Role]) -> Mapping[Role, str]:
    """The roles of which a text says "on site" and nothing against it, with the words that say so."""
    found: dict[Role, str] = {}
    for role, words in split_by_role(text):
        if role is not None and role in wanted and says_on_site(words):
            found.setdefault(role, _sentence(words))
    return found


def says_on_site(text: str) -> bool:
    """Whether a text says "on site" in one of the languages, and neither "online" nor, just before it, a denial."""
    words = folded_words(text)
    if _phrases("online").found_in(words):
        return False
    ends = [end for end in range(1, len(words) + 1) if _phrases("on_site").found_in(words[:end])]
    return bool(ends) and not turns(" ".join(words[max(0, ends[0] - BEFORE) : max(0, ends[0] - LONGEST)]))


def _sentence(text: str) -> str:
    """The part of a text that says "on site": the sentence with it."""
    parts = text.replace("\n", ". ").split(". ")
    return next((part.strip() for part in parts if _phrases("on_site").found_in(folded_words(part))), text.strip())


@cache
def _phrases(kind: str) -> PhraseList:
    table = tomllib.loads(files("service.intake").joinpath("presence.toml").read_text(encoding="utf-8"))
    return PhraseList(" ".join(folded_words(phrase)) for phrase in table[kind]["phrases"])
