"""Match lists have a name that somebody gives them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("match_list") as table:
        table.add_column(sa.Column("name", sa.String(length=400), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("match_list") as table:
        table.drop_column("name")
