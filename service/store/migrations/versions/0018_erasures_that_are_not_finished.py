"""Erasures that were begun: whoever stops the service in the midst of one finds it finished at the next start."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unfinished_erasure",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
    )


def downgrade() -> None:
    op.drop_table("unfinished_erasure")
