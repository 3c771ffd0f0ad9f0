"""What is known of a person or a territory, fact by fact, in the reader's language; and what two versions differ in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from matcher.languages import write_need
from matcher.messages import Argument, Message, Term, Terms, Vocabulary, say
from matcher.model import DaysBasis, Expert, Territory
from service.codec import read, write
from service.sentences import Sentences
from service.values.json import Json

Telling: TypeAlias = Callable[[Any], tuple[Argument, ...]]


def _words(value: Any) -> tuple[Argument, ...]:
    return (str(value),) if value not in (None, "") else ()


def _each(values: Any) -> tuple[Argument, ...]:
    return tuple(str(one) for one in values)


def _day(value: date | None) -> tuple[Argument, ...]:
    return () if value is None else (value,)


def _yes_or_no(value: bool | None) -> tuple[Argument, ...]:
    return () if value is None else (say("yes") if value else say("no"),)


def _of(vocabulary: Vocabulary) -> Telling:
    """One code of a vocabulary, or several."""

    def tell(value: Any) -> tuple[Argument, ...]:
        codes = [value] if isinstance(value, str) else (value or ())
        return (Terms(vocabulary, tuple(str(one) for one in codes)),) if codes else ()

    return tell


def _of_roles(write: Callable[[Any], Argument]) -> Telling:
    """What is said role by role."""

    def tell(by_role: Mapping[str, Any]) -> tuple[Argument, ...]:
        return tuple(
            say("{role}: {told}", role=Term(Vocabulary.ROLE, str(role)), told=write(value))
            for role, value in by_role.items()
        )

    return tell


def _spoken(languages: Any) -> tuple[Argument, ...]:
    codes = tuple(f"{one.language}:{one.level or ''}" for one in languages)
    return (Terms(Vocabulary.SPOKEN, codes),) if codes else ()


def _partners(partners: Any) -> tuple[Argument, ...]:
    return tuple(
        say("{name} ({country})", name=one.name, country=Term(Vocabulary.COUNTRY, one.country))
        if one.country
        else one.name
        for one in partners
    )


def _basis(value: DaysBasis) -> tuple[Argument, ...]:
    return (say("a year") if value is DaysBasis.YEAR else say("in all"),)


def _not_understood(unread: Any) -> tuple[Argument, ...]:
    return tuple(say("{answer}: {words}", answer=_OF_EXPERT[one.field].label, words=one.words) for one in unread)


@dataclass(frozen=True, slots=True)
class _Known:
    """How one field of a person or a territory is called and told."""

    label: Message
    tell: Telling = _words
    own_words: bool = False  # written by people, in whatever language


_OF_EXPERT: Mapping[str, _Known] = {
    "name": _Known(say("Name")),
    "email": _Known(say("E-mail")),
    "further_emails": _Known(say("Further addresses"), _each),
    "organisation": _Known(say("Organisation")),
    "position": _Known(say("Position")),
    "residence": _Known(say("Lives in"), _of(Vocabulary.COUNTRY)),
    "languages": _Known(say("Languages"), _spoken),
    "roles": _Known(say("Offers"), _of(Vocabulary.ROLE)),
    "themes": _Known(say("Themes"), _of(Vocabulary.THEME)),
    "other_themes": _Known(say("Further themes, in own words"), _each, own_words=True),
    "stages": _Known(say("Stages"), _of(Vocabulary.STAGE)),
    "years": _Known(say("Years of experience")),
    "countries_worked": _Known(say("Countries worked in"), _of(Vocabulary.COUNTRY)),
    "days": _Known(say("Days available")),
    "days_basis": _Known(say("Days are counted"), _basis),
    "available_from": _Known(say("Available from"), _day),
    "available_until": _Known(say("Available until"), _day),
    "travel": _Known(say("Travels to"), _of(Vocabulary.TRAVEL)),
    "unread": _Known(say("Filled and not understood"), _not_understood, own_words=True),
    "summary": _Known(say("Summary"), own_words=True),
    "assignments": _Known(say("Assignments"), _each, own_words=True),
    "declared_conflicts": _Known(say("Declared conflicts of interest"), own_words=True),
    "remarks": _Known(say("Limits that they name in remarks"), _each, own_words=True),
    "consent_process": _Known(say("Agrees to the processing"), _yes_or_no),
    "consent_share": _Known(say("Agrees to be shown to territories"), _yes_or_no),
    "status": _Known(say("Status"), _of(Vocabulary.STATUS)),
    "gender": _Known(say("Gender, for statistics alone")),
}
_OF_TERRITORY: Mapping[str, _Known] = {
    "name": _Known(say("Name")),
    "acronym": _Known(say("Acronym")),
    "countries": _Known(say("Countries"), _of(Vocabulary.COUNTRY)),
    "regions": _Known(say("Regions")),
    "population": _Known(say("Population")),
    "contact": _Known(say("Contact")),
    "contact_emails": _Known(say("Addresses of the contact"), _each),
    "lead": _Known(say("Lead")),
    "lead_country": _Known(say("Country of the lead"), _of(Vocabulary.COUNTRY)),
    "partners": _Known(say("Partners"), _partners),
    "structure": _Known(say("Structure")),
    "types": _Known(say("Types"), _of(Vocabulary.TERRITORY_TYPE)),
    "maturity": _Known(say("Maturity"), _of(Vocabulary.MATURITY)),
    "themes": _Known(say("Themes"), _of(Vocabulary.THEME)),
    "other_themes": _Known(say("Further themes, in own words"), _each, own_words=True),
    "target_groups": _Known(say("Target groups"), _of(Vocabulary.TARGET_GROUP)),
    "roles_wanted": _Known(say("Asks for"), _of(Vocabulary.ROLE)),
    "days": _Known(say("Days of one adviser"), _of_roles(int)),
    "days_total": _Known(say("Days in all")),
    "support": _Known(say("Expected of experts"), own_words=True),
    "challenges": _Known(say("Challenges"), own_words=True),
    "vision": _Known(say("Vision"), own_words=True),
    "working_languages": _Known(say("Working languages"), _of(Vocabulary.LANGUAGE)),
    "must_languages": _Known(
        say("Must speak"), _of_roles(lambda need: Term(Vocabulary.LANGUAGE_NEED, write_need(need)))
    ),
    "restrictions": _Known(say("Exclusions and preferences"), own_words=True),
    "excluded_residence": _Known(
        say("Nobody resident in"), _of_roles(lambda codes: Terms(Vocabulary.COUNTRY, tuple(codes)))
    ),
    "programmes": _Known(say("Programmes")),
    "remarks": _Known(say("Remarks"), own_words=True),
    "start": _Known(say("Support from"), _day),
    "end": _Known(say("Support until"), _day),
    "on_site": _Known(say("On site"), _yes_or_no),
    "on_site_of": _Known(say("On site, by role"), _of_roles(lambda there: say("yes") if there else say("no"))),
    "agreed": _Known(say("Every partner agrees"), _yes_or_no),
    "status": _Known(say("Status"), _of(Vocabulary.STATUS)),
}
# The fact that an answer of the form is about, where the two are called differently.
_FACT_OF = {"full_name": "name", "conflicts": "declared_conflicts"}
NOT_TOLD = frozenset({"id", "readings"})  # an id says nothing; what was read by free text has a card of its own


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it is read; `values` is empty where it is not stated."""

    field: str
    label: str
    values: tuple[str, ...]
    own_words: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What a fact was, and what it is."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    own_words: bool


def facts_of(known: Expert | Territory, sentences: Sentences) -> tuple[Fact, ...]:
    """Everything known of a person or a territory, in the order in which it is read."""
    return tuple(_fact(name, how, known, sentences) for name, how in _told_of(known).items())


def label_of(answer: str, sentences: Sentences) -> str:
    """What the answer of a form about an expert is called."""
    return sentences.write(_OF_EXPERT[_FACT_OF.get(answer, answer)].label)


def fact_of(field: str, value: Json, sentences: Sentences) -> tuple[str, tuple[str, ...]]:
    """The label of a field of an expert, and a value of it that is stored, as they are read."""
    document: dict[str, Any] = dict(write(Expert("", "")))
    told = read({**document, "value": {**document["value"], field: value}}, Expert)
    fact = _fact(field, _OF_EXPERT[field], told, sentences)
    return fact.label, fact.values


def differences(before: Expert | Territory, after: Expert | Territory, sentences: Sentences) -> tuple[Difference, ...]:
    """What differs between two versions of one person or territory."""
    changed = (name for name in _told_of(after) if getattr(before, name) != getattr(after, name))
    told = ((_fact(name, _told_of(after)[name], one, sentences) for one in (before, after)) for name in changed)
    return tuple(Difference(now.label, was.values, now.values, now.own_words) for was, now in told)


def _told_of(known: Expert | Territory) -> Mapping[str, _Known]:
    return _OF_EXPERT if isinstance(known, Expert) else _OF_TERRITORY


def _fact(name: str, how: _Known, known: Expert | Territory, sentences: Sentences) -> Fact:
    values = tuple(sentences.argument(one) for one in how.tell(getattr(known, name)))
    return Fact(name, sentences.write(how.label), values, how.own_words)
