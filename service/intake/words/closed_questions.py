"""Answers to questions with few answers (travel, presence) that no words tell, by what they mean."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from service.intake.meaning import Vectors, nearest
from service.intake.words.choices import NOTHING_MEANT, Meant
from service.intake.words.polarity import is_plain
from service.intake.words.presence import beside_roles, read_on_site
from service.intake.words.travel import CONDITION, read_travel

FIELDS = frozenset({"travel", "on_site"})
LONGEST_PLAIN = 3  # words of a yes beside which no condition stands: "si les frais sont payés" is one in French
# From which an answer that turns something round is read. Of 71 such answers in 20 languages 15 were, all rightly;
# between 0.6 and 0.82 stood "no restrictions within the EU" and "no flights", which mean neither.
SURE = 1.0


def told_by_meaning(heading: str, cells: Iterable[str], field: str, vectors: Vectors | None) -> Meant:
    """What the answers to `field` mean that no words tell; what is near to no answer is left out."""
    if vectors is None:
        return NOTHING_MEANT
    if field == "travel":
        return _told_of_travel([cell for cell in dict.fromkeys(cells) if cell], vectors)
    texts = [text for text in _untold_presence(heading, cells) if text]
    return nearest(texts, _answers()[field], vectors) if texts else NOTHING_MEANT


def _told_of_travel(cells: Sequence[str], vectors: Vectors) -> Meant:
    """Plain answers are compared with plain ones; what denies, excepts or makes a condition with such sentences.

    "No restrictions" and "No travel" deny both and mean the opposite. A condition is no answer: it stays open.
    """
    read = {cell: read_travel(cell).value for cell in cells}
    untold = [cell for cell, travel in read.items() if travel is None]
    plain, turned = ([cell for cell in untold if is_plain(cell) is wanted] for wanted in (True, False))
    sentences = [cell for cell, travel in read.items() if travel and len(cell.split()) > LONGEST_PLAIN]
    meant = nearest(plain, _answers()["travel"], vectors) if plain else {}
    denied = nearest(turned, _answers()["travel_turned"], vectors) if turned else {}
    sure = {text: told for text, told in denied.items() if told[0] != CONDITION and told[1] >= SURE}
    kinds = {**_answers()["travel"], CONDITION: _answers()["travel_turned"][CONDITION]}
    conditions = nearest(sentences, kinds, vectors) if sentences else {}
    return {**meant, **sure, **{text: told for text, told in conditions.items() if told[0] == CONDITION}}


def _untold_presence(heading: str, cells: Iterable[str]) -> list[str]:
    """Answers, what they say of each role, and the heading that a plain yes answers."""
    untold = [cell for cell in dict.fromkeys(cells) if read_on_site(cell).remarks]
    beside = [said for cell in untold for said in beside_roles(cell)]
    return list(dict.fromkeys((*untold, *beside, heading))) if untold else []


@cache
def _answers() -> Mapping[str, Mapping[str, Sequence[str]]]:
    told: Mapping[str, Mapping[str, Sequence[str]]]
    told = tomllib.loads(files(__package__).joinpath("closed_questions.toml").read_text(encoding="utf-8"))
    return told
