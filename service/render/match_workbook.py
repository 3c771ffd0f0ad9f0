"""The coordinator's own workbook: suggestions, territories side by side, refusals, the intake report, how it was made.

It holds addresses and refusals and is not for sending on; `pilot_sheets` writes what may be sent.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from matcher.explanation import points, quotation
from matcher.messages import Terms, Vocabulary
from matcher.model import Expert, Role, SeatList, Signal, Suggestion
from service.intake.problems import Problem
from service.layout import SHEET, SIGNALS, SUGGESTIONS, Column
from service.render.made_with import made_with_rows
from service.render.sheets import Sheet, Value, write_workbook
from service.sentences import Sentences
from service.values.answers import MatchedTerritory, MatchList

TERRITORIES = (
    Column("Territory", "Name of the territory", 28),
    Column("Countries", "Countries of the territory", 24),
    Column("Restrictions", "Preferences and exclusions in the territory's own words; only residence is a rule", 36),
    Column("Methodological adviser", "Suggestions for methodological support, best first", 48),
    Column("Strategic adviser", "Suggestions for strategic support, best first", 48),
    Column("Practical adviser", "Suggestions for practical support, best first", 48),
)
HELD = (
    Column("Territory", "Name of the territory", 28),
    Column("Role", "The role of the seat", 18),
    Column("Name", "Somebody whom no rule refuses, to be decided about before they are placed", 22),
    Column("E-mail", "Address, for the coordinator only", 26),
    Column("Rank if cleared", "The rank that this person would have", 10),
    Column("Question", "What has to be decided", 80),
    Column("Expert's words", "What the suspicion rests on in the registration", 40),
    Column("Territory's words", "What it rests on in the application", 40),
)
REFUSED = (
    Column("Territory", "Name of the territory", 28),
    Column("Role", "The role of the seat", 18),
    Column("Name", "Somebody who offered the role and may not be suggested", 22),
    Column("E-mail", "Address, for the coordinator only", 26),
    Column("Rule", "The rule that refuses", 20),
    Column("Fact", "What the refusal rests on", 80),
)
INTAKE = (
    Column("File", "The file read", 24),
    Column("Sheet", "The sheet of the file", 12),
    Column("Row", "The row as the spreadsheet shows it; 0 is the sheet as a whole", 6),
    Column("Column", "The heading as written", 30),
    Column("Severity", "error: left out; warning: the value is left out; note: read on an assumption", 10),
    Column("Value", "What the cell says", 40),
    Column("Expected", "What was expected", 44),
    Column("Suggestion", "How it was read, or how to mend it", 60),
    Column("Also in rows", "Further rows of which the same is said", 20),
)
MADE_WITH = (
    Column("What", "A setting or a figure", 28),
    Column("Value", "Its value", 90),
)


def write_match_workbook(path: Path, answer: MatchList, problems: Sequence[Problem], sentences: Sentences) -> None:
    """Write match lists as the coordinator's workbook. Raises OSError where it cannot be written."""
    write_workbook(path, match_sheets(answer, problems, sentences), sentences)


def match_sheets(answer: MatchList, problems: Sequence[Problem], sentences: Sentences) -> tuple[Sheet, ...]:
    """The sheets of the coordinator's workbook."""
    sentences = sentences.knowing(answer.names)
    return (
        match_sheet(answer, "suggestions", sentences),
        Sheet("Territories", TERRITORIES, [_territory_row(t, answer, sentences) for t in answer.territories]),
        match_sheet(answer, "held", sentences),
        match_sheet(answer, "refused", sentences),
        Sheet("Intake report", INTAKE, [problem_row(problem, sentences) for problem in problems]),
        Sheet("How it was made", MADE_WITH, made_with_rows(answer.made_with, sentences)),
    )


Which = Literal["suggestions", "held", "refused"]


def match_sheet(answer: MatchList, of: Which, sentences: Sentences) -> Sheet:
    """The sheet of those suggested, held or refused."""
    match of:
        case "suggestions":
            return Sheet(SHEET, SUGGESTIONS, list(_suggestion_rows(answer, sentences)))
        case "held":
            return Sheet("Held", HELD, list(_held_rows(answer, sentences)))
        case "refused":
            return Sheet("Not eligible", REFUSED, list(_refused_rows(answer, sentences)))


def _suggestion_rows(answer: MatchList, sentences: Sentences) -> Iterator[Sequence[Value]]:
    for matched in answer.territories:
        for seat in matched.seats:
            for suggestion in seat.suggestions:
                yield _suggestion_row(matched, seat, suggestion, answer, sentences)
            if not seat.suggestions:
                yield _empty_row(matched, seat, sentences)


def _suggestion_row(
    matched: MatchedTerritory, seat: SeatList, suggestion: Suggestion, answer: MatchList, sentences: Sentences
) -> Sequence[Value]:
    expert = answer.people.experts[suggestion.expert]
    told, quoted = points(suggestion), quotation(suggestion)
    language = answer.people.profile_languages.get(expert.id)
    values = {signal.name: signal.value for signal in suggestion.signals}
    return (
        matched.territory.name,
        sentences.term(Vocabulary.ROLE, seat.seat.role),
        suggestion.rank,
        expert.name,
        expert.email,
        expert.organisation,
        sentences.term(Vocabulary.COUNTRY, expert.residence or ""),
        spoken(expert, sentences),
        sentences.text(suggestion.strength.value),
        suggestion.score,
        "",
        reasons(told.in_favour, sentences),
        reasons(told.against, sentences),
        reasons(told.unknown, sentences),
        "\n".join(sentences.write(flag) for flag in suggestion.flags),
        quoted[0].words if quoted else "",
        quoted[1].words if quoted else "",
        sentences.term(Vocabulary.LANGUAGE, language) if language else "",
        *(_known(values.get(name)) for name in SIGNALS),
    )


def _known(value: float | None) -> Value:
    return "" if value is None else value


def _empty_row(matched: MatchedTerritory, seat: SeatList, sentences: Sentences) -> Sequence[Value]:
    """A seat without anybody: the row says so, and what would fill it."""
    said = "\n".join(sentences.write(message) for message in seat.diagnosis)
    row: list[Value] = [""] * len(SUGGESTIONS)
    row[0], row[1] = matched.territory.name, sentences.term(Vocabulary.ROLE, seat.seat.role)
    row[3], row[12] = sentences.text("Nobody"), said
    return row


def spoken(expert: Expert, sentences: Sentences) -> str:
    """The languages somebody states, with their levels."""
    return ", ".join(
        sentences.term(Vocabulary.SPOKEN, f"{stated.language}:{stated.level or ''}") for stated in expert.languages
    )


def reasons(signals: Sequence[Signal], sentences: Sentences) -> str:
    """The reasons of some signals as sentences."""
    return ". ".join(sentences.write(signal.reason) for signal in signals) + ("." if signals else "")


def _territory_row(matched: MatchedTerritory, answer: MatchList, sentences: Sentences) -> Sequence[Value]:
    by_role = {seat.seat.role: seat for seat in matched.seats}
    countries = Terms(Vocabulary.COUNTRY, matched.territory.countries)
    return (
        matched.territory.name,
        sentences.listed(sentences.country(code) for code in countries.codes),
        matched.territory.restrictions,
        *(_role_cell(by_role.get(role), answer, sentences) for role in Role),
    )


def _role_cell(seat: SeatList | None, answer: MatchList, sentences: Sentences) -> str:
    if seat is None:
        return sentences.text("not asked for")
    lines = (_line(suggestion, answer.people.experts[suggestion.expert], sentences) for suggestion in seat.suggestions)
    return "\n".join(lines) or "\n".join(sentences.write(message) for message in seat.diagnosis)


def _line(suggestion: Suggestion, expert: Expert, sentences: Sentences) -> str:
    best = points(suggestion).in_favour[:1]
    person = f"{suggestion.rank}. {expert.name} ({sentences.text(suggestion.strength.value)})"
    return sentences.labelled(person, sentences.write(best[0].reason)) if best else person


def _seats(answer: MatchList) -> Iterator[tuple[str, SeatList]]:
    """Every seat with the name of its territory."""
    for matched in answer.territories:
        for seat in matched.seats:
            yield matched.territory.name, seat


def _held_rows(answer: MatchList, sentences: Sentences) -> Iterator[Sequence[Value]]:
    for territory, seat in _seats(answer):
        for held in seat.held:
            who = _who(territory, seat, answer.people.experts[held.expert], sentences)
            for question in held.questions:
                reason = sentences.write(question.reason)
                yield (*who, held.rank_if_cleared, reason, question.expert_words, question.territory_words)


def _refused_rows(answer: MatchList, sentences: Sentences) -> Iterator[Sequence[Value]]:
    for territory, seat in _seats(answer):
        for refusal in seat.refusals:
            who = _who(territory, seat, answer.people.experts[refusal.expert], sentences)
            yield (*who, sentences.term(Vocabulary.RULE, refusal.rule), sentences.write(refusal.fact))


def _who(territory: str, seat: SeatList, expert: Expert, sentences: Sentences) -> tuple[Value, ...]:
    """The first columns of whoever is not suggested: territory, role, name, address."""
    return territory, sentences.term(Vocabulary.ROLE, seat.seat.role), expert.name, expert.email


def problem_row(problem: Problem, sentences: Sentences) -> Sequence[Value]:
    """One row of the intake report."""
    place = problem.place
    return (
        place.file,
        place.sheet,
        place.row,
        place.column,
        sentences.text(problem.severity.value),
        problem.value,
        sentences.write(problem.expected),
        sentences.write(problem.suggestion),
        ", ".join(map(str, problem.also)),
    )
