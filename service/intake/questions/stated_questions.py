"""Several columns of which the user states the same field, put together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from service.intake.cells import clean
from service.intake.form_fields import NOT_USED, heading_key
from service.intake.questions.columns_of_a_sheet import Said, SheetColumn, joined_note
from service.intake.questions.ticks import ticks_of


def joined_stated(columns: Sequence[SheetColumn], stated: Mapping[str, str]) -> tuple[list[SheetColumn], list[Said]]:
    """Put columns stated as one field together: the headings that are ticked, or else all answers."""
    of_field: dict[str, list[int]] = defaultdict(list)
    for place, column in enumerate(columns):
        field = stated.get(heading_key(column.heading))
        if field and field != NOT_USED:
            of_field[field].append(place)
    groups = [places for places in of_field.values() if len(places) > 1]
    whole = {places[0]: _join([columns[place] for place in places]) for places in groups}
    said = [joined_note(columns[places[0]].heading, [columns[place] for place in places]) for places in groups]
    gone = {place for places in groups for place in places[1:]}
    return [whole.get(place, column) for place, column in enumerate(columns) if place not in gone], said


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
