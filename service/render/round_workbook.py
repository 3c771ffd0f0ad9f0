"""The coordinator's workbook of a round: who takes each seat, who stands by, what is missing, how it is spread."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from matcher.explanation import points, quotation
from matcher.messages import Vocabulary
from matcher.model import Suggestion
from matcher.round.result import PilotPlan, SeatPlan
from service.intake.problems import Problem
from service.layout import Column
from service.render.made_with import made_with_rows
from service.render.match_workbook import INTAKE, MADE_WITH, problem_row, reasons, spoken
from service.render.sheets import Sheet, Value, write_workbook
from service.sentences import Sentences
from service.values.answers import RoundAnswer

PLACEMENTS = (
    Column("Territory", "Name of the territory", 28),
    Column("Role", "The role of the seat", 18),
    Column("Place", "chosen, a reserve, or empty", 12),
    Column("Name", "The person", 22),
    Column("E-mail", "Address, for the coordinator only", 26),
    Column("Country", "Country of residence", 14),
    Column("Languages", "Languages with the level stated", 30),
    Column("Rank", "The person's rank among all who are eligible for the seat", 6),
    Column("Strength", "How near the person is to the seat, in five steps", 12),
    Column("Score", "The number behind the strength, 0 to 1", 8),
    Column("For", "What speaks for the person, weightiest first", 48),
    Column("Against", "What speaks against the person; for an empty seat, why it is empty", 48),
    Column("Flags", "What to look at before deciding", 40),
    Column("In the person's words", "The passage of the profile that made the score", 60),
)
PILOTS = (
    Column("Territory", "Name of the territory", 28),
    Column("Service", "Mean score over the seats wanted; an empty one counts 0", 10),
    Column("Empty seats", "Seats that nobody takes", 10),
    Column("Gaps", "Team rules that could not be met", 70),
)
ROUND = (
    Column("What", "A figure of the whole round", 34),
    Column("Value", "Its value", 80),
)
CHANGES = (
    Column("Change", "kept, new, gone or moved", 10),
    Column("Territory", "Name of the territory", 28),
    Column("Role", "The role of the seat", 18),
    Column("Name", "The person", 22),
    Column("Cause", "Why it changed", 60),
)


def write_round_workbook(path: Path, answer: RoundAnswer, problems: Sequence[Problem], sentences: Sentences) -> None:
    """Write a round as the coordinator's workbook. Raises OSError where it cannot be written."""
    write_workbook(path, round_sheets(answer, problems, sentences), sentences)


def round_sheets(answer: RoundAnswer, problems: Sequence[Problem], sentences: Sentences) -> list[Sheet]:
    """The sheets of the coordinator's workbook."""
    sentences = sentences.knowing(answer.names)
    sheets = [
        placements_sheet(answer, sentences),
        Sheet("Pilots", PILOTS, [_pilot_row(pilot, sentences) for pilot in answer.round.pilots]),
        Sheet("The whole round", ROUND, list(round_rows(answer, sentences))),
        Sheet("Intake report", INTAKE, [problem_row(problem, sentences) for problem in problems]),
        Sheet("How it was made", MADE_WITH, made_with_rows(answer.made_with, sentences)),
    ]
    if answer.round.changes:
        sheets.insert(3, Sheet("Changes", CHANGES, list(_change_rows(answer, sentences))))
    return sheets


def placements_sheet(answer: RoundAnswer, sentences: Sentences) -> Sheet:
    """Who is placed, stands by or is missing on each seat."""
    rows = [row for pilot in answer.round.pilots for row in _rows(pilot, answer, sentences)]
    return Sheet("Placements", PLACEMENTS, rows)


def _rows(pilot: PilotPlan, answer: RoundAnswer, sentences: Sentences) -> Iterator[Sequence[Value]]:
    for plan in pilot.seats:
        yield from (_row(plan, one, sentences.text("chosen"), answer, sentences) for one in plan.chosen)
        yield from (_row(plan, one, sentences.text("reserve"), answer, sentences) for one in plan.reserves)
        if plan.empty:
            yield _empty_row(plan, sentences)


def _row(
    plan: SeatPlan, suggestion: Suggestion, place: str, answer: RoundAnswer, sentences: Sentences
) -> Sequence[Value]:
    expert, told, quoted = answer.people.experts[suggestion.expert], points(suggestion), quotation(suggestion)
    return (
        plan.seat.territory.name,
        sentences.term(Vocabulary.ROLE, plan.seat.role),
        place,
        sentences.term(Vocabulary.PERSON, expert.id),
        expert.email,
        sentences.term(Vocabulary.COUNTRY, expert.residence or ""),
        spoken(expert, sentences),
        suggestion.rank,
        sentences.text(suggestion.strength.value),
        suggestion.score,
        reasons(told.in_favour, sentences),
        reasons(told.against, sentences),
        "\n".join(sentences.write(flag) for flag in suggestion.flags),
        quoted[0].words if quoted else "",
    )


def _empty_row(plan: SeatPlan, sentences: Sentences) -> Sequence[Value]:
    row: list[Value] = [""] * len(PLACEMENTS)
    row[0], row[1] = plan.seat.territory.name, sentences.term(Vocabulary.ROLE, plan.seat.role)
    row[2] = sentences.text("empty")
    row[11] = "\n".join(sentences.write(message) for message in plan.diagnosis)
    return row


def _pilot_row(pilot: PilotPlan, sentences: Sentences) -> Sequence[Value]:
    empty = sum(plan.empty for plan in pilot.seats)
    return (pilot.territory.name, pilot.service, empty, "\n".join(sentences.write(gap) for gap in pilot.gaps))


def round_rows(answer: RoundAnswer, sentences: Sentences) -> Iterator[tuple[str, Value]]:
    """The figures of the whole round: how good it is, how it is spread, whom to recruit."""
    plan = answer.round
    yield sentences.text("Seats filled"), sum(len(seats) for seats in plan.placements.values())
    yield sentences.text("Seats empty"), sum(seat.empty for pilot in plan.pilots for seat in pilot.seats)
    yield sentences.text("Total score"), round(plan.quality.total, 3)
    yield sentences.text("Service of the worst-served pilot"), round(plan.quality.worst, 3)
    proven = sentences.text("yes") if plan.quality.proven else sentences.text("no: the best found so far")
    yield sentences.text("Proven best"), proven
    yield sentences.text("People placed"), plan.balance.placed
    for code, people in plan.balance.by_country.items():
        yield sentences.labelled(sentences.text("Country"), sentences.term(Vocabulary.COUNTRY, code)), people
    genders = {"F": sentences.text("women"), "M": sentences.text("men"), "X": sentences.text("another gender")}
    for gender, number in plan.balance.by_gender.items():
        said = sentences.text("too few to be shown") if number is None else number
        yield sentences.labelled(sentences.text("Gender"), genders.get(gender, sentences.text("not stated"))), said
    for load, people in plan.balance.by_load.items():
        yield sentences.text("People who serve {pilots} pilots").format(pilots=load), people
    for message in plan.recruiting:
        yield sentences.text("Next call for experts"), sentences.write(message)


def _change_rows(answer: RoundAnswer, sentences: Sentences) -> Iterator[Sequence[Value]]:
    names = {pilot.territory.id: pilot.territory.name for pilot in answer.round.pilots}
    for change in answer.round.changes:
        territory, role = change.seat
        yield (
            sentences.text(change.kind.value),
            names.get(territory, territory),
            sentences.term(Vocabulary.ROLE, role),
            sentences.term(Vocabulary.PERSON, change.expert),
            sentences.write(change.cause),
        )
