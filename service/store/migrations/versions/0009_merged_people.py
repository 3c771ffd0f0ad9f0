"""Two records of one person: the one stands in the other until they are split again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("expert") as table:
        table.add_column(sa.Column("merged_into", sa.String(length=36), nullable=True))
        table.add_column(sa.Column("merged_as", sa.Integer(), nullable=True))
        table.create_index(op.f("ix_expert_merged_into"), ["merged_into"])


def downgrade() -> None:
    with op.batch_alter_table("expert") as table:
        table.drop_index(op.f("ix_expert_merged_into"))
        table.drop_column("merged_as")
        table.drop_column("merged_into")
