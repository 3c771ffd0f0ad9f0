"""The roles that an answer names: "Methodological support;", "Strategy", "all three"."""

import re

from matcher.folding import folded_words
from matcher.messages import Message, Terms, Vocabulary, say
from matcher.model import Role
from matcher.role_words import role_of_word
from service.intake.problems import Reading, Remark
from service.intake.words.polarity import Turn, parts_of, turns
from service.intake.words.wording import words_of

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\([^)]*\)")
_PART = re.compile(r"[;|\n•]+")
_ALL = words_of("roles", "all")
EXPECTED = say("Methodological, strategic or practical support")
# Words that say "practical" without the word itself.
_HANDS_ON = frozenset({"hands", "operational", "operationnel", "operationnelle", "terrain", "implementation"})


def read_roles(text: str) -> Reading[tuple[Role, ...]]:
    """Read the roles that a cell offers, in order, each once; what it denies is not offered, which is said.

    A role under a condition is not offered until somebody has asked; a condition that names no role is said.
    """
    found: dict[Role, None] = {}
    denied: set[Role] = set()
    remarks: list[Remark] = []
    for line in (line for line in _PART.split(text) if any(map(str.isalpha, line))):
        parts = parts_of(line)
        offered = [role for part in parts if part.turn is Turn.PLAIN for role in _offered(part.text)]
        turned = [role for part in parts if part.turn is not Turn.PLAIN for role in _named(part.text)]
        found |= dict.fromkeys(offered)
        denied |= set(turned)
        if turned or (offered and turns(line)):
            remarks.append(Remark(line.strip(), EXPECTED, _said(tuple(dict.fromkeys(turned)))))
        elif not offered:
            remarks.append(Remark(line.strip(), EXPECTED, say("Left out: no role is known by this name")))
    return Reading(tuple(role for role in found if role not in denied), tuple(remarks))


def _said(turned: tuple[Role, ...]) -> Message:
    if not turned:
        return say("The role is read; what is said against it or made a condition of it is for people to look at")
    return say("Not offered, as the answer reads: {roles}", roles=Terms(Vocabulary.ROLE, turned))


def _offered(text: str) -> tuple[Role, ...]:
    outside = _BRACKETS.sub(" ", text)
    return _roles_in(outside) or _roles_in(text)


def _named(text: str) -> tuple[Role, ...]:
    """The roles that somebody names, "all" not among them."""
    return tuple(dict.fromkeys(role for word in _WORD.findall(text) if (role := _role(word))))


def _roles_in(text: str) -> tuple[Role, ...]:
    return _named(text) or (tuple(Role) if _ALL & set(folded_words(text)) else ())


def _role(word: str) -> Role | None:
    if " ".join(folded_words(word)) in _HANDS_ON:
        return Role.PRACTICAL
    return role_of_word(word, labelled=len(word) > 1 or word.isupper())
