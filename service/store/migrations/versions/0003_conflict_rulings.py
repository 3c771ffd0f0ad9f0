"""What coordinators decided about conflicts of interest."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conflict_ruling",
        sa.Column("expert_id", sa.String(length=36), nullable=False),
        sa.Column("territory_id", sa.String(length=36), nullable=False),
        sa.Column("ruling", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_conflict_ruling_expert_id_expert"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territory.id"],
            name=op.f("fk_conflict_ruling_territory_id_territory"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("expert_id", "territory_id", name=op.f("pk_conflict_ruling")),
    )
    op.create_index(op.f("ix_conflict_ruling_territory_id"), "conflict_ruling", ["territory_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_conflict_ruling_territory_id"), "conflict_ruling")
    op.drop_table("conflict_ruling")
