"""Clauses of a free text and the roles that each speaks of: "M and S: English, P: Polish; the others ..."."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.folding import folded_words
from matcher.model import Role
from matcher.role_words import role_of_word
from service.intake.words.wording import words_of

_END = re.compile(r"[;\n•|]+|(?<=[^\W\d_]{3})[.!?]+(?=\s|$)|(?<=\))[.!?]+(?=\s|$)")
_TOKEN = re.compile(r"[^\W\d_]+|[:=]|[^\s\w]|\d+")
_LABEL_END = frozenset(":=-–—")
_JOINING = words_of("clauses", "joining") | {",", "/", "&", "+"}
_OTHERS = words_of("clauses", "others")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text: whom it speaks of, and what it says."""

    roles: tuple[Role, ...]  # empty: everybody
    others: bool  # everybody whom no other clause names
    text: str


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Cut a text into clauses, in order; a label ("P:", "Strategic adviser =") holds up to the next one or the end."""
    clauses = [_clause(part) for piece in _END.split(text) for part in _before_labels(piece)]
    return tuple(clause for clause in clauses if clause.text)


def _before_labels(piece: str) -> list[str]:
    """Cut a piece where a label begins."""
    tokens = list(_TOKEN.finditer(piece))
    starts = [0]
    for number, token in enumerate(tokens):
        if token.group() in _LABEL_END:
            start = _label_start(tokens, number)
            if start is not None:
                starts.append(tokens[start].start())
    starts = starts if len(starts) > 1 else [0, *_commas_between_roles(piece)]
    ends = [*starts[1:], len(piece)]
    return [piece[start:end].strip(" ,/|+-–") for start, end in zip(starts, ends, strict=True) if end > start]


def _commas_between_roles(piece: str) -> list[int]:
    """Where a comma parts what is said of one role from what is said of another, or of everybody."""
    commas = [found.end() for found in re.finditer(",", piece)]
    parts = [piece[start:end] for start, end in zip([0, *commas], [*commas, len(piece)], strict=True)]
    roles = [_roles_named(part) for part in parts]
    return [
        comma
        for comma, part, before, after in zip(commas, parts, roles, roles[1:], strict=False)
        if after and before != after and _says_something(part)
    ]


def _says_something(text: str) -> bool:
    """Whether a part may stand by itself: "Nobody, who lives in Poland (strategic)" is one clause."""
    return len(re.findall(r"[^\W\d_]+", text)) > 1


def _roles_named(text: str) -> frozenset[Role | str]:
    """Whom a part of a text speaks of: roles, or the others."""
    words = re.findall(r"[^\W\d_]+", text)
    languages_too = len(words) > 2  # "methodological, strategic and practical" is one list of roles
    roles = frozenset(role for word in words if languages_too and (role := role_of_word(word, labelled=False)))
    others = frozenset({"others"}) if languages_too and _OTHERS & set(folded_words(text)) else frozenset()
    return roles or others


def _label_start(tokens: Sequence[re.Match[str]], colon: int) -> int | None:
    """Where the label before a colon begins; None where no role stands there."""
    start: int | None = None
    for number in range(colon - 1, -1, -1):
        word = tokens[number].group()
        if _names_role(word):
            start = number
        elif " ".join(folded_words(word)) not in _JOINING and word not in _JOINING:
            break
    return start


def _names_role(word: str) -> bool:
    return bool(role_of_word(word, labelled=True)) or " ".join(folded_words(word)) in _OTHERS


def _clause(text: str) -> Clause:
    label, colon, rest = _labelled(text)
    spoken_of = label if colon else text
    words = re.findall(r"[^\W\d_]+", spoken_of)
    roles = tuple(dict.fromkeys(role for word in words if (role := role_of_word(word, labelled=bool(colon)))))
    others = bool(_OTHERS & set(folded_words(spoken_of))) and not roles
    return Clause(roles, others, (rest if colon else text).strip())


def _labelled(text: str) -> tuple[str, str, str]:
    found = re.search(r"[:=–—-]", text)
    label = text[: found.start()] if found else ""
    if found and any(_names_role(word) for word in re.findall(r"[^\W\d_]+", label)):
        return label, found.group(), text[found.end() :]
    return "", "", text
