"""One question in several columns, put together: a column per option, a grid, a second column of a branch.

Columns belong together by the shape of their headings (a common stem, the same heading again), by the options that
head them, and by their answers (ticks, levels). What only looks alike stays apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from os.path import commonprefix

from matcher.folding import folded_words
from matcher.messages import say
from service.intake.cells import clean
from service.intake.form.form_fields import Form, heading_key, is_known
from service.intake.problems import Severity
from service.intake.questions.columns_of_a_sheet import Said, SheetColumn, joined_note
from service.intake.questions.options import field_of, meanings
from service.intake.questions.sections import SEPARATOR, depth_of_questions
from service.intake.questions.ticks import plainly, ticks_of
from service.intake.words.levels import level_at
from service.intake.words.polarity import turns

FEWEST_OPTIONS = 2
FEWEST_UNKNOWN_OPTIONS = 3  # of a stem, where no option is known
_STEM_ENDS = "[({/:>|»_-–—"  # after which an option stands
_LANGUAGES = ("languages", "working_languages")
_AROUND = re.compile(r"^[\s\[({/:>|»_–—-]+|[\s\[({/:>|»_–—-]+$")
_CLOSED_BY = {"[": "]", "(": ")", "{": "}"}

Columns = Sequence[SheetColumn]


@dataclass(frozen=True, slots=True, eq=False)
class _Split:
    """A run of columns that may be one question: where it stands, its heading, and an option for each column."""

    first: int
    heading: str
    columns: Columns
    options: tuple[str, ...]
    field: str | None  # whose options they are, where they are known
    stem: bool  # whether the headings hold the question

    @property
    def end(self) -> int:
        return self.first + len(self.columns)


def joined_options(columns: Columns, form: Form) -> tuple[list[SheetColumn], list[Said]]:
    """Put the columns of one question together whose headings hold its options."""
    result: list[SheetColumn] = []
    said: list[Said] = []
    depth = depth_of_questions(columns)
    at = 0
    while at < len(columns):
        for split in _splits(columns, at, form):
            whole = None if _is_section(split, depth) else _join(split)
            if whole:
                said += _no_levels(split) if split.field in _LANGUAGES else ()
                heading = _question_above(result, split, form)
                if heading:
                    result.pop()
                    whole = replace(whole, heading=heading, field=None)
                result.append(whole)
                said.append(joined_note(whole.heading, split.columns))
                at = split.end
                break
        else:
            result.append(columns[at])
            at += 1
    return result, said


def _is_section(split: _Split, depth: int) -> bool:
    """Whether headings share no more than the section in which they stand, as other questions do as well."""
    return (
        split.stem
        and split.columns[0].heading[len(split.heading) :].lstrip().startswith(SEPARATOR)
        and (split.heading.count(SEPARATOR) < depth)
    )


def _question_above(before: Columns, split: _Split, form: Form) -> str | None:
    """The heading of the column before the options, where it is their question: blank below, or the answers packed."""
    if not before:
        return None
    heading = before[-1].heading
    if split.stem:
        return heading if heading_key(heading) == heading_key(split.heading) else None
    return heading if before[-1].is_blank and is_known(form, heading) else None


def _splits(columns: Columns, at: int, form: Form) -> Iterator[_Split]:
    """The runs that may begin at a column, the one with a common stem first."""
    stem = _stem(columns, at)
    if stem:
        run = list(takewhile(lambda column: column.heading.startswith(stem), columns[at:]))
        options = tuple(_option(column.heading, stem) for column in run)
        if all(options) and not any(is_known(form, option) for option in options):
            field = field_of([meanings(form, option) for option in options])
            yield _Split(at, _AROUND.sub("", stem), run, options, field, True)
    for length, field in _runs_of_options(columns, at, form):
        run = list(columns[at : at + length])
        options = tuple(clean(column.heading) for column in run)
        yield _Split(at, f"{options[0]} … {options[-1]}", run, options, field, False)
    echoes = _run_of_echoes(columns, at, form)
    if echoes:
        run = list(columns[at : at + echoes])
        options = tuple(clean(column.heading) for column in run)
        yield _Split(at, f"{options[0]} … {options[-1]}", run, options, None, False)


def _run_of_echoes(columns: Columns, at: int, form: Form) -> int:
    """How many columns from one on say nothing but their own heading: the options of one question, whatever they mean.

    An option that nobody ticked stands among the others as a blank column. 0 where there are too few to tell.
    """
    length = ticked = 0
    for number, column in enumerate(columns[at:], 1):
        option = clean(column.heading)
        if (
            not option
            or is_known(form, option)
            or not all(cell == option for cell in filter(None, map(clean, column.answers)))
        ):
            break
        if not column.is_blank:
            length, ticked = number, ticked + 1
    return length if ticked >= FEWEST_UNKNOWN_OPTIONS else 0


def _option(heading: str, stem: str) -> str:
    """What a heading adds to the question, without the bracket that the question opens."""
    option = heading[len(stem) :].strip()
    return _AROUND.sub("", option.removesuffix(_CLOSED_BY.get(stem[-1], "")))


def _runs_of_options(columns: Columns, at: int, form: Form) -> list[tuple[int, str]]:
    """How many columns from one on are headed by different options of a field; the longest run, if of one field."""
    seen: dict[str, set[str]] = {}
    length: dict[str, int] = {}
    for column in columns[at:]:
        known = is_known(form, column.heading) or not column.heading.strip()
        meant = {} if known else meanings(form, clean(column.heading))
        going = [field for field in meant if length.get(field, 0) == max(length.values(), default=0)]
        grown = {field for field in going if meant[field] not in seen.get(field, set())}
        if not grown:
            break
        for field in grown:
            seen.setdefault(field, set()).add(meant[field])
            length[field] = length.get(field, 0) + 1
    longest = max(length.values(), default=0)
    fields = [field for field, count in length.items() if count == longest]
    return [(longest, fields[0])] if longest >= FEWEST_OPTIONS and len(fields) == 1 else []


def _stem(columns: Columns, at: int) -> str:
    """What the headings of a column and the next begin with, up to the last mark after which an option may stand."""
    if at + 1 >= len(columns):
        return ""
    same = commonprefix([columns[at].heading, columns[at + 1].heading])  # noqa: RUF071 - of letters, as is wanted
    stem = same[: max(map(same.rfind, _STEM_ENDS)) + 1]
    return stem if any(map(str.isalpha, stem)) else ""


def _join(split: _Split) -> SheetColumn | None:
    """The columns of a split question as one column; None where they are several questions."""
    few = FEWEST_OPTIONS if split.field else FEWEST_UNKNOWN_OPTIONS
    if len(split.columns) < few:
        return None
    answers = [column.answers for column in split.columns]
    cells: Sequence[Sequence[str]]
    if split.field in _LANGUAGES:
        cells = [[_with_level(option, cell) for cell in of] for option, of in zip(split.options, answers, strict=True)]
    elif ticks := ticks_of(split.options, answers):
        cells = [[option if one else "" for one in of] for option, of in zip(split.options, ticks, strict=True)]
    else:
        return None
    texts = tuple(";".join(filter(None, row)) for row in zip(*cells, strict=True))
    return SheetColumn(split.heading, texts, split.field)


def _with_level(language: str, cell: str) -> str:
    """A language of a grid with what was chosen for it; "" where it was left open or denied, or is no level."""
    ticked = plainly(cell)
    if ticked is None:
        return f"{language} {clean(cell)}" if _is_level(cell) else ""
    return language if ticked else ""


def _is_level(cell: str) -> bool:
    """Whether an answer in a grid says how well a language is spoken, and does not deny it: "none at all"."""
    words = folded_words(cell)
    return not turns(cell) and any(level_at(words[place:]) for place in range(len(words)))


def _no_levels(split: _Split) -> Iterator[Said]:
    """What was chosen in a grid of languages that is no level and denies nothing: the languages are left out."""
    odd = {
        (row, clean(cell)): None
        for column in split.columns
        for row, cell in enumerate(column.answers)
        if plainly(cell) is None and not turns(cell) and not _is_level(cell)
    }
    said = say("It is no level from A1 to C2, so the languages for which it was chosen are left out")
    for row, answer in odd:
        yield Said(split.heading, said, Severity.WARNING, row, answer)
