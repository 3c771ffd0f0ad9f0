"""What a person at a terminal sees: tables, progress on standard error, and one line where something is wrong."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from embeddings.errors import ModelUnavailable
from service.cli.gate import advice, gaps_json
from service.errors import MissingColumns, OtherForm, ServiceError
from service.intake.columns.gaps import UnreadRuleFields
from service.intake.problems import Problem, Severity
from service.intake.rows.completeness import Completeness
from service.sentences import Sentences
from service.values.json import Json
from service.wiring import wire
from service.workplace import Workplace

NOTHING_DONE = 2
STYLES: Mapping[Severity, str] = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
MOST_ROWS = 8  # that a line names
out = Console()
err = Console(stderr=True)


@contextmanager
def workplace(*, as_json: bool = False, **options: object) -> Iterator[Workplace]:
    """Open the workplace with a command's options, in the language that they state.

    What a use case refuses, and a file that cannot be written, is one line and exit code 2; with `as_json`, fields that
    rules rest on and that were not read are an error object as well.
    """
    sentences = Sentences()
    try:
        opened = wire(**options)
        sentences = opened.sentences
        yield opened
    except ServiceError as error:
        if as_json and isinstance(error, UnreadRuleFields):
            print_json(gaps_json(error.gaps))
        _stop(f"{sentences.knowing(error.names).write(error.message)}{_advice(error, sentences)}")
    except ModelUnavailable as error:
        _stop(sentences.labelled(sentences.text("The text model cannot be used"), str(error)))
    except OSError as error:
        _stop(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))


def _advice(error: ServiceError, sentences: Sentences) -> str:
    """What to write on the command line to mend it, where that is known."""
    match error:
        case UnreadRuleFields():
            return advice(error.gaps, sentences)
        case MissingColumns(fields=(field, *_), headings=(heading, *_)):
            return " " + sentences.text('Write --column "{heading}={field}"').format(heading=heading, field=field)
        case MissingColumns(fields=(field, *_)):
            return " " + sentences.text('Write --column "heading={field}"').format(field=field)
        case OtherForm():
            return " " + sentences.text("Write --experts before registrations and --territories before applications")
        case _:
            return ""


def _stop(line: str) -> None:
    err.print(f"territory-match: {line}", style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(NOTHING_DONE)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress with the time left on standard error, where that is a terminal."""
    with working() as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def working() -> Progress:
    """An empty display of progress on standard error, where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


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
        tell(sentences.labelled(severity, where), STYLES[problem.severity])
        said = f"{sentences.write(problem.suggestion)}{_also(problem, sentences)}"
        tell(f"   {sentences.labelled(problem.value, said) if problem.value else said}")


def tell(line: str, style: str = "") -> None:
    """Print what may hold anybody's words: nothing in them is taken for markup."""
    out.print(line, style=style, markup=False, highlight=False, soft_wrap=True)


def _also(problem: Problem, sentences: Sentences) -> str:
    """In which further rows the same stands, as far as a line can say."""
    if not problem.also:
        return ""
    rows = ", ".join(map(str, problem.also[:MOST_ROWS])) + (", …" if len(problem.also) > MOST_ROWS else "")
    return " " + sentences.text("(the same in rows {rows})").format(rows=rows)


def print_completeness(told: Completeness, problems: int, sentences: Sentences) -> None:
    """Say on standard error what became of the rows, and who fits no seat for want of something."""
    said = sentences.text("{experts} experts and {territories} territories read, {problems} rows reported.")
    err.print(said.format(experts=told.experts.read, territories=told.territories.read, problems=problems))
    for form, rows in ((sentences.text("Experts"), told.experts), (sentences.text("Territories"), told.territories)):
        if rows.rows:
            line = sentences.text("{rows} rows = {read} read + {merged} merged + {left_out} left out")
            counts = {"rows": rows.rows, "read": rows.read, "merged": rows.merged, "left_out": rows.left_out}
            err.print(sentences.labelled(form, line.format(**counts)))
    missing = {
        sentences.text("kind of support"): told.without_role,
        sentences.text("language"): told.without_language,
        sentences.text("country of residence"): told.without_residence,
        sentences.text("consent to process"): told.without_consent_to_process,
        sentences.text("consent to share"): told.without_consent_to_share,
    }
    if any(missing.values()):
        listed = ", ".join(f"{what} {count}" for what, count in missing.items() if count)
        err.print(sentences.labelled(sentences.text("People without"), listed))
    if told.rule_fields_not_found:
        err.print(sentences.labelled(sentences.text("Rules rest on"), ", ".join(told.rule_fields_not_found)))
