"""The mini-language of readings: "territory", "territory: field role", "territory: field role = value; reason"."""

from collections.abc import Iterator, Sequence

from matcher.messages import say
from matcher.model import ReadingOf, Role
from matcher.readings import ConfirmedReading
from service.cli.decisions import split_reason
from service.cli.finding import find_territory
from service.errors import ServiceError
from service.intake import TerritoryRecord
from service.intake.rows.confirmed_readings import checked_value


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
    value = checked_value(value, field)
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
