"""The path before a question, where a tool writes the sections of a form into its headings: "Who you are/Name"."""

from collections import Counter
from collections.abc import Sequence

from service.intake.questions.columns_of_a_sheet import SheetColumn
from service.intake.questions.ticks import ticks_of

SEPARATOR = "/"


def depth_of_questions(columns: Sequence[SheetColumn]) -> int:
    """How many sections stand before a question, as most questions have it that are not answered by ticks.

    What shares one more step than that is a question with its options; what shares fewer is a section.
    """
    if not any(_depth(column.heading) for column in columns):
        return 0
    depths = Counter(
        _depth(column.heading)
        for column in columns
        if column.heading.strip() and not column.is_blank and ticks_of([column.heading], [column.answers]) is None
    )
    return max(depths, key=lambda depth: (depths[depth], -depth)) if depths else 0


def without_sections(headings: Sequence[str]) -> list[str]:
    """Headings without the sections that several of them share, each section a part before a separator."""
    sections = [_section(heading) for heading in headings]
    shared = Counter(filter(None, sections))
    return [
        heading[len(section) + 1 :] if shared[section] > 1 else heading
        for heading, section in zip(headings, sections, strict=True)
    ]


def _depth(heading: str) -> int:
    return len(_steps(heading)) - 1


def _section(heading: str) -> str:
    return SEPARATOR.join(_steps(heading)[:-1])


def _steps(heading: str) -> list[str]:
    """The parts of a path; "Organisation / employer" is none."""
    steps = heading.split(SEPARATOR)
    return steps if all(step and step == step.strip() for step in steps) else [heading]
