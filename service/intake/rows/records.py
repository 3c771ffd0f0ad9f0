"""What intake made of rows: one record a person or application, with where it stands and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.messages import Message
from matcher.model import Expert, Territory
from service.intake.columns.gaps import Gap
from service.intake.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """An answer to a question about consent, in the words of form and person."""

    purpose: str  # process, share
    given: bool
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class ExpertRecord:
    """One registration, or what is left of several by one person."""

    expert: Expert
    place: Place  # the row that is kept
    number: int  # that the form gave to the kept answer
    numbers: tuple[int, ...]  # of every registration that was merged, in order of their rows
    travel_words: str  # the answer about travel as written
    answered: int  # how many questions
    refused_consents: frozenset[str]  # "process", "share": what the person said no to, rather than nothing
    consents: tuple[ConsentAnswer, ...] = ()  # of every registration that was merged, as they were answered
    answered_at: str | None = None  # when the form was answered, ISO 8601 without a zone, as far as the export tells


@dataclass(frozen=True, slots=True)
class TerritoryRecord:
    """One application."""

    territory: Territory
    place: Place
    number: int
    misses: tuple[Message, ...]  # conditions of the programme that it does not meet
    selected: bool | None = None  # None: nobody has said
    answered_at: str | None = None  # when the form was answered, ISO 8601 without a zone, as far as the export tells

    @property
    def label(self) -> str:
        """What the row is called for short, as in T07; rows of two files may share it, so nothing is known by it."""
        return f"T{self.number:02d}"

    @property
    def to_be_matched(self) -> bool:
        """Selected by somebody, or, where nobody has selected any, valid."""
        return not self.misses if self.selected is None else self.selected


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The row that an application was read from."""

    label: str  # what it is called for short, as in T07
    row: int  # as the spreadsheet shows it


@dataclass(frozen=True, slots=True)
class ExpertExport:
    """Everybody in the exports of the registration form."""

    records: Sequence[ExpertRecord] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[SourceFile, ...] = ()
    merged: int = 0  # further rows of people who are among the records
    gaps: tuple[Gap, ...] = ()  # fields of rules that were not found, where a column may hold them


@dataclass(frozen=True, slots=True)
class TerritoryExport:
    """Every application in the exports of the application form."""

    records: Sequence[TerritoryRecord] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[SourceFile, ...] = ()
    merged: int = 0  # earlier applications of territories that are among the records
    gaps: tuple[Gap, ...] = ()  # fields of rules that were not found, where a column may hold them
