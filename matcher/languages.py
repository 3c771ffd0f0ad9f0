"""Languages that people work in: CEFR levels, and what a seat asks for.

Knows codes and levels only; names in thirty languages are the intake's business.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

# Speakers of these understand one another; one serves for another, yet a declared name is never rewritten.
MUTUALLY_INTELLIGIBLE = (frozenset({"bs", "cnr", "hr", "sr"}),)


class Level(StrEnum):
    """Levels of the Common European Framework of Reference, and mother tongue above them."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "native"

    @property
    def rank(self) -> int:
        """1 for A1 to 7 for a mother tongue."""
        return list(Level).index(self) + 1


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language somebody states, with its level or None where no level is stated."""

    language: str
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Speaks:
    """One language, at the level that the rule in force asks for, or at `level` where the territory states one."""

    language: str
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Met where one of the needs is met."""

    needs: tuple["LanguageNeed", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Met where every one of the needs is met."""

    needs: tuple["LanguageNeed", ...]


LanguageNeed = Speaks | AnyOf | AllOf


def any_of(needs: Iterable[LanguageNeed]) -> LanguageNeed:
    """Join needs with "or": nested alternatives are flattened, repeated ones kept once, a single one stays itself."""
    return _join(AnyOf, needs)


def all_of(needs: Iterable[LanguageNeed]) -> LanguageNeed:
    """Join needs with "and": nested conjunctions are flattened, repeated ones kept once, a single one stays itself."""
    return _join(AllOf, needs)


def k_of(count: int, needs: Sequence[LanguageNeed]) -> LanguageNeed:
    """Ask for `count` of some needs, whichever: one of the ways to choose them is met.

    Raises ValueError where there are not so many, or none is asked for.
    """
    if not 1 <= count <= len(needs):
        raise ValueError(f"{count} of {len(needs)} languages")
    return any_of(all_of(chosen) for chosen in combinations(needs, count))


def counted(need: LanguageNeed) -> tuple[int, tuple[LanguageNeed, ...]] | None:
    """How many of which needs are asked for, where a need is what `k_of` makes of two or more out of more."""
    if not isinstance(need, AnyOf) or not all(isinstance(one, AllOf) for one in need.needs):
        return None
    ways = [one.needs for one in need.needs if isinstance(one, AllOf)]
    members = tuple(dict.fromkeys(member for way in ways for member in way))
    count = len(ways[0])
    return (count, members) if need == k_of(count, members) else None


def _join(kind: type[AnyOf] | type[AllOf], needs: Iterable[LanguageNeed]) -> LanguageNeed:
    flat: dict[LanguageNeed, None] = {}
    for need in needs:
        flat.update(dict.fromkeys(need.needs if isinstance(need, kind) else (need,)))
    if not flat:
        raise ValueError("a language need must name at least one language")
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))


def write_need(need: LanguageNeed) -> str:
    """Write a need as an expression over codes: `en and (mk or sq or el)`, `2 of (de, sl, hu)`, `de@C1` for a level."""
    match need:
        case Speaks(language, None):
            return language
        case Speaks(language, level):
            return f"{language}@{level}"
        case AnyOf(needs) if told := counted(need):
            count, needs = told
            return f"{count} of ({', '.join(write_need(one) for one in needs)})"
        case AnyOf(needs):
            return " or ".join(write_need(n) if isinstance(n, Speaks) else f"({write_need(n)})" for n in needs)
        case AllOf(needs):
            return " and ".join(write_need(n) if isinstance(n, Speaks) else f"({write_need(n)})" for n in needs)


_TOKEN = re.compile(r"[(),]|[^\s(),]+")


def read_need(expression: str) -> LanguageNeed:
    """Read what `write_need` writes. "and" binds closer than "or".

    Raises ValueError where the expression is not well formed.
    """
    tokens = _TOKEN.findall(expression)
    need, rest = _read_any(tokens)
    if rest:
        raise ValueError(f"{expression!r}: {rest[0]!r} was not expected here")
    return need


def _read_any(tokens: list[str]) -> tuple[LanguageNeed, list[str]]:
    need, tokens = _read_all(tokens)
    needs = [need]
    while tokens and tokens[0] == "or":
        need, tokens = _read_all(tokens[1:])
        needs.append(need)
    return any_of(needs), tokens


def _read_all(tokens: list[str]) -> tuple[LanguageNeed, list[str]]:
    need, tokens = _read_one(tokens)
    needs = [need]
    while tokens and tokens[0] == "and":
        need, tokens = _read_one(tokens[1:])
        needs.append(need)
    return all_of(needs), tokens


def _read_one(tokens: list[str]) -> tuple[LanguageNeed, list[str]]:
    if not tokens or tokens[0] in {")", "and", "or"}:
        raise ValueError(f"a language was expected before {' '.join(tokens) or 'the end'!r}")
    if tokens[0].isdecimal() and tokens[1:3] == ["of", "("]:
        return _read_counted(int(tokens[0]), tokens[2:])
    if tokens[0] != "(":
        language, _, level = tokens[0].partition("@")
        return Speaks(language, Level(level) if level else None), tokens[1:]
    need, tokens = _read_any(tokens[1:])
    if not tokens or tokens[0] != ")":
        raise ValueError("a bracket is not closed")
    return need, tokens[1:]


def _read_counted(count: int, tokens: list[str]) -> tuple[LanguageNeed, list[str]]:
    needs: list[LanguageNeed] = []
    while tokens and tokens[0] in {"(", ","}:
        need, tokens = _read_any(tokens[1:])
        needs.append(need)
    if not tokens or tokens[0] != ")":
        raise ValueError("a bracket is not closed")
    return k_of(count, needs), tokens[1:]


def languages_in(need: LanguageNeed) -> tuple[str, ...]:
    """Every language that a need names, once, in order."""
    if isinstance(need, Speaks):
        return (need.language,)
    return tuple(dict.fromkeys(code for part in need.needs for code in languages_in(part)))


def serves_for(language: str) -> frozenset[str]:
    """The languages whose speakers meet a need for `language`: itself and what is mutually intelligible with it."""
    return next((group for group in MUTUALLY_INTELLIGIBLE if language in group), frozenset({language}))


@dataclass(frozen=True, slots=True)
class Spoken:
    """How well somebody meets one need: whether at all, and on which statements the answer rests."""

    met: bool
    by: tuple[SpokenLanguage, ...]  # the statements that meet it; empty where it is not met


def meets(need: LanguageNeed, spoken: Iterable[SpokenLanguage], required: Level) -> Spoken:
    """Tell whether the languages somebody states meet a need at `required` or better.

    A language without a level passes; the caller flags it. Where several statements meet an alternative, the best
    stated level is given.
    """
    stated = tuple(spoken)
    match need:
        case Speaks(language, level):
            able = [s for s in stated if s.language in serves_for(language) and _enough(s, level or required)]
            best = sorted(able, key=lambda s: (s.language == language, s.level.rank if s.level else 0), reverse=True)
            return Spoken(bool(best), tuple(best[:1]))
        case AllOf(needs):
            parts = [meets(part, stated, required) for part in needs]
            met = all(part.met for part in parts)
            return Spoken(met, tuple(dict.fromkeys(s for part in parts for s in part.by)) if met else ())
        case AnyOf(needs):
            parts = [meets(part, stated, required) for part in needs]
            met_parts = [part for part in parts if part.met]
            return max(met_parts, key=_certainty, default=Spoken(False, ()))


def _enough(spoken: SpokenLanguage, required: Level) -> bool:
    return spoken.level is None or spoken.level.rank >= required.rank


def _certainty(spoken: Spoken) -> tuple[bool, int]:
    ranks = [s.level.rank if s.level else 0 for s in spoken.by]
    return all(ranks), min(ranks, default=0)


def strongest(spoken: Iterable[SpokenLanguage]) -> Mapping[str, Level | None]:
    """One entry a language, with the best level stated for it."""
    best: dict[str, Level | None] = {}
    for item in spoken:
        known = best.get(item.language)
        if item.language not in best or (item.level and (known is None or item.level.rank > known.rank)):
            best[item.language] = item.level
    return best
