"""Registrations that were begun."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registration",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("address", sa.String(400), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("address", name=op.f("uq_registration_address")),
        sa.UniqueConstraint("secret", name=op.f("uq_registration_secret")),
    )


def downgrade() -> None:
    op.drop_table("registration")
