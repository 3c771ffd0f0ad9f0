"""What the field's acronyms and fixed names stand for, whatever the language: EGTC, EVTZ and GECT are one thing."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def glossary() -> Mapping[str, str]:
    """Every form of every concept -> what the concept is called in English, by its first form: "EVTZ" -> "EGTC"."""
    told = tomllib.loads((files("matcher") / "glossary.toml").read_text(encoding="utf-8"))
    return {form: concept["forms"][0] for concept in told.values() for form in concept["forms"]}
