"""The programme's own words: codes and English labels of stages, themes, kinds of territory and target groups."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from matcher.messages import Vocabulary

_LISTS = {
    Vocabulary.THEME: "themes",
    Vocabulary.STAGE: "stages",
    Vocabulary.TARGET_GROUP: "target_groups",
    Vocabulary.TERRITORY_TYPE: "territory_types",
    Vocabulary.ROLE: "roles",
    Vocabulary.MATURITY: "maturity",
}


@cache
def _taxonomy() -> Mapping[str, Mapping[str, str]]:
    lists: Mapping[str, Mapping[str, str]] = json.loads(
        files("matcher").joinpath("taxonomy.json").read_text(encoding="utf-8")
    )
    return lists


def codes(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The codes of a vocabulary with their English labels, in the order of the forms."""
    return _taxonomy()[_LISTS[vocabulary]]


def label(vocabulary: Vocabulary, code: str) -> str:
    """The English label of a code. Raises KeyError for a code that is not in the vocabulary."""
    return codes(vocabulary)[code]


def labels() -> tuple[str, ...]:
    """Every English label, for the catalogues."""
    return tuple(text for of_one in _taxonomy().values() for text in of_one.values())
