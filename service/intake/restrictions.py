"""Residents of which countries a territory excludes, out of its free text on preferences and restrictions.

Only residence can exclude; what a rule cannot check ("nobody from a park administration") is left to people, and said.
"""

import re
from collections.abc import Mapping, Sequence

from matcher.folding import folded_words
from matcher.messages import Message, say
from matcher.model import Role
from service.intake.cells import says_nothing
from service.intake.clauses import Clause, clauses_of
from service.intake.countries import read_countries
from service.intake.problems import Reading, Remark, Severity
from service.intake.wording import words_of

_NOT = words_of("restrictions", "not")
_OUTSIDE = words_of("restrictions", "outside")
_LIVING = words_of("restrictions", "living")
_WORKING = words_of("restrictions", "working")
_NATIONAL = words_of("restrictions", "national")
_WISH = words_of("restrictions", "wish")
_OWN = re.compile(
    r"\b(?:both|our|the\s+two|the\s+three|either|participating|partner|border|these|those|les\s+deux|nos|des\s+deux|deux|beider?|"
    r"unseren?|all\s+three)\s+(?:\w+\s+)?(?:countr|pays|land|lander|states?|etats?|sides?|regions?)|"
    r"\bthird\s+countr|\bpays\s+tiers|\bdrittlan",
    re.I,
)
_EXPECTED = say("Countries whose residents may not be advisers, or a preference that people look at")


def read_restrictions(
    text: str, wanted: Sequence[Role], countries: Sequence[str]
) -> Reading[Mapping[Role, tuple[str, ...]]]:
    """Read the countries whose residents are excluded, by role; `countries` are the territory's own."""
    if says_nothing(text) or set(folded_words(text)) <= {
        "no",
        "none",
        "preference",
        "preferences",
        "restriction",
        "restrictions",
        "any",
    }:
        return Reading({})
    excluded: dict[Role, tuple[str, ...]] = {}
    remarks: list[Remark] = []
    for clause in clauses_of(text):
        named = _excluded(clause, countries)
        if not named.value:
            remarks += named.remarks
            continue
        roles = clause.roles or tuple(role for role in wanted if not (clause.others and role in excluded))
        for role in roles:
            excluded[role] = tuple(dict.fromkeys((*excluded.get(role, ()), *named.value)))
    return Reading({role: codes for role, codes in excluded.items() if role in wanted}, tuple(remarks))


def _excluded(clause: Clause, countries: Sequence[str]) -> Reading[tuple[str, ...]]:
    words = set(folded_words(clause.text))
    named = _countries(clause.text, countries)
    if words & _NATIONAL and named:
        return _left(clause, say("Nationality never excludes; write where advisers may not live"))
    if not (words & _NOT and words & _LIVING and named) or words & _WORKING:
        return _left(clause, say("No rule can check this: it is shown to the coordinator"))
    if words & _WISH:
        return _left(clause, say("Read as a wish, not as a rule: it refuses nobody"))
    return Reading(named)


def _countries(text: str, own: Sequence[str]) -> tuple[str, ...]:
    if _OWN.search(_plain(text)):
        return tuple(own)
    return tuple(code for code in read_countries(_names_alone(text)).value)


def _plain(text: str) -> str:
    return " ".join(folded_words(text))


def _names_alone(text: str) -> str:
    """The words with a capital, in runs: what may be a country's name within a sentence."""
    return "; ".join(
        re.findall(r"[A-ZÀ-ÝА-ЯΑ-Ω][\w.]*(?:\s+(?:and|et|of|und|the|i)\s+[A-ZÀ-Ý][\w]*|\s+[A-ZÀ-ÝА-Я][\w.]*)*", text)
    )


def _left(clause: Clause, said: Message) -> Reading[tuple[str, ...]]:
    return Reading((), (Remark(clause.text, _EXPECTED, said, Severity.NOTE),))
