"""What a person at a terminal sees: tables, progress on standard error, and one line where something is wrong."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from matcher.explanation import points, quotation
from matcher.messages import Vocabulary
from matcher.model import Expert, SeatList, Suggestion
from service.answers import ExplainAnswer, MatchAnswer
from service.errors import ServiceError
from service.house import House
from service.intake.problems import Problem, Severity
from service.render.match_json import Json
from service.sentences import Sentences
from service.wiring import wire

NOTHING_DONE = 2
STYLES: Mapping[Severity, str] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
MOST_ROWS = 8  # that a line names
out = Console()
err = Console(stderr=True)


@contextmanager
def house(**options: object) -> Iterator[House]:
    """Open the house with a command's options, in the language that they state.

    What a use case refuses, and a file that cannot be written, is one line and exit code 2.
    """
    sentences = Sentences()
    try:
        opened = wire(**options)
        sentences = opened.sentences
        yield opened
    except ServiceError as error:
        _stop(sentences.write(error.message))
    except OSError as error:
        _stop(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))


def _stop(line: str) -> None:
    err.print(f"territory-match: {line}", style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(NOTHING_DONE)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress with the time left on standard error, where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_json(value: Mapping[str, Json]) -> None:
    """Write JSON to standard output as it is, whatever the terminal."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_problems(problems: Sequence[Problem], sentences: Sentences) -> None:
    """Show every problem: where, what, and how to mend it."""
    for problem in problems:
        place = problem.place
        where = ", ".join(
            part
            for part in (
                Path(place.file).name,
                f"{sentences.text('row')} {place.row}" if place.row else place.sheet,
                place.column,
            )
            if part
        )
        severity = sentences.text(problem.severity.value)
        out.print(f"{severity}: {where}", style=STYLES[problem.severity], markup=False, soft_wrap=True)
        said = f"{problem.value}: " if problem.value else ""
        line = f"   {said}{sentences.write(problem.suggestion)}{_also(problem, sentences)}"
        out.print(line, markup=False, highlight=False, soft_wrap=True)


def _also(problem: Problem, sentences: Sentences) -> str:
    """In which further rows the same stands, as far as a line can say."""
    if not problem.also:
        return ""
    rows = ", ".join(map(str, problem.also[:MOST_ROWS])) + (", …" if len(problem.also) > MOST_ROWS else "")
    return " " + sentences.text("(the same in rows {rows})").format(rows=rows)


def print_match(answer: MatchAnswer, sentences: Sentences) -> None:
    """Show each territory with its roles: the people, the strength in a word, and the first reason."""
    for matched in answer.territories:
        table = Table(title=matched.territory.name, title_justify="left", title_style="bold", expand=True)
        for heading, share in (("Role", 2), ("Suggestion", 3), ("Strength", 2), ("Why", 7), ("Look at", 4)):
            table.add_column(sentences.text(heading), ratio=share, overflow="fold")
        for seat in matched.seats:
            _add_seat(table, seat, answer.experts, sentences)
        out.print(table)


def print_summary(answer: MatchAnswer, problems: int, written: Sequence[Path | None], sentences: Sentences) -> None:
    """Say on standard error what was done, and where it was written."""
    summary = sentences.text("{territories} territories, {experts} experts, {problems} rows in the intake report.")
    experts = answer.made_with.experts_matched
    err.print(summary.format(territories=len(answer.territories), experts=experts, problems=problems))
    for path in filter(None, written):
        err.print(sentences.text("Written: {path}").format(path=path), soft_wrap=True)


def _add_seat(table: Table, seat: SeatList, experts: Mapping[str, Expert], sentences: Sentences) -> None:
    role = sentences.term(Vocabulary.ROLE, seat.seat.role)
    for suggestion in seat.suggestions:
        table.add_row(role, *_cells(suggestion, experts[suggestion.expert], sentences))
        role = ""
    if not seat.suggestions:
        said = " ".join(f"{sentences.write(message)}." for message in seat.diagnosis)
        table.add_row(role, sentences.text("Nobody"), "", said, "")
    table.add_section()


def _cells(suggestion: Suggestion, expert: Expert, sentences: Sentences) -> tuple[str, str, str, str]:
    why = points(suggestion).in_favour[:2]
    return (
        f"{suggestion.rank}. {expert.name}",
        f"{sentences.text(suggestion.strength.value)} ({suggestion.score:.2f})",
        " ".join(f"{sentences.write(signal.reason)}." for signal in why),
        "; ".join(sentences.write(flag) for flag in suggestion.flags[:2]),
    )


def print_explanation(answer: ExplainAnswer, sentences: Sentences) -> None:
    """Show for each role why somebody is suggested, or why not."""
    out.print(f"[bold]{answer.expert.name}[/bold] – [bold]{answer.territory.name}[/bold]")
    for seat in answer.seats:
        suggestion = seat.suggestions[0]
        out.print()
        out.print(_verdict(seat, sentences), style="bold")
        for refusal in seat.refusals:
            rule = sentences.term(Vocabulary.RULE, refusal.rule)
            out.print(f"  {rule}: {sentences.write(refusal.fact)}", style="red", markup=False, highlight=False)
        for signal in suggestion.signals:
            value = sentences.text("unknown") if signal.value is None else f"{signal.value:.2f}"
            name = sentences.term(Vocabulary.SIGNAL, signal.name)
            line = f"  {value} x {signal.weight:.2f}  {name}: {sentences.write(signal.reason)}"
            out.print(line, markup=False, highlight=False)
        quoted = quotation(suggestion)
        if quoted:
            out.print(f"  “{quoted[0].words}”", style="italic", markup=False, highlight=False)
            out.print(f"  ← “{quoted[1].words}”", style="italic dim", markup=False, highlight=False)
        for flag in suggestion.flags:
            out.print(f"  ! {sentences.write(flag)}", style="yellow", markup=False, highlight=False)


def _verdict(seat: SeatList, sentences: Sentences) -> str:
    role, suggestion = sentences.term(Vocabulary.ROLE, seat.seat.role), seat.suggestions[0]
    if seat.refusals:
        return f"{role}: {sentences.text('not eligible')}"
    place = sentences.text("rank {rank} of {among}").format(rank=suggestion.rank, among=seat.eligible)
    return f"{role}: {sentences.text(suggestion.strength.value)} ({suggestion.score:.2f}), {place}"
