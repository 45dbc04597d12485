"""Notices with their editions, recipients and photos; messages; who is in arrears."""

import sqlalchemy as sa
from alembic import op

from foundation.storage import types

revision = "notices_0001"
down_revision = None
branch_labels = ("notices",)
depends_on = None


def upgrade() -> None:
    """Make the tables of notices."""
    op.create_table(
        "household_arrears",
        sa.Column("household_id", types.Id, nullable=False),
        sa.Column("overdue_amount", types.Yuan(), nullable=False),
        sa.Column("oldest_due_date", sa.Date(), nullable=True),
        sa.Column("changed_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", name="pk_household_arrears"),
    )
    op.create_table(
        "notices",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("audience", types.Json, nullable=False),
        sa.Column("channels", types.Json, nullable=False),
        sa.Column("must_acknowledge", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.String(length=80), nullable=False),
        sa.Column("author_name", sa.String(length=120), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("publish_at", types.Instant(), nullable=True),
        sa.Column("published_at", types.Instant(), nullable=True),
        sa.Column("expires_at", types.Instant(), nullable=True),
        sa.Column("withdrawn_at", types.Instant(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("number", name="uq_notices_number"),
    )
    op.create_index("ix_notices_status", "notices", ["status"], unique=False)
    op.create_table(
        "editions",
        sa.Column("notice_id", types.Id, nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=80), nullable=False),
        sa.Column("author_name", sa.String(length=120), nullable=False),
        sa.Column("writer_ids", types.Json, nullable=False),
        sa.Column("written_at", types.Instant(), nullable=False),
        sa.Column("approved_by_id", sa.String(length=80), nullable=True),
        sa.Column("approved_by_name", sa.String(length=120), nullable=True),
        sa.Column("approved_at", types.Instant(), nullable=True),
        sa.Column("published_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_editions_notice_id_notices"
        ),
        sa.PrimaryKeyConstraint("notice_id", "edition", name="pk_editions"),
    )
    op.create_table(
        "messages",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("origin", sa.String(length=160), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fallen", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("household_id", types.Id, nullable=True),
        sa.Column("person_id", types.Id, nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("notice_id", types.Id, nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("recipient_id", types.Id, nullable=True),
        sa.Column("title_zh", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("text_zh", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", types.Instant(), nullable=True),
        sa.Column("claimed_until", types.Instant(), nullable=True),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("sent_at", types.Instant(), nullable=True),
        sa.Column("read_at", types.Instant(), nullable=True),
        sa.Column("received_by", sa.String(length=60), nullable=True),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_messages_notice_id_notices"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("key", name="uq_messages_key"),
    )
    op.create_index(
        "ix_messages_household_id", "messages", ["household_id", "channel"], unique=False
    )
    op.create_index("ix_messages_notice_id", "messages", ["notice_id", "edition"], unique=False)
    op.create_index("ix_messages_origin", "messages", ["origin"], unique=False)
    op.create_index("ix_messages_person_id", "messages", ["person_id", "channel"], unique=False)
    op.create_index("ix_messages_sending", "messages", ["status", "due_at"], unique=False)
    op.create_table(
        "photos",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("notice_id", types.Id, nullable=False),
        sa.Column("building", sa.String(length=30), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("taken_by_id", sa.String(length=80), nullable=False),
        sa.Column("taken_by_name", sa.String(length=120), nullable=False),
        sa.Column("filed_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_photos_notice_id_notices"),
        sa.PrimaryKeyConstraint("id", name="pk_photos"),
    )
    op.create_index("ix_photos_notice_id", "photos", ["notice_id", "building"], unique=False)
    op.create_table(
        "recipients",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("notice_id", types.Id, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=False),
        sa.Column("household_id", types.Id, nullable=True),
        sa.Column("person_id", types.Id, nullable=True),
        sa.Column("delivered_at", types.Instant(), nullable=True),
        sa.Column("delivered_by", sa.String(length=20), nullable=True),
        sa.Column("read_at", types.Instant(), nullable=True),
        sa.Column("read_by_id", sa.String(length=80), nullable=True),
        sa.Column("acknowledged_at", types.Instant(), nullable=True),
        sa.Column("acknowledged_by_id", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_recipients_notice_id_notices"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recipients"),
        sa.UniqueConstraint(
            "notice_id", "edition", "target", name="uq_recipients_notice_id_edition_target"
        ),
    )
    op.create_index("ix_recipients_target", "recipients", ["target", "notice_id"], unique=False)


def downgrade() -> None:
    """Drop the tables of notices."""
    op.drop_table("recipients")
    op.drop_table("photos")
    op.drop_table("messages")
    op.drop_table("editions")
    op.drop_table("notices")
    op.drop_table("household_arrears")
