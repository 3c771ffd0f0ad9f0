"""Who the people of the staff are to an identity provider."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account") as table:
        table.add_column(sa.Column("subject", sa.String(600), nullable=True))
        table.create_unique_constraint(op.f("uq_account_subject"), ["subject"])


def downgrade() -> None:
    with op.batch_alter_table("account") as table:
        table.drop_constraint(op.f("uq_account_subject"), type_="unique")
        table.drop_column("subject")
