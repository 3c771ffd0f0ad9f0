"""Rules whose field was not found in an export although a column that may hold it was left unread.

Nothing unread is harmless: a conflict of interest under a heading that nobody knew looks like no conflict at all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.messages import Message, say
from service.errors import ServiceError
from service.intake.cells import clean
from service.intake.columns.mapping import KNOWN_HEADING, Columns, Unread
from service.intake.files.any_file import Table
from service.intake.form.form_fields import Form, fields_of
from service.intake.problems import Place, Problem
from service.intake.words.agreement import Stated, meant_as

SHOWN = 5  # wordings of one question that are asked about
# Fields that say the same in another way: where one of them is read, the other is not missed.
_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "email": ("account_email",),
    "must_languages": ("must_languages_methodological", "must_languages_strategic", "must_languages_practical"),
    "window": ("end",),
    "end": ("window",),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that a rule rests on, not found in a file, and the unread columns that may hold it."""

    file: str
    field: str
    columns: tuple[Unread, ...] = ()
    wordings: tuple[str, ...] = ()  # answers of the field's own column that are neither yes nor no, most frequent first


class UnreadRuleFields(ServiceError):
    """Fields that rules rest on are not read, and columns that may hold them are there."""

    def __init__(self, gaps: Sequence[Gap], message: Message) -> None:
        super().__init__(message)
        self.gaps = tuple(gaps)


def fields_of_gaps(gaps: Iterable[Gap]) -> tuple[str, ...]:
    """The fields that are missed, each once."""
    return tuple(dict.fromkeys(gap.field for gap in gaps))


def gaps_of(columns: Columns, form: Form, file: str) -> tuple[Gap, ...]:
    """The fields of rules that were not found while columns that may hold them are unread."""
    missing = [name for name, one in fields_of(form).items() if one.rule and not _is_read(name, columns.place)]
    near = {name: [one for one in columns.unread if name in one.may_be] for name in missing}
    return tuple(Gap(file, name, _likeliest_first(name, of, columns.unread)) for name, of in near.items() if of)


def _likeliest_first(name: str, near: Sequence[Unread], unread: Sequence[Unread]) -> tuple[Unread, ...]:
    """The columns that may hold a field, and before them those that can hardly hold anything else."""
    return tuple(dict.fromkeys((*(one for one in unread if one.likeliest == name), *near)))


def unread_agreements(table: Table, columns: Columns, form: Form, stated: Stated) -> tuple[Gap, ...]:
    """The questions of yes and no on which rules rest, most of whose answers are neither: they count as not found."""
    agreements = [name for name, one in fields_of(form).items() if one.rule and one.answers == "agreement"]
    gaps = []
    for name in (name for name in agreements if name in columns.place):
        place = columns.place[name]
        told = [answer for row in table.rows if (answer := clean(row.values[place]))]
        unread = Counter(one for one in told if meant_as(one, table.headings[place], stated) is None)
        if unread.total() > len(told) / 2:
            gaps.append(Gap(table.file, name, wordings=tuple(wording for wording, _ in unread.most_common(SHOWN))))
    return tuple(gaps)


def _is_read(name: str, read: Iterable[str]) -> bool:
    return bool({name, *_INSTEAD.get(name, ())} & set(read))


def problem_of(gap: Gap, at: Place) -> Problem:
    """What the report says of a gap: the likeliest column, with answers."""
    column = gap.columns[0]
    said = say(
        'A rule rests on the field {field}, which was not found. It may be "{heading}": state its field, or - for none',
        field=gap.field,
        heading=column.heading,
    )
    place = Place(at.file, at.sheet, at.row, column.heading)
    return Problem(place, " | ".join(column.samples), KNOWN_HEADING, said)
