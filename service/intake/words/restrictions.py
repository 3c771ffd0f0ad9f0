"""Residents of which countries a territory excludes, out of its free text on preferences and restrictions.

Only residence can exclude; what a rule cannot check ("nobody from a park administration") is left to people, and said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.country_words import countries_in
from matcher.folding import folded_words
from matcher.messages import Message, Terms, Vocabulary, say
from matcher.model import Role
from service.intake.cells import says_nothing
from service.intake.meaning import Vectors
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.choices import NOTHING_MEANT, Meant
from service.intake.words.clauses import Clause, clauses_of
from service.intake.words.countries import read_countries
from service.intake.words.names import is_named_in, language_names
from service.intake.words.polarity import turns
from service.intake.words.restriction_kinds import RESIDENCE, WISH, kinds_of
from service.intake.words.wording import words_of

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


@dataclass(frozen=True, slots=True)
class Excluded:
    """Countries whose residents may not take a seat, the words that say so, and whether that is certain."""

    countries: tuple[str, ...]
    words: str
    certain: bool


def read_restrictions(
    text: str, wanted: Sequence[Role], countries: Sequence[str], meant: Mapping[str, tuple[str, float]] = NOTHING_MEANT
) -> Reading[Mapping[Role, Excluded]]:
    """Read the countries whose residents are excluded, by role; `countries` are the territory's own.

    What the words of a clause do not tell, its meaning may (`meant`, see `kinds_in`): that is to be confirmed.
    """
    if _says_no_restriction(text):
        return Reading({})
    excluded: dict[Role, Excluded] = {}
    remarks: list[Remark] = []
    for clause in clauses_of(text):
        named = _excluded(clause, countries)
        certain = bool(named.value)
        if not certain and clause.text in meant and _may_exclude(clause, countries, meant[clause.text][0]):
            named = _by_meaning(clause, countries)
        remarks += named.remarks
        if not named.value:
            continue
        for role in clause.roles or tuple(role for role in wanted if not (clause.others and role in excluded)):
            known = excluded.get(role, Excluded((), "", certain=True))
            codes = tuple(dict.fromkeys((*known.countries, *named.value)))
            words = "; ".join(filter(None, (known.words, clause.text)))
            excluded[role] = Excluded(codes, words, known.certain and certain)
    return Reading({role: one for role, one in excluded.items() if role in wanted}, tuple(remarks))


def _says_no_restriction(text: str) -> bool:
    nothing = {"no", "none", "preference", "preferences", "restriction", "restrictions", "any"}
    return says_nothing(text) or set(folded_words(text)) <= nothing


def kinds_in(texts: Iterable[str], vectors: Vectors | None) -> Meant:
    """What the clauses mean whose words tell nothing, each once."""
    clauses = dict.fromkeys(
        clause.text
        for text in texts
        if not _says_no_restriction(text)
        for clause in clauses_of(text)
        if not set(folded_words(clause.text)) & (_WORKING | _NATIONAL | _WISH) and not _excluded(clause, ()).value
    )
    return {clause: (kind, 1.0) for clause, kind in kinds_of(list(clauses), vectors).items()}


def _may_exclude(clause: Clause, own: Sequence[str], kind: str) -> bool:
    """Whether a clause may be about residence: by its meaning, or as it names a country and is no plain wish.

    Meaning alone takes "Niemand die in Nederland woont" for a word about employment, and hardly hears a denial.
    """
    words = [word for word in folded_words(clause.text) if word not in language_names()]  # "must speak German"
    return kind == RESIDENCE or (bool(_named(clause, own, words)) and (kind != WISH or turns(clause.text)))


def _named(clause: Clause, own: Sequence[str], words: Sequence[str] | None = None) -> frozenset[str]:
    """The countries that a clause, or some of its words, names; the territory's own however declined."""
    return countries_in(clause.text, words) | {code for code in own if is_named_in(clause.text, code)}


def _by_meaning(clause: Clause, own: Sequence[str]) -> Reading[tuple[str, ...]]:
    """The countries of a clause that may exclude residents: those that it names, or the territory's own."""
    codes = tuple(sorted(_named(clause, own))) or tuple(own)
    said = say(
        "To be confirmed: residents of {countries} may not take the seat", countries=Terms(Vocabulary.COUNTRY, codes)
    )
    return Reading(codes, (Remark(clause.text, _EXPECTED, said),))


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
