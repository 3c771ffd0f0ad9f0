"""Say which field a column holds, once for every export, and see what was said."""

from collections.abc import Mapping, Sequence

from matcher.messages import say
from service.errors import ServiceError
from service.intake.form.form_fields import NOT_USED, Form, fields_of, heading_key
from service.intake.form.stated_columns import checked_field
from service.store import audit, columns
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.columns import ColumnStated
from service.workplace import Workplace


def stated_columns(workplace: Workplace) -> Sequence[ColumnStated]:
    """Every column that was stated, by heading."""
    with reading(workplace.database) as database:
        return columns.stated(database)


def fields_by_heading(workplace: Workplace) -> Mapping[str, str]:
    """The fields of stated columns, by folded heading, as forms are read with."""
    return {heading_key(one.heading): one.field for one in stated_columns(workplace)}


def state_column(heading: str, field: str, actor: Actor, workplace: Workplace) -> ColumnStated:
    """Say which field a heading holds, or "-" for none; it goes before whatever was said of it.

    Raises ServiceError where the heading says nothing, or there is no such field.
    """
    key, at = heading_key(heading), workplace.clock()
    if not key:
        raise ServiceError(say("Write the heading of the column, as the export has it"))
    column = ColumnStated(heading.strip(), checked_field(field), actor.key, at)
    with writing(workplace.database) as database:
        columns.state(database, key, column)
        audit.note(database, Line(at, actor.key, Deed.STATED, Thing.COLUMN, key, column.field))
    return column


def all_fields() -> Mapping[str, Sequence[str]]:
    """The fields that a column may hold, by form; columns that the forms' service adds are left out."""
    fields = {form.value: [name for name, one in fields_of(form).items() if not one.account] for form in Form}
    return {**fields, "": [NOT_USED]}
