"""Which column of an export holds which field.

A heading that forms have had is known at once. Of every other column there is evidence: how near its heading is in
meaning to those of each field, and what its answers look like. The evidence is summed and all columns are given their
fields at once, so that the total is the greatest (Kuhn 1955, the assignment problem). What is read on evidence is
said, and so is what is not read.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from matcher.messages import Message, say
from service.intake.cells import clean
from service.intake.columns.contents import AGAINST, FOR, share_of_fitting
from service.intake.columns.evidence import BEGIN_AND_END, ENOUGH, Answers, evidence_of, rather_asked_otherwise
from service.intake.form.form_fields import NOT_USED, Field, Form, fields_of, heading_key
from service.intake.meaning import Vectors
from service.intake.problems import Place, Problem, Severity
from service.intake.questions.sections import without_sections
from service.intake.words.moments import read_moment

ACCOUNT_COLUMNS = 8  # among which a heading is rather that of a column that the forms' service adds
KNOWN_HEADING = say("A heading of the form as it is known")
WORTH_ASKING = 0.4  # evidence from which a person is asked whether a column is of a field that a rule rests on
NOTHING_BETTER = 0.2  # the same, of a field of which too much is better read than too little, and nothing fits better
MAY_BE = 2  # fields that one column is asked about
_CONTRADICTED = 0.4  # of a known heading whose answers are such as the field cannot have
_ELSEWHERE = 0.1  # of an account's heading among the questions, and of a question's before them
SAMPLES = 2  # answers that a message shows


@dataclass(frozen=True, slots=True)
class Unread:
    """A column with answers that no field was found for, and the field that it is likeliest of."""

    heading: str
    likeliest: str | None
    samples: tuple[str, ...]
    may_be: tuple[str, ...] = ()  # fields that it may well be of, the likeliest first


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of one table by field, and what there is to say about the headings."""

    place: Mapping[str, int]
    on_evidence: frozenset[str] = frozenset()  # fields of which the heading is not known
    problems: tuple[Problem, ...] = field(default=())
    unread: tuple[Unread, ...] = field(default=())


def map_columns(
    headings: Sequence[str],
    answers: Answers,
    form: Form,
    stated: Mapping[str, str],
    at: Place,
    by_options: Mapping[int, str] | None = None,
    vectors: Vectors | None = None,
) -> Columns:
    """Find the field of every column.

    `answers` gives the answers of a column by its place. `stated` has fields by folded heading and goes before
    everything else. `at` is the place of the heading row. `by_options` has the fields of columns, by place, that were
    put together out of known options: they count where the heading is not known. `vectors` reads headings that are not
    known; without it they are told by their answers alone.
    """
    fields = fields_of(form)
    keys = {place: key for place, heading in enumerate(headings) if (key := heading_key(heading))}
    questions = without_sections(headings)
    found: dict[str, int] = {}
    for place, key in keys.items():
        if stated.get(key) in fields:
            found.setdefault(stated[key], place)
    asked = {
        place: heading_key(questions[place])
        for place, key in keys.items()
        if stated.get(key) not in {*fields, NOT_USED}
    }
    known = _known(asked, answers, [one for name, one in fields.items() if name not in found])
    blank = {
        name: place for name, place in known.items() if _gives_way(fields[name]) and not _is_answered(answers(place))
    }
    found |= {name: place for name, place in known.items() if name not in blank}
    for place, name in (by_options or {}).items():
        if place not in found.values():
            found.setdefault(name, place)
    left = [place for place in asked if place not in found.values() and _is_answered(answers(place))]
    free = [one for name, one in fields.items() if name not in found and (not one.account or one.answers == "moment")]
    evidence = evidence_of(questions, left, free, answers, vectors)
    evidence += rather_asked_otherwise(evidence, free, found)
    told = _assigned(np.maximum(evidence - ENOUGH, 0.0))
    told |= (doubtful := _on_the_cautious_side(evidence, free, told))
    read = _in_order_of_time({left[row]: free[column].name for row, column in told.items()}, answers)
    read |= _other_half_of_a_name(found | {name: place for place, name in read.items()}, left, answers)
    untold = {row: place for row, place in enumerate(left) if place not in read}
    likely = _likeliest(evidence, list(untold), [one.name not in read.values() for one in free])
    unread = [
        _unread(headings[place], _samples(answers(place)), evidence[row], free, likely.get(row), read.values())
        for row, place in untold.items()
    ]
    notes = [
        _recognised(headings[place], name, _samples(answers(place)), at, doubtful=left.index(place) in doubtful)
        for place, name in sorted(read.items())
    ]
    problems = (*notes, *(_unknown(one, at) for one in unread))
    place_of = blank | found | {name: place for place, name in read.items()}
    return Columns(place_of, frozenset(read.values()), problems, tuple(unread))


def _gives_way(one: Field) -> bool:
    """Whether a column that nobody answered leaves its field to another: not where a blank refuses or lets pass.

    SurveyMonkey adds "Email Address", "First Name" to every export, filled or not, beside the questions for them.
    """
    return not one.rule or one.answers == "address"


def _is_answered(answers: Sequence[str]) -> bool:
    return any(map(str.strip, answers))


def _likeliest(evidence: NDArray[np.float64], rows: Sequence[int], free: Sequence[bool]) -> dict[int, int]:
    """The field that each unread column is likeliest of, by row: a field of one column, as far as there are fields."""
    if not rows or not any(free):
        return {}
    worth = np.where(free, np.maximum(evidence, 0.0), 0.0)[rows]
    together = {rows[row]: column for row, column in _assigned(worth).items()}
    alone = {rows[row]: int(of.argmax()) for row, of in enumerate(worth) if of.max() > 0}
    return alone | together


def _known(asked: Mapping[int, str], answers: Answers, fields: Sequence[Field]) -> dict[str, int]:
    """The columns whose headings forms have had; of several that are alike, those whose answers fit."""
    places = [place for place, key in asked.items() if any(key in one.headings for one in fields)]
    worth = np.zeros((len(places), len(fields)))
    for row, place in enumerate(places):
        for column, one in enumerate(fields):
            if asked[place] in one.headings:
                share = share_of_fitting(one.answers, answers(place))
                contradicted = _CONTRADICTED if share is not None and share < AGAINST else 0.0
                elsewhere = _ELSEWHERE if one.account != (place < ACCOUNT_COLUMNS) else 0.0
                worth[row, column] = 1.0 - contradicted - elsewhere - place * 1e-6 - column * 1e-5
    return {fields[column].name: places[row] for row, column in _assigned(worth).items()}


def _assigned(worth: NDArray[np.float64]) -> dict[int, int]:
    """Columns by row so that the worth in all is the greatest; pairs of no worth are left out."""
    if not worth.any():
        return {}
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if worth[row, column] > 0}


def _on_the_cautious_side(
    evidence: NDArray[np.float64], fields: Sequence[Field], told: Mapping[int, int]
) -> dict[int, int]:
    """Columns, by row, that are likeliest of a field of which too much is better read than too little."""
    wanted = {column for column, one in enumerate(fields) if one.cautious} - set(told.values())
    likeliest = {row: int(worth.argmax()) for row, worth in enumerate(evidence) if row not in told and worth.size}
    found: dict[int, int] = {}
    for column in wanted:
        rows = [row for row, best in likeliest.items() if best == column and evidence[row, column] >= WORTH_ASKING]
        if rows:
            found[max(rows, key=lambda row: evidence[row, column])] = column
    return found


def _in_order_of_time(read: Mapping[int, str], answers: Answers) -> dict[int, str]:
    """The same, with a beginning and its end changed round where most answers begin after they end."""
    place_of = {name: place for place, name in read.items()}
    turned = dict(read)
    for begins, ends in BEGIN_AND_END:
        if {begins, ends} <= set(place_of):
            pairs = zip(answers(place_of[begins]), answers(place_of[ends]), strict=True)
            moments = [(read_moment(clean(one)), read_moment(clean(other))) for one, other in pairs]
            order = [(one > other) - (one < other) for one, other in moments if one and other]
            if sum(order) > 0:
                turned[place_of[begins]], turned[place_of[ends]] = ends, begins
    return turned


def _other_half_of_a_name(read: Mapping[str, int], left: Sequence[int], answers: Answers) -> dict[int, str]:
    """The column of the family name beside that of the first name, or the other way round, whatever its heading.

    Where both neighbours hold names, or the whole name is read, nothing is.
    """
    for half, other in (("first_name", "family_name"), ("family_name", "first_name")):
        if half in read and not {other, "full_name"} & set(read):
            beside = [place for place in (read[half] - 1, read[half] + 1) if place in set(left) - set(read.values())]
            names = [place for place in beside if (share_of_fitting("name", answers(place)) or 0.0) >= FOR]
            if len(names) == 1:
                return {names[0]: other}
    return {}


def _unread(
    heading: str,
    samples: tuple[str, ...],
    evidence: NDArray[np.float64],
    fields: Sequence[Field],
    likeliest: int | None,
    taken: Collection[str],
) -> Unread:
    free = sorted((-worth, one.name) for worth, one in zip(evidence, fields, strict=True) if one.name not in taken)
    best = None if likeliest is None else fields[likeliest].name
    asked = [name for worth, name in free[:MAY_BE] if -worth >= WORTH_ASKING]
    if likeliest is not None and fields[likeliest].cautious and evidence[likeliest] >= NOTHING_BETTER:
        asked = [fields[likeliest].name, *asked]
    return Unread(clean(heading), best, samples, tuple(dict.fromkeys(asked)))


def _samples(answers: Sequence[str]) -> tuple[str, ...]:
    filled = (text for answer in answers if (text := clean(answer)))
    return tuple(dict.fromkeys(text[:80] for text in filled))[:SAMPLES]


def _recognised(heading: str, name: str, samples: Sequence[str], at: Place, *, doubtful: bool) -> Problem:
    if not doubtful:
        said = say(
            'Read as the field {field}; if that is wrong, state the field of "{heading}"', **_names(heading, name)
        )
        return _note(heading, samples, said, at)
    said = say(
        "Not sure: read as the field {field}, as too much of it is better read than too little. State the field of "
        '"{heading}" to settle it',
        **_names(heading, name),
    )
    return replace(_note(heading, samples, said, at), severity=Severity.WARNING)


def _unknown(unread: Unread, at: Place) -> Problem:
    if unread.likeliest:
        said: Message = say(
            'Not read. The likeliest field is {field}; to have it so, state it as the field of "{heading}"',
            **_names(unread.heading, unread.likeliest),
        )
    else:
        said = say('Not read. If it holds a field, state which "{heading}" is', heading=unread.heading)
    return _note(unread.heading, unread.samples, said, at)


def _note(heading: str, samples: Sequence[str], said: Message, at: Place) -> Problem:
    place = Place(at.file, at.sheet, at.row, clean(heading))
    return Problem(place, " | ".join(samples), KNOWN_HEADING, said, Severity.NOTE)


def _names(heading: str, name: str) -> dict[str, str]:
    return {"field": name, "heading": clean(heading)}
