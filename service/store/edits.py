"""What coordinators entered about people: field by field, with what the form says instead."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select, update

from service.store.tables import ExpertEdit
from service.values.roster import Edit


def all_of(database: Connection) -> Mapping[str, tuple[Edit, ...]]:
    """Everything that was entered and holds against the forms, by expert."""
    found: dict[str, tuple[Edit, ...]] = {}
    for expert, edit in _edits(database):
        found[expert] = (*found.get(expert, ()), edit)
    return found


def of(database: Connection, expert: str) -> tuple[Edit, ...]:
    """What was entered about one person."""
    return tuple(edit for _, edit in _edits(database, expert))


def _edits(database: Connection, expert: str | None = None) -> list[tuple[str, Edit]]:
    row = ExpertEdit
    query = select(row.expert_id, row.field, row.said, row.now, row.disputed, row.by, row.at)
    if expert is not None:
        query = query.where(row.expert_id == expert)
    rows = database.execute(query.order_by(row.expert_id, row.field))
    return [(one, Edit(field, said, now, disputed, by, at)) for one, field, said, now, disputed, by, at in rows]


def keep(database: Connection, expert: str, edits: Iterable[Edit]) -> None:
    """Keep what was entered, each in the place of what was entered of its field before."""
    for one in edits:
        drop(database, expert, [one.field])
        told = {"said": one.said, "now": one.now, "disputed": one.disputed, "by": one.by, "at": one.at}
        database.execute(insert(ExpertEdit).values(expert_id=expert, field=one.field, **told))


def drop(database: Connection, expert: str, fields: Iterable[str]) -> None:
    """Forget what was entered of some fields: from now on the form says it."""
    named = list(fields)
    if named:
        database.execute(delete(ExpertEdit).where((ExpertEdit.expert_id == expert) & ExpertEdit.field.in_(named)))


def settle(database: Connection, expert: str, field: str) -> None:
    """Keep what was entered although the form says something else by now."""
    of_it = (ExpertEdit.expert_id == expert) & (ExpertEdit.field == field)
    told = {"said": ExpertEdit.now, "disputed": False}
    database.execute(update(ExpertEdit).where(of_it).values(told))
