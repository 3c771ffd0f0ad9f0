"""Columns that a survey tool adds: by their names, and beside every question by the words put before its heading."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from service.intake.form.form_fields import heading_key, is_of_any_form

FEWEST_QUESTIONS = 3  # before which the same words must stand
_SHORTEST_QUESTION = 3  # letters


def tool_columns(headings: Sequence[str]) -> frozenset[int]:
    """The places of the columns that hold no answers of people.

    "Points - First name", "Points - Family name", ... stand beside the questions "First name", "Family name", ...:
    whatever the words before are, in any language, such columns are the tool's.
    """
    named = {place for place, heading in enumerate(headings) if heading_key(heading) in _names()}
    named = {place for place in named if not is_of_any_form(headings[place])}
    return frozenset(named | _beside_questions(headings))


def _beside_questions(headings: Sequence[str]) -> set[int]:
    questions = {heading.strip() for heading in headings if len(heading.strip()) >= _SHORTEST_QUESTION}
    beside: dict[str, dict[str, int]] = defaultdict(dict)
    for place, heading in enumerate(map(str.strip, headings)):
        for start in (at + 1 for at, letter in enumerate(heading) if letter.isspace()):
            if heading[start:] in questions and not heading[:start].rstrip()[-1].isalnum():
                beside[heading[:start]][heading[start:]] = place
    return {place for of in beside.values() if len(of) >= FEWEST_QUESTIONS for place in of.values()}


@cache
def _names() -> frozenset[str]:
    table = tomllib.loads(files(__package__).joinpath("tools.toml").read_text(encoding="utf-8"))
    return frozenset(heading_key(name) for names in table.values() for name in names)
