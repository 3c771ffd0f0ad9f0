"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "account",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.String(length=40), nullable=False),
        sa.Column("thing_id", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_at"), ["at"], unique=False)
        batch_op.create_index("ix_audit_thing", ["thing", "thing_id"], unique=False)

    op.create_table(
        "expert",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("consent_process", sa.Boolean(), nullable=False),
        sa.Column("consent_share", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert")),
    )
    op.create_table(
        "import",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("stopping", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("failure", sa.JSON(), nullable=True),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_table(
        "match_list",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("refusals", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_list")),
    )
    with op.batch_alter_table("match_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_list_made_at"), ["made_at"], unique=False)

    op.create_table(
        "territory",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_by", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("misses", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_territory_fingerprint")),
    )
    op.create_table(
        "text_vector",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_text_vector")),
    )
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("secret", name=op.f("uq_token_secret")),
    )
    op.create_table(
        "address",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("expert_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_address_expert_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_address")),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("expert_id", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_consent_expert_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "expert_answer",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("expert_id", sa.String(length=36), nullable=False),
        sa.Column("territory_id", sa.String(length=36), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_expert_answer_expert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_expert_answer_territory_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_answer")),
    )
    with op.batch_alter_table("expert_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expert_answer_expert_id"), ["expert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_expert_answer_territory_id"), ["territory_id"], unique=False)

    op.create_table(
        "expert_version",
        sa.Column("expert_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.String(length=36), nullable=True),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_expert_version_expert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_expert_version_import_id")),
        sa.PrimaryKeyConstraint("expert_id", "number", name=op.f("pk_expert_version")),
    )
    op.create_table(
        "link",
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("expert_id", sa.String(length=36), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_link_account_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_link_expert_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("secret", name=op.f("pk_link")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "listed_territory",
        sa.Column("list_id", sa.String(length=36), nullable=False),
        sa.Column("territory_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["match_list.id"], name=op.f("fk_listed_territory_list_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_listed_territory_territory_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("list_id", "territory_id", name=op.f("pk_listed_territory")),
    )
    with op.batch_alter_table("listed_territory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listed_territory_territory_id"), ["territory_id"], unique=False)

    op.create_table(
        "rendition",
        sa.Column("list_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["match_list.id"], name=op.f("fk_rendition_list_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("list_id", "kind", name=op.f("pk_rendition")),
    )
    op.create_table(
        "session",
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("expert_id", sa.String(length=36), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_session_account_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_session_expert_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("secret", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_expert_id"), ["expert_id"], unique=False)

    op.create_table(
        "territory_version",
        sa.Column("territory_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.String(length=36), nullable=True),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_territory_version_import_id")),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_territory_version_territory_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("territory_id", "number", name=op.f("pk_territory_version")),
    )
    op.create_table(
        "text_use",
        sa.Column("expert_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_text_use_expert_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("expert_id", "key", name=op.f("pk_text_use")),
    )
    with op.batch_alter_table("text_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_use_key"), ["key"], unique=False)

    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_upload_import_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_import_id"), ["import_id"], unique=False)

    op.create_table(
        "uploaded_row",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("expert_id", sa.String(length=36), nullable=True),
        sa.Column("territory_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_uploaded_row_expert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_uploaded_row_import_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_uploaded_row_territory_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploaded_row")),
    )
    with op.batch_alter_table("uploaded_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uploaded_row_expert_id"), ["expert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_uploaded_row_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_uploaded_row_territory_id"), ["territory_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("uploaded_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_uploaded_row_territory_id"))
        batch_op.drop_index(batch_op.f("ix_uploaded_row_import_id"))
        batch_op.drop_index(batch_op.f("ix_uploaded_row_expert_id"))

    op.drop_table("uploaded_row")
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_upload_import_id"))

    op.drop_table("upload")
    with op.batch_alter_table("text_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_text_use_key"))

    op.drop_table("text_use")
    op.drop_table("territory_version")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_expert_id"))
        batch_op.drop_index(batch_op.f("ix_session_account_id"))

    op.drop_table("session")
    op.drop_table("rendition")
    with op.batch_alter_table("listed_territory", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listed_territory_territory_id"))

    op.drop_table("listed_territory")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_expert_id"))
        batch_op.drop_index(batch_op.f("ix_link_account_id"))

    op.drop_table("link")
    op.drop_table("expert_version")
    with op.batch_alter_table("expert_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expert_answer_territory_id"))
        batch_op.drop_index(batch_op.f("ix_expert_answer_expert_id"))

    op.drop_table("expert_answer")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_expert_id"))

    op.drop_table("consent")
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_expert_id"))

    op.drop_table("address")
    op.drop_table("token")
    op.drop_table("text_vector")
    op.drop_table("territory")
    with op.batch_alter_table("match_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_list_made_at"))

    op.drop_table("match_list")
    op.drop_table("job")
    op.drop_table("installation")
    op.drop_table("import")
    op.drop_table("expert")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_thing")
        batch_op.drop_index(batch_op.f("ix_audit_at"))

    op.drop_table("audit")
    op.drop_table("account")
