"""The frozen values that the matcher works on. Nothing here is read from or written to anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from matcher.languages import LanguageNeed, SpokenLanguage
from matcher.messages import Message

T = TypeVar("T")


class Role(StrEnum):
    """What an adviser does for a pilot."""

    METHODOLOGICAL = "methodological"  # How do we run the CLLD process?
    STRATEGIC = "strategic"  # Where to, with whom, with what mandate and money?
    PRACTICAL = "practical"  # How is it done on Monday?


class Travel(StrEnum):
    """How far somebody is willing to travel."""

    ANYWHERE = "anywhere"
    EU = "eu"
    NEIGHBOURS = "neighbours"  # the countries that border the country of residence, and that one
    HOME = "home"  # on site in the country of residence only, elsewhere online
    ONLINE = "online"


class DaysBasis(StrEnum):
    """What a stated number of days is counted over."""

    YEAR = "year"
    TOTAL = "total"


class ExpertStatus(StrEnum):
    INCOMPLETE = "incomplete"
    VALID = "valid"
    INACTIVE = "inactive"
    WITHDRAWN = "withdrawn"


class TerritoryStatus(StrEnum):
    APPLIED = "applied"
    SELECTED = "selected"
    WAITING = "waiting"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Unread:
    """An answer that is filled and was not understood: the field, and the words as written."""

    field: str
    words: str
    about: str = ""  # the code of the language that the words stand beside, where the field holds several


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody on the list of experts, as far as matching needs to know them.

    An empty tuple, string or None means "not stated", never "none". `gender` is for statistics alone: no rule and
    no signal reads it.
    """

    id: str  # opaque; see `matcher.identity`
    name: str
    email: str = ""  # case- and space-folded
    further_emails: tuple[str, ...] = ()  # of the same person
    organisation: str = ""
    position: str = ""
    residence: str | None = None  # ISO 3166 alpha-2, XK for Kosovo
    roles: tuple[Role, ...] = ()
    themes: tuple[str, ...] = ()  # codes of the taxonomy
    other_themes: tuple[str, ...] = ()  # answers outside the list, in their own words
    stages: tuple[str, ...] = ()
    years: int | None = None  # of professional experience
    countries_worked: tuple[str, ...] = ()  # countries of the programme only
    languages: tuple[SpokenLanguage, ...] = ()
    summary: str = ""
    assignments: tuple[str, ...] = ()
    days: int | None = None
    days_basis: DaysBasis = DaysBasis.YEAR
    available_from: date | None = None
    available_until: date | None = None
    travel: Travel | None = None
    declared_conflicts: str = ""  # in the person's own words
    remarks: tuple[str, ...] = ()  # what they say of their limits that no rule reads, in their own words
    consent_process: bool = False
    consent_share: bool = False
    status: ExpertStatus = ExpertStatus.VALID
    gender: str | None = None  # "F", "M", "X" or None
    unread: tuple[Unread, ...] = ()  # of what rules rest on; what holds where the field, or a language's level, is None

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every e-mail address of the person, the key first."""
        return (self.email, *self.further_emails)

    def unread_words(self, field: str) -> str:
        """What somebody answered to a question, where nobody understood it; "" where it is read or not answered."""
        return next((one.words for one in self.unread if one.field == field and getattr(self, field) is None), "")

    def unread_level(self, language: str) -> str:
        """What somebody says beside a language of how well they speak it, where nobody understood it."""
        unstated = any(one.language == language and one.level is None for one in self.languages)
        told = (one.words for one in self.unread if (one.field, one.about) == ("languages", language))
        return next(told, "") if unstated else ""


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation of a territory's partnership; country None where the answer does not say its side."""

    name: str
    country: str | None = None


class ReadingOf(StrEnum):
    """What is read out of a territory's free text and decides over people."""

    MUST_LANGUAGES = "must_languages"  # the value is an expression, see `languages.write_need`
    EXCLUDED_RESIDENCE = "excluded_residence"  # the value is codes of countries, with blanks between
    ON_SITE = "on_site"  # the value is "yes" or "no"


@dataclass(frozen=True, slots=True)
class TerritoryReading:
    """How a sentence of an application was read: for one role, beside the words that it rests on.

    A reading that is certain refuses at once, as does one that a coordinator has confirmed; any other holds.
    """

    field: ReadingOf
    role: "Role"
    value: str
    words: str
    certain: bool
    confirmed: bool = False

    @property
    def is_settled(self) -> bool:
        return self.certain or self.confirmed


@dataclass(frozen=True, slots=True)
class Territory:
    """A cross-border territory that applied, as far as matching needs to know it."""

    id: str  # opaque; see `matcher.identity`
    name: str
    acronym: str = ""
    countries: tuple[str, ...] = ()
    regions: str = ""  # NUTS 3 codes or names, as written
    population: int | None = None
    contact: str = ""  # the person behind the application, who is no adviser of it
    contact_emails: tuple[str, ...] = ()
    lead: str = ""
    lead_country: str | None = None
    partners: tuple[Partner, ...] = ()
    structure: str = ""
    types: tuple[str, ...] = ()
    maturity: str | None = None
    challenges: str = ""
    vision: str = ""
    themes: tuple[str, ...] = ()
    other_themes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    roles_wanted: tuple[Role, ...] = ()
    days: Mapping[Role, int] = field(default_factory=dict)  # asked of one adviser of the role
    days_total: int | None = None  # where one number was given for nobody in particular
    support: str = ""  # what is expected of experts, in the territory's own words
    working_languages: tuple[str, ...] = ()
    must_languages: Mapping[Role, LanguageNeed] = field(default_factory=dict)
    restrictions: str = ""  # exclusions and preferences, in the territory's own words
    excluded_residence: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    programmes: str = ""
    remarks: str = ""  # whatever else the partners want to say
    start: date | None = None
    end: date | None = None
    on_site: bool | None = None  # None: the form does not say
    on_site_of: Mapping[Role, bool] = field(default_factory=dict)  # where the text says it of one role
    readings: tuple[TerritoryReading, ...] = ()  # of what follows from free text above
    agreed: bool = False  # every partner agrees with the application
    status: TerritoryStatus = TerritoryStatus.APPLIED


@dataclass(frozen=True, slots=True)
class Seat:
    """A role on a pilot that somebody is to fill: what the hard rules are asked about."""

    territory: Territory
    role: Role

    @property
    def on_site(self) -> bool | None:
        """Whether this adviser has to be there; None where nobody says."""
        return self.territory.on_site_of.get(self.role, self.territory.on_site)

    @property
    def open_readings(self) -> tuple[TerritoryReading, ...]:
        """What decides over this seat and nobody has confirmed."""
        return tuple(one for one in self.territory.readings if one.role is self.role and not one.is_settled)

    @property
    def settled(self) -> "Seat":
        """The same seat as far as it is beyond doubt: without readings that nobody has confirmed."""
        fields = {one.field for one in self.open_readings}
        if not fields:
            return self
        place, role = self.territory, self.role
        if ReadingOf.MUST_LANGUAGES in fields:
            place = replace(place, must_languages=_but(place.must_languages, role))
        if ReadingOf.EXCLUDED_RESIDENCE in fields:
            place = replace(place, excluded_residence=_but(place.excluded_residence, role))
        if ReadingOf.ON_SITE in fields:
            place = replace(place, on_site_of=_but(place.on_site_of, role))
        return Seat(place, role)

    @property
    def must_language(self) -> LanguageNeed | None:
        return self.territory.must_languages.get(self.role)

    @property
    def excluded_residence(self) -> tuple[str, ...]:
        return self.territory.excluded_residence.get(self.role, ())

    @property
    def days(self) -> int | None:
        """Days asked of this adviser; None where the application names no number for the role."""
        return self.territory.days.get(self.role)


def _but(mapping: Mapping[Role, T], role: Role) -> Mapping[Role, T]:
    return {key: value for key, value in mapping.items() if key is not role}


class Rule(StrEnum):
    """The hard rules, by the names that every output uses."""

    CONFLICT_OF_INTEREST = "conflict_of_interest"
    LANGUAGE = "language"
    COUNTRY = "country"
    CONSENT = "consent"
    AVAILABILITY = "availability"
    PRESENCE = "presence"
    ROLE = "role"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody may not be suggested for a seat: the rule, and the fact it rests on, quoted."""

    expert: str  # id
    rule: Rule
    fact: Message


@dataclass(frozen=True, slots=True)
class Question:
    """What stands between somebody and a seat until a coordinator decides: a suspicion, in the words of both sides."""

    rule: Rule
    reason: Message
    expert_words: str = ""
    territory_words: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody whom no rule refuses, and against whom questions stand: shown, and placed nowhere."""

    expert: str  # id
    rank_if_cleared: int  # among the eligible, from 1
    questions: tuple[Question, ...]


class Strength(StrEnum):
    """How near somebody is to a seat in five steps, calibrated on the roster at hand."""

    VERY_CLOSE = "very close"
    CLOSE = "close"
    FAIR = "fair"
    DISTANT = "distant"
    VERY_DISTANT = "very distant"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words quoted as they stand, with where they stand."""

    words: str
    source: str = ""  # the field of the form, "summary" for example


@dataclass(frozen=True, slots=True)
class Signal:
    """One piece of soft evidence for or against somebody on a seat.

    `value` runs from 0 to 1; None says that nothing is known: that is shown, and counts as `average`.
    """

    name: str
    value: float | None
    weight: float  # the share of this signal in a score; the weights of all signals sum to 1
    reason: Message
    expert_words: Quotation | None = None
    territory_words: Quotation | None = None
    average: float | None = None  # of the people at hand: what an unknown value counts as


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody for a seat, with everything that speaks for and against."""

    rank: int  # from 1
    expert: str  # id
    score: float  # from 0 to 1: the sum of weight x value over the signals
    strength: Strength
    signals: tuple[Signal, ...]
    flags: tuple[Message, ...] = ()
    noise: float = 0.0  # how far the score may be off for what was told, as one standard error


@dataclass(frozen=True, slots=True)
class SeatList:
    """The suggestions for one seat, best first, and who was refused and why."""

    seat: Seat
    suggestions: tuple[Suggestion, ...]
    refusals: tuple[Refusal, ...]
    eligible: int  # how many people no rule refuses
    held: tuple[Held, ...] = ()  # best first
    diagnosis: tuple[Message, ...] = ()  # where nobody is eligible: what the rules cost and what would help
