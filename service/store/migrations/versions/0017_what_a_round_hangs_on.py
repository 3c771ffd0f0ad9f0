"""What a version of a round loses with each person, once somebody had it tried."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("round_version", sa.Column("falls", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("round_version") as table:
        table.drop_column("falls")
