"""The roles that an answer names: "Methodological support;", "Strategy", "all three"."""

import re

from matcher.folding import folded_words
from matcher.messages import say
from matcher.model import Role
from matcher.role_words import role_of_word
from service.intake.problems import Reading, Remark

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\([^)]*\)")
_PART = re.compile(r"[;|\n•]+")
_ALL = frozenset({"all", "tous", "toutes", "alle", "todos", "tutti", "every", "three", "trois", "drei", "tre", "tres"})
# Words that say "practical" without the word itself.
_HANDS_ON = frozenset({"hands", "operational", "operationnel", "operationnelle", "terrain", "implementation"})


def read_roles(text: str) -> Reading[tuple[Role, ...]]:
    """Read the roles that a cell names, in order, each once."""
    found: dict[Role, None] = {}
    remarks: list[Remark] = []
    for part in (part for part in _PART.split(text) if any(map(str.isalpha, part))):
        outside = _BRACKETS.sub(" ", part)
        roles = _roles_in(outside) or _roles_in(part)
        found |= dict.fromkeys(roles)
        if not roles:
            expected = say("Methodological, strategic or practical support")
            remarks.append(Remark(part.strip(), expected, say("Left out: no role is known by this name")))
    return Reading(tuple(found), tuple(remarks))


def _roles_in(text: str) -> tuple[Role, ...]:
    words = _WORD.findall(text)
    named = [role for word in words if (role := _role(word))]
    if not named and _ALL & set(folded_words(text)):
        return tuple(Role)
    return tuple(dict.fromkeys(named))


def _role(word: str) -> Role | None:
    if " ".join(folded_words(word)) in _HANDS_ON:
        return Role.PRACTICAL
    return role_of_word(word, labelled=len(word) > 1 or word.isupper())
