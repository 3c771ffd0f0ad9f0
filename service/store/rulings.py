"""What coordinators decided about conflicts of interest: one decision for each expert and territory."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select

from service.store.tables import ConflictRulingRow, ExpertRow
from service.values.rulings import ConflictRuling, Ruling


def all_of(database: Connection, territories: Iterable[str] | None = None) -> Sequence[ConflictRuling]:
    """The decisions in force, by territory and expert; of some territories alone where they are named.

    Of whoever does not agree to the processing nothing is told.
    """
    row = ConflictRulingRow
    query = (
        select(row.expert_id, row.territory_id, row.ruling, row.reason, row.by, row.at)
        .join(ExpertRow, ExpertRow.id == row.expert_id)
        .where(ExpertRow.consent_process & ExpertRow.merged_into.is_(None))
    )
    if territories is not None:
        query = query.where(row.territory_id.in_(list(territories)))
    return [
        ConflictRuling(expert, territory, Ruling(ruling), reason, by, at)
        for expert, territory, ruling, reason, by, at in database.execute(
            query.order_by(row.territory_id, row.expert_id)
        )
    ]


def keep(database: Connection, told: ConflictRuling) -> None:
    """Keep a decision in place of the one before."""
    take_back(database, told.expert, told.territory)
    values = {"ruling": told.ruling.value, "reason": told.reason, "by": told.by, "at": told.at}
    database.execute(insert(ConflictRulingRow).values(expert_id=told.expert, territory_id=told.territory, **values))


def take_back(database: Connection, expert: str, territory: str) -> bool:
    """Forget a decision; whether there was one."""
    of_pair = (ConflictRulingRow.expert_id == expert) & (ConflictRulingRow.territory_id == territory)
    return database.execute(delete(ConflictRulingRow).where(of_pair)).rowcount > 0
