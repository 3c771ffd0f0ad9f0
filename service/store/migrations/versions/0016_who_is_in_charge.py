"""Who of the staff is in charge of a territory."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("territory") as table:
        table.add_column(sa.Column("in_charge", sa.String(36), nullable=True))
        table.create_foreign_key(op.f("fk_territory_in_charge"), "account", ["in_charge"], ["id"], ondelete="SET NULL")
        table.create_index(op.f("ix_territory_in_charge"), ["in_charge"])


def downgrade() -> None:
    with op.batch_alter_table("territory") as table:
        table.drop_index(op.f("ix_territory_in_charge"))
        table.drop_constraint(op.f("fk_territory_in_charge"), type_="foreignkey")
        table.drop_column("in_charge")
