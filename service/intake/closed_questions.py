"""Answers to questions with few answers (travel, presence) that no words tell, by what they mean."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from service.intake.choices import NOTHING_MEANT, Meant
from service.intake.meaning import Vectors, nearest
from service.intake.polarity import is_plain
from service.intake.presence import beside_roles, read_on_site
from service.intake.travel import read_travel

FIELDS = frozenset({"travel", "on_site"})


def told_by_meaning(heading: str, cells: Iterable[str], field: str, vectors: Vectors | None) -> Meant:
    """What the answers to `field` mean that no words tell; what is near to no answer is left out."""
    if vectors is None:
        return NOTHING_MEANT
    untold = _untold_travel(cells) if field == "travel" else _untold_presence(heading, cells)
    texts = [text for text in untold if text]
    return nearest(texts, _answers()[field], vectors) if texts else NOTHING_MEANT


def _untold_travel(cells: Iterable[str]) -> list[str]:
    return [cell for cell in dict.fromkeys(cells) if is_plain(cell) and read_travel(cell).value is None]


def _untold_presence(heading: str, cells: Iterable[str]) -> list[str]:
    """Answers, what they say of each role, and the heading that a plain yes answers."""
    untold = [cell for cell in dict.fromkeys(cells) if read_on_site(cell).remarks]
    beside = [said for cell in untold for said in beside_roles(cell)]
    return list(dict.fromkeys((*untold, *beside, heading))) if untold else []


@cache
def _answers() -> Mapping[str, Mapping[str, Sequence[str]]]:
    told: Mapping[str, Mapping[str, Sequence[str]]]
    told = tomllib.loads(files("service.intake").joinpath("closed_questions.toml").read_text(encoding="utf-8"))
    return told
