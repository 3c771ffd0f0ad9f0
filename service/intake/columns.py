"""Which column of an export holds which field: by known headings, by telling words, or as the user states it.

A field that is recognised by words alone is said in the report; a heading that is not recognised is reported with the
nearest field that is still free. Knows headings, not answers.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from matcher.messages import Message, say
from service.intake.cells import clean
from service.intake.contents import contradicts, field_told, fits_well
from service.intake.form_fields import NOT_USED, Field, Form, MarkWord, fields_of, heading_key
from service.intake.problems import Place, Problem, Severity

ACCOUNT_COLUMNS = 8  # Microsoft Forms puts its own columns before the questions
KNOWN_HEADING = say("A heading of the form as it is known")
WORTH_PROPOSING = 60  # similarity from which the nearest field is proposed


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of one table by field, and what there is to say about the headings."""

    place: Mapping[str, int]
    problems: tuple[Problem, ...] = field(default=())


def map_columns(
    headings: Sequence[str],
    answers: Callable[[int], Sequence[str]],
    form: Form,
    stated: Mapping[str, str],
    at: Place,
    by_options: Mapping[int, str] | None = None,
) -> Columns:
    """Find the field of every heading.

    `answers` gives the answers of a column by its place. `stated` has fields by folded heading and goes before
    everything else. `at` is the place of the heading row. `by_options` has the fields of columns, by place, that were
    put together out of known options: they count where the heading is not known.
    """
    fields = fields_of(form)
    found: dict[str, int] = {}
    left: dict[int, str] = {}
    for place, key in enumerate(map(heading_key, headings)):
        known = stated.get(key) or _known(key, place, fields, found)
        if known and known in fields:
            found.setdefault(known, place)
        elif known != NOT_USED and key:
            left[place] = key
    for place, field_of_options in (by_options or {}).items():
        if place in left and field_of_options not in found:
            found[field_of_options] = place
            del left[place]
    told = _told(left, fields, found, lambda place, name: not contradicts(form, name, answers(place)))
    found |= {name: place for place, name in told.items()}
    for place in left:
        free = [name for name in fields if name not in found]
        name = None if place in told else field_told(form, free, answers(place))
        if name:
            told[place] = name
            found[name] = place
    for place, name in _hinted(left, told, fields, found, lambda place, name: fits_well(form, name, answers(place))):
        told[place] = name
        found[name] = place
    notes = [_recognised(headings[place], name, at) for place, name in sorted(told.items())]
    unknown = [_unknown(headings[place], fields, found, at) for place in left if place not in told]
    return Columns(found, (*notes, *unknown))


def _known(key: str, place: int, fields: Mapping[str, Field], found: Mapping[str, int]) -> str | None:
    names = [name for name, one in fields.items() if key in one.headings and name not in found]
    account = [name for name in names if fields[name].account and place < ACCOUNT_COLUMNS]
    asked = [name for name in names if not fields[name].account]
    return next(iter((*account, *asked)), None)


def _told(
    left: Mapping[int, str], fields: Mapping[str, Field], found: Mapping[str, int], may_be: Callable[[int, str], bool]
) -> dict[int, str]:
    """The fields that the words of the remaining headings tell, the surest first; each field once.

    A heading that tells several free fields alike waits until the others are settled.
    """
    strengths = {
        place: {name: strength for name, strength in _strengths(key, fields).items() if may_be(place, name)}
        for place, key in left.items()
    }
    told: dict[int, str] = {}
    while True:
        taken = {*found, *told.values()}
        free = {
            place: {name: strength for name, strength in of_one.items() if name not in taken}
            for place, of_one in strengths.items()
            if place not in told
        }
        sure = [
            (max(of_one.values()), -place)
            for place, of_one in free.items()
            if of_one and list(of_one.values()).count(max(of_one.values())) == 1
        ]
        if not sure:
            return told
        place = -max(sure)[1]
        told[place] = max(free[place], key=lambda name: free[place][name])


def _hinted(
    left: Mapping[int, str],
    told: Mapping[int, str],
    fields: Mapping[str, Field],
    found: Mapping[str, int],
    fits: Callable[[int, str], bool],
) -> list[tuple[int, str]]:
    """Headings with one word that hints at a free field, where the answers are such as the field has.

    Only pairs of which neither could belong to another.
    """
    pairs = [
        (place, name)
        for place, key in left.items()
        if place not in told
        for name, one in fields.items()
        if name not in found and not one.account and _hints(key.split(), one) and fits(place, name)
    ]
    places, names = Counter(place for place, _ in pairs), Counter(name for _, name in pairs)
    return [(place, name) for place, name in pairs if places[place] == names[name] == 1]


def _hints(words: Sequence[str], one: Field) -> bool:
    if any(word in one.never for word in words):
        return False
    return any(part.likeness(word) for mark in one.marks for part in mark for word in words)


def _strengths(key: str, fields: Mapping[str, Field]) -> dict[str, float]:
    words = key.split()
    possible = {name: one for name, one in fields.items() if not one.account and not any(w in one.never for w in words)}
    strengths = ((name, _strength(words, one.marks)) for name, one in possible.items())
    return {name: strength for name, strength in strengths if strength}


def _strength(words: Sequence[str], marks: Iterable[tuple[MarkWord, ...]]) -> float:
    """How many words of a heading the best of a field's marks accounts for; 0 where none stands in it."""
    return max((_of_mark(words, mark) for mark in marks), default=0.0)


def _of_mark(words: Sequence[str], mark: tuple[MarkWord, ...]) -> float:
    likest = [max((one.likeness(word) for word in words), default=0.0) for one in mark]
    return sum(likest) if all(likest) else 0.0


def _recognised(heading: str, name: str, at: Place) -> Problem:
    return Problem(
        Place(at.file, at.sheet, at.row, clean(heading)),
        "",
        KNOWN_HEADING,
        say('Read as the field {field}; if that is wrong, state the field of "{heading}"', **_names(heading, name)),
        Severity.NOTE,
    )


def _names(heading: str, name: str) -> dict[str, str]:
    return {"field": name, "heading": clean(heading)}


def _unknown(heading: str, fields: Mapping[str, Field], found: Mapping[str, int], at: Place) -> Problem:
    free = {key: name for name, one in fields.items() if name not in found for key in one.headings}
    nearest = process.extractOne(heading_key(heading), list(free), scorer=fuzz.token_set_ratio)
    if nearest and nearest[1] >= WORTH_PROPOSING:
        suggestion: Message = say(
            'Not read. The nearest field is {field}; to have it so, state it as the field of "{heading}"',
            **_names(heading, free[nearest[0]]),
        )
    else:
        suggestion = say('Not read. If it holds a field, state which "{heading}" is', heading=clean(heading))
    place = Place(at.file, at.sheet, at.row, clean(heading))
    return Problem(place, "", KNOWN_HEADING, suggestion, Severity.NOTE)
