"""Imports know the key of the request that made them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("import") as table:
        table.add_column(sa.Column("asked_key", sa.Text(), nullable=True))
        table.create_unique_constraint(op.f("uq_import_asked_key"), ["asked_key"])


def downgrade() -> None:
    with op.batch_alter_table("import") as table:
        table.drop_constraint(op.f("uq_import_asked_key"), type_="unique")
        table.drop_column("asked_key")
