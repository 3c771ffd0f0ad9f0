"""Find which role a part of a free text speaks of, in the languages of the programme.

"Strategic: English. Methodological: Latvian or Estonian" has two parts, one a role. What stands before the first role
is said of every role. Knows words, not grammar.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from matcher.model import Role

FILLERS = 3  # words that may stand between the opening of a clause and the role it speaks of: "and for the practical"
_CLAUSE = re.compile(r"(?<=[.;,:!?\n(/|•])\s*|(?<=\s)(?=(?:\d{1,2}[.)]|[-–—•])\s)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int  # of the clause that speaks of the role
    role: Role


def split_by_role(text: str) -> tuple[tuple[Role | None, str], ...]:
    """Split a text into parts that speak of one role, in order of appearance; None is said of every role.

    Every word of the text is in exactly one part. A text that names no role is one part.
    """
    mentions = _mentions(text)
    if not mentions:
        return ((None, text.strip()),) if text.strip() else ()
    starts = [mention.start for mention in mentions]
    parts: list[tuple[Role | None, str]] = [(None, text[: starts[0]])]
    for mention, end in zip(mentions, [*starts[1:], len(text)], strict=True):
        parts.append((mention.role, text[mention.start : end]))
    return tuple((role, part.strip(" \n\t,;/|")) for role, part in parts if _WORD.search(part))


def _mentions(text: str) -> list[_Mention]:
    found: list[_Mention] = []
    for start, end in _clauses(text):
        role = _role_of(text, start, end)
        if role and not (found and found[-1].role is role):
            found.append(_Mention(start, role))
    return found


def _clauses(text: str) -> list[tuple[int, int]]:
    cuts = sorted({0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)})
    return [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]


def _role_of(text: str, start: int, end: int) -> Role | None:
    """The role that a clause opens with, within a few words."""
    for number, word in enumerate(_WORD.finditer(text, start, end)):
        if number > FILLERS:
            return None
        followed_by_colon = text[word.end() : word.end() + 3].lstrip().startswith((":", "=", "–", "->"))
        role = role_of_word(word.group(), labelled=followed_by_colon)
        if role:
            return role
    return None


def role_of_word(word: str, *, labelled: bool) -> Role | None:
    """The role that a word names; nouns and single letters name one only where they are `labelled` by a colon."""
    folded = fold(word)
    for role, names, nouns, letters in _words():
        if len(folded) > 3 and folded.startswith(names):
            return role
        if labelled and (folded in letters or folded.startswith(nouns)):
            return role
    return None


def fold(text: str) -> str:
    """Lower case without accents."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@cache
def _words() -> tuple[tuple[Role, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    table = tomllib.loads(files("matcher").joinpath("role_words.toml").read_text(encoding="utf-8"))
    return tuple(
        (role, tuple(table[role]["name"]), tuple(table[role]["noun"]), tuple(table[role]["letter"])) for role in Role
    )
