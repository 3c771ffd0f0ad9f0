"""Several columns of which the user states the same field, put together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from service.intake.cells import clean
from service.intake.form.form_fields import NOT_USED, heading_key
from service.intake.questions.columns_of_a_sheet import Said, SheetColumn, joined_note, put_together
from service.intake.questions.ticks import ticks_of


def joined_stated(columns: Sequence[SheetColumn], stated: Mapping[str, str]) -> tuple[list[SheetColumn], list[Said]]:
    """Put columns stated as one field together: the headings that are ticked, or else all answers."""
    of_field: dict[str, list[int]] = defaultdict(list)
    for place, column in enumerate(columns):
        field = stated.get(heading_key(column.heading))
        if field and field != NOT_USED:
            of_field[field].append(place)
    groups = {tuple(places): [columns[at] for at in places] for places in of_field.values() if len(places) > 1}
    whole = {places: _join(parts) for places, parts in groups.items()}
    return put_together(columns, whole), [joined_note(parts[0].heading, parts) for parts in groups.values()]


def _join(parts: Sequence[SheetColumn]) -> SheetColumn:
    headings = [clean(part.heading) for part in parts]
    answers = [part.answers for part in parts]
    ticks = ticks_of(headings, answers)
    cells = (
        answers
        if ticks is None
        else [["" if not one else heading for one in of] for heading, of in zip(headings, ticks, strict=True)]
    )
    texts = tuple(";".join(filter(None, (clean(cell).rstrip(";") for cell in row))) for row in zip(*cells, strict=True))
    return SheetColumn(parts[0].heading, texts)
