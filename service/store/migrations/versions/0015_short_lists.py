"""Short lists that pilots are shown, what they say of them, and who comes in to do so."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "short_list",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("list_id", sa.String(36), nullable=False),
        sa.Column("territory_id", sa.String(36), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["match_list.id"], name=op.f("fk_short_list_list_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_short_list_territory_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_short_list")),
        sa.UniqueConstraint("list_id", "territory_id", name=op.f("uq_short_list_list_id_territory_id")),
    )
    op.create_index(op.f("ix_short_list_territory_id"), "short_list", ["territory_id"])
    op.create_table(
        "pilot_word",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("short_list_id", sa.String(36), nullable=False),
        sa.Column("expert_id", sa.String(36), nullable=True),
        sa.Column("role", sa.String(40), nullable=True),
        sa.Column("liking", sa.String(40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["short_list_id"], ["short_list.id"], name=op.f("fk_pilot_word_short_list_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_pilot_word_expert_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_word")),
    )
    op.create_index(op.f("ix_pilot_word_short_list_id"), "pilot_word", ["short_list_id"])
    op.create_index(op.f("ix_pilot_word_expert_id"), "pilot_word", ["expert_id"])
    for name in ("link", "session"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("short_list_id", sa.String(36), nullable=True))
            table.create_foreign_key(
                op.f(f"fk_{name}_short_list_id"), "short_list", ["short_list_id"], ["id"], ondelete="CASCADE"
            )
            table.create_index(op.f(f"ix_{name}_short_list_id"), ["short_list_id"])


def downgrade() -> None:
    for name in ("link", "session"):
        with op.batch_alter_table(name) as table:
            table.drop_index(op.f(f"ix_{name}_short_list_id"))
            table.drop_constraint(op.f(f"fk_{name}_short_list_id"), type_="foreignkey")
            table.drop_column("short_list_id")
    op.drop_table("pilot_word")
    op.drop_table("short_list")
