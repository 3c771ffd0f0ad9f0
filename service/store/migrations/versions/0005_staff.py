"""People of the staff: addresses, passwords, withdrawn accounts; the first account administers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account") as table:
        table.add_column(sa.Column("email", sa.String(length=400), nullable=True))
        table.add_column(sa.Column("password", sa.Text(), nullable=True))
        table.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("closed_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        table.create_unique_constraint(op.f("uq_account_email"), ["email"])
    op.execute("UPDATE account SET role = 'administrator'")  # there has been one, made at the first start
    op.execute("UPDATE token SET role = 'viewer' WHERE role = 'reader'")


def downgrade() -> None:
    op.execute("UPDATE token SET role = 'reader' WHERE role = 'viewer'")
    op.execute("UPDATE account SET role = 'coordinator'")
    with op.batch_alter_table("account") as table:
        table.drop_constraint(op.f("uq_account_email"), type_="unique")
        for name in ("withdrawn_at", "closed_until", "failures", "password", "email"):
            table.drop_column(name)
