"""What remarks say that decides over people, clause by clause and by its meaning: no list knows how people word it."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from matcher.folding import folded_words
from service.intake.cells import says_nothing
from service.intake.meaning import NEAR, Vectors, nearest
from service.intake.words.choices import NOTHING_MEANT, Meant
from service.intake.words.clauses import Clause, clauses_of
from service.intake.words.names import language_names

REMARKS = frozenset({"comments", "support"})  # the fields in which such clauses stand
AMID_OTHERS = 0.8  # from which a clause of a long description is read, where most speak of something else
NAMED = 0.4  # from which a remark that names a language is read as one about languages


class About(StrEnum):
    """What a clause of a remark is about; the kinds of remarks.toml but "nothing"."""

    RESIDENCE = "residence"
    PEOPLE = "people"
    LANGUAGE = "language"
    PRESENCE = "presence"
    TIME = "time"
    CONFLICT = "conflict"
    WITHDRAWAL = "withdrawal"
    CONDITION = "condition"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Said:
    """A clause of a remark, and what it is about."""

    about: About
    clause: Clause


def told_by_remarks(texts: Iterable[str], of: str, vectors: Vectors | None) -> Meant:
    """What the clauses of texts are about, each once, and how near; `of` is "experts" or "territories".

    Empty without a text model. Clauses that are near to nothing are left out.
    """
    clauses = list(
        dict.fromkeys(clause.text for text in texts if not says_nothing(text) for clause in clauses_of(text))
    )
    return nearest(clauses, _kinds()[of], vectors, NAMED) if vectors and clauses else NOTHING_MEANT


def said_in(remark: str, meant: Meant) -> tuple[Said, ...]:
    """The clauses of a remark that decide something, in order."""
    told = _told(remark, meant)
    return tuple(
        said for said, near in told if near >= NEAR or (said.about is About.LANGUAGE and _names_language(said.clause))
    )


def said_amid(description: str, meant: Meant) -> tuple[Said, ...]:
    """The clauses of a description of something else that decide over people all the same, in order."""
    return tuple(said for said, near in _told(description, meant) if near >= AMID_OTHERS)


def _told(text: str, meant: Meant) -> list[tuple[Said, float]]:
    known = ((clause, *meant[clause.text]) for clause in clauses_of(text) if clause.text in meant)
    return [(Said(About(kind), clause), near) for clause, kind, near in known if kind != _NOTHING]


def _names_language(clause: Clause) -> bool:
    return bool(set(folded_words(clause.text)) & set(language_names()))


_NOTHING = "nothing"


@cache
def _kinds() -> Mapping[str, Mapping[str, Sequence[str]]]:
    told: Mapping[str, Mapping[str, Sequence[str]]]
    told = tomllib.loads(files(__package__).joinpath("remarks.toml").read_text(encoding="utf-8"))
    return told
