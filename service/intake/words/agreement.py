"""Consents and other questions of yes or no. What is not made of phrases that say yes is none, and is asked.

A model of meaning is blind to "not", and a word among others says little: only whole phrases count.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from matcher.folding import folded_words
from matcher.messages import say
from service.intake.problems import Reading, Remark
from service.intake.words.polarity import turns

SHORTEST_STATEMENT = 4  # words of a heading that an answer may repeat
Stated = Mapping[str, bool]  # what wordings mean, by their folded words, as somebody said
NOTHING_STATED: Stated = MappingProxyType({})
_MARKS: Mapping[str, bool] = {
    **dict.fromkeys("✓ ✔ ☑ ✅ 👍".split(), True),
    **dict.fromkeys("☐ ✗ ✘ ❌ 👎".split(), False),
}
EXPECTED = say("Yes or no")


def read_agreement(text: str, heading: str = "", stated: Stated = NOTHING_STATED) -> Reading[bool]:
    """Read a consent; blank is none, and what is neither a plain yes nor a plain no is none and is said.

    An answer may repeat the statement in its heading; `stated` has what other wordings mean.
    """
    told = meant_as(text, heading, stated)
    if told is None and text:
        said = say(
            "Read as no: neither a plain yes nor a plain no. If it is a yes, state it once (--answer, or page Columns)"
        )
        return Reading(False, (Remark(text, EXPECTED, said),))
    return Reading(bool(told))


def meant_as(text: str, heading: str = "", stated: Stated = NOTHING_STATED) -> bool | None:
    """Yes, no, or None where an answer is neither plainly."""
    bare = text.strip()
    if bare in _MARKS:
        return _MARKS[bare]
    words = folded_words(bare)
    key = " ".join(words)
    if not words or key in stated:
        return stated.get(key)
    statement = folded_words(heading)
    repeated = statement if len(statement) >= SHORTEST_STATEMENT and not turns(heading) else ()
    signs = [sign for sign in (True, False) if _is_made_of(words, _phrases()[sign], repeated if sign else ())]
    return signs[0] if len(signs) == 1 else None


def begins_plainly(text: str) -> bool:
    """Whether an answer begins as a yes or a no: what a question of yes and no is known by, whatever follows."""
    words = folded_words(text)
    phrases = _phrases()[True] | _phrases()[False]
    return text.strip() in _MARKS or any(" ".join(words[:end]) in phrases for end in range(1, len(words) + 1))


def plain_words(sign: bool) -> frozenset[str]:
    """The phrases that say yes (True) or no (False), folded."""
    return _phrases()[sign]


def _is_made_of(words: Sequence[str], phrases: frozenset[str], statement: Sequence[str]) -> bool:
    """Whether words are phrases one behind the other, the statement among them, and nothing else."""
    repeated = " ".join(statement)
    longest = max(len(statement), _longest())
    reached = [True] + [False] * len(words)
    for end in range(1, len(words) + 1):
        starts = (start for start in range(max(0, end - longest), end) if reached[start])
        reached[end] = any((told := " ".join(words[start:end])) in phrases or told == repeated for start in starts)
    return reached[-1]


@cache
def _longest() -> int:
    """The words of the longest phrase."""
    return max(phrase.count(" ") + 1 for phrases in _phrases().values() for phrase in phrases)


@cache
def _phrases() -> Mapping[bool, frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("agreement.toml").read_text(encoding="utf-8"))
    yes, no = (
        {key for line in table[sign]["phrases"].strip().splitlines() for key in _keys(line)} for sign in ("yes", "no")
    )
    # A yes in one language and a no in another says nothing: the Albanian "jo" is no, the Luxembourgish one yes.
    return {True: frozenset(yes - no), False: frozenset(no - yes)}


def _keys(line: str) -> list[str]:
    _, _, phrases = line.partition(": ")
    return [" ".join(folded_words(phrase)) for phrase in phrases.split(",")]
