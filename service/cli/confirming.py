"""The mini-language of readings: "territory", "territory: field role", "territory: field role = value; reason"."""

from collections.abc import Iterator, Sequence

from matcher.countries import PROGRAMME
from matcher.languages import languages_in, read_need
from matcher.messages import say
from matcher.model import ReadingOf, Role
from matcher.readings import NOTHING, ConfirmedReading
from service.cli.decisions import split_reason
from service.cli.finding import find_territory
from service.errors import ServiceError
from service.intake import TerritoryRecord
from service.intake.names import language_names


def confirmed_by(stated: str, records: Sequence[TerritoryRecord]) -> Iterator[ConfirmedReading]:
    """The readings that somebody confirms. Raises ServiceError where there is none such."""
    place, _, about = stated.partition(":")
    territory = find_territory(records, place).territory
    fields, roles = _about(about, stated)
    meant = [one for one in territory.readings if one.field in fields and one.role in roles]
    if not meant:
        raise ServiceError(say('"{stated}": nothing of it was read that could be confirmed', stated=stated))
    for one in meant:
        yield ConfirmedReading(territory.id, one.field, one.role, one.words, one.value)


def corrected_by(stated: str, records: Sequence[TerritoryRecord]) -> Iterator[ConfirmedReading]:
    """The readings as somebody means them. Raises ServiceError where a field, a role, a value or the reason is none."""
    told, reason = split_reason(stated)
    place, _, rest = told.partition(":")
    about, equals, value = rest.partition("=")
    territory = find_territory(records, place).territory
    fields, roles = _about(about, stated)
    if not equals or len(fields) != 1:
        raise ServiceError(say('"{stated}": write it as "territory: field role = value; reason"', stated=stated))
    (field,) = fields
    value = _checked(value.strip(), field, stated)
    for role in (role for role in roles if role in territory.roles_wanted):
        words = next((one.words for one in territory.readings if (one.field, one.role) == (field, role)), "")
        yield ConfirmedReading(territory.id, field, role, words, value, reason)


def _about(about: str, stated: str) -> tuple[Sequence[ReadingOf], Sequence[Role]]:
    words = about.split()
    fields = [ReadingOf(word) for word in words if word in set(ReadingOf)]
    roles = [Role(word) for word in words if word in set(Role)]
    if len(fields) + len(roles) != len(words):
        listed = ", ".join((*ReadingOf, *Role))
        raise ServiceError(
            say('"{stated}": it names no field or role. There are: {listed}', stated=stated, listed=listed)
        )
    return fields or tuple(ReadingOf), roles or tuple(Role)


def _checked(value: str, field: ReadingOf, stated: str) -> str:
    """The value as it is kept. Raises ServiceError where the field has no such value."""
    fits = {
        ReadingOf.MUST_LANGUAGES: lambda: set(languages_in(read_need(value))) <= set(language_names().values()),
        ReadingOf.EXCLUDED_RESIDENCE: lambda: bool(value) and set(value.upper().split()) <= PROGRAMME,
        ReadingOf.ON_SITE: lambda: value in {"yes", "no"},
    }
    try:
        good = value == NOTHING or fits[field]()
    except ValueError:
        good = False
    if not good:
        said = say(
            '"{stated}": {field} is an expression such as "en and (lv or et)", codes of countries, or yes and no',
            stated=stated,
            field=field,
        )
        raise ServiceError(said)
    return value.upper() if field is ReadingOf.EXCLUDED_RESIDENCE else value
