"""The same question in several columns: a second branch ("Country2"), or a list ("Project 1", "Project 2")."""

import re
from collections import defaultdict
from collections.abc import Sequence
from os.path import commonprefix

from matcher.messages import say
from service.intake.cells import clean
from service.intake.form.form_fields import Form, heading_key, is_of_account
from service.intake.problems import Severity
from service.intake.questions.columns_of_a_sheet import Said, SheetColumn, joined_note, put_together

_DIGITS = re.compile(r"\d{1,4}")
_NUMBER_AT_THE_END = re.compile(r"[\W_]*\d+\W*$")


def joined_repeats(columns: Sequence[SheetColumn], form: Form) -> tuple[list[SheetColumn], list[Said]]:
    """Put columns of one heading together: whichever is filled counts, and all do where they are numbered from 1.

    Where two columns of a branch are filled and differ, both are kept and it is said.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for place, column in enumerate(columns):
        if column.heading.strip() and not is_of_account(form, column.heading):
            alike[heading_key(column.heading)].append(place)
    numbers = {key: _numbers([columns[place].heading.strip() for place in places]) for key, places in alike.items()}
    groups = [places for key, places in alike.items() if len(places) > 1 and _counts_up(numbers[key])]
    said: list[Said] = []
    whole: dict[tuple[int, ...], SheetColumn] = {}
    for places in groups:
        parts = [columns[place] for place in places]
        is_list = numbers[heading_key(parts[0].heading)][0] == 1
        heading = _NUMBER_AT_THE_END.sub("", parts[0].heading) if is_list else parts[0].heading
        texts = tuple(_joined(row) for row in zip(*(part.answers for part in parts), strict=True))
        whole[tuple(places)] = SheetColumn(heading, texts)
        said.append(joined_note(heading, parts))
        said += [] if is_list else _differing(heading, parts)
    return put_together(columns, whole), said


def _counts_up(numbers: Sequence[int]) -> bool:
    """Whether headings are numbered "", 2, 3 or 1, 2, 3, or not at all: years and scores are not."""
    return not any(numbers) or (numbers[0] in (0, 1) and list(numbers[1:]) == list(range(2, len(numbers) + 1)))


def _numbers(headings: Sequence[str]) -> list[int]:
    """The numbers that headings differ by; 0 for none."""
    same = len(commonprefix(headings))  # noqa: RUF071 - of letters, as is wanted
    found = [_DIGITS.search(heading[same:]) for heading in headings]
    return [int(one[0]) if one else 0 for one in found]


def _joined(answers: Sequence[str]) -> str:
    return ";".join(dict.fromkeys(text for answer in answers if (text := clean(answer).rstrip(";"))))


def _differing(heading: str, parts: Sequence[SheetColumn]) -> list[Said]:
    warnings = []
    for row, answers in enumerate(zip(*(part.answers for part in parts), strict=True)):
        filled = list(dict.fromkeys(filter(None, map(clean, answers))))
        if len(filled) > 1:
            said = say(
                "Answered twice, and not alike: {answers}. Both are read; blank the one that does not hold",
                answers=" | ".join(filled),
            )
            warnings.append(Said(clean(heading), said, Severity.WARNING, row, _joined(answers)))
    return warnings
